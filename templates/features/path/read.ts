import { wordsOf } from "../../browser/elements";
import type { PathStep } from "../../browser/steps";
import type { Data, Selector } from "./contract";

/** A step of the path with its place on the page. */
export interface ListedStep extends PathStep {
  item: HTMLElement;
}

/** A part of the path: what is for now, or for later. */
export interface PathPart {
  title: string;
  steps: ListedStep[];
}

/** Reads the parts of a path from its page. */
export function readParts(list: HTMLElement): PathPart[] {
  return Array.from(list.querySelectorAll<HTMLElement>(".part" satisfies Selector), (part) => ({
    title: wordsOf(part.querySelector("h2" satisfies Selector)),
    steps: Array.from(part.querySelectorAll<HTMLElement>("[data-step][data-name][data-minutes]" satisfies Selector), (item) => {
      const data = item.dataset as Data;
      const about = item.querySelector("a, .sentence" satisfies Selector);
      const step: ListedStep = { item, step: data.step ?? "", name: data.name ?? "", title: wordsOf(about), minutes: Number(data.minutes) || 0,
        part: (part.dataset as Data).part ?? "" };
      const href = about?.getAttribute("href");
      if (href) step.href = href;
      if (data.rules) step.rules = data.rules;
      if (data.version) step.version = data.version;
      return step;
    }),
  }));
}
