import type { Dataset } from "../../browser/contract";

// What the script finds on a page that can be read, as selectors.

/** What it does without, where a layout leaves it out. */
export type Optional = ".reading[data-page][data-root]" | "[data-paths]" | "article[data-version]" | ".say" | ".was p" | ".body" |
  "button" | "[role=alert]" | 'template[data-later="reading"]';

export type Selector = Optional;

export type Data = Dataset<Optional | "[data-page]" | "[data-root]" | "[data-version]">;

/** What the event "reading" asks follow.ts for: to show, in a place of the page, where a reader is with it. */
export interface ReadingWanted {
  place: HTMLElement;
  pressed: boolean; // they have just said that they have read it
}
