// The code of a result, format 1, or 2 where an explanation is marked as unclear: letters to read out or to paste. The package quiz/result is its twin in Go and says
// what each part is; both are held against quiz/testdata/codes.json.
import type { CodeKind } from "../codes/find";
import { fromCode, put, putNumber, putText, type Reader, toCode } from "../codes/letters";
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
  unclear?: boolean; // its taker marked its explanation as not clear
}

/** Writes the code of a result, whose texts are clean. It is empty when the result is too much for one code. */
export function encode(result: Result): string {
  const to: number[] = [];
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
  const marked = result.answers.some((given) => given.unclear);
  for (let i = 0; marked && i < result.answers.length; i += 5) {
    to.push(result.answers.slice(i, i + 5).reduce((marks, given, bit) => marks | (given.unclear ? 1 << bit : 0), 0));
  }
  return toCode("HR", marked ? 2 : 1, to);
}

/** Writes an answer after what it is: how sure its giver was, and its form. */
export function putAnswer(to: number[], sure: number, answer: Answer | null): void {
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

/** The kind of code that results have. */
export function resultCodes(): CodeKind<Result> {
  return { start: "HR", newest: 2, decode };
}

/**
 * Reads a code that is complete, without anything between its characters. Nothing if a character is wrong: the code is then none
 * that encode writes.
 */
export function decode(code: string): Result | null {
  return fromCode(code, "HR", 2, resultOf);
}

function resultOf(from: Reader, format: number): Result {
  const result: Result = { quiz: from.fixed(4), version: from.fixed(4), day: from.day(), go: from.fixed(3), name: from.text(), answers: [] };
  const count = from.number();
  from.hold(count <= 2000);
  const asked = new Set<number>();
  for (let i = 0; i < count; i++) {
    const question = from.fixed(4);
    const head = from.fixed(1);
    from.hold(!asked.has(question));
    asked.add(question);
    result.answers.push({ question, sure: head >> 3, answer: answerOf(from, head & 7) });
  }
  let any = 0;
  for (let i = 0; format > 1 && i < count; i += 5) {
    const marks = from.fixed(1);
    from.hold(marks >> (count - i) === 0);
    result.answers.slice(i, i + 5).forEach((given, bit) => marks & (1 << bit) && (given.unclear = true));
    any |= marks;
  }
  from.hold(format === 1 || any > 0);
  return result;
}

/** Reads an answer of a form. It throws where it is none that would be written. */
export function answerOf(from: Reader, form: number): Answer | null {
  if (form === 0) return null;
  if (form === 1) return [from.number()];
  let answer: Answer = [];
  if (form === 4) answer = from.text();
  else if (form === 2) {
    const mask = from.number();
    for (let place = 0; place < 28; place++) if (mask & (1 << place)) answer.push(place);
  } else {
    from.hold(form === 3);
    const count = from.number();
    from.hold(count <= 64);
    for (let i = 0; i < count; i++) answer.push(from.number());
  }
  from.hold(answer.length > (form === 4 ? 0 : 1) && (form !== 3 || !rises(answer as number[])));
  return answer;
}
