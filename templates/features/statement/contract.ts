import type { Dataset } from "../../browser/contract";

// What the script finds on the page of a statement, as selectors.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="statement"]' | "[data-title]" | "[data-name]" | "[data-version]" | "[data-own]" | "[data-words]" | "[data-gap]" |
  "[data-kind]" | "[data-optional]" | "[data-default]" | "[data-options]" | "[data-min]" | "[data-max]" | "dt" | ".gaps" | ".formats" | ".files";

/** What it does without, where a layout leaves it out. */
export type Optional = ".how" | ".sheet" | "#page_text" | "[data-offered]" | "[data-hint], [data-from], [data-to]" | "[data-from]" | "[data-to]";

/** What the program writes into the text of a statement. */
export type Written = "[data-field]" | "[data-when]";

export type Selector = Needed | Optional | Written;

export type Data = Dataset<Selector>;
