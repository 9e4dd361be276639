import type { Progress } from "../../browser/progress";
import { type PathStep, stateOf, versionsOf } from "../../browser/steps";
import { digest, type PathRecord, type RecordRule, type RecordStep, versionOf } from "../../codes/record";
import type { AnsweredQuestions } from "../../questions/memory";

/** What a record is made of. */
export interface RecordParts {
  site: string; // its identity
  path: string; // the path's name
  steps: PathStep[];
  progress: Progress;
  answers: AnsweredQuestions;
  device: number; // 40 random bits
  today: number; // days since 1970-01-01
}

const lastDay = 2932896; // 9999-12-31
const most = { steps: 500, rules: 3000, points: 1_000_000 };

/** What a device has noted of a path, as a record. Days that cannot be are made ones that can. */
export function makeRecord(parts: RecordParts, name: string): PathRecord {
  const day = between(parts.today, lastDay);
  const ago = (on: string): number => between(day - (Date.parse(on) / 864e5 || 0), day);
  return {
    site: digest(parts.site), path: digest(parts.path), day, device: parts.device, name,
    steps: parts.steps.map((step) => stepIn(parts, step, ago)).filter((step): step is RecordStep => step !== null).slice(0, most.steps),
    rules: rulesIn(parts).slice(0, most.rules),
  };
}

function between(n: number, highest: number): number {
  return Math.max(0, Math.min(Math.floor(n) || 0, highest));
}

/** What became of a step; null for nothing. */
function stepIn({ path, progress }: RecordParts, step: PathStep, ago: (day: string) => number): RecordStep | null {
  const is = stateOf(progress, path, step);
  const taken = step.step === "quiz" ? progress.quizzes[step.name] : undefined;
  if (is.is === "open" && !taken) return null;
  const agreed = step.step === "agree" && is.is !== "left";
  const all = between(taken?.all ?? 0, most.points);
  return {
    step: digest(step.name), state: is.is === "left" ? 1 : is.is === "open" ? 2 : 0, ago: ago(is.day || (taken?.day ?? "")),
    scored: !!taken, got: between(taken?.got ?? 0, all), all, agreed, version: agreed ? versionOf(progress.paths[path]?.steps[step.name]?.version ?? "") : 0,
  };
}

/** The last answer about a rule. */
interface LastAnswer {
  day: number;
  answer: number; // 1 not right, 2 partly or nearly, 3 right
  version: number; // of the rule then
}

/** The rules that were read on the pages of the path, or answered about in its quizzes or on other pages. */
function rulesIn({ steps, progress, answers }: RecordParts): RecordRule[] {
  const read = new Map<string, number>();
  const known = new Set<string>();
  for (const step of steps) {
    for (const id of Object.keys(versionsOf(step.rules))) known.add(id);
    const reading = progress.read[step.name]?.rules ?? {};
    for (const id of Object.keys(reading)) {
      known.add(id);
      read.set(id, versionOf(reading[id] as string));
    }
  }
  const last = lastAnswers(answers, (quiz, id) => known.has(id) || steps.some((step) => step.name === quiz));
  const ids = new Set([...known, ...last.keys()]);
  const rules: RecordRule[] = [];
  for (const id of ids) {
    const version = read.get(id);
    const one = last.get(id);
    if (version === undefined && !one) continue;
    const differ = version !== undefined && !!one && one.version !== version;
    rules.push({ rule: digest(id), read: version !== undefined, answer: one?.answer ?? 0, version: version ?? one?.version ?? 0, differ, answered: differ ? one.version : 0 });
  }
  return rules;
}

/** The last answer about each rule. Of two on one day it is the one that is less right: nobody is to be said to know more than they do. */
function lastAnswers(answers: AnsweredQuestions, counts: (quiz: string, rule: string) => boolean): Map<string, LastAnswer> {
  const last = new Map<string, LastAnswer>();
  for (const name of Object.keys(answers)) {
    const { log, rules } = answers[name] ?? { log: [], rules: {} };
    const entry = log[log.length - 1];
    if (!entry) continue;
    for (const id of Object.keys(rules)) {
      if (!counts(name.slice(0, name.indexOf("#")), id)) continue;
      const before = last.get(id);
      const one = { day: entry[0], answer: entry[1] + 1, version: versionOf(rules[id] as string) };
      if (!before || one.day > before.day || (one.day === before.day && one.answer < before.answer)) last.set(id, one);
    }
  }
  return last;
}
