import type { Dataset } from "../browser/contract";

// What the scripts of a quiz, of a room and of a board find on a page that has the quiz, as selectors.

/** What the scripts need. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = "[data-name]" | "[data-digest]" | "[data-version]" | "[data-site]" | "[data-pass]" | "[data-draw]" | "[data-shuffle]" | "[data-feedback]" |
  "[data-certificate]" | ".story" | "[data-question][data-digest][data-kind][data-points]" | "[data-question]" | "[data-kind]" | "[data-points]" | "h2, h3" |
  ":scope > .stem" | ":scope > .answer" | ":scope > .choices > li" | "[data-right]" | ":scope [data-place]" | ":scope > .match ul > li" | ":scope > .match ol > li" |
  ":scope > ol > li" | ":scope > ul:not(.rules) > li" | "[data-number]" | "[data-tolerance]" | "[data-forms]";

/** What they do without, where a layout leaves it out. */
export type Optional = "h1" | ":scope > .how" | ":scope > .hint" | ":scope > .feedback" | ":scope > .match .label" | ":scope > .explanation" | ":scope > .rules a" |
  ".source" | "[data-page]" | "[data-rule]" | ":scope > .trainer" | ".tag";

export type Selector = Needed | Optional;

export type Data = Dataset<Selector>;
