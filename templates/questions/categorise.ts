import { wordsOf } from "../browser/elements";
import { all, type Reads } from "./offer";

/** Things to put under headings. Each thing has the place of its heading. */
export const categorise: Reads = (question) => {
  const rows = all(question, ":scope > .match ul > li");
  return {
    form: "pair",
    rows,
    right: rows.map((row) => Number((row as HTMLElement).dataset.place)),
    items: all(question, ":scope > .match ol > li").map((text, place) => ({ text, words: wordsOf(text), place })),
    heads: all(question, ":scope > .match .label"),
  };
};
