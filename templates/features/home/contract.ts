import type { Dataset } from "../../browser/contract";

// What the script finds on the home page, as selectors.

/** What it does without, where a layout leaves it out: many sites have a home page of their own. */
export type Optional = '[data-widget="home"][data-root][data-words]' | "[data-path]" | "[data-steps]" | "a" | "[data-changes]" | "[data-refresh]";

export type Selector = Optional;

export type Data = Dataset<Selector | "[data-root]" | "[data-words]">;
