import type { Dataset } from "../../browser/contract";

// What the script of every page, and the worker, find of pages that are kept.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = "#kept_pages";

/** What it does without, where a layout leaves it out. */
export type Optional = "[data-worker]" | "template" | "button";

export type Selector = Needed | Optional;

export type Data = Dataset<Selector>;
