import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import type { Quiz } from "../../questions/model";
import type { Mark } from "../../questions/score";
import { correlation, report } from "./report";
import { teachNext } from "./rules";
import type { ScoredResult } from "./scored";

/** A quiz so far as its results are added up: a question of choices, and a short one. */
const quiz = {
  pass: 50,
  questions: [
    { id: "choices", points: 1, choices: [{}, {}], rules: [{ href: "a.html#one" }, { href: "b.html#one" }] },
    { id: "short", points: 2, choices: [], rules: [{ href: "a.html#two" }] },
    { id: "unasked", points: 1, choices: [], rules: [{ href: "a.html#three" }] },
  ],
} as unknown as Quiz;

function taken(passed: boolean, ...answers: [at: number, mark: Mark, sure: number, answer: number[] | string | null][]): ScoredResult {
  return { code: "", key: "", name: "Sam", day: 20000, older: passed, got: 1, all: 3, passed, leftOut: 1, answers: answers.map(([at, mark, sure, answer]) => ({ at, mark, sure, answer })) };
}

const made = report(quiz, [
  taken(true, [0, "right", 3, [1]], [1, "nearly", 3, "A brodcast, list"]),
  taken(false, [0, "wrong", 3, [0]], [1, "wrong", 1, "3.5"]),
  taken(false, [0, "partly", 3, [0, 1]], [1, "wrong", 3, null]),
  taken(false, [1, "right", 0, "a brodcast list"]),
], 2);

test("a group's results are added up", () => {
  deepEqual([made.taken, made.passed, made.older, made.left_out, made.again], [4, 1, 1, 4, 2]);
  deepEqual(made.takers[0], { name: "Sam", day: "2024-10-04", older: true, got: 1, all: 3, passed: true, left_out: 1 });
  equal(report({ ...quiz, pass: null }, [], 0).passed, -1);
});

test("a question has how many gave which answer, and were sure of a wrong one", () => {
  const { given, ...choices } = made.questions[0]!;
  deepEqual(choices, { id: "choices", asked: 3, right: 1, partly: 1, nearly: 0, sure_wrong: 2, none: 0, unclear: 0, discrimination: null });
  deepEqual(given, [{ choice: 0, n: 2 }, { choice: 1, n: 2 }]);
  const short = made.questions[1]!;
  deepEqual([short.asked, short.right, short.nearly, short.sure_wrong, short.none], [4, 1, 1, 1, 1]); // nearly right is not wrong
  deepEqual(short.given, [{ words: "a brodcast list", n: 2 }, { words: "3.5", n: 1 }]); // a number keeps its point
});

test("rules come weakest first, those that nobody was asked last, and each once", () => {
  deepEqual(made.rules.map((rule) => [rule.id, rule.asked, rule.right]), [["two", 4, 1], ["one", 3, 1], ["three", 0, 0]]);
  deepEqual(teachNext(made).map((rule) => [rule.id, rule.sure_wrong]), [["one", 2], ["two", 1]]);
});

test("a question tells people apart from ten of them on, if they are not all alike", () => {
  const rests = Array.from({ length: 10 }, (_, i) => ({ right: i % 2, share: i % 2 }));
  equal(correlation(rests), 1);
  equal(correlation(rests.map((one) => ({ right: one.right, share: 1 - one.right }))), -1);
  equal(correlation(rests.slice(1)), null);
  equal(correlation(rests.map(() => ({ right: 1, share: 0.1 }))), null);
});
