import { isoDay } from "../../codes/days";
import { LETTERS } from "../../codes/letters";
import type { PathRecord, RecordRule } from "../../codes/record";
import { versionOf } from "../../codes/record";
import type { Person, RecordSet } from "./group";

/** How far a group has come. The same as Report of the Go package internal/record, with the same names in JSON. */
export interface RecordReport {
  people: number;
  again: number; // codes besides those: an earlier record of the same person, or the same code
  paths: PathReport[]; // those of which there are records
  rules: KnownRule[]; // the least known first, then those that nobody was asked about
}

export interface PathReport {
  path: string;
  title: string;
  steps: StepReport[];
  people: PersonReport[]; // in the order in which they came
}

export interface StepReport {
  name: string;
  title: string;
  done: number;
  old: number; // agreed to an earlier wording
  tried: number; // taken, and not passed
  left: number; // left out
}

export interface PersonReport {
  name: string;
  day: string; // such as 2026-11-22
  odd: boolean; // the clock of the device was wrong
  done: number; // steps
  steps: PersonStep[];
  look: string[]; // the identifiers of rules that have changed since they were read
}

export interface PersonStep {
  state: "done" | "old" | "tried" | "left" | "";
  day?: string;
  got?: number; // points of a quiz
  all?: number;
  version?: string; // of an earlier wording that was agreed to
}

export interface KnownRule {
  id: string;
  people: number; // whose path teaches it
  read: number; // as it is now
  before: number; // as it was before
  never: number; // not read
  right: number; // how the last question about it, as it is now, was answered
  partly: number;
  wrong: number;
}

/** How many people have answered a question about a rule as it is now. */
export function asked(rule: KnownRule): number {
  return rule.right + rule.partly + rule.wrong;
}

/** Adds up the records of a group. people are its people, which a caller may need as well. */
export function recordReport(group: RecordSet, people: Person[] = group.people()): RecordReport {
  const { plan } = group.index;
  const rules: KnownRule[] = plan.rules.map((rule) => ({ id: rule.id, people: 0, read: 0, before: 0, never: 0, right: 0, partly: 0, wrong: 0 }));
  const paths: PathReport[] = [];
  plan.paths.forEach((path, at) => {
    const steps = path.steps.map((step): StepReport => ({ name: step.name, title: step.title, done: 0, old: 0, tried: 0, left: 0 }));
    const those = people.filter((one) => one.path === at).map((one): PersonReport => {
      const theirs = stepsOf(group, one);
      theirs.forEach((step, i) => step.state && (steps[i] as StepReport)[step.state]++);
      const known = rulesOf(group, one.record);
      const look: string[] = [];
      for (const place of path.rules) {
        const rule = rules[place] as KnownRule;
        const state = known.get(place);
        rule.people++;
        rule[state?.read ?? "never"]++;
        if (state?.read === "before") look.push(rule.id);
        if (state?.answer) rule[state.answer]++;
      }
      return { name: one.name, day: isoDay(one.record.day), odd: group.isOdd(one.record.day), done: theirs.filter((step) => step.state === "done").length, steps: theirs, look };
    });
    if (those.length > 0) paths.push({ path: path.name, title: path.title, steps, people: those });
  });
  const known = rules.filter((rule) => rule.people > 0).sort((a, b) =>
    asked(a) === 0 || asked(b) === 0 ? Math.min(asked(b), 1) - Math.min(asked(a), 1) : a.right * asked(b) - b.right * asked(a));
  return { people: people.length, again: group.came - people.length, paths, rules: known };
}

/** How one person knows a rule. */
interface RuleState {
  read: "read" | "before" | "never";
  answer: "right" | "partly" | "wrong" | "";
}

const answers = ["", "wrong", "partly", "right"] as const;

/** How a person knows the rules of their record, by their places in the plan. */
function rulesOf(group: RecordSet, record: PathRecord): Map<number, RuleState> {
  const states = new Map<number, RuleState>();
  for (const rule of record.rules) {
    const at = group.index.rule(rule);
    if (at === undefined) continue;
    const now = group.index.versions[at];
    states.set(at, { read: !rule.read ? "never" : rule.version === now ? "read" : "before", answer: answeredIn(rule) === now ? answers[rule.answer] ?? "" : "" });
  }
  return states;
}

function answeredIn(rule: RecordRule): number {
  return rule.differ ? rule.answered : rule.version;
}

/** What became of each step of a person's path. Of a step that a record has twice the first counts. */
function stepsOf(group: RecordSet, one: Person): PersonStep[] {
  const steps = group.index.plan.paths[one.path]?.steps ?? [];
  const became = steps.map((): PersonStep => ({ state: "" }));
  for (const step of one.record.steps) {
    for (const at of group.index.step(one.path, step.step)) {
      if (became[at]?.state) continue;
      const old = step.state === 0 && step.version !== versionOf(steps[at]?.version ?? "");
      became[at] = {
        state: old ? "old" : (["done", "left", "tried"] as const)[step.state] ?? "", day: isoDay(one.record.day - step.ago),
        ...(step.got ? { got: step.got } : {}), ...(step.all ? { all: step.all } : {}), ...(old ? { version: lettersOf(step.version) } : {}),
      };
    }
  }
  return became;
}

/** A version in four letters. */
function lettersOf(version: number): string {
  return [15, 10, 5, 0].map((shift) => LETTERS[(version >> shift) & 31]).join("");
}
