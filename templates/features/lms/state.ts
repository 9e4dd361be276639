import { type Attempt, asksBy, markUnclear, unanswered } from "../../questions/attempt";
import { answerOf, putAnswer } from "../../questions/code";
import { fromCode, put, putNumber, type Reader, toCode } from "../../codes/letters";
import { cleanName } from "../../browser/names";
import { room } from "../../questions/fields";
import type { Question, Quiz } from "../../questions/model";
import { type Answer, fits, mark } from "../../questions/score";

/** What a learning system keeps for the page. */
export interface Kept {
  attempt: Attempt; // a go at the whole quiz
  best: number | null; // the highest percentage that was sent; null before one was
  before: number; // how many answers were sent before this go
}

/** An answer in words that there was no room for: all that is known of it is whether it was right. */
const lost = { right: 5, wrong: 6 };

/**
 * Writes what is kept in the letters of a code, as a system may keep little: at most so many characters. Where they are too many, the words of
 * short answers are left out. It is empty if they still are. The length of the longest is known to internal/exchange/suspend.go.
 */
export function writeState(quiz: Quiz, kept: Kept, most: number): string {
  const whole = encoded(quiz, kept, true);
  if (whole && whole.length <= most) return whole;
  const short = encoded(quiz, kept, false);
  return short.length <= most ? short : "";
}

function encoded(quiz: Quiz, kept: Kept, words: boolean): string {
  const attempt = kept.attempt;
  const to: number[] = [];
  putVersion(to, quiz.version);
  put(to, attempt.seed, 7);
  putNumber(to, attempt.at);
  putNumber(to, attempt.done ? Date.parse(attempt.done) / 86_400_000 : 0);
  putNumber(to, kept.best === null ? 0 : Math.round(kept.best * 100) + 1);
  putNumber(to, kept.before);
  const asked = asksBy(quiz, attempt.seed);
  for (const question of asked) {
    const sure = ((attempt.sure[question.id] ?? -1) + 1) * 8;
    const answer = attempt.answers[question.id];
    if (typeof answer !== "string") putAnswer(to, sure, answer ?? null);
    else if (words) putAnswer(to, sure, cleanName(answer, room(question)));
    else to.push(sure + (mark(question, answer) === "right" ? lost.right : lost.wrong));
  }
  for (let i = 0; i < asked.length; i += 5) {
    to.push(asked.slice(i, i + 5).reduce((marks, question, bit) => marks | (attempt.unclear?.includes(question.id) ? 1 << bit : 0), 0));
  }
  return toCode("HS", 1, to);
}

/** Reads what was kept: "changed" if it is of another version of the quiz or of the page, null if there is nothing. */
export function readState(quiz: Quiz, text: string): Kept | "changed" | null {
  if (!text) return null;
  try {
    return fromCode(text, "HS", 1, (from) => keptOf(quiz, from)) ?? "changed";
  } catch {
    return "changed";
  }
}

function keptOf(quiz: Quiz, from: Reader): Kept {
  const version: number[] = [];
  putVersion(version, quiz.version);
  for (const digit of version) from.hold(from.fixed(1) === digit);
  const seed = from.fixed(7) | 0;
  const asked = asksBy(quiz, seed);
  const at = from.number();
  const day = from.day();
  const best = from.number();
  const attempt = unanswered(quiz, seed, asked.map((question) => question.id));
  attempt.at = Math.min(at, asked.length);
  const before = from.number();
  for (const question of asked) {
    const head = from.fixed(1);
    const answer = keptAnswer(question, from, head & 7);
    if (answer !== null && fits(question, answer)) attempt.answers[question.id] = answer;
    if (head >> 3) attempt.sure[question.id] = (head >> 3) - 1;
  }
  const unclear = new Set<string>();
  for (let i = 0; i < asked.length; i += 5) {
    const marks = from.fixed(1);
    asked.slice(i, i + 5).forEach((question, bit) => marks & (1 << bit) && unclear.add(question.id));
  }
  markUnclear(attempt, (id) => unclear.has(id));
  if (day > 0 && attempt.asked.every((id) => id in attempt.answers)) attempt.done = new Date(day * 86_400_000).toISOString().slice(0, 10);
  return { attempt, best: best ? (best - 1) / 100 : null, before };
}

function keptAnswer(question: Question, from: Reader, form: number): Answer | null {
  // In the place of words that are lost: others that are marked as they were.
  if (form === lost.right) return question.accepted[0]?.forms[0] ?? null;
  return form === lost.wrong ? "…" : answerOf(from, form);
}

/** The version of a quiz is 32 bits in hexadecimal digits. */
function putVersion(to: number[], version: string): void {
  put(to, parseInt(version.slice(0, 4), 16), 4);
  put(to, parseInt(version.slice(4), 16), 4);
}
