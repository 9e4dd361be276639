// How a text sounds: what a voice is given in place of what is written.
import { address, asWord, digits, plus, said } from "../../language/speech";

/** What is drawn and not said: emoji, the parts that they are put together from, and characters that only look like something. */
const drawn = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u20e3\ufe0f\u200d•·|*#_]+/gu;

/** Addresses of pages, with a scheme or without, and of mail. In a name that has dots, as e.g. has, each part has two letters or more. */
const addresses = /(?:https?:\/\/|www\.)[^\s<>()]*[^\s<>().,;:!?]|[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().,;:!?]+|\p{L}(?:[\w-]*\p{L})?(?:\.[a-z][\w-]*\p{L})+(?:\/[\w/-]*\w)?/gu;

/**
 * A text as a voice is to say it. sounds has words that are said in a way of their own, in lowercase, such as "mss" with "M S S"; other words of two to five
 * capitals are said as letters. language is that of the text, such as "en-GB".
 */
export function soundOf(text: string, language: string, sounds: ReadonlyMap<string, string>): string {
  let sound = text.replace(addresses, sayAddress);
  for (const [pattern, words] of said) sound = sound.replace(pattern, words);
  sound = sound.replace(/\b\d{4}-\d{1,2}-\d{1,2}\b/g, (day) => sayDay(day, language))
    .replace(/(\+|\b0)[\d ]{7,}\d/g, sayNumber)
    .replace(digits, (number) => spaced(number))
    .replace(drawn, " ");
  const shouts = !/\p{Ll}/u.test(sound) && /\p{L}\P{L}+\p{L}{2}/u.test(sound); // capitals for weight: they say nothing of the words
  return sound.replace(/[\p{L}\p{N}]+/gu, (word) => sounds.get(word.toLowerCase()) ?? (shouts ? word : sayLetters(word)))
    .replace(/\s+/g, " ").replace(/ ([,.;:!?])/g, "$1").trim();
}

function sayAddress(whole: string): string {
  return whole.replace(/^https?:\/\//, "").replace(/^www\./, "").replace(/\/$/, "").replace(/[@./_]/g, (at) => address[at as keyof typeof address]);
}

function sayDay(whole: string, language: string): string {
  const [year, month, date] = whole.split("-").map(Number) as [number, number, number];
  const day = new Date(year, month - 1, date, 12); // at noon: in no place is that another day
  if (day.getMonth() !== month - 1 || day.getDate() !== date) return whole;
  return day.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
}

/** A telephone number, digit by digit, with a pause where it has a space. */
function sayNumber(whole: string): string {
  const groups = whole.replace("+", "").trim().split(/ +/).map(spaced).join(", ");
  return whole.startsWith("+") ? `${plus} ${groups}` : groups;
}

function sayLetters(word: string): string {
  const letters = /^(\p{Lu}{2,5})(s?)$/u.exec(word);
  return letters && !asWord.test(word) ? spaced(letters[1] ?? "") + (letters[2] ?? "") : word;
}

function spaced(word: string): string {
  return Array.from(word).join(" ");
}
