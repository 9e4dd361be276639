import type { Data, Selector } from "./contract";

/** Shows the warning of a page whose review has come due since the site was built. */
export function showOverdue(): void {
  const today = new Date().toISOString().slice(0, 10);
  for (const warning of document.querySelectorAll<HTMLElement>("[data-review-due]" satisfies Selector)) {
    if (today > ((warning.dataset as Data).reviewDue ?? today)) warning.hidden = false;
  }
}
