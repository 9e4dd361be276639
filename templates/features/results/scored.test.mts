import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import type { Quiz } from "../../questions/model";
import { csv } from "./csv";
import { report } from "./report";
import { saysLess, type ScoredResult } from "./scored";

const quiz = {
  pass: null,
  questions: [{ id: "one", points: 1, choices: [], rules: [] }, { id: "two", points: 1, choices: [], rules: [] }, { id: "three", points: 1, choices: [], rules: [] }],
} as unknown as Quiz;

/** A result with marks on the explanations of some questions. */
function marked(name: string, ...places: number[]): ScoredResult {
  return {
    code: "HR2", key: "", name, day: 20000, older: false, got: 2, all: 2, passed: false, leftOut: 0,
    answers: [0, 1].map((at) => ({ at, mark: "right", sure: 0, answer: "x", unclear: places.includes(at) })),
  };
}

test("a result that comes again says more by marks and by a name, and never loses a name", () => {
  const one = marked("", 0);
  equal(saysLess(one, marked("", 0, 1)), true);
  equal(saysLess(one, marked("")), false);
  equal(saysLess(one, marked("Mei", 0)), true);
  equal(saysLess(one, marked("Mei")), false);
  equal(saysLess(marked("Mei", 0), marked("", 0, 1)), false);
  equal(saysLess(marked("Mei", 0), marked("Mei", 0, 1)), true);
});

test("each question has how many marked its explanation", () => {
  const taken = [marked("", 0), marked("Mei", 0, 1), marked("")];
  deepEqual(report(quiz, taken, 0).questions.map((question) => question.unclear), [2, 1, 0]);
  deepEqual(csv(quiz, taken).split("\r\n").map((line) => line.split(",").slice(-2).join()), ["unclear,code", "one,HR2", "one two,HR2", ",HR2", ""]);
});
