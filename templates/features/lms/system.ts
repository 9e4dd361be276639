import type { Question, Quiz } from "../../questions/model";
import type { Answer } from "../../questions/score";

/**
 * A learning system that plays the quiz. Each standard by which one can be reached has a file. No method throws: what the system refuses is
 * handed to a Refused.
 */
export interface System {
  /**
   * Finds the system and says that the quiz has begun. Null when there is none, and "once" when it has opened the page before and has to open
   * the quiz again; nothing else is called then.
   */
  start(): Promise<Started | "once" | null>;

  // None of the following is called where a system is readOnly.

  /** Says how a question was answered. */
  answered(given: LearnerAnswer): void;
  /** Says where the learner is: state is what the next start gives back, and place the question; empty once the go is over. */
  keep(state: string, place: string): void;
  /** Says the score. It may come more than once: only a better one follows. */
  finished(outcome: Outcome): void;
  /** Has the system store all that it has been given up to now. */
  commit(): void;
  /** Ends the session, as the page is left. It may come more than once. */
  leave(): void;
}

/** Makes a System for a quiz. */
export type MakeSystem = (quiz: Quiz, refused: Refused) => System;

/** Says that the system has refused something, with the number and the words that it gives; either can be empty. */
export type Refused = (number: string, words: string) => void;

/** What a system says at the start. */
export interface Started {
  state: string; // what it was last given to keep; empty for a new attempt
  room: number; // how many characters of ASCII a state can have
  readOnly: boolean; // the learner looks at an attempt that is over, or the quiz is tried out: nothing is written
  pass: number | null; // the percentage that passes, where the system sets one
  exit: (() => void) | null; // ends the session and leads back to the system, where the quiz has to do that itself
}

/** An answer. */
export interface LearnerAnswer {
  index: number; // counts the answers of an attempt from 0; one that is given again has the number that it had
  question: Question;
  answer: Answer;
  right: boolean;
  progress: number; // of the questions of the go, those that are answered now, from 0 to 1
  seconds: number; // from the question to the answer
  at: Date;
}

/** How a go at the whole quiz ended. */
export interface Outcome {
  percent: number; // of the points, with two decimals at most
  passed: boolean | null; // null where nobody passes or fails
  rules: RuleOutcome[];
}

/** How the questions that test a rule were answered. */
export interface RuleOutcome {
  id: string;
  title: string;
  passed: boolean; // all of them are right
  percent: number; // of these questions, with two decimals at most
}

/**
 * The percentage that passes, of a score that a system sets, of which 1 is the whole. It is rounded up: a score has two decimals, and one that
 * passes must not be below what the system compares it with.
 */
export function passOf(scaled: number): number {
  return Math.max(0, Math.ceil(scaled * 10_000 - 1e-9)) / 100;
}
