import { button, make, primary } from "../../browser/elements";
import { doneIcon, icon, nextIcon } from "../../browser/icons";
import { changesSince } from "../../browser/changes";
import { ProgressStore, siteRoot } from "../../browser/progress";
import { changedPages, minutesOf, openSteps, stateOf } from "../../browser/steps";
import { Undo } from "../../browser/undo";
import type { Words } from "../../browser/words";
import { KeptPath } from "./keep";
import type { Data, Selector } from "./contract";
import { type ListedStep, type PathPart, readParts } from "./read";
import { showPart } from "./show";
import { agreement, label, stateLine } from "./step";

/** What a reader can do with a step, by the key of its words. */
type Does = "undo" | "take-back" | "not-for-me" | "done-it" | "agree" | "agree-now";

/** Shows where a reader is on a path, and keeps what they say of its steps. */
export function follow(list: HTMLElement, words: Words): void {
  const data = list.dataset as Data;
  const store = new ProgressStore(siteRoot(data.root ?? ""));
  const kept = new KeptPath(data.path ?? "", store);
  const parts = readParts(list);
  const all = ([] as ListedStep[]).concat(...parts.map((part) => part.steps));
  const undo = new Undo();
  const five = data.refresh === undefined ? "" : make("p", {}, make("a", { class: "alone", href: `${data.root ?? ""}refresh.html` }, words.text("five")));
  const card = make("div", { class: "card" });
  const news = make("div", { class: "note notice", hidden: true });
  const rests = new Map(all.map((step) => [step, make("div", { class: "said screen" })]));
  const again = make("p", { class: "screen", hidden: true }, button(words.text("again"), () => {
    did(kept.begin(all), words.text("was-again"));
  }));
  const proof = showPart(list, words);
  let next: ListedStep | undefined;
  let chosen: ListedStep | null = null; // an agreement that its reader wants to come to before its turn

  /** Shows all that depends on what is kept. */
  function show(): void {
    const progress = store.read();
    if (!store.slot.works) return; // nothing can be kept, and the page stays the plain one
    const begun = progress.paths[kept.name];
    const open = openSteps(progress, kept.name, all) as ListedStep[];
    next = open.find((step) => step === chosen) ?? open[0];
    card.textContent = news.textContent = "";
    if (store.slot.damaged()) card.append(make("p", {}, words.text("aside")));
    if (begun) card.append(...(next ? nextStep(next, open) : [heading(words.text("finished"), doneIcon), make("p", {}, words.text("finished-how")), five]));
    else card.append(make("p", {}, words.text("begin-how")), make("p", {}, primary(button(words.text("begin"), () => did(kept.begin([]), "")))));
    card.className = begun ? "card note notice" : "card";
    const changed = begun ? changedPages(progress, all) : [];
    news.hidden = changed.length === 0;
    if (changed.length > 0) news.append(...changesSince(changed, words));
    again.hidden = proof.element.hidden = !begun;
    proof.renew();
    for (const [step, rest] of rests) {
      const state = stateOf(progress, kept.name, step);
      const isChanged = changed.some((one) => one.page.name === step.name);
      rest.textContent = "";
      step.item.classList.toggle("done", !!begun && state.is === "done");
      step.item.classList.toggle("left", !!begun && state.is === "left");
      if (begun) rest.append(stateLine(step, state, isChanged, step === next, words), ...controls(step, state.is));
    }
  }

  /** The step to do next, and one button that matters. */
  function nextStep(step: ListedStep, open: ListedStep[]): HTMLElement[] {
    const at = parts.findIndex((part) => part.steps.includes(step));
    const left = open.filter((one) => (parts[at] as PathPart).steps.includes(one));
    const lines = [heading(words.text("next"), nextIcon),
      make("p", {}, words.count("left", left.length, { part: parts[at]?.title ?? "", minutes: words.count("minutes", minutesOf(left)) }))];
    if (at > 0 && open.every((one) => !parts[at - 1]?.steps.includes(one))) lines.splice(1, 0, make("p", {}, words.text("part-done", { part: parts[at - 1]?.title ?? "" })));
    if (step.step === "agree") lines.push(agreement(step, stateOf(store.read(), kept.name, step), words, () => act(step, "agree", true)));
    else lines.push(make("p", {}, primary(make("a", { href: step.href ?? "" }, words.text("carry-on", { title: step.title, minutes: words.count("minutes", step.minutes) })))));
    const others: Does[] = /statement|checklist/.test(step.step) ? ["done-it", "not-for-me"] : ["not-for-me"];
    lines.push(make("div", { class: "others" }, ...others.map((does) => press(step, does, true))));
    return lines;
  }

  /** What can be done with a step in the list. */
  function controls(step: ListedStep, is: string): HTMLElement[] {
    if (is === "done") return [press(step, "undo", false)];
    if (is === "left") return [press(step, "take-back", false)];
    if (step === next) return []; // the card has them
    if (step.step === "agree") return [press(step, "agree-now", false), press(step, "not-for-me", false)];
    return /statement|checklist/.test(step.step) ? [press(step, "done-it", false), press(step, "not-for-me", false)] : [press(step, "not-for-me", false)];
  }

  function press(step: ListedStep, does: Does, inCard: boolean): HTMLElement {
    const made = button(words.text(does), () => act(step, does, inCard));
    made.append(make("span", { class: "hidden" }, ": " + step.title));
    return made;
  }

  /** Does something with a step, says so, and offers to undo it. */
  function act(step: ListedStep, does: Does, inCard: boolean): void {
    if (does === "agree-now") {
      chosen = step;
      show();
      return focus(null);
    }
    const back = does === "not-for-me" ? kept.say(step, "left") : does === "done-it" || does === "agree" ? kept.say(step, "done") : kept.open(step);
    did(back, words.text("was-" + does, { title: label(step, words) }), inCard ? null : step);
  }

  /** Shows what has become of a press. The focus goes to the step in the list, or else to the card. */
  function did(back: () => void, said: string, step: ListedStep | null = null): void {
    const works = store.slot.works; // what is read next may work
    show();
    if (!works) card.append(make("p", { class: "wrong", role: "alert" }, words.text("not-kept")));
    else if (said) {
      undo.offer(said, words.text("undo"), () => {
        back();
        show();
        focus(step);
      });
    }
    focus(step);
  }

  function focus(step: ListedStep | null): void {
    const to = (step && rests.get(step)?.querySelector<HTMLElement>("button")) ?? card.querySelector<HTMLElement>("[tabindex]");
    to?.focus();
  }

  function heading(text: string, drawn: string): HTMLElement {
    return make("h2", { class: "tag", tabindex: "-1" }, icon(drawn), make("span", {}, text));
  }

  // It comes before what introduces the path.
  const body = list.closest<HTMLElement>(".body" satisfies Selector) ?? list;
  body.prepend(make("div", { class: "screen" }, undo.element, card, news));
  list.append(proof.element, again);
  for (const [step, rest] of rests) step.item.append(rest);
  body.addEventListener("click", (event) => {
    if ((event.target as Element).closest("a") && store.read().paths[kept.name]) kept.goOn();
  });
  show();
  // Another page may have changed what is kept. Nothing moves under a reader who is in the middle of it.
  const look = (): void => {
    if (!body.contains(document.activeElement)) show();
  };
  addEventListener("storage", look);
  addEventListener("pageshow", (event) => event.persisted && show());
}
