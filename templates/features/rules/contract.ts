import type { Dataset } from "../../browser/contract";

// What the script finds on the page of all rules, as selectors.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="rules"]' | "[data-words]" | ".group" | "[data-for]" | "[data-rule]" | "details.plain" | ".label" | "[data-kind]";

/** What it does without, where a layout leaves it out. */
export type Optional = "[data-audience]" | "[data-page]";

export type Selector = Needed | Optional;

export type Data = Dataset<Selector>;
