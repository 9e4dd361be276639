import type { Answered, AnsweredQuestions } from "../../questions/memory";
import type { IndexedQuestion, IndexedRule, QuestionIndex } from "./index";
import { dueOn, type Memory, recall, replay } from "./schedule";

/** How many questions are asked in one go, at most. */
const few = 5;

/** Why a question is asked, the most urgent first. What is asked ahead of its time is asked because its reader wants to. */
export const reasons = ["changed", "missed", "due", "new", "ahead"] as const;

export type Reason = (typeof reasons)[number];

/** A question that is asked. */
export interface Chosen {
  question: IndexedQuestion;
  reason: Reason;
}

interface Candidate extends Chosen {
  left: number; // how likely it is that its reader still knows: what is least likely comes first
}

/**
 * The questions to ask on a day: those of rules that have changed since they were answered, those that were not right, those that are due,
 * and those that are new. Where there are none of these, it is what comes next. No two are of one rule while there are others, and
 * never of one story.
 */
export function choose(index: QuestionIndex, answers: AnsweredQuestions, today: number): Chosen[] {
  const met = new Set<IndexedRule>();
  for (const question of index.questions) if (answers[question.name]) question.rules.forEach((rule) => met.add(rule));
  const all = index.questions.map((question) => candidate(question, answers[question.name], met, today));
  const ready = all.filter((one) => one.reason !== "ahead");
  const order = (one: Candidate): number => reasons.indexOf(one.reason);
  return spread((ready.length > 0 ? ready : all).sort((a, b) => order(a) - order(b) || a.left - b.left));
}

function candidate(question: IndexedQuestion, answered: Answered | undefined, met: Set<IndexedRule>, today: number): Candidate {
  if (!answered) return { question, reason: "new", left: question.rules.some((rule) => !met.has(rule)) ? 0 : 1 };
  const memory = replay(answered.log, today);
  return { question, reason: reasonOf(question, answered, memory, today), left: recall(memory, today) };
}

function reasonOf(question: IndexedQuestion, answered: Answered, memory: Memory, today: number): Reason {
  const last = answered.log[answered.log.length - 1];
  if (question.rules.some((rule) => hasChanged(rule, answered))) return "changed";
  if (last?.[0] === today) return "ahead";
  if (last?.[1] !== 2) return "missed";
  return dueOn(memory) <= today ? "due" : "ahead";
}

/** Whether a rule is another than it was when a question about it was last answered. */
function hasChanged(rule: IndexedRule, answered: Answered): boolean {
  const before = answered.rules[rule.id];
  return before !== undefined && rule.version !== "" && before !== rule.version;
}

function spread(order: Candidate[]): Chosen[] {
  const chosen: Chosen[] = [];
  const rules = new Set<IndexedRule>();
  const stories = new Set<string>();
  for (const strict of [true, false]) {
    for (const one of order) {
      const question = one.question;
      if (chosen.length === few) return chosen;
      if (chosen.includes(one) || stories.has(question.story) || (strict && question.rules.some((rule) => rules.has(rule)))) continue;
      chosen.push(one);
      question.rules.forEach((rule) => rules.add(rule));
      if (question.story) stories.add(question.story);
    }
  }
  return chosen;
}

/** The first day after today on which an answered question is to be asked again; null when none was answered. One that was not right is asked on the day after. */
export function nextDay(index: QuestionIndex, answers: AnsweredQuestions, today: number): number | null {
  const days: number[] = [];
  for (const question of index.questions) {
    const answered = answers[question.name];
    if (answered) days.push(answered.log[answered.log.length - 1]?.[1] === 2 ? Math.max(today + 1, dueOn(replay(answered.log, today))) : today + 1);
  }
  return days.length > 0 ? days.reduce((a, b) => Math.min(a, b)) : null;
}

/** What its reader knows of a rule: the last answers were right, one was not or the rule has changed since, or there are none. */
export type Knowledge = "known" | "shaky" | "unmet";

/** What a reader knows of each rule, as the answers say. */
export function knowledgeOf(index: QuestionIndex, answers: AnsweredQuestions): Map<IndexedRule, Knowledge> {
  const all = new Map<IndexedRule, Knowledge>();
  for (const rule of index.rules) if (rule.version) all.set(rule, "unmet");
  for (const question of index.questions) {
    const answered = answers[question.name];
    if (!answered) continue;
    const right = answered.log[answered.log.length - 1]?.[1] === 2;
    for (const rule of question.rules) {
      if (!all.has(rule)) continue;
      if (!right || hasChanged(rule, answered)) all.set(rule, "shaky");
      else if (all.get(rule) === "unmet") all.set(rule, "known");
    }
  }
  return all;
}
