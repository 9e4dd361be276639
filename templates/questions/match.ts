import { all, readItems, type Reads } from "./offer";

/** Two columns. The items of the second have the places of the rows that they belong to. */
export const match: Reads = (question) => ({
  form: "pair",
  rows: all(question, ":scope > .match ul > li"),
  items: readItems(question),
  heads: all(question, ":scope > .match .label"),
});
