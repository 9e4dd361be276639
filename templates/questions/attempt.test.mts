import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { type Attempt, markUnclear, readAttempt, readsAll } from "./attempt";
import type { Quiz } from "./model";

const quiz = { version: "v", questions: ["a", "b", "c"].map((id) => ({ id, form: "write", choices: [], rules: [] })) } as unknown as Quiz;

function go(): Attempt {
  return { version: "v", seed: 1, asked: ["c", "a", "b"], at: 2, answers: { c: "x", a: "y" }, sure: {}, done: "" };
}

test("marks are kept with a go in the order of its questions, and leave nothing behind", () => {
  const attempt = go();
  const before = JSON.stringify(attempt);
  markUnclear(attempt, (id) => id === "a" || id === "c");
  deepEqual(attempt.unclear, ["c", "a"]);
  equal(readsAll(quiz, JSON.stringify(attempt)), true);
  markUnclear(attempt, () => false);
  equal(JSON.stringify(attempt), before);
});

test("of marks that were kept, those of answers count, and all else is left out", () => {
  const tried: [unknown, string[] | undefined][] = [[["a", "b", "zz", 1, null], ["a"]], [["b"], undefined], [[], undefined], ["a", undefined], [{ a: 1 }, undefined], [null, undefined]];
  for (const [kept, want] of tried) {
    const read = readAttempt(quiz, JSON.stringify({ ...go(), unclear: kept }));
    deepEqual(read && read !== "changed" ? read.unclear : read, want, JSON.stringify(kept));
  }
});
