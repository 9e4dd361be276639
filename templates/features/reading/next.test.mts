import { equal } from "node:assert/strict";
import { test } from "node:test";
import { validProgress } from "../../browser/progress";
import { nextPage } from "./next";

const paths = { volunteer: ["b", "agree:kind*", "c", "quizzes/d"], lead: ["x"] };
const read = (...pages: string[]): Record<string, unknown> => Object.fromEntries(pages.map((page) => [page, { day: "2026-11-20", rules: {} }]));
const begun = (...names: string[]): Record<string, unknown> => Object.fromEntries(names.map((name) => [name, { begun: "2026-11-20", steps: {} }]));
const taken = (passed: boolean): Record<string, unknown> => ({ "quizzes/d": { day: "2026-11-20", got: 1, all: 8, passed } });
const next = (data: unknown): string => nextPage(validProgress(data), paths);

test("a page of no path that was begun leads nowhere", () => {
  equal(next(null), "");
  equal(next({ path: "volunteer" }), ""); // begun on no day at all
  equal(next({ path: "gone", paths: begun("gone") }), "");
  equal(nextPage(validProgress({ paths: begun("volunteer") }), {}), "");
});

test("a page leads to the next step that is open", () => {
  const steps = { "agree:kind": { state: "done", day: "2026-11-20", version: "AAAA" }, c: { state: "left", day: "2026-11-20" } };
  equal(next({ paths: begun("volunteer") }), "b");
  equal(next({ paths: begun("volunteer"), read: read("b") }), "volunteer"); // an agreement is on the page of its path
  equal(next({ paths: { volunteer: { begun: "2026-11-20", steps } }, read: read("b") }), "quizzes/d");
  equal(next({ paths: { volunteer: { begun: "2026-11-20", steps } }, read: read("b"), quizzes: taken(false) }), "quizzes/d");
});

test("where none is open, it leads to the path", () => {
  equal(next({ paths: begun("volunteer"), read: read("b", "agree:kind", "c"), quizzes: taken(true) }), "volunteer");
});

test("of two paths, the one that was gone on with counts", () => {
  equal(next({ path: "lead", paths: begun("volunteer", "lead") }), "x");
  equal(next({ path: "other", paths: begun("lead", "other") }), "x");
});
