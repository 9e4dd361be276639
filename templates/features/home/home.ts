// The home page, for somebody who has begun a path: what comes next, before all else, and what has changed since they read it. All that it
// knows of the paths is in the doors to them.
import { changesSince } from "../../browser/changes";
import { make, primary, wordsOf } from "../../browser/elements";
import { doneIcon, icon, nextIcon } from "../../browser/icons";
import { modern } from "../../browser/modern";
import { type Progress, ProgressStore, siteRoot } from "../../browser/progress";
import { changedPages, minutesOf, openSteps, type PathStep } from "../../browser/steps";
import { readWords, type Words } from "../../browser/words";
import type { Data, Selector } from "./contract";

/** A path with the door that leads to it. */
interface PathDoor {
  name: string;
  title: string;
  href: string;
  steps: PathStep[] | null; // null where there are too many for the home page
}

function readDoors(): PathDoor[] {
  return Array.from(document.querySelectorAll<HTMLElement>("[data-path]" satisfies Selector), (door) => {
    const data = door.dataset as Data;
    const link = door.querySelector<HTMLAnchorElement>("a");
    return { name: data.path ?? "", title: wordsOf(link), href: link?.getAttribute("href") ?? "", steps: JSON.parse(data.steps ?? "null") as PathStep[] | null };
  });
}

/** What comes next on a path that was begun. */
function carryOn(progress: Progress, path: PathDoor, five: HTMLElement | null, words: Words): HTMLElement {
  if (!path.steps) return make("div", { class: "note notice" }, heading(nextIcon, words.text("your-path", { path: path.title })), see(path, words));
  const open = openSteps(progress, path.name, path.steps);
  const next = open[0];
  if (!next) return make("div", { class: "note notice" }, heading(doneIcon, words.text("finished-path", { path: path.title })), see(path, words), five);
  const left = open.filter((step) => step.part === next.part);
  // The other kinds of steps are done on the page of the path.
  const href = /read|quiz/.test(next.step) ? next.href : undefined;
  return make("div", { class: "note notice" }, heading(nextIcon, words.text("your-path", { path: path.title })),
    make("p", {}, words.count("left-home", left.length, { minutes: words.count("minutes", minutesOf(left)) })),
    make("p", {}, primary(make("a", { href: href ?? path.href }, words.text("carry-on", {
      title: next.step === "agree" ? words.text("agreement") : next.title, minutes: words.count("minutes", next.minutes),
    })))), see(path, words));
}

function heading(drawn: string, text: string): HTMLElement {
  return make("h2", { class: "tag" }, icon(drawn), make("span", {}, text));
}

function see(path: PathDoor, words: Words): HTMLElement {
  return make("p", {}, make("a", { href: path.href, class: "alone" }, words.text("see-steps")));
}

/** Shows where a reader was, and what has changed, in two places of the page. */
function follow(place: HTMLElement, news: HTMLElement): void {
  const data = place.dataset as Data;
  const words = readWords(data.words ?? "", document.documentElement.lang);
  const store = new ProgressStore(siteRoot(data.root ?? ""));
  const doors = readDoors();
  const five = data.refresh === undefined ? null : make("p", {}, make("a", { class: "alone", href: "refresh.html" }, words.text("five")));
  const show = (): void => {
    const progress = store.read();
    const begun = doors.filter((door) => progress.paths[door.name]);
    const path = begun.find((door) => door.name === progress.path) ?? begun[0];
    const changed = changedPages(progress, ([] as PathStep[]).concat(...doors.map((door) => door.steps ?? [])));
    place.textContent = news.textContent = "";
    if (path) place.append(carryOn(progress, path, five, words));
    if (changed.length > 0) news.append(make("div", { class: "note notice" }, ...changesSince(changed, words)));
  };
  show();
  // Another page may have changed what is kept.
  addEventListener("storage", show);
  addEventListener("pageshow", (event) => event.persisted && show());
}

const place = document.querySelector<HTMLElement>('[data-widget="home"][data-root][data-words]' satisfies Selector);
// What to do in danger stays above it.
const news = document.querySelector<HTMLElement>("[data-changes]" satisfies Selector);
if (place && news && modern()) follow(place, news);
