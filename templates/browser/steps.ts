import type { Progress, Reading } from "./progress";

/** A step of a path, as pages carry it for scripts. */
export interface PathStep {
  step: string; // read, quiz, statement, checklist or agree
  name: string; // that of its page, or "agree:" and the identifier of an agreement
  title: string; // of an agreement: its sentence
  href?: string; // none for an agreement
  minutes: number;
  part: string; // now or later
  rules?: string; // of a page to read: "ID:VERSION", with spaces between them
  version?: string; // of an agreement
}

/** What has become of a step. "again": it was done, and what was agreed to has changed since. */
export interface StepState {
  is: "open" | "done" | "left" | "again";
  day: string; // on which it came to be so; "" while it is open
}

/** The versions of rules by their identifiers, from "ID:VERSION" with spaces between them. */
export function versionsOf(list = ""): Record<string, string> {
  const versions = Object.create(null) as Record<string, string>;
  for (const rule of list.split(" ")) {
    const at = rule.indexOf(":");
    if (at > 0) versions[rule.slice(0, at)] = rule.slice(at + 1);
  }
  return versions;
}

/** The rules of a page that are not as they were when it was read: those that have changed, are new, or are gone. */
export function changedRules(reading: Reading | undefined, now: Record<string, string>): string[] {
  if (!reading) return [];
  return Object.keys({ ...reading.rules, ...now }).filter((id) => reading.rules[id] !== now[id]);
}

/** The address of the page of a name, by way of the site's folder. */
export function addressOf(root: string, name: string): string {
  return `${root}${name.split("/").map(encodeURIComponent).join("/")}.html`;
}

/** What has become of a step of a path. */
export function stateOf(progress: Progress, path: string, step: PathStep): StepState {
  const said = progress.paths[path]?.steps[step.name];
  const done = progress.read[step.name]?.day ?? (progress.quizzes[step.name]?.passed ? progress.quizzes[step.name]?.day : "");
  if (done) return { is: "done", day: done };
  if (!said) return { is: "open", day: "" };
  const renewed = said.state === "done" && step.step === "agree" && said.version !== step.version;
  return { is: renewed ? "again" : said.state, day: said.day };
}

/** The steps that are still to be done, in the order of the path. */
export function openSteps(progress: Progress, path: string, steps: PathStep[]): PathStep[] {
  return steps.filter((step) => /^(open|again)$/.test(stateOf(progress, path, step).is));
}

/** How many minutes some steps take. */
export function minutesOf(steps: PathStep[]): number {
  return steps.reduce((sum, step) => sum + (step.minutes || 0), 0);
}

/** A page that was read, and some of whose rules are not as they were then. */
export interface ChangedPage {
  page: PathStep;
  rules: number;
  day: string;
}

/** The pages among some steps that have changed since they were read, each once. */
export function changedPages(progress: Progress, steps: PathStep[]): ChangedPage[] {
  const seen = new Set<string>();
  const found: ChangedPage[] = [];
  for (const page of steps) {
    const reading = progress.read[page.name];
    const rules = page.step === "read" && reading && !seen.has(page.name) ? changedRules(reading, versionsOf(page.rules)).length : 0;
    seen.add(page.name);
    if (reading && rules > 0) found.push({ page, rules, day: reading.day });
  }
  return found;
}
