import { button, dayWords, make } from "../../browser/elements";
import type { ChecklistItem } from "./model";
import type { ItemStatus } from "./state";
import type { Work } from "./work";

/** What can be done with an item. */
export interface Acts {
  done(): void;
  skip(): void;
  undo(): void;
}

/** An item on the screen. */
export interface ItemRow {
  element: HTMLElement;
  box: HTMLInputElement; // is ticked when the item is done, and takes the focus
  draw(): void;
}

/** Makes the row of an item: a box to tick beside a few words, whether it is done, and all else behind "Why". */
export function itemRow(work: Work, item: ChecklistItem, acts: Acts): ItemRow {
  const words = work.words;
  const box = make("input", { type: "checkbox", id: "list_" + item.id });
  const status = make("p");
  const about = make("div");
  const undo = named(button(words.text("undo"), acts.undo), item);
  const why = make("details", {}, make("summary", {}, words.text("why-item"), hidden(item)), about);
  why.addEventListener("toggle", () => {
    if (why.open && !about.firstChild) about.append(...reasons(work, item), make("p", {}, named(button(words.text("skip"), acts.skip), item)));
  });
  box.addEventListener("change", () => (box.checked ? acts.done() : acts.undo()));
  return {
    element: make("li", { class: "thing", tabindex: "-1" }, make("label", { class: "say" }, box, make("span", {}, item.text)), status, undo, why),
    box,
    draw: () => {
      const standing = work.standing(item);
      box.checked = standing.is === "done";
      status.textContent = standing.is === "skipped" ? words.text("skipped") : history(work, item, standing);
      status.className = standing.is === "todo" ? "before" : "small";
      status.hidden = status.textContent === "";
      undo.hidden = standing.is !== "skipped";
      why.hidden = !undo.hidden;
    },
  };
}

/** Why an item is on the list, when it may be left out, and where there is more about it. */
export function reasons(work: Work, item: ChecklistItem): HTMLElement[] {
  const words = work.words;
  const kind = make("p", { class: "label" }, item.kind, item.minutes > 0 ? ", " + words.count("minutes", item.minutes) : null);
  const links = make("p", { class: "more" }, linkTo(item.href, words.text("read"), item));
  if (item.calendar) {
    const calendar = linkTo(item.calendar, words.text("remind"), item);
    calendar.setAttribute("type", "text/calendar"); // not a download: on an iPhone that would not reach the calendar
    links.append(calendar);
  }
  return [kind, ...[item.skip, work.why(item), item.source].filter(Boolean).map((text) => make("p", { class: "small" }, text)), links];
}

/** When an item was done, by whom, and when it is due again, in words. */
export function history(work: Work, item: ChecklistItem, standing: ItemStatus): string {
  const words = work.words;
  const entry = work.entry(item);
  const said: string[] = [];
  if (entry?.done) {
    const day = dayWords(entry.done);
    const names = (entry.by ? [entry.by] : []).concat(entry.also ?? []).join(", ");
    const key = item.group.promises ? "agreed-on" : standing.is === "done" ? "done-on" : "last-done";
    said.push(names ? words.text(key + "-by", { day, name: names }) : words.text(key, { day }));
  }
  if (standing.next) said.push(words.text(standing.is === "done" ? "next" : "due", { day: dayWords(standing.next) }));
  if (standing.why === "changed") said.push(words.text(item.group.promises ? "changed-promise" : "changed", { day: dayWords(item.changed) }));
  return said.join(" ");
}

/** Adds the item's words to a button, for those who only hear it. */
export function named(control: HTMLButtonElement, item: ChecklistItem): HTMLButtonElement {
  control.append(hidden(item));
  return control;
}

function hidden(item: ChecklistItem): HTMLElement {
  return make("span", { class: "hidden" }, ": " + item.text);
}

function linkTo(href: string, text: string, item: ChecklistItem): HTMLElement {
  return make("a", { class: "alone", href }, text, hidden(item));
}
