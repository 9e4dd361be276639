import type { Dataset } from "../../browser/contract";

// What the script finds on a page that is to be reviewed.

/** What it does without, where a layout leaves it out. */
export type Optional = "[data-review-due]";

export type Selector = Optional;

export type Data = Dataset<Selector>;
