/**
 * Leaves out of a text what none may hold: characters that control a terminal or the direction of text, that end a line for
 * some programs alone, or that are none at all, which a Word document refuses. The program has the same (Unseen in
 * internal/source).
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\p{Noncharacter_Code_Point}]/gu, "");
}
