import type { Dataset } from "../../browser/contract";

// What the script finds on the page of what is kept, as selectors.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="kept"]' | "[data-words]";

/** What it does without, where a layout leaves it out. */
export type Optional = ".pages a" | "[data-worker]";

export type Selector = Needed | Optional;

export type Data = Dataset<Selector>;
