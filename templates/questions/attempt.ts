import type { Question, Quiz } from "./model";
import { isJSONOf } from "../browser/storage";
import { type Answer, fits, mark } from "./score";

/** One go at a quiz. It is kept on the device in this form. */
export interface Attempt {
  version: string;
  seed: number; // of all that is mixed
  asked: string[]; // names of the questions, as they are asked
  at: number; // the question that is shown
  answers: Record<string, Answer>;
  sure: Record<string, number>; // 2 sure, 1 I think so, 0 guessing
  done: string; // the day on which the result was first shown, such as 2026-11-20; empty before
  unclear?: string[]; // names of the questions whose explanations are marked as not clear, as they were asked; never empty
  first?: Attempt; // the go whose missed questions this one asks again
}

/** Begins a go at a quiz, or a second go at some of its questions. */
export function begin(quiz: Quiz, only?: Question[], first?: Attempt): Attempt {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const asked = only ?? asksBy(quiz, seed);
  const attempt = unanswered(quiz, seed, asked.map((q) => q.id));
  if (first) attempt.first = first;
  return attempt;
}

/** A go before its first answer. */
export function unanswered(quiz: Quiz, seed: number, asked: string[]): Attempt {
  return { version: quiz.version, seed, asked, at: 0, answers: none(), sure: none(), done: "" };
}

/** The questions that a go asks whose seed is known, in their order. */
export function asksBy(quiz: Quiz, seed: number): Question[] {
  return arrange(quiz, draw(quiz, seed), seed);
}

/** A table with nothing in it, not even what every object has: a question may be called "constructor". */
function none<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** Marks the explanations of a go that are not clear. */
export function markUnclear(attempt: Attempt, is: (id: string) => boolean): void {
  const marked = attempt.asked.filter(is);
  if (marked.length > 0) attempt.unclear = marked;
  else delete attempt.unclear;
}

/** The questions of a go. */
export function askedOf(quiz: Quiz, attempt: Attempt): Question[] {
  const byID = new Map(quiz.questions.map((q) => [q.id, q]));
  return attempt.asked.map((id) => byID.get(id)).filter((q): q is Question => q !== undefined);
}

/** The points that a go has got, those that it could get, and the questions that it missed. */
export function result(quiz: Quiz, attempt: Attempt): { got: number; all: number; missed: Question[]; passed: boolean } {
  const asked = askedOf(quiz, attempt);
  const missed = asked.filter((q) => mark(q, attempt.answers[q.id]) !== "right");
  const sum = (questions: Question[]): number => questions.reduce((total, q) => total + q.points, 0);
  const all = sum(asked);
  const got = all - sum(missed);
  return { got, all, missed, passed: quiz.pass !== null && got * 100 >= quiz.pass * all };
}

/** Mixes a list, in the same way for the same seed (mulberry32, and the shuffle of Fisher and Yates). */
export function mix<T>(list: T[], seed: number): T[] {
  const mixed = list.slice();
  for (let i = mixed.length - 1; i > 0; i--) {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), seed | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    const at = Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * (i + 1));
    const held = mixed[i] as T;
    mixed[i] = mixed[at] as T;
    mixed[at] = held;
  }
  return mixed;
}

/** Draws as many questions as the quiz asks, so that each rule is tested where that is possible. */
function draw(quiz: Quiz, seed: number): Question[] {
  if (quiz.draw >= quiz.questions.length) return quiz.questions;
  const left = mix(quiz.questions, seed);
  const open = new Set<string>();
  for (const q of left) q.rules.forEach((rule) => open.add(rule.id));
  const drawn = new Set<Question>();
  while (drawn.size < quiz.draw) {
    // The question that tests most of the rules still open; when none is open, the next one.
    const news = (q: Question): number => q.rules.filter((rule) => open.has(rule.id)).length;
    const best = left.reduce((one, other) => (news(other) > news(one) ? other : one));
    left.splice(left.indexOf(best), 1);
    best.rules.forEach((rule) => open.delete(rule.id));
    drawn.add(best);
  }
  return quiz.questions.filter((q) => drawn.has(q));
}

/** Mixes the questions where the quiz says so. Those of one story stay together, in their order. */
function arrange(quiz: Quiz, questions: Question[], seed: number): Question[] {
  if (!quiz.shuffleQuestions) return questions;
  const groups: Question[][] = [];
  for (const q of questions) {
    const last = groups[groups.length - 1];
    if (q.story && last?.[0]?.story === q.story) last.push(q);
    else groups.push([q]);
  }
  return ([] as Question[]).concat(...mix(groups, seed));
}

/** Reads what was kept: an attempt, "changed" if it is of another version, or nothing when it is no attempt at all. */
export function readAttempt(quiz: Quiz, text: string | null): Attempt | "changed" | null {
  try {
    return text === null ? null : valid(quiz, JSON.parse(text));
  } catch {
    return null;
  }
}

/** Whether a text is an attempt at this version of the quiz, and all of it is read. */
export function readsAll(quiz: Quiz, text: string): boolean {
  const attempt = readAttempt(quiz, text);
  return attempt !== null && attempt !== "changed" && isJSONOf(text, attempt);
}

function valid(quiz: Quiz, data: unknown): Attempt | "changed" | null {
  const a = data as Partial<Attempt> | null;
  if (!a || typeof a !== "object" || typeof a.version !== "string") return null;
  if (a.version !== quiz.version) return "changed";
  const byID = new Map(quiz.questions.map((q) => [q.id, q]));
  const asked = a.asked;
  const answers = a.answers;
  const sure = a.sure;
  if (!Array.isArray(asked) || asked.length === 0 || new Set(asked).size !== asked.length || !asked.every((id) => byID.has(id))) return null;
  if (!Number.isInteger(a.at) || !Number.isInteger(a.seed) || !answers || !sure || typeof answers !== "object" || typeof sure !== "object") return null;
  const kept = unanswered(quiz, a.seed ?? 0, asked);
  kept.at = Math.min(Math.max(a.at ?? 0, 0), asked.length);
  for (const id of asked as string[]) {
    const question = byID.get(id);
    const answer: unknown = answers[id];
    if (!question || !fits(question, answer)) continue;
    kept.answers[id] = answer;
    const rated = sure[id];
    if (rated === 0 || rated === 1 || rated === 2) kept.sure[id] = rated;
  }
  const complete = asked.every((id) => id in kept.answers);
  if (complete && typeof a.done === "string" && /^\d{4}-\d\d-\d\d$/.test(a.done)) kept.done = a.done;
  if (kept.at === asked.length && !kept.done) kept.at = 0;
  const marked: unknown = a.unclear;
  if (Array.isArray(marked)) markUnclear(kept, (id) => id in kept.answers && marked.includes(id));
  const first = a.first === undefined ? null : valid(quiz, a.first);
  if (first && first !== "changed" && first.done) kept.first = first;
  return kept;
}
