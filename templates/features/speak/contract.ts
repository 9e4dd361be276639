import type { Dataset } from "../../browser/contract";

// What the script finds on any page, as selectors.

/**
 * What is not read aloud. Links to other pages, the facts beside a text and what can only be pressed are no part of the text.
 */
export type Silent = ".screen:not(.take), .side, .crumbs, .turn, .siblings, .feedback, .share, .host, .noteref, .back";

/** What is said together with what follows it: the kind of a rule, the label of a box, a term, whose a choice is. */
export type Leading = ".kind, .tag, .label, dt";

/** What it does without, where a layout leaves it out. */
export type Optional = Silent | Leading | "#main" | ".option" | ".links" | "[data-says]" | ".site";

export type Selector = Optional;

export type Data = Dataset<Selector>;
