import type { Dataset } from "../../browser/contract";

// What the script finds beside a rule.

/** What it does without, where a layout leaves it out. */
export type Optional = '.rule-link[href^="#"]' | "[data-copied]";

export type Selector = Optional;

export type Data = Dataset<Selector>;
