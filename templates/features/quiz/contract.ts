import type { Dataset } from "../../browser/contract";

// What the script finds on the page of a quiz, besides the quiz itself.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="quiz"]' | '[data-widget="quiz"][data-name][data-digest][data-version][data-pass]' | "[data-words]";

export type Selector = Needed;

export type Data = Dataset<Selector>;
