import type { Dataset } from "../../browser/contract";

// What the script finds on the home page, as selectors.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="home"][data-root][data-words]' | "[data-path][data-steps]" | "[data-path] a" | "[data-changes]";

export type Selector = Needed;

export type Data = Dataset<Selector | "[data-root]" | "[data-words]" | "[data-path]" | "[data-steps]">;
