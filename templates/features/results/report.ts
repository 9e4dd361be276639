import { fold, type Question, type Quiz } from "../../questions/model";
import { isoDay } from "../../codes/days";
import type { Marked, ScoredResult } from "./scored";

/** What a group has understood. The same as Report of the Go package quiz/result, with the same names in JSON. */
export interface Report {
  taken: number;
  passed: number; // -1 when the quiz has no pass mark
  older: number;
  left_out: number;
  again: number; // results that were added more than once
  takers: Taker[]; // in the order in which they came
  rules: RuleReport[]; // weakest first
  questions: QuestionReport[]; // as in the file
}

export interface Taker {
  name: string;
  day: string; // such as 2026-11-22
  older: boolean;
  got: number;
  all: number;
  passed: boolean;
  left_out: number;
}

export interface RuleReport {
  id: string;
  asked: number;
  right: number;
  sure_wrong: number; // not right, nor nearly, and sure of it
}

export interface QuestionReport {
  id: string;
  asked: number;
  right: number;
  partly: number;
  nearly: number; // except for one letter
  sure_wrong: number;
  given: GivenAnswer[];
  none: number; // asked, and not answered
  unclear: number; // marked its explanation as not clear
  discrimination: number | null; // -1 to 1; null when it cannot be measured
}

/** One answer and how many gave it. Choices are listed one by one. */
export interface GivenAnswer {
  choice?: number;
  places?: number[];
  words?: string;
  n: number;
}

/** How many different answers are listed for a question without choices. */
const mostGiven = 12;

/** Adds up results. Those that were added again are already counted, and are not among them. */
export function report(quiz: Quiz, taken: ScoredResult[], again: number): Report {
  const marks: Marked[][] = quiz.questions.map(() => []);
  const rests: Rest[][] = quiz.questions.map(() => []);
  const told: Report = {
    taken: taken.length, passed: quiz.pass === null ? -1 : 0, older: 0, left_out: 0, again, takers: [], rules: [], questions: [],
  };
  for (const one of taken) {
    if (one.passed) told.passed++;
    if (one.older) told.older++;
    told.left_out += one.leftOut;
    told.takers.push({
      name: one.name, day: isoDay(one.day), older: one.older, got: one.got, all: one.all, passed: one.passed, left_out: one.leftOut,
    });
    for (const answer of one.answers) {
      const points = quiz.questions[answer.at]?.points || 0;
      marks[answer.at]?.push(answer);
      const right = answer.mark === "right" ? 1 : 0;
      const others = one.all - points;
      if (others > 0) rests[answer.at]?.push({ right, share: (one.got - right * points) / others });
    }
  }
  told.questions = quiz.questions.map((question, i) => questionReport(question, marks[i] || [], rests[i] || []));
  told.rules = ruleReports(quiz, told.questions);
  return told;
}

/** What one taker made of a question, and the share of the other points that they got. */
interface Rest {
  right: number; // 1 or 0
  share: number; // 0 to 1
}

function questionReport(question: Question, marks: Marked[], rests: Rest[]): QuestionReport {
  const count = (is: (answer: Marked) => boolean): number => marks.filter(is).length;
  return {
    id: question.id,
    asked: marks.length,
    right: count((a) => a.mark === "right"),
    partly: count((a) => a.mark === "partly"),
    nearly: count((a) => a.mark === "nearly"),
    sure_wrong: count((a) => a.mark !== "right" && a.mark !== "nearly" && a.sure === 3),
    given: givenTo(question, marks),
    none: count((a) => a.answer === null),
    unclear: count((a) => Boolean(a.unclear)),
    discrimination: correlation(rests),
  };
}

function givenTo(question: Question, marks: Marked[]): GivenAnswer[] {
  if (question.choices.length > 0) {
    const times = question.choices.map(() => 0);
    for (const answer of marks) for (const at of answer.answer || []) times[at as number] = (times[at as number] || 0) + 1;
    return times.map((n, choice) => ({ choice, n }));
  }
  const found = new Map<string, GivenAnswer>();
  for (const marked of marks) {
    const answer = marked.answer;
    if (answer === null) continue;
    const words = typeof answer === "string" ? toldWords(answer) : "";
    const key = typeof answer === "string" ? words : answer.join(" ");
    const before = found.get(key);
    if (before) before.n++;
    else found.set(key, typeof answer === "string" ? { words, n: 1 } : { places: answer, n: 1 });
  }
  return Array.from(found.values()).sort((a, b) => b.n - a.n || compare(letters(a), letters(b))).slice(0, mostGiven);
}

/** A short answer as it is counted: folded, unless it has a digit. Folding would take the point out of a number. */
function toldWords(words: string): string {
  return /[0-9]/.test(words) ? words : fold(words);
}

/** The order of two answers that were equally frequent: by their places, or the code points of the words. */
function letters(given: GivenAnswer): number[] {
  return given.places ?? Array.from(given.words || "", (letter) => letter.codePointAt(0) || 0);
}

function compare(a: number[], b: number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const by = (a[i] || 0) - (b[i] || 0);
    if (by !== 0) return by;
  }
  return a.length - b.length;
}

/**
 * The item-rest correlation (Pearson's) between getting a question right and the share of the other points, to
 * hundredths. The sums are taken in the order of the takers, so that Go comes to the same last digit. Null below 10
 * takers, or when all are alike.
 */
export function correlation(rests: Rest[]): number | null {
  const n = rests.length;
  if (n < 10) return null;
  let sumX = 0;
  let sumY = 0;
  for (const one of rests) {
    sumX += one.right;
    sumY += one.share;
  }
  const meanX = sumX / n;
  const meanY = sumY / n;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const one of rests) {
    const x = one.right - meanX;
    const y = one.share - meanY;
    xx += x * x;
    yy += y * y;
    xy += x * y;
  }
  if (xx < 1e-12 || yy < 1e-12) return null;
  const r = xy / Math.sqrt(xx * yy);
  return Math.floor(r * 100 + 0.5) / 100;
}

/** The rule that an address leads to. */
export function ruleID(href: string): string {
  return href.slice(href.indexOf("#") + 1);
}

function ruleReports(quiz: Quiz, questions: QuestionReport[]): RuleReport[] {
  const rules = new Map<string, RuleReport>();
  quiz.questions.forEach((question, i) => {
    const told = questions[i];
    for (const id of new Set(question.rules.map((rule) => ruleID(rule.href)))) {
      const rule = rules.get(id) ?? { id, asked: 0, right: 0, sure_wrong: 0 };
      rule.asked += told?.asked || 0;
      rule.right += told?.right || 0;
      rule.sure_wrong += told?.sure_wrong || 0;
      rules.set(id, rule);
    }
  });
  return Array.from(rules.values()).sort((a, b) => {
    if (a.asked === 0 || b.asked === 0) return Number(a.asked === 0) - Number(b.asked === 0) || byID(a, b);
    return a.right * b.asked - b.right * a.asked || b.asked - a.asked || byID(a, b);
  });
}

function byID(a: RuleReport, b: RuleReport): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
