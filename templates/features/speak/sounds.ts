// How a text sounds: what a voice is given in place of what is written.
import { address, asWord, digits, plus, said } from "../../language/speech";

/** What is drawn and not said: emoji, the parts that they are put together from, and characters that only look like something. */
const drawn = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u20e3\ufe0f\u200d•·|*#_]+/gu;

/**
 * A text as a voice is to say it. sounds has words that are said in a way of their own, in lowercase, such as "mss" with "M S S"; other words of two to five
 * capitals are said as letters. language is that of the text, such as "en-GB".
 */
export function soundOf(text: string, language: string, sounds: ReadonlyMap<string, string>): string {
  let sound = text.replace(/(?:https?:\/\/|www\.)[^\s<>()]*[^\s<>().,;:!?]|[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().,;:!?]+/g, sayAddress);
  for (const [pattern, words] of said) sound = sound.replace(pattern, words);
  sound = sound.replace(/\p{L}(?:[\w-]*\p{L})?(?:\.[a-z][\w-]*\p{L})+/gu, sayAddress)
    .replace(/\b\d{4}-\d{1,2}-\d{1,2}\b/g, (day) => sayDay(day, language))
    .replace(/(\+|\b0)[\d ]{7,}\d/g, sayNumber)
    .replace(digits, (number) => spaced(number))
    .replace(drawn, " ");
  const shouts = !/\p{Ll}/u.test(sound) && /\p{L}\P{L}+\p{L}{2}/u.test(sound); // capitals for weight: they say nothing of the words
  return sound.replace(/[\p{L}\p{N}]+/gu, (word) => sounds.get(word.toLowerCase()) ?? (shouts ? word : sayLetters(word)))
    .replace(/\s+/g, " ").replace(/ ([,.;:!?])/g, "$1").trim();
}

function sayAddress(written: string): string {
  return written.replace(/^https?:\/\//, "").replace(/^www\./, "").replace(/\/$/, "").replace(/[@./_]/g, (at) => address[at as keyof typeof address]);
}

function sayDay(written: string, language: string): string {
  const [year, month, date] = written.split("-").map(Number) as [number, number, number];
  const day = new Date(year, month - 1, date, 12); // at noon: in no place is that another day
  if (day.getMonth() !== month - 1 || day.getDate() !== date) return written;
  return day.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
}

/** A telephone number, digit by digit, with a pause where it has a space. */
function sayNumber(written: string): string {
  return written.trim().split(/ +/).map((group) => spaced(group.replace("+", ""))).join(", ").replace(/^/, written.startsWith("+") ? plus + " " : "");
}

function sayLetters(word: string): string {
  const letters = /^(\p{Lu}{2,5})(s?)$/u.exec(word);
  return letters && !asWord.test(word) ? spaced(letters[1] ?? "") + (letters[2] ?? "") : word;
}

function spaced(word: string): string {
  return Array.from(word).join(" ");
}
