import type { Dataset } from "../../browser/contract";

// What the script finds on the page of the search, as selectors.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="search"]' | "[data-words]" | "template.help" | "template.files";

export type Selector = Needed;

export type Data = Dataset<Selector>;
