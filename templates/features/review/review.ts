/** Shows the warning of a page whose review has come due since the site was built. */
export function showOverdue(): void {
  const today = new Date().toISOString().slice(0, 10);
  for (const warning of document.querySelectorAll<HTMLElement>("[data-review-due]")) {
    if (today > (warning.dataset.reviewDue ?? today)) warning.hidden = false;
  }
}
