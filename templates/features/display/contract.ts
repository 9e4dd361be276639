import type { Dataset } from "../../browser/contract";

// What the script finds on every page, as selectors. The layout that it is in is base.html.
export type Selector = "head [data-root]";

export type Data = Dataset<Selector>;
