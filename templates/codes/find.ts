// Finds codes in any text. The package internal/code is the twin in Go and says what begins and ends a code.
import { digitOf, LETTERS, START } from "./letters";

/** One kind of code. */
export interface CodeKind<T> {
  start: string; // its first two letters
  newest: number; // its newest format
  decode(code: string): T | null;
}

/** What is found in a text: what a code holds, or the letters of one that cannot be read. */
export interface Found<T> {
  fault: "" | "foreign" | "newer" | "cut" | "wrong";
  have: number; // letters that are there, and that the code should have; 0 where that is not known
  want: number;
  code: string; // as it is written: without what was between its characters
  at: number; // where in the text it begins
  content: T | null;
}

/** Finds every code in a text, one after the other: pasted, from a mail, a file or a table. It looks at each letter about once. */
export function* find<T>(kind: CodeKind<T>, text: string): Generator<Found<T>, void> {
  let any = false;
  const starts = new RegExp(begin(kind), "gi");
  const next = new RegExp("^" + begin(kind), "i");
  for (let start = starts.exec(text); start; start = starts.exec(text)) {
    const at = start.index;
    // Not in the middle of a word, and no postcode of Hereford, which many mails end with.
    if (/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 2), at)) || POSTCODE.test(text.slice(at, at + 9))) continue;
    any = true;
    if (Number(start[0].slice(-1)) > kind.newest) {
      yield none("newer", at);
      continue;
    }
    const read = collect(kind, next, text, at);
    starts.lastIndex = read.end;
    yield read;
  }
  if (!any && text.trim()) yield none("foreign", 0);
}

/** Says whether anything in a text begins like a code. */
export function hasCode(kind: CodeKind<unknown>, text: string): boolean {
  const first = find(kind, text).next().value;
  return !!first && first.fault !== "foreign";
}

// What nobody sees, which programs put into a text. I or L for the 1 count only before the length of a code below 1,024
// characters: there are names such as Hrithik.
const INVISIBLE = "[\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff]";
/** What cannot be between the letters of a code, or is a line break. Only such a class finds the end of a long run without a stack. */
const NOT_BETWEEN = INVISIBLE.replace("[", "[^\\t\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000>=\\-");
/** How a message begins in an exported chat: a code does not go on there. */
const MESSAGE = /^[^0-9A-Za-z\n]{0,3}\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}[.,]* [^\n]{0,10}?\d{1,2}[:.]\d\d/;

const POSTCODE = /^hr[1-9][ \u00a0]?[0-9][a-z][a-z](?![0-9a-z])/i;

/** How a code of a kind begins. */
function begin(kind: CodeKind<unknown>): string {
  return Array.from(kind.start, (letter) => letter + INVISIBLE + "*").join("") + `(?:[1-9]|[il](?=${INVISIBLE}*[0o]${INVISIBLE}*[0-9a-tv-z]))`;
}

function none(fault: "newer" | "foreign", at: number): Found<never> {
  return { fault, have: 0, want: 0, code: "", at, content: null };
}

/** Reads the code that begins at a place: as many characters as it says that it has, or as there are. */
function collect<T>(kind: CodeKind<T>, next: RegExp, text: string, begin: number): Found<T> & { end: number } {
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
      if (parted && next.test(text.slice(at, at + 60))) break;
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
  const content = have < want ? null : kind.decode(code);
  return { fault: have < want ? "cut" : content ? "" : "wrong", have, want: have < START ? 0 : want, code, at: begin, content, end: at };
}

function lengthOf(code: string): number {
  return Array.from(code.slice(3)).reduce((length, letter) => length * 32 + LETTERS.indexOf(letter), 0);
}
