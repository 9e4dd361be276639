// How short answers are compared. The package quiz is its twin in Go, and says why (compare.go, number.go); both are held
// against quiz/testdata/scores.json and answers.json.
import { before, last, names, numbers } from "../language/answers";

/** What two short answers that are the same have in common: one of its two readings. */
export interface Key {
  plain: string; // the words, joined
  counted: string; // the words, with "ten" as 10
  words: Word[]; // for each character of plain
}

/** The word that a character is of. One without letters is between two digits. */
interface Word {
  letters: number; // 0 if it has anything else
  name: boolean; // of a day or a month
}

const INVISIBLE = /[\u00ad\u034f\u061c\u180e\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f]/g;
const DASH = "\\p{Pd}−˗⁃";
const DASHES = new RegExp(`^[${DASH}]`, "u");
const APOSTROPHE = "'’‘‛ʼʻʹ′`´＇";
const APOSTROPHES = new RegExp(`[${APOSTROPHE}]`, "g");
const WITHIN = new RegExp(`([\\p{L}\\p{M}])[${APOSTROPHE}](?=[\\p{L}\\p{M}])`, "gu");
const BETWEEN = new RegExp(`(?![#%&*/@\\\\])[\\s\\u0085\\p{Z}\\p{Pc}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Po}${APOSTROPHE}${DASH}]`, "u");

/** Makes one of what only looks different, and takes out what cannot be seen. */
function tidy(text: string): string {
  const small = text.replace(INVISIBLE, "").normalize("NFC").replace(/İ/g, "i").toLowerCase().replace(/ς/g, "σ").replace(/i\u0307/g, "i");
  return small.normalize("NFC").replace(/(?![0-9])\p{Nd}/gu, asciiDigit);
}

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) as number;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
  return String(before % 10);
}

/** The key of an answer. What is between two digits stays, and so does a minus. */
export function keyOf(text: string): Key {
  const key: Key = { plain: "", counted: "", words: [] };
  const tokens: { text: string; gap: string }[] = [];
  let word = "";
  let gap = "";
  let next = "";
  for (const letter of tidy(text).replace(WITHIN, "$1")) {
    if (BETWEEN.test(letter)) {
      if (word) tokens.push({ text: word, gap });
      if (word) next = "";
      word = "";
      next += DASHES.test(letter) ? "-" : " ";
    } else {
      if (!word) gap = next;
      word += letter;
    }
  }
  if (word) tokens.push({ text: word, gap });
  const number = (i: number): number => numbers.indexOf(tokens[i]?.text || "");
  tokens.forEach((token, i) => {
    const n = number(i);
    const counted = n >= 0 && number(i - 1) < 0 && number(i + 1) < 0 ? String(n) : token.text;
    const mark = between(key.plain, token.gap, token.text);
    const letters = /^[\p{L}\p{M}]+$/u.test(token.text) ? Array.from(token.text).length : 0;
    const one: Word = { letters, name: names.test(token.text) };
    if (mark) key.words.push({ letters: 0, name: false });
    for (const _ of token.text) key.words.push(one);
    key.counted += between(key.counted, token.gap, counted) + counted;
    key.plain += mark + token.text;
  });
  return key;
}

/** What stays of what is between two words. */
function between(before: string, gap: string, text: string): string {
  if (!/^[0-9]/.test(text)) return "";
  if (/[0-9]$/.test(before)) return gap.includes("-") ? "-" : " ";
  return before ? (/ -+$/.test(gap) ? "-" : "") : gap.includes("-") ? "-" : "";
}

/** Says whether two answers are the same. */
export function same(one: Key, other: Key): boolean {
  return one.plain !== "" && (one.plain === other.plain || one.counted === other.counted);
}

/** Says whether an answer that was typed is another but for one letter of one word of six letters or more. */
export function near(key: Key, typed: Key): boolean {
  const want = Array.from(key.plain);
  const got = Array.from(typed.plain);
  const words = key.words;
  let from = 0;
  while (from < want.length && from < got.length && want[from] === got[from]) from++;
  let end = want.length;
  let gotEnd = got.length;
  for (; end > from && gotEnd > from && want[end - 1] === got[gotEnd - 1]; end--) gotEnd--;
  const left = want.slice(from, end);
  const put = got.slice(from, gotEnd);
  const swapped = left.length === 2 && put.length === 2 && left[0] === put[1] && left[1] === put[0];
  if (!swapped && (left.length > 1 || put.length > 1 || left.length + put.length === 0)) return false;
  if (!/^[\p{L}\p{M}]+$/u.test(left.concat(put).join(""))) return false;
  const slips = (word: Word | undefined): boolean => word !== undefined && word.letters >= 6 && !word.name;
  const word = words[from];
  const first = word !== words[from - 1];
  // Not where the letter makes another word: neither and either, trainer and trainee.
  if (left.length === 0) return (slips(word) && !(first && before.test(put[0] || ""))) || slips(words[from - 1]);
  if (!words.slice(from, end).every((one) => one === word) || !slips(word)) return false;
  if (put.length === 0) return !first || !before.test(left[0] || "");
  return swapped || words[end] === word || !last.test(`${left[0] || ""}${put[0] || ""}`);
}

/** The numbers that a text can be; none if it is words. */
export function numbersIn(text: string): number[] {
  let digits = tidy(text).replace(/^[\s\u0085]+|[\s\u0085]+$/g, "").replace(/\.$/, "");
  const n = numbers.indexOf(digits);
  if (n >= 0) digits = String(n);
  digits = digits.replace(DASHES, "-").replace(/[\s\u0085]/g, " ").replace(APOSTROPHES, "'")
    .replace(/[٬，]/g, ",").replace(/[٫．·․]/g, ".").replace(/＋/g, "+");
  return [",.", " .", "'.", ".", ",", ".,", " ,", "',"].map((marks) => withPoint(digits, marks.slice(0, -1), marks.slice(-1))).filter((number) => !isNaN(number));
}

/** Reads a number whose thousands and fraction are parted by these marks. One without thousands is read by no mark. */
function withPoint(text: string, thousands: string, point: string): number {
  const at = text.indexOf(point);
  let whole = at < 0 ? text : text.slice(0, at);
  if (thousands) {
    const rest = whole.replace(/^[+-]+/, "").split(thousands);
    const head = rest.shift() || "";
    if (rest.length === 0 || head.length > 3 || head.startsWith("0") || (thousands === "." && rest.length === 1 && at < 0)) return NaN;
    if (rest.some((group) => group.length !== 3)) return NaN;
    whole = whole.split(thousands).join("");
  }
  if (at >= 0) whole += "." + text.slice(at + 1);
  return /^[+-]?[0-9]+(\.[0-9]+)?$/.test(whole) ? Number(whole) : NaN;
}
