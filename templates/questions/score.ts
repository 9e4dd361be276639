import { keyOf, near, numbersIn, same } from "./compare";
import type { Question } from "./model";

/**
 * What a reader answered. For choices: those chosen, by their place in the file. For an order and for pairs: for each
 * item or row, what was chosen for it, by its place. For a short answer: the words.
 */
export type Answer = number[] | string;

/** Nearly: a short answer that has one letter of a long word wrong. */
export type Mark = "right" | "partly" | "nearly" | "wrong";

/** Says whether an answer is right. One that is right in part, or nearly, gets no points: only its mark says so. */
export function mark(question: Question, answer: Answer | undefined): Mark {
  if (answer === undefined) return "wrong";
  if (typeof answer === "string") return markWords(question, answer);
  if (question.kind === "order") return share(answer.map((place, item) => place === item));
  if (question.kind === "match") return share(answer.map((item, row) => alike(question, item, row)));
  const right = question.choices.map((choice, i) => choice.right === answer.includes(i));
  if (right.every(Boolean)) return "right";
  return question.kind === "many" && answer.some((i) => question.choices[i]?.right) ? "partly" : "wrong";
}

function share(right: boolean[]): Mark {
  return right.every(Boolean) ? "right" : right.some(Boolean) ? "partly" : "wrong";
}

/** Two rows may have the same words beside them: either is right then. */
function alike(question: Question, item: number, row: number): boolean {
  const words = (place: number): string | undefined => question.items.find((other) => other.place === place)?.words;
  return item === row || (words(item) !== undefined && words(item) === words(row));
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

/** Says whether stored data can be an answer to a question. */
export function fits(question: Question, answer: unknown): answer is Answer {
  if (question.kind === "short") return typeof answer === "string" && answer.trim() !== "";
  if (!Array.isArray(answer) || answer.length === 0) return false;
  const most = question.choices.length || question.items.length;
  if (!answer.every((at) => Number.isInteger(at) && at >= 0 && at < most)) return false;
  if (question.choices.length > 0) return new Set(answer).size === answer.length && (question.kind === "many" || answer.length === 1);
  return answer.length === question.rows.length && (question.kind === "match" || new Set(answer).size === answer.length);
}
