/** What nobody sees, or what turns the text beside it round. */
export const unseen = /[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * A name, or an answer, as it is kept: one line in Unicode's composed form (NFC), without what cannot be seen, and with so many characters
 * (code points) at most. Cleaned again, it stays the same.
 */
export function cleanName(typed: string, most = 40): string {
  const seen = typed.replace(/[^\S\ufeff]|\u0085/g, " ").replace(unseen, "").normalize("NFC").replace(/ +/g, " ").trim();
  return Array.from(seen).slice(0, most).join("").trim();
}
