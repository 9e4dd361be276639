// The code of a result, format 1: letters to read out or to paste. The package quiz/result is its twin in Go and says
// what each part is; both are held against quiz/testdata/codes.json.
import { unseen } from "../browser/names";
import type { Answer } from "./score";

/** What a code holds. */
export interface Result {
  quiz: number; // digests of 20 bits: of the quiz's name, and of its version
  version: number;
  day: number; // days since 1970-01-01
  go: number; // 15 random bits: two goes on one day differ
  name: string; // empty if none was typed
  answers: Given[];
}

export interface Given {
  question: number; // its digest
  sure: number; // 0 not said, 1 guessing, 2 I think so, 3 sure
  answer: Answer | null;
}

/** What is found in a text: a result, or the letters of a code that cannot be read. */
export interface Found {
  fault: "" | "foreign" | "newer" | "cut" | "wrong";
  have: number; // letters that are there, and that the code should have; 0 where that is not known
  want: number;
  code: string; // as it is written: without what was between its characters
  at: number; // where in the text it begins
  result: Result | null;
}

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const START = 6; // letters before the body: HR, the format and the length
const PLAIN = "abcdefghijklmnopqrstuvwxyz A.-"; // letters of a text that take one digit; 27 stands for a capital

/** Writes the code of a result, whose texts are clean. It is empty when the result is too much for one code. */
export function encode(result: Result): string {
  const to = [17, 24, 1, 0, 0, 0];
  put(to, result.quiz, 4);
  put(to, result.version, 4);
  putNumber(to, result.day);
  put(to, result.go, 3);
  putText(to, result.name);
  putNumber(to, result.answers.length);
  for (const given of result.answers) {
    put(to, given.question, 4);
    putAnswer(to, given.sure * 8, given.answer);
  }
  const length = to.length + 3;
  [length >> 10, (length >> 5) & 31, length & 31].forEach((digit, i) => (to[3 + i] = digit));
  put(to, check(to), 3);
  return length > 0x7fff ? "" : to.map((digit) => LETTERS[digit]).join("");
}

/** Writes a number in so many digits, the most significant first. */
function put(to: number[], value: number, digits: number): void {
  while (digits > 0) to.push((value >> (5 * --digits)) & 31);
}

/** Writes a number in as many digits as it needs: four bits in each, the least significant first. */
function putNumber(to: number[], value: number): void {
  for (; value > 15; value >>>= 4) to.push((value & 15) | 16);
  to.push(value);
}

function putText(to: number[], text: string): void {
  for (const letter of text) {
    if (/[A-Z]/.test(letter)) to.push(27, letter.charCodeAt(0) - 65);
    else if (PLAIN.includes(letter)) to.push(PLAIN.indexOf(letter));
    else {
      to.push(30);
      putNumber(to, (letter.codePointAt(0) as number) ^ 48);
    }
  }
  to.push(31);
}

function putAnswer(to: number[], sure: number, answer: Answer | null): void {
  if (!answer || answer.length === 0) to.push(sure);
  else if (typeof answer === "string") {
    to.push(sure + 4);
    putText(to, answer);
  } else if (answer.length === 1) {
    to.push(sure + 1);
    putNumber(to, answer[0] as number);
  } else if (rises(answer)) {
    to.push(sure + 2);
    putNumber(to, answer.reduce((mask, place) => mask | (1 << place), 0));
  } else {
    to.push(sure + 3);
    [answer.length, ...answer].forEach((n) => putNumber(to, n));
  }
}

/** Says whether a list of places can be written as a mask. */
function rises(places: number[]): boolean {
  return places.every((place, i) => place <= 27 && place > (places[i - 1] ?? -1));
}

/** CRC-15/CAN of digits, with the polynomial of Bosch CAN 2.0. */
function check(digits: number[]): number {
  let sum = 0;
  for (const digit of digits) {
    sum ^= digit << 10;
    for (let bit = 0; bit < 5; bit++) sum = ((sum << 1) ^ (sum & 0x4000 ? 0x4599 : 0)) & 0x7fff;
  }
  return sum;
}

/**
 * Reads a code that is complete, without anything between its characters. Nothing if a character is wrong: the code is then none
 * that encode writes.
 */
export function decode(code: string): Result | null {
  const digits = Array.from(code, digitOf);
  const body = digits.length - 3;
  const start = new Reader(digits, body);
  try {
    if (digits.includes(-1) || start.fixed(2) !== 17 * 32 + 24 || start.fixed(1) !== 1 || start.fixed(3) !== digits.length) return null;
    if (check(digits.slice(0, body)) !== new Reader(digits.slice(body), 3).fixed(3)) return null;
    const result = start.result();
    return start.at === body ? result : null;
  } catch {
    return null; // what a Reader throws
  }
}

/** Reads the digits of a code one after another. It throws where they are none of this format. */
class Reader {
  at = 0;

  constructor(private readonly digits: number[], private readonly end: number) {}

  /** Throws unless what is read is as encode writes it. */
  private hold(fine: boolean): void {
    if (!fine) throw new Error("no code");
  }

  fixed(digits: number): number {
    let value = 0;
    for (; digits > 0; digits--) {
      this.hold(this.at < this.end);
      value = value * 32 + (this.digits[this.at++] as number);
    }
    return value;
  }

  private number(): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 4) {
      const digit = this.fixed(1);
      value |= (digit & 15) << shift;
      if (digit > 15) continue;
      this.hold(digit > 0 || shift === 0);
      return value;
    }
    throw new Error("no code");
  }

  private text(): string {
    const letters: string[] = [];
    for (let digit = this.fixed(1); digit !== 31; digit = this.fixed(1)) {
      this.hold(letters.length < 200);
      letters.push(digit === 27 ? this.capital() : digit === 30 ? this.other() : (PLAIN[digit] as string));
    }
    return letters.join("");
  }

  private capital(): string {
    const at = this.fixed(1);
    this.hold(at < 26);
    return String.fromCharCode(65 + at);
  }

  private other(): string {
    const letter = String.fromCodePoint(this.number() ^ 48); // it throws for a number that is too large
    this.hold(letter.search(unseen) < 0 && !/[\sA-Z]/.test(letter) && !PLAIN.includes(letter));
    return letter;
  }

  result(): Result {
    const result: Result = { quiz: this.fixed(4), version: this.fixed(4), day: this.number(), go: this.fixed(3), name: this.text(), answers: [] };
    const count = this.number();
    this.hold(count <= 2000 && result.day <= 2932896); // 9999-12-31
    const asked = new Set<number>();
    for (let i = 0; i < count; i++) {
      const question = this.fixed(4);
      const head = this.fixed(1);
      this.hold(!asked.has(question));
      asked.add(question);
      result.answers.push({ question, sure: head >> 3, answer: this.answer(head & 7) });
    }
    return result;
  }

  private answer(form: number): Answer | null {
    if (form === 0) return null;
    if (form === 1) return [this.number()];
    let answer: Answer = [];
    if (form === 4) answer = this.text();
    else if (form === 2) {
      const mask = this.number();
      for (let place = 0; place < 28; place++) if (mask & (1 << place)) answer.push(place);
    } else {
      this.hold(form === 3);
      const count = this.number();
      this.hold(count <= 64);
      for (let i = 0; i < count; i++) answer.push(this.number());
    }
    this.hold(answer.length > (form === 4 ? 0 : 1) && (form !== 3 || !rises(answer as number[])));
    return answer;
  }
}

/** Finds every code in a text, one after the other: pasted, from a mail, a file or a table. It looks at each letter about once. */
export function* find(text: string): Generator<Found, void> {
  let any = false;
  const starts = new RegExp(BEGIN, "gi");
  for (let start = starts.exec(text); start; start = starts.exec(text)) {
    const at = start.index;
    // Not in the middle of a word, and no postcode of Hereford, which many mails end with.
    if (/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 2), at)) || POSTCODE.test(text.slice(at, at + 9))) continue;
    any = true;
    if (/[2-9]/.test(start[0])) {
      yield none("newer", at);
      continue;
    }
    const read = collect(text, at);
    starts.lastIndex = read.end;
    yield read;
  }
  if (!any && text.trim()) yield none("foreign", 0);
}

/** Says whether anything in a text begins like a code. */
export function hasCode(text: string): boolean {
  const first = find(text).next().value;
  return !!first && first.fault !== "foreign";
}

// What nobody sees, which programs put into a text. I or L for the 1 count only before the length of a code below 1,024
// characters: there are names such as Hrithik.
const INVISIBLE = "[\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff]";
const BEGIN = `h${INVISIBLE}*r${INVISIBLE}*(?:[1-9]|[il](?=${INVISIBLE}*[0o]${INVISIBLE}*[0-9a-tv-z]))`;
const NEXT = new RegExp("^" + BEGIN, "i");
/** What cannot be between the letters of a code, or is a line break. Only such a class finds the end of a long run without a stack. */
const NOT_BETWEEN = INVISIBLE.replace("[", "[^\\t\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000>=\\-");
/** How a message begins in an exported chat: a code does not go on there. */
const MESSAGE = /^[^0-9A-Za-z\n]{0,3}\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}[.,]* [^\n]{0,10}?\d{1,2}[:.]\d\d/;

const POSTCODE = /^hr[1-9][ \u00a0]?[0-9][a-z][a-z](?![0-9a-z])/i;

function none(fault: "newer" | "foreign", at: number): Found {
  return { fault, have: 0, want: 0, code: "", at, result: null };
}

/** Reads the code that begins at a place: as many characters as it says that it has, or as there are. */
function collect(text: string, begin: number): Found & { end: number } {
  const after = new RegExp(NOT_BETWEEN, "g");
  let code = "";
  let want = START;
  let lines = 0; // line breaks since the last letter
  let parted = false; // white space since the last letter
  let at = begin;
  while (at < text.length && code.length < want) {
    const letter = text[at] as string;
    const digit = digitOf(letter);
    if (digit >= 0) {
      if (parted && NEXT.test(text.slice(at, at + 60))) break;
      code += LETTERS[digit];
      if (code.length === START) want = lengthOf(code);
      lines = 0;
      parted = false;
      at++;
    } else if (letter === "\n") {
      parted = true;
      if (++lines > 1 || MESSAGE.test(text.slice(at + 1, at + 61))) break;
      at++;
    } else {
      after.lastIndex = at;
      const end = after.exec(text)?.index ?? text.length;
      if (end === at) break;
      parted = parted || /[^\S\ufeff]/.test(text.slice(at, end));
      at = end; // ">" is of a quoted mail, and "=" of one that was saved
    }
  }
  const have = code.length;
  const result = have < want ? null : decode(code);
  return { fault: have < want ? "cut" : result ? "" : "wrong", have, want: have < START ? 0 : want, code, at: begin, result, end: at };
}

function lengthOf(code: string): number {
  return Array.from(code.slice(3)).reduce((length, letter) => length * 32 + LETTERS.indexOf(letter), 0);
}

/** What a letter stands for, however it is written; -1 if it is none of the alphabet. */
function digitOf(letter: string): number {
  if (letter > "z") return -1; // capitals of other alphabets can look like those of ours
  const capital = letter.toUpperCase();
  return LETTERS.indexOf(capital === "O" ? "0" : capital === "I" || capital === "L" ? "1" : capital);
}
