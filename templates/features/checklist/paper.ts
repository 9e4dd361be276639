import type { Selector } from "./contract";
import type { Work } from "./work";

/** Turns the plain list, which is what is printed, into this group's own: without what is not for it, with what is done. */
export function setPaper(work: Work): void {
  const begun = work.begun();
  document.body.classList.toggle("begun", begun);
  for (const group of work.list.groups) {
    for (const item of group.items) {
      const standing = work.standing(item);
      item.plain.hidden = begun && (!work.verdict(item).holds || standing.is === "skipped");
      const done = begun && standing.is === "done";
      const entry = work.entry(item);
      item.plain.querySelector(".box" satisfies Selector)?.classList.toggle("done", done);
      item.plain.querySelectorAll<HTMLElement>(".sign span" satisfies Selector).forEach((line, i) => {
        if (line.dataset.blank === undefined) line.dataset.blank = line.textContent ?? "";
        const filled = !done || !entry ? "" : i === 0 ? shortDay(entry.done ?? "") : entry.by ?? "";
        line.textContent = line.dataset.blank + (filled ? ": " + filled : "");
      });
    }
    group.plain.hidden = group.items.every((item) => item.plain.hidden);
  }
}

/** A day in digits, as the reader's country writes it: a line of paper is short. */
function shortDay(day: string): string {
  return new Date(day + "T12:00").toLocaleDateString(document.documentElement.lang);
}
