import { loadLater } from "../../browser/later";
import type { Words } from "../../browser/words";
import type { Selector, Wanted } from "./contract";

/** Has something made by a script that the page loads the first time, and says so where it cannot be loaded. */
export function makeLater(wanted: Wanted, words: Words): void {
  loadLater('template[data-later="outcome"]' satisfies Selector).then(() => dispatchEvent(new CustomEvent("outcome", { detail: wanted })),
    () => (wanted.place.textContent = words.text("later-missing")));
}
