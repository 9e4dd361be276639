import type { Dataset } from "../../browser/contract";
import type { Words } from "../../browser/words";

// What the script finds on the page of a path, as selectors.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="path"][data-path][data-root][data-words]' | 'template[data-later="record"]' | "[data-site]" | ".part" | "[data-step][data-name][data-minutes]";

/** What it does without, where a layout leaves it out. */
export type Optional = ".body" | "h2" | "a, .sentence" | ".part[data-part]" | "[data-rules]" | "[data-version]" | "[data-refresh]";

export type Selector = Needed | Optional;

export type Data = Dataset<Selector | "[data-widget]" | "[data-path]" | "[data-root]" | "[data-words]" | "[data-site]" | "[data-part]" | "[data-step]" | "[data-name]" | "[data-minutes]">;

/** What the event "record" asks record.ts for: the code of what was done on the path, in a place of the page. */
export interface RecordWanted {
  list: HTMLElement;
  words: Words;
  place: HTMLElement;
}
