import type { Dataset } from "../../browser/contract";

// What the script finds on the page of a quiz in a package, besides the quiz itself.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="lms"]' | '[data-widget="lms"][data-name][data-digest][data-version][data-pass]' | "[data-system]" | "[data-words]" | 'template[data-later="outcome"]';

export type Selector = Needed;

export type Data = Dataset<Selector>;
