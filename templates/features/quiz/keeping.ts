import type { Part } from "../../browser/elements";
import type { Attempt } from "../../questions/attempt";
import type { Question } from "../../questions/model";

/** Where a go is kept, and what else the page of a quiz depends on there: on its reader's device, or in a learning system. */
export interface Keeping {
  attempt: Attempt | null; // what was kept before
  note: string; // a key of the words: what is said about that first; empty for nothing
  over?: boolean; // the go is over, and nothing may follow it
  counts?: boolean; // somebody else keeps the score, so the list of all questions with their answers is not offered
  /** What becomes of the answers, in words. */
  terms(): string;
  save(attempt: Attempt): void;
  /** An answer was given. Where answers are explained at the end, it may be given again. */
  answered(attempt: Attempt, question: Question): void;
  /** The result is shown for the first time. */
  finished(attempt: Attempt): void;
  /** The address of the path that the reader has begun and that has the quiz; empty for none. */
  path(): string;
  /** What else a result ends with. */
  after?(attempt: Attempt): HTMLElement;
  /** What is kept, in words. removed says that it is no longer, with what puts it back. */
  kept(removed: (back: () => void) => void): Part;
}
