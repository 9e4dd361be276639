import type { Dataset } from "../../browser/contract";

// What the script finds on the page of a quiz, besides the quiz itself.

/** What the script needs. The build reports a layout of a site that leaves out any of it (internal/builder/contract.go). */
export type Needed = '[data-widget="quiz"]' | '[data-widget="quiz"][data-name][data-digest][data-version][data-pass]' | "[data-words]" |
  'template[data-later="picture"]';

export type Selector = Needed;

/** What the event "picture" asks picture.ts for: the QR code of a text, with a name, in a place of the page. */
export interface Wanted {
  text: string;
  name: string;
  place: HTMLElement;
}

export type Data = Dataset<Selector>;
