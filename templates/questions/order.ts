import { all, readItems, type Reads } from "./offer";

/** Items to put in order. The answer has them in the right one. */
export const order: Reads = (question, answer) => ({
  form: "rank",
  rows: all(answer, ":scope > ol > li"),
  items: readItems(question),
});
