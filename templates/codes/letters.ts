// The letters of a code, and what its parts are made of. The package internal/code is the twin in Go and says what each part is.
import { unseen } from "../browser/names";

export const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const START = 6; // letters before the body: two that say what it is, the format and the length
const PLAIN = "abcdefghijklmnopqrstuvwxyz A.-"; // letters of a text that take one digit; 27 stands for a capital

/** The code of a body, with its start, such as "HR", and its format. It is empty when the body is too much for one code. */
export function toCode(start: string, format: number, body: number[]): string {
  const length = body.length + START + 3;
  const digits = [...Array.from(start, digitOf), format, length >> 10, (length >> 5) & 31, length & 31, ...body];
  put(digits, check(digits), 3);
  return length > 0x7fff ? "" : digits.map((digit) => LETTERS[digit]).join("");
}

/** Writes a number in so many digits, the most significant first. */
export function put(to: number[], value: number, digits: number): void {
  while (digits > 0) to.push((value >> (5 * --digits)) & 31);
}

/** Writes a number in as many digits as it needs: four bits in each, the least significant first. */
export function putNumber(to: number[], value: number): void {
  for (; value > 15; value >>>= 4) to.push((value & 15) | 16);
  to.push(value);
}

export function putText(to: number[], text: string): void {
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
 * Reads a code that is complete, without anything between its characters. read is given its body and its format, at most newest. Nothing
 * if a character is wrong: the code is then none that toCode writes.
 */
export function fromCode<T>(code: string, start: string, newest: number, read: (from: Reader, format: number) => T): T | null {
  const digits = Array.from(code, digitOf);
  const body = digits.length - 3;
  const from = new Reader(digits, body);
  try {
    for (const letter of start) from.hold(from.fixed(1) === digitOf(letter));
    const format = from.fixed(1);
    from.hold(!digits.includes(-1) && format > 0 && format <= newest && from.fixed(3) === digits.length);
    from.hold(check(digits.slice(0, body)) === new Reader(digits.slice(body), 3).fixed(3));
    const content = read(from, format);
    return from.at === body ? content : null;
  } catch {
    return null; // what a Reader throws
  }
}

/** Reads the digits of a code one after another. It throws where they are none that would be written. */
export class Reader {
  at = 0;

  constructor(private readonly digits: number[], private readonly end: number) {}

  /** Throws unless what is read is as it would be written. */
  hold(fine: boolean): void {
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

  number(): number {
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

  /** A day, in days since 1970-01-01. */
  day(): number {
    const day = this.number();
    this.hold(day <= 2932896); // 9999-12-31
    return day;
  }

  text(): string {
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
}

/** What a letter stands for, however it is written; -1 if it is none of the alphabet. */
export function digitOf(letter: string): number {
  if (letter > "z") return -1; // capitals of other alphabets can look like those of ours
  const capital = letter.toUpperCase();
  return LETTERS.indexOf(capital === "O" ? "0" : capital === "I" || capital === "L" ? "1" : capital);
}
