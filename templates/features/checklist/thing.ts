import { button, dayWords, make } from "../../browser/elements";
import type { ChecklistItem } from "./model";
import type { ItemStatus } from "./state";
import type { Work } from "./work";

/** What the buttons of an item do. */
export interface Acts {
  done(): void;
  skip(): void;
  undo(): void;
}

/** What an item shows, by its status: in full when it is to do, and short when it is done or does not apply. */
export function thing(work: Work, item: ChecklistItem, acts: Acts): HTMLElement[] {
  const standing = work.standing(item);
  return standing.is === "todo" ? toDo(work, item, standing, acts) : settled(work, item, standing, acts);
}

function toDo(work: Work, item: ChecklistItem, standing: ItemStatus, acts: Acts): HTMLElement[] {
  const words = work.words;
  const kind = make("p", { class: "label" }, item.kind);
  if (item.minutes > 0) kind.append(make("span", { class: "minutes" }, words.count("minutes", item.minutes)));
  const parts = [make("span", { class: "box", "aria-hidden": "true" }), kind, make("p", { class: "say" }, item.text)];
  const before = history(work, item, standing);
  if (before) parts.push(make("p", { class: "before" }, before));
  if (item.skip) parts.push(make("p", { class: "small" }, item.skip));
  parts.push(make("p", { class: "small" }, work.why(item)));
  if (item.source) parts.push(make("p", { class: "small" }, item.source));
  const links = make("p", { class: "more" }, linkTo(item.href, words.text("read"), item));
  if (item.calendar) {
    const calendar = linkTo(item.calendar, words.text("remind"), item);
    calendar.setAttribute("type", "text/calendar"); // not a download: on an iPhone that would not reach the calendar
    links.append(calendar);
  }
  const done = named(button(words.text("done"), acts.done), item);
  done.className = "go";
  parts.push(links, make("div", { class: "actions" }, done, named(button(words.text("skip"), acts.skip), item)));
  return parts;
}

function settled(work: Work, item: ChecklistItem, standing: ItemStatus, acts: Acts): HTMLElement[] {
  const said = standing.is === "done" ? history(work, item, standing) : work.words.text("skipped");
  return [make("span", { class: "box " + standing.is, "aria-hidden": "true" }), make("p", {}, item.text), make("p", { class: "small" }, said),
    make("div", { class: "actions" }, named(button(work.words.text("undo"), acts.undo), item))];
}

/** When an item was done, by whom, and when it is due again, in words. */
export function history(work: Work, item: ChecklistItem, standing: ItemStatus): string {
  const words = work.words;
  const entry = work.entry(item);
  const said: string[] = [];
  if (entry?.done) {
    const day = dayWords(entry.done);
    const names = (entry.by ? [entry.by] : []).concat(entry.also ?? []).join(", ");
    const key = standing.is === "done" ? "done-on" : "last-done";
    said.push(names ? words.text(key + "-by", { day, name: names }) : words.text(key, { day }));
  }
  if (standing.next) said.push(words.text(standing.is === "done" ? "next" : "due", { day: dayWords(standing.next) }));
  if (standing.why === "changed") said.push(words.text("changed", { day: dayWords(item.changed) }));
  return said.join(" ");
}

/** Adds the item's words to a button, for those who only hear it. */
function named(control: HTMLButtonElement, item: ChecklistItem): HTMLButtonElement {
  control.append(make("span", { class: "hidden" }, ": " + item.text));
  return control;
}

function linkTo(href: string, text: string, item: ChecklistItem): HTMLElement {
  return make("a", { class: "alone", href }, text, make("span", { class: "hidden" }, ": " + item.text));
}
