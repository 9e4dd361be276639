import { button, make } from "../../browser/elements";
import type { ChecklistItem } from "./model";
import { history, named, reasons } from "./thing";
import type { Work } from "./work";

/** The items to do in the order in which one is offered: what is due again, then the others as the list has them. */
export function waiting(work: Work): ChecklistItem[] {
  const items: { item: ChecklistItem; rank: string }[] = [];
  for (const group of work.tasks) {
    for (const item of work.mine(group)) {
      const standing = work.standing(item);
      if (standing.is !== "todo") continue;
      items.push({ item, rank: standing.why === "due" ? "0" + (standing.next ?? "") : standing.why === "changed" ? "1" : group.repeat === "each-person" ? "3" : "2" });
    }
  }
  // A sort keeps the order of equals only in newer browsers.
  return items.map((one, at) => ({ one, at })).sort((a, b) => (a.one.rank < b.one.rank ? -1 : a.one.rank > b.one.rank ? 1 : a.at - b.at)).map((sorted) => sorted.one.item);
}

/** One item alone on the screen; the next when it is done. */
export function todayScreen(work: Work, leave: () => void, show: (screen: HTMLElement) => void, passed: ChecklistItem[] = [], last: ChecklistItem | null = null): HTMLElement {
  const words = work.words;
  const all = waiting(work);
  const item = all.find((one) => !passed.includes(one)) ?? all[0];
  const again = (passed: ChecklistItem[], last: ChecklistItem | null): void => show(todayScreen(work, leave, show, passed, last));
  const act = (act: () => void): void => {
    act();
    again(passed, item ?? null);
  };
  const before = last && make("div", { class: "note" }, make("p", {}, words.text(work.standing(last).is === "skipped" ? "was-skipped" : "was-done", { item: last.text })),
    make("p", {}, button(words.text("undo"), () => {
      work.undo(last);
      again(passed.filter((one) => one !== last), null);
    })));
  const section = make("section", {}, make("h2", { tabindex: "-1" }, words.text(item ? last ? "one-more" : "today" : "today-none")), before);
  if (!item) {
    section.append(make("div", { class: "actions" }, button(words.text("to-list"), leave)));
    return section;
  }
  const said = history(work, item, work.standing(item));
  const done = named(button(words.text("done"), () => act(() => work.tick(item))), item);
  done.className = "go";
  section.append(make("div", { class: "one" }, make("p", { class: "say" }, item.text), said ? make("p", { class: "before" }, said) : null, ...reasons(work, item),
    last && make("p", {}, words.text("enough"))), make("div", { class: "actions" }, done, named(button(words.text("skip"), () => act(() => work.skip(item))), item), all.length > 1 ? button(words.text("another"), () => {
    // After the last one the first comes round again.
    const seen = passed.concat(item);
    again(all.every((one) => seen.includes(one)) ? [] : seen, null);
  }) : null, button(words.text("to-list"), leave)));
  return section;
}
