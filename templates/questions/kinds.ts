import { categorise } from "./categorise";
import { many, one, trueFalse } from "./choices";
import { match } from "./match";
import type { Reads } from "./offer";
import { order } from "./order";
import { short } from "./short";

/** The kinds of questions, by the name that the page has for each. It is the table of the package quiz. */
export const kinds = {
  "one": one,
  "many": many,
  "true-false": trueFalse,
  "short": short,
  "order": order,
  "match": match,
  "categorise": categorise,
} satisfies Record<string, Reads>;

export type Kind = keyof typeof kinds;
