// The end of a page that can be read, for somebody who has read or begun something: they say that they have read it, or see that they have. What
// has changed on the page since then is above its text. reading.ts loads it.
import { button, dayWords, make, primary } from "../../browser/elements";
import { changedIcon, doneIcon, icon } from "../../browser/icons";
import { ProgressStore, siteRoot, today } from "../../browser/progress";
import { addressOf, changedRules } from "../../browser/steps";
import { readWords } from "../../browser/words";
import lines from "strings:reading";
import type { Data, ReadingWanted, Selector } from "./contract";
import { nextPage, type StepNames } from "./next";

addEventListener("reading", (event) => {
  const { place, pressed } = (event as CustomEvent<ReadingWanted>).detail;
  follow(place, pressed);
});

/** Shows where a reader is with the page, and keeps it. pressed says that they have just said to have read it. */
function follow(place: HTMLElement, pressed: boolean): void {
  const data = place.dataset as Data;
  const page = data.page ?? "";
  const root = data.root ?? "";
  const words = readWords(lines, document.documentElement.lang);
  const store = new ProgressStore(siteRoot(root));
  const paths = JSON.parse(data.paths ?? "{}") as StepNames;
  const news = make("div", { class: "note notice screen", hidden: true });
  const rules: Record<string, HTMLElement> = {};
  const versions: Record<string, string> = {};
  for (const rule of document.querySelectorAll<HTMLElement>("article[data-version]" satisfies Selector)) {
    rules[rule.id] = rule;
    versions[rule.id] = (rule.dataset as Data).version ?? "";
  }

  const show = (): void => {
    const progress = store.read();
    if (!store.slot.works) return; // nothing could be kept
    const reading = progress.read[page];
    const next = nextPage(progress, paths);
    const changed = changedRules(reading, versions);
    place.hidden = false;
    place.className = `reading screen${reading ? " note notice" : ""}`;
    place.textContent = news.textContent = "";
    news.hidden = changed.length === 0;
    if (!reading) {
      place.append(make("p", {}, primary(button(words.text(next ? "read-next" : "read"), press))));
      return;
    }
    place.append(said(doneIcon, words.text("was-read", { day: dayWords(reading.day) })),
      make("p", {}, next ? primary(make("a", { href: addressOf(root, next) }, words.text("go-on"))) : null, button(words.text("undo"), () => {
        store.change((kept) => delete kept.read[page]);
        show();
        place.querySelector("button")?.focus();
      })));
    if (changed.length === 0) return;
    const there = changed.filter((id) => rules[id]);
    const gone = changed.length - there.length;
    news.append(said(changedIcon, words.count("changed", changed.length, { day: dayWords(reading.day) })),
      make("ul", {}, ...there.map((id) => item(id, !reading.rules[id])), gone > 0 ? make("li", {}, words.count("gone", gone)) : null),
      make("p", {}, primary(button(words.text("changes-read"), () => {
        if (!mark()) return;
        news.hidden = false;
        news.appendChild(said("", words.text("changes-done"))).focus(); // reading goes on below it
      }))));
  };

  /** Keeps that the page was read, and leads on. */
  const press = (): void => {
    const next = nextPage(store.read(), paths);
    if (!mark()) return;
    if (next) location.assign(addressOf(root, next));
    else place.querySelector("p")?.focus();
  };

  /** A rule that has changed, as it is now and as it was. */
  const item = (id: string, isNew: boolean): HTMLElement => {
    const part = (selector: Selector): string => rules[id]?.querySelector(selector)?.textContent ?? "";
    const was = part(".was p");
    return make("li", {}, isNew ? make("strong", {}, words.text("new"), " ") : null, make("a", { href: "#" + id }, part(".say")),
      !isNew && was ? make("p", {}, make("strong", {}, words.text("was")), " ", was) : null);
  };

  /** Keeps that the page was read as it is now, and says so where it could not. */
  const mark = (): boolean => {
    store.change((kept) => (kept.read[page] = { day: today(), rules: versions }));
    const works = store.slot.works;
    if (works) show();
    else place.appendChild(said("", words.text("not-kept"))).focus();
    return works;
  };

  document.querySelector(".body" satisfies Selector)?.prepend(news);
  show();
  if (pressed) press();
  // A page that comes back from the browser's memory may have missed something.
  addEventListener("pageshow", (event) => event.persisted && show());
}

/** A line that can have the focus, with a drawing where there is a path for one. */
function said(path: string, text: string): HTMLElement {
  return make("p", { class: "tag", tabindex: "-1" }, path ? icon(path) : null, make("span", {}, text));
}
