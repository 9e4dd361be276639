import { digest, type RecordRule, versionOf } from "../../codes/record";
import { wordsOf } from "../../browser/elements";
import type { Data, Selector } from "./contract";

/** What the site asks of its readers now, as far as records go. The same as Plan of the Go package internal/record. */
export interface Plan {
  site: string; // its identity
  paths: PlanPath[];
  rules: PlanRule[]; // those that paths teach, in the order of the site
}

export interface PlanPath {
  name: string;
  title: string;
  steps: PlanStep[];
  rules: number[]; // the rules that it teaches, by their places in the plan
}

export interface PlanStep {
  kind: string; // read, quiz, statement, checklist or agree
  name: string; // that of its page, or "agree:" and the identifier of an agreement
  title: string;
  version?: string; // of an agreement
}

export interface PlanRule {
  id: string;
  title: string;
  version: string;
  href?: string;
}

/** Reads the plan from its page. */
export function readPlan(list: HTMLElement): Plan {
  const all = <T>(from: HTMLElement, selector: Selector, read: (element: HTMLElement, data: Data) => T): T[] =>
    Array.from(from.querySelectorAll<HTMLElement>(selector), (element) => read(element, element.dataset as Data));
  return {
    site: (list.dataset as Data).site ?? "",
    paths: all(list, ".path[data-path][data-rules]", (path, data) => ({
      name: data.path ?? "",
      title: wordsOf(path.querySelector("a" satisfies Selector)),
      rules: (data.rules ?? "").split(" ").filter(Boolean).map(Number),
      steps: all(path, "[data-step][data-name]", (step, of) => ({
        kind: of.step ?? "", name: of.name ?? "", title: wordsOf(step.querySelector("a, span" satisfies Selector)), version: of.version,
      })),
    })),
    rules: all(list, "[data-rule][data-version]", (rule, data) => ({
      id: data.rule ?? "", version: data.version ?? "", title: wordsOf(rule), href: rule.querySelector("a" satisfies Selector)?.getAttribute("href") ?? "",
    })),
  };
}

/** A plan as records name it. */
export class PlanIndex {
  readonly site: number;
  readonly versions: number[]; // of each rule
  private readonly paths: Map<number, number>;
  private readonly steps: Map<number, number[]>[];
  private readonly rules: Map<number, number[]>;

  constructor(readonly plan: Plan) {
    this.site = digest(plan.site);
    this.paths = new Map(plan.paths.map((path, i) => [digest(path.name), i]));
    this.steps = plan.paths.map((path) => places(path.steps.map((step) => step.name)));
    this.rules = places(plan.rules.map((rule) => rule.id));
    this.versions = plan.rules.map((rule) => versionOf(rule.version));
  }

  /** The place of a path, by its digest. */
  path(of: number): number | undefined {
    return this.paths.get(of);
  }

  /** The places of a step in its path: more than one where digests meet. */
  step(path: number, of: number): number[] {
    return this.steps[path]?.get(of) ?? [];
  }

  /** The place of the rule that a record names. Of two whose digests meet it is the one that is as the record has it. */
  rule(of: RecordRule): number | undefined {
    const found = this.rules.get(of.rule) ?? [];
    return found.find((at) => of.version === this.versions[at] || (of.differ && of.answered === this.versions[at])) ?? found[0];
  }
}

function places(names: string[]): Map<number, number[]> {
  const to = new Map<number, number[]>();
  names.forEach((name, i) => to.set(digest(name), (to.get(digest(name)) ?? []).concat(i)));
  return to;
}
