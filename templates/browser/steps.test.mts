import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { type Progress, validProgress } from "./progress";
import { changedPages, changedRules, minutesOf, openSteps, type PathStep, stateOf, versionsOf } from "./steps";

const step = (kind: string, name: string, more: Partial<PathStep> = {}): PathStep => ({ step: kind, name, title: name, minutes: 3, part: "now", ...more });
const page = step("read", "guidance/lists", { rules: "opt-in:3F2A send:77KX" });
const quiz = step("quiz", "quizzes/basics");
const agreed = step("agree", "agree:kind", { version: "AAAA" });
const list = step("checklist", "checklists/once");
const steps = [page, quiz, agreed, list];

const progress = (data: unknown): Progress => validProgress(data);
const states = (data: unknown): string[] => steps.map((one) => stateOf(progress(data), "volunteer", one).is);

test("the versions of rules are read, and what is no version is left out", () => {
  deepEqual({ ...versionsOf("opt-in:3F2A send:77KX") }, { "opt-in": "3F2A", send: "77KX" });
  deepEqual({ ...versionsOf("") }, {});
  deepEqual({ ...versionsOf(" :X nothing  a: ") }, { a: "" });
  equal(versionsOf("").constructor, undefined);
});

test("rules that have changed, are new or are gone are found", () => {
  const reading = { day: "2026-11-20", rules: { a: "1111", b: "2222", c: "3333" } };
  deepEqual(changedRules(reading, { a: "1111", b: "9999", d: "4444" }), ["b", "c", "d"]);
  deepEqual(changedRules(reading, { ...reading.rules }), []);
  deepEqual(changedRules(undefined, { a: "1111" }), []); // a page that was not read has no news
  deepEqual(changedRules(progress({ read: { p: { day: "2026-11-20" } } }).read.p, { constructor: "1111" }), ["constructor"]);
});

test("a step is done when its page was read, its quiz passed, or its reader says so", () => {
  deepEqual(states(null), ["open", "open", "open", "open"]);
  deepEqual(states({
    read: { "guidance/lists": { day: "2026-11-20", rules: {} } },
    quizzes: { "quizzes/basics": { day: "2026-11-21", got: 1, all: 8, passed: false } },
    paths: { volunteer: { begun: "2026-11-20", steps: { "agree:kind": { state: "done", day: "2026-11-22", version: "AAAA" }, "checklists/once": { state: "left", day: "2026-11-22" } } } },
  }), ["done", "open", "done", "left"]);
});

test("a new version of an agreement asks again", () => {
  const data = { paths: { volunteer: { steps: { "agree:kind": { state: "done", day: "2026-11-22", version: "BBBB" } } } } };
  deepEqual(stateOf(progress(data), "volunteer", agreed), { is: "again", day: "2026-11-22" });
  deepEqual(openSteps(progress(data), "volunteer", steps).map((one) => one.name), ["guidance/lists", "quizzes/basics", "agree:kind", "checklists/once"]);
});

test("a page that was left out counts as done once it was read", () => {
  const data = { read: { "guidance/lists": { day: "1970-01-01", rules: {} } }, paths: { volunteer: { steps: { "guidance/lists": { state: "left", day: "2999-12-31" } } } } };
  deepEqual(stateOf(progress(data), "volunteer", page), { is: "done", day: "1970-01-01" });
});

test("what another path says, and steps that are gone, count for nothing", () => {
  const data = { paths: { lead: { steps: { "agree:kind": { state: "done", day: "2026-11-22", version: "AAAA" } } }, volunteer: { steps: { "guidance/gone": { state: "left", day: "2026-11-22" } } } } };
  deepEqual(states(data), ["open", "open", "open", "open"]);
  equal(minutesOf(openSteps(progress(data), "volunteer", steps)), 12);
});

test("pages that have changed since they were read are found once, on days of any clock", () => {
  for (const day of ["0001-01-01", "2026-11-20", "9999-12-31"]) {
    const data = progress({ read: { "guidance/lists": { day, rules: { "opt-in": "OLD1", send: "77KX" } }, "quizzes/basics": { day, rules: { a: "1111" } } } });
    deepEqual(changedPages(data, [page, quiz, page]), [{ page, rules: 1, day }]);
  }
  deepEqual(changedPages(progress(null), steps), []);
});
