import type { Dataset } from "../../browser/contract";

// What the script finds on the page of a checklist, as selectors.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="checklist"]' | "[data-name]" | "[data-site]" | "[data-words]" | "[data-choose]" | "[data-topic]" | "[data-repeat]" |
  "[data-item]" | "[data-applies]" | "[data-changed]" | "h2" | ".ask" | ".label" | ".say";

/** What it does without, where a layout leaves it out. */
export type Optional = "[data-minutes]" | ".skip-if" | ".source" | ".share a" | "a.calendar" | ".box" | ".sign span";

export type Selector = Needed | Optional;

export type Data = Dataset<Selector>;
