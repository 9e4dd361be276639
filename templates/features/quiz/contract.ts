import type { Dataset } from "../../browser/contract";
import type { Attempt } from "../../questions/attempt";
import type { Quiz } from "../../questions/model";

// What the script finds on the page of a quiz, besides the quiz itself.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="quiz"]' | '[data-widget="quiz"][data-name][data-digest][data-version][data-pass]' | "[data-words]" |
  'template[data-later="outcome"]';

/** What it does without, where a layout leaves it out. */
export type Optional = "[data-paths]";

export type Selector = Needed | Optional | ".intro";

/** What the event "outcome" asks outcome.ts for: something of a go that is done, in a place of the page. */
export interface Wanted {
  what: "certificate" | "code" | "reminders";
  quiz: Quiz;
  attempt: Attempt;
  place: HTMLElement;
}

export type Data = Dataset<Selector>;
