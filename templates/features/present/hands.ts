import type { Question } from "../../questions/model";

/** Hands by the name of the question: one number for each choice, or one for all who were right. */
export type Counts = Record<string, number[]>;

/** The maximum of hands that can be counted for one choice. */
export const MOST = 999;

/** Says whether a text that was typed, or what another window has sent, is a number of hands. */
export function isCount(n: unknown): n is number {
  return typeof n === "number" && Number.isInteger(n) && n >= 0 && n <= MOST;
}

/** How many numbers a question has: one for each choice, or one for those who were right. */
export function places(question: Question): number {
  return question.choices.length || 1;
}

/** The hands that were counted. They are in memory alone. */
export class Hands {
  private counts = new Map<string, number[]>();
  private before: Map<string, number[]> | null = null;

  /** The hands for a question, all zero when none was counted. */
  of(question: Question): number[] {
    return this.counts.get(question.id) ?? new Array<number>(places(question)).fill(0);
  }

  set(question: Question, place: number, n: number): void {
    const counts = this.of(question).slice();
    if (!Number.isInteger(place) || place < 0 || place >= counts.length) return;
    counts[place] = Math.min(Math.max(n, 0), MOST);
    this.counts.set(question.id, counts);
    this.before = null;
  }

  /** None was counted, or all were cleared. */
  empty(): boolean {
    return Array.from(this.counts.values()).every((counts) => counts.every((n) => n === 0));
  }

  /** Clears all hands; this can be undone once. */
  clear(): void {
    if (!this.empty()) this.before = this.counts;
    this.counts = new Map();
  }

  /** There are cleared hands to bring back. */
  canUndo(): boolean {
    return this.before !== null;
  }

  undo(): void {
    if (this.before) this.counts = this.before;
    this.before = null;
  }

  /** All hands, to be sent to the other window. */
  all(): Counts {
    const all: Counts = {};
    this.counts.forEach((counts, id) => { all[id] = counts; });
    return all;
  }

  /** Takes what another window has sent; what does not fit a question is left out. */
  take(sent: unknown, questions: Question[]): void {
    this.counts = new Map();
    if (typeof sent !== "object" || sent === null) return;
    for (const question of questions) {
      const counts: unknown = (sent as Record<string, unknown>)[question.id];
      if (Array.isArray(counts) && counts.length === places(question) && counts.every(isCount)) this.counts.set(question.id, counts.slice());
    }
  }
}
