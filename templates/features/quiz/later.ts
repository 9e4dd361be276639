import type { Selector, Wanted } from "./contract";

let loads: Promise<void> | null = null;

/** Has something made by a script that the page loads the first time, and says so where it cannot be loaded. */
export function makeLater(wanted: Wanted): void {
  loads = loads || new Promise((loaded, failed) => {
    const later = document.querySelector<HTMLTemplateElement>('template[data-later="outcome"]' satisfies Selector);
    const script = document.importNode(later?.content.firstElementChild as Element, true);
    script.addEventListener("load", () => loaded());
    script.addEventListener("error", failed);
    document.body.append(script);
  });
  loads.then(() => dispatchEvent(new CustomEvent("outcome", { detail: wanted })), () => {
    loads = null;
    wanted.place.textContent = wanted.words.text("later-missing");
  });
}
