import { keyOf, near, numbersIn, same } from "./compare";
import type { Question } from "./model";
import { type AnswerForm, itemAt } from "./offer";

/**
 * What a reader answered. For choices: those chosen, by their place in the file. For items to put in order and for pairs: for each
 * row, what was chosen for it, by its place. For a short answer: the words.
 */
export type Answer = number[] | string;

/** Nearly: a short answer that has one letter of a long word wrong. */
export type Mark = "right" | "partly" | "nearly" | "wrong";

const marks: Record<AnswerForm, (question: Question, answer: Answer) => Mark> = {
  choose: (question, answer) => {
    const chosen = (i: number): boolean => answer.includes(i as never);
    if (question.choices.every((choice, i) => choice.right === chosen(i))) return "right";
    return question.choices.some((choice, i) => choice.right && chosen(i)) ? "partly" : "wrong";
  },
  rank: markPlaces,
  pair: markPlaces,
  write: (question, answer) => markWords(question, answer as string),
};

/** Says whether an answer is right. One that is right in part, or nearly, gets no points: only its mark says so. */
export function mark(question: Question, answer: Answer | undefined): Mark {
  return answer === undefined ? "wrong" : marks[question.form](question, answer);
}

/** Marks an item for each row. Two items may have the same words: either is right then. */
function markPlaces(question: Question, answer: Answer): Mark {
  const words = (place: unknown): string | undefined => itemAt(question, place)?.words;
  const right = question.right.map((place, row) => words(place) === words(answer[row]));
  return right.every(Boolean) ? "right" : right.some(Boolean) ? "partly" : "wrong";
}

/** Marks a short answer. One that is an answer elsewhere in the quiz is not nearly this one. */
function markWords(question: Question, answer: string): Mark {
  const typed = keyOf(answer);
  const numbers = numbersIn(answer);
  let nearly = false;
  for (const accepted of question.accepted) {
    const keys = accepted.forms.map(keyOf);
    // Decimal fractions are not exact: 0.3 - 0.2 is a little less than 0.1.
    const close = numbers.some((number) => Math.abs(number - accepted.number) <= accepted.tolerance + 1e-9);
    if (close || keys.some((key) => same(key, typed))) return "right";
    nearly = nearly || keys.some((key) => near(key, typed));
  }
  return nearly && !question.elsewhere().has(typed.plain) ? "nearly" : "wrong";
}

const fitting: Record<AnswerForm, (question: Question, answer: unknown) => boolean> = {
  choose: (question, answer) => arePlaces(answer, question.choices) && areDistinct(answer) && (question.several ? answer.length > 0 : answer.length === 1),
  rank: (question, answer) => arePlaces(answer, question.items) && areDistinct(answer) && answer.length === question.rows.length,
  pair: (question, answer) => arePlaces(answer, question.items) && answer.length === question.rows.length,
  write: (_, answer) => typeof answer === "string" && answer.trim() !== "",
};

/** Says whether stored data can be an answer to a question. */
export function fits(question: Question, answer: unknown): answer is Answer {
  return fitting[question.form](question, answer);
}

function arePlaces(answer: unknown, among: unknown[]): answer is number[] {
  return Array.isArray(answer) && answer.every((at) => Number.isInteger(at) && at >= 0 && at < among.length);
}

function areDistinct(places: number[]): boolean {
  return new Set(places).size === places.length;
}
