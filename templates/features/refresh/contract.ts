import type { Dataset } from "../../browser/contract";

// What the script finds on the page of questions from all quizzes, as selectors.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="refresh"]' | "[data-words]" | "[data-root]" | "[data-site]" | "[data-title]" | "script.index" | "template[data-file]";

export type Selector = Needed;

export type Data = Dataset<Selector>;
