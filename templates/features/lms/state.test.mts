import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { asksBy, begin, unanswered } from "../../questions/attempt";
import { fixture } from "../../../test/modules/fixture";
import type { Question, Quiz } from "../../questions/model";
import { mark } from "../../questions/score";
import { type Kept, readState, writeState } from "./state";

function question(id: string, offer: object): Question {
  return { id, points: 1, choices: [], rows: [], items: [], right: [], accepted: [], rules: [], story: null, elsewhere: () => new Set(), ...offer } as unknown as Question;
}

const questions = [
  question("constructor", { form: "choose", choices: [{ right: true }, { right: false }] }),
  question("several", { form: "choose", several: true, choices: Array.from("abcd", () => ({ right: true })) }),
  question("order", { form: "rank", rows: [{}, {}, {}], right: [0, 1, 2], items: Array.from("abc", (words, place) => ({ words, place })) }),
  question("pairs", { form: "pair", rows: [{}, {}], right: [0, 1], items: Array.from("ab", (words, place) => ({ words, place })) }),
  question("words", { form: "write", accepted: [{ forms: ["every month"], number: NaN, tolerance: 0 }] }),
  question("more", { form: "write", accepted: [{ forms: ["two"], number: NaN, tolerance: 0 }] }),
];
const quiz = { version: "0a1b2c3d", questions, draw: questions.length, shuffleQuestions: true, shuffleChoices: true } as unknown as Quiz;

function half(): Kept {
  const attempt = begin(quiz);
  Object.assign(attempt.answers, { constructor: [1], several: [1, 3], order: [2, 0, 1], words: "Every  Month 🙂 x" });
  attempt.sure.words = 2;
  attempt.unclear = attempt.asked.filter((id) => id === "order");
  attempt.at = 3;
  return { attempt, best: 66.67, before: 6 };
}

test("a state is read as it was written", () => {
  const kept = half();
  const text = writeState(quiz, kept, 4096);
  ok(/^[0-9A-Z]+$/.test(text), text);
  kept.attempt.answers.words = "Every Month 🙂 x"; // one line, as everywhere
  deepEqual(readState(quiz, text), kept);
  const done = { attempt: { ...kept.attempt, answers: { ...kept.attempt.answers, pairs: [1, 1], more: "two" }, at: 6, done: "2026-11-29" }, best: 0, before: 0 };
  deepEqual(JSON.stringify(readState(quiz, writeState(quiz, done, 4096))), JSON.stringify({ ...done, attempt: { ...done.attempt, answers: orderedAs(done.attempt.asked, done.attempt.answers) } }));
});

function orderedAs(names: string[], of: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, of[name]]));
}

test("where there is little room the words of short answers are left out, and not how they were marked", () => {
  const kept = half();
  kept.attempt.answers.more = "two.";
  const whole = writeState(quiz, kept, 4096);
  const text = writeState(quiz, kept, whole.length - 1);
  ok(text.length < whole.length);
  const read = readState(quiz, text) as Kept;
  for (const one of questions) equal(mark(one, read.attempt.answers[one.id]), mark(one, kept.attempt.answers[one.id]), one.id);
  deepEqual([read.attempt.answers.more, read.attempt.answers.words], ["two", "…"]);
  equal(writeState(quiz, kept, text.length - 1), "");
});

test("a state of another version, or a damaged one, is not read", () => {
  const text = writeState(quiz, half(), 4096);
  equal(readState(quiz, ""), null);
  equal(readState({ ...quiz, version: "0a1b2c3e" } as Quiz, text), "changed");
  for (let at = 0; at < text.length; at++) {
    equal(readState(quiz, text.slice(0, at) + (text[at] === "0" ? "1" : "0") + text.slice(at + 1)), "changed", `character ${at}`);
    if (at > 0) equal(readState(quiz, text.slice(0, at)), "changed", `cut at ${at}`);
  }
});

interface Longest {
  about: string;
  draw?: number;
  length: number;
  questions: { kind: string; options?: number; rows?: number }[];
}

test("the longest state has the length that the program expects", () => {
  const cases = fixture<Longest[]>("internal/exchange/testdata/suspend.json");
  ok(cases.length > 3);
  for (const one of cases) {
    const asked = one.questions.map(({ kind, options = 0, rows = options }, i) => {
      const items = Array.from({ length: options }, (_, place) => ({ words: String(place), place }));
      const form = { one: "choose", "true-false": "choose", many: "choose", order: "rank", match: "pair", categorise: "pair", short: "write" }[kind];
      return question(kind + String(i), { kind, form, several: kind === "many", choices: items, items, rows: Array.from({ length: rows }) });
    });
    const bank = { version: "ffffffff", questions: asked, draw: one.draw ?? asked.length } as unknown as Quiz;
    // A draw takes what the seed says, and the longest counts.
    const lengths = Array.from({ length: one.draw ? 40 : 1 }, (_, seed) => {
      const attempt = unanswered(bank, seed, asksBy(bank, seed).map((q) => q.id));
      for (const q of asksBy(bank, seed)) attempt.answers[q.id] = longestAnswer(q);
      attempt.at = attempt.asked.length;
      attempt.done = "4840-11-20";
      return writeState(bank, { attempt, best: 100, before: 2 ** 28 - 1 }, one.length).length;
    });
    equal(Math.max(...lengths), one.length, one.about);
  }
});

function longestAnswer(q: Question): number[] | string {
  const last = q.items.length - 1;
  if (q.form === "write") return "words";
  if (q.form === "choose") return q.several ? q.items.map((item) => item.place) : [last];
  return q.form === "rank" ? q.items.map((item) => last - item.place) : q.rows.map(() => last);
}
