import type { Dataset } from "../../browser/contract";
import type { handoverScreen } from "./handover";
import type { keepScreen } from "./keep";
import type { openScreen, whichScreen } from "./opening";

// What the script finds on the page of a checklist, as selectors.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="checklist"]' | "[data-name]" | "[data-site]" | "[data-words]" | "[data-choose]" | "[data-topic]" | "[data-repeat]" |
  "[data-item]" | "[data-applies]" | "[data-changed]" | "h2" | ".ask" | ".label" | ".say" | 'template[data-later="keeping"]';

/** What it does without, where a layout leaves it out. */
export type Optional = "[data-minutes]" | ".skip-if" | ".source" | ".share a" | "a.calendar" | ".box" | ".sign span";

export type Selector = Needed | Optional;

export type Data = Dataset<Selector>;

/** What keeping.ts makes. */
export interface KeepingScreens {
  keepScreen: typeof keepScreen;
  handoverScreen: typeof handoverScreen;
  openScreen: typeof openScreen;
  whichScreen: typeof whichScreen;
}

/** What the event "keeping" asks keeping.ts for: its screens, with the words that these need beside those of the page, as readWords reads them. */
export interface KeepingWanted {
  use(screens: KeepingScreens, lines: string): void;
}
