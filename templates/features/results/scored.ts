import type { Quiz } from "../../questions/model";
import { type Answer, fits, type Mark, mark } from "../../questions/score";
import type { Result } from "../../questions/code";

/** A result as the current quiz marks it. It is worked out once for each result. */
export interface ScoredResult {
  code: string;
  key: string; // the same for two codes of one attempt: all of the result except its name and its marks
  name: string;
  day: number; // days since 1970-01-01
  older: boolean; // made with another version of the quiz
  got: number; // points
  all: number;
  passed: boolean;
  leftOut: number; // answers whose question is gone or has changed
  answers: Marked[]; // in the order in which they were given
}

/** An answer to a question of the quiz, and what it is worth. */
export interface Marked {
  at: number; // the place of the question in the quiz
  mark: Mark;
  sure: number; // 0 not said, 1 guessing, 2 I think so, 3 sure
  answer: Answer | null; // null when none was given
  unclear?: boolean; // its explanation is marked as not clear
}

/** A quiz with what is looked up in it for each result. */
export interface Marker {
  quiz: Quiz;
  version: number; // 20 bits, as a result says it
  at: Map<number, number>; // the place of each question, by its digest
}

export function newMarker(quiz: Quiz): Marker {
  return { quiz, version: parseInt(quiz.version.slice(0, 5), 16), at: new Map(quiz.questions.map((q, i) => [q.digest, i])) };
}

/** Marks a result of this quiz. A question of another version is matched by its digest, as one of this version is. */
export function markResult(marker: Marker, result: Result, code: string): ScoredResult {
  const quiz = marker.quiz;
  const taken: ScoredResult = {
    code, key: keyOf(result), name: result.name, day: result.day, older: result.version !== marker.version,
    got: 0, all: 0, passed: false, leftOut: 0, answers: [],
  };
  for (const given of result.answers) {
    const at = marker.at.get(given.question);
    const question = at === undefined ? undefined : quiz.questions[at];
    const answer = given.answer;
    if (at === undefined || !question || (answer !== null && !fits(question, answer))) {
      taken.leftOut++;
      continue;
    }
    const marked = mark(question, answer ?? undefined);
    taken.answers.push({ at, mark: marked, sure: given.sure, answer, unclear: given.unclear });
    taken.all += question.points;
    if (marked === "right") taken.got += question.points;
  }
  taken.passed = quiz.pass !== null && taken.all > 0 && taken.got * 100 >= quiz.pass * taken.all;
  return taken;
}

/** Whether the same result, come again, says more: it has a name, or more marks. A name is never lost. Taken.saysLess in Go does the same. */
export function saysLess(before: ScoredResult, again: ScoredResult): boolean {
  const marks = (one: ScoredResult): number => one.answers.filter((answer) => answer.unclear).length;
  const more = marks(again) - marks(before);
  return Boolean(again.name || !before.name) && (more > 0 || (more === 0 && !before.name));
}

function keyOf(result: Result): string {
  return JSON.stringify([result.version, result.day, result.go, result.answers.map((a) => [a.question, a.sure, a.answer])]);
}
