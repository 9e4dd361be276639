import type { Dataset } from "../../browser/contract";

// What the script finds on the page that shows a quiz to a room, besides the quiz itself.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="present"]' | '[data-widget="present"][data-name][data-digest][data-version][data-pass]' | "[data-words]";

/** What it does without, where a layout leaves it out. */
export type Optional = ".present .body > p > a.alone, .trainers a:not([aria-current])";

export type Selector = Needed | Optional;

export type Data = Dataset<Selector>;
