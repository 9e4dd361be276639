import { loadLater } from "../../browser/later";
import { make } from "../../browser/elements";
import type { Words } from "../../browser/words";
import type { RecordWanted, Selector } from "./contract";

/**
 * The part of the page with which a reader shows what they have done. Its script is loaded when it is opened; what the code holds is what is kept at
 * that moment, so renew closes it when that has changed.
 */
export function showPart(list: HTMLElement, words: Words): { element: HTMLElement; renew(): void } {
  const place = make("div");
  const details = make("details", { class: "hand" }, make("summary", {}, words.text("hand-show")), place);
  details.addEventListener("toggle", () => {
    place.textContent = "";
    if (!details.open) return;
    const wanted: RecordWanted = { list, words, place };
    loadLater('template[data-later="record"]' satisfies Selector).then(() => dispatchEvent(new CustomEvent("record", { detail: wanted })),
      () => (place.textContent = words.text("later-missing")));
  });
  return {
    element: make("section", { class: "screen show" }, make("h2", {}, words.text("show")), make("p", {}, words.text("show-why")), details),
    renew: () => {
      details.open = false;
      place.textContent = "";
    },
  };
}
