// When a question is due again: FSRS-6 with its default parameters, a model of how long memories last
// (https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm; Ye, Su and Cao, "A Stochastic Shortest Path Algorithm for
// Optimizing Spaced Repetition Scheduling", KDD 2022, https://doi.org/10.1145/3534678.3539081). The tests compare it with ts-fsrs.
import { earliest, type LogEntry, type Grade } from "../../questions/memory";

/** The default parameters w0 to w20. */
const w = [0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425,
  0.0912, 0.0658, 0.1542] as const;

/** The share of memories that are still there when a question is due. */
const wanted = 0.9;

const factor = wanted ** (-1 / w[20]) - 1;

/** What is known of a memory. */
export interface Memory {
  stability: number; // the days after which 90% of such memories are still there
  difficulty: number; // 1 to 10
  last: number; // the day of the last answer, in days since 1970
}

/**
 * The memory that a log of answers leaves. A day that cannot be, as the clock of the device was wrong, is taken as that of the answer before it, or
 * as the first of 2020: so the question comes again soon, and not in years. A log that was cut begins with its first answer.
 */
export function replay(log: LogEntry[], today: number): Memory {
  let memory: Memory | null = null;
  for (const [day, grade] of log) memory = next(memory, Math.max(day > today ? 0 : day, memory?.last ?? earliest), grade);
  return memory ?? { stability: 0, difficulty: 0, last: 0 };
}

/** The share of such memories that are still there on a day, from 0 to 1. */
export function recall(memory: Memory, day: number): number {
  return (1 + (factor * Math.max(0, day - memory.last)) / memory.stability) ** -w[20];
}

/** The day on which a memory is due, which is a day after the last answer at the earliest. */
export function dueOn(memory: Memory): number {
  return memory.last + Math.max(1, Math.round(memory.stability));
}

function next(before: Memory | null, day: number, grade: Grade): Memory {
  if (!before) return { stability: w[grade], difficulty: clamp(firstDifficulty(grade), 1, 10), last: day };
  const days = day - before.last;
  const left = recall(before, day);
  const stability = days === 0 ? sameDay(before, grade) : grade === 0 ? forgotten(before, left) : recalled(before, left, grade);
  // An answer that is right (grade 2) is a 3 there, and pulls the difficulty neither way.
  const step = (-w[6] * (grade - 2) * (10 - before.difficulty)) / 9;
  const difficulty = w[7] * firstDifficulty(3) + (1 - w[7]) * (before.difficulty + step);
  return { stability: clamp(stability, 0.001, 36500), difficulty: clamp(difficulty, 1, 10), last: day };
}

function firstDifficulty(grade: number): number {
  return w[4] - Math.exp(grade * w[5]) + 1;
}

function sameDay(memory: Memory, grade: Grade): number {
  const by = memory.stability ** -w[19] * Math.exp(w[17] * (grade - 2 + w[18]));
  return memory.stability * (grade > 0 ? Math.max(1, by) : by);
}

function recalled(memory: Memory, left: number, grade: Grade): number {
  const by = Math.exp(w[8]) * (11 - memory.difficulty) * memory.stability ** -w[9] * (Math.exp((1 - left) * w[10]) - 1);
  return memory.stability * (1 + by * (grade === 1 ? w[15] : 1));
}

function forgotten(memory: Memory, left: number): number {
  const stability = w[11] * memory.difficulty ** -w[12] * ((memory.stability + 1) ** w[13] - 1) * Math.exp((1 - left) * w[14]);
  return Math.min(stability, memory.stability / Math.exp(w[17] * w[18]));
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
