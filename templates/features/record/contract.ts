import type { Dataset } from "../../browser/contract";

// What the script finds on the page for records, as selectors.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="record"][data-site][data-words]' | ".path[data-path][data-rules]" | "[data-step][data-name]" | "[data-rule][data-version]" | "a" | "a, span" |
  'template[data-later="files"]';

/** What it does without, where a layout leaves it out. */
export type Optional = "[data-version]";

export type Selector = Needed | Optional;

export type Data = Dataset<Selector | "[data-widget]" | "[data-site]" | "[data-words]" | "[data-path]" | "[data-rules]" | "[data-step]" | "[data-name]" | "[data-rule]">;
