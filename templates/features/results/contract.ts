import type { Dataset } from "../../browser/contract";

// What the script finds on the page of a board, besides the quiz itself.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="results"]' | '[data-widget="results"][data-name][data-digest][data-version][data-pass]' | "[data-words]" | 'template[data-later="files"]';

/** What it does without, where a layout leaves it out. */
export type Optional = ".other";

export type Selector = Needed | Optional;

export type Data = Dataset<Selector>;
