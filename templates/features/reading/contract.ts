import type { Dataset } from "../../browser/contract";

// What the script finds on a page that can be read, as selectors.

/** What it does without, where a layout leaves it out. */
export type Optional = ".reading[data-page][data-root][data-words]" | "[data-paths]" | "article[data-version]" | ".say" | ".was p" | ".body";

export type Selector = Optional;

export type Data = Dataset<Optional | "[data-page]" | "[data-root]" | "[data-words]" | "[data-version]">;
