import { equal } from "node:assert/strict";
import { test } from "node:test";
import { validProgress } from "../../browser/progress";
import { nextPage } from "./next";

const paths = { volunteer: ["a", "b", "agree:kind*", "c", "quizzes/d"], lead: ["b", "x"] };
const read = (...pages: string[]): Record<string, unknown> => Object.fromEntries(pages.map((page) => [page, { day: "2026-11-20", rules: {} }]));
const begun = (...names: string[]): Record<string, unknown> => Object.fromEntries(names.map((name) => [name, { begun: "2026-11-20", steps: {} }]));
const next = (page: string, data: unknown): string => nextPage(validProgress(data), page, paths);

test("a page of no path that was begun leads nowhere", () => {
  equal(next("a", null), "");
  equal(next("a", { path: "volunteer" }), ""); // begun on no day at all
  equal(next("a", { path: "gone", paths: begun("gone") }), "");
  equal(nextPage(validProgress({ paths: begun("volunteer") }), "z", {}), "");
});

test("a page leads to the next step that is open, then to those before it", () => {
  equal(next("a", { paths: begun("volunteer") }), "b");
  equal(next("a", { paths: begun("volunteer"), read: read("b") }), "volunteer"); // an agreement is on the page of its path
  equal(next("c", { paths: begun("volunteer") }), "quizzes/d");
  equal(next("c", { paths: begun("volunteer"), quizzes: { "quizzes/d": { day: "2026-11-20", got: 8, all: 8, passed: true } } }), "a");
  equal(next("c", { paths: begun("volunteer"), quizzes: { "quizzes/d": { day: "2026-11-20", got: 1, all: 8, passed: false } } }), "quizzes/d");
});

test("a step that was left out is passed over, and the last leads to the path", () => {
  const steps = { b: { state: "left", day: "2026-11-20" }, "agree:kind": { state: "done", day: "2026-11-20", version: "AAAA" } };
  equal(next("a", { paths: { volunteer: { begun: "2026-11-20", steps } } }), "c");
  equal(next("c", { paths: { volunteer: { begun: "2026-11-20", steps } }, read: read("a"), quizzes: { "quizzes/d": { day: "2026-11-20", got: 0, all: 0, passed: true } } }), "volunteer");
});

test("of two paths, the one that was gone on with counts", () => {
  equal(next("b", { path: "lead", paths: begun("volunteer", "lead") }), "x");
  equal(next("b", { path: "other", paths: begun("lead", "other") }), "x");
});
