import type { Dataset } from "../../browser/contract";

// What the script finds on a page with contents.

/** What it does without, where a layout leaves it out. */
export type Optional = ".contents details";

export type Selector = Optional;

export type Data = Dataset<Selector>;
