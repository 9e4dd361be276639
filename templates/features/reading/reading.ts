// Where readers say that they have read a page. What follows from the press, and where somebody is who has read or begun something before, is in
// follow.ts, which is loaded when it is needed.
import { loadLater } from "../../browser/later";
import { modern } from "../../browser/modern";
import { progressKey, siteRoot } from "../../browser/progress";
import type { Data, ReadingWanted, Selector } from "./contract";

function offer(place: HTMLElement, button: HTMLElement, failed: HTMLElement): void {
  const load = (pressed: boolean): void => {
    failed.hidden = true;
    loadLater('template[data-later="reading"]' satisfies Selector).then(
      () => dispatchEvent(new CustomEvent("reading", { detail: { place, pressed } satisfies ReadingWanted })),
      () => (place.hidden = failed.hidden = false),
    );
  };
  button.addEventListener("click", () => load(true));
  try {
    if (localStorage.getItem(progressKey(siteRoot((place.dataset as Data).root ?? ""))) !== null) load(false);
    else place.hidden = false;
  } catch {
    // nothing can be kept, so there is nothing to say
  }
}

/** Lets readers say that they have read the page. */
export function offerReading(): void {
  const place = document.querySelector<HTMLElement>(".reading[data-page][data-root]" satisfies Selector);
  const button = place?.querySelector<HTMLElement>("button" satisfies Selector);
  const failed = place?.querySelector<HTMLElement>("[role=alert]" satisfies Selector);
  if (place && button && failed && modern()) offer(place, button, failed);
}
