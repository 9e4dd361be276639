import { wordsOf } from "../browser/elements";
import type { Data } from "./contract";
import { all, type Reads } from "./offer";

/** Answers that are accepted. */
export const short: Reads = (_, answer) => ({
  form: "write",
  accepted: all(answer, ":scope > ul:not(.rules) > li").map((text) => {
    const data: Data = (text as HTMLElement).dataset;
    const forms = data.forms ? (JSON.parse(data.forms) as string[]) : [wordsOf(text)];
    return { text, forms, number: Number(data.number || NaN), tolerance: Number(data.tolerance || 0) };
  }),
});
