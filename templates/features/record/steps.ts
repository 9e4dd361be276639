import { dayWords, make, type Part } from "../../browser/elements";
import type { Words } from "../../browser/words";
import { row, shown, table } from "../../codes/parts";
import type { PathReport, PersonStep } from "./report";

/** How many of the people of a path have done each step, and who has not. */
export function stepsTable(path: PathReport, words: Words, names: boolean): HTMLElement {
  const whole = table("steps-of-path", [words.text("step"), words.text("done-head")]);
  path.steps.forEach((step, i) => {
    const notes: Part[] = (["old", "tried", "left"] as const).filter((state) => step[state] > 0)
      .map((state) => make("span", { class: "small" }, words.count("n-" + state, step[state])));
    const open = path.people.filter((one) => one.steps[i]?.state !== "done");
    const who = names && open.length > 0 && step.done > 0
      ? make("details", {}, make("summary", {}, words.text("who"), make("span", { class: "hidden" }, ": " + step.title)),
        make("ul", {}, ...open.slice(0, most).map((one) => make("li", {}, called(one.name, words), ": " + stateWords(one.steps[i] as PersonStep, words)))),
        open.length > most ? make("p", {}, words.text("and-more", { n: open.length - most })) : null)
      : null;
    whole.body.append(row([make("p", {}, step.title), who], [...shown(step.done, path.people.length, words), ...notes]));
  });
  return whole.whole;
}

/** How many people are named one by one. */
const most = 50;

/** A name as it was typed, whichever way it is written; or that there is none. */
export function called(name: string, words: Words): HTMLElement {
  return name ? make("bdi", {}, name) : make("span", { class: "nameless" }, words.text("no-name"));
}

/** What became of a step, in words. */
export function stateWords(step: PersonStep, words: Words): string {
  const day = step.day ? dayWords(step.day) : "";
  if (step.state === "done") return words.text(step.all ? "is-scored" : "is-done", { day, got: step.got ?? 0, all: step.all ?? 0 });
  if (step.state === "tried") return words.text("is-tried", { day, got: step.got ?? 0, all: step.all ?? 0 });
  return words.text(step.state ? "is-" + step.state : "is-open", { day, version: step.version ?? "" });
}
