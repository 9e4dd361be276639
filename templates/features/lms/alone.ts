import type { Words } from "../../browser/words";
import type { Keeping } from "../quiz/keeping";

/** Keeps nothing: there is no learning system, and the page may be on a device of several learners. */
export function alone(words: Words): Keeping {
  const nothing = (): void => {};
  return { attempt: null, note: "", terms: () => words.text("alone-terms"), save: nothing, answered: nothing, finished: nothing, path: () => "", kept: () => null };
}
