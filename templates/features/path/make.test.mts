import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { validProgress } from "../../browser/progress";
import type { PathStep } from "../../browser/steps";
import { digest, encodeRecord, recordCodes, versionOf } from "../../codes/record";
import { readAnswers } from "../../questions/memory";
import { makeRecord, type RecordParts } from "./make";

const step = (kind: string, name: string, more: Partial<PathStep> = {}): PathStep => ({ step: kind, name, title: name, minutes: 1, part: "now", ...more });

const steps = [
  step("read", "guide", { rules: "opt-in:AAAA lock:BBBB" }), step("agree", "agree:kind", { version: "K1ND" }), step("quiz", "quizzes/small"),
  step("statement", "statements/one"), step("checklist", "checklists/one"), step("read", "later"),
];

function parts(progress: unknown, answers: unknown, today = 20000): RecordParts {
  return { site: "s", path: "volunteer", steps, progress: validProgress(progress), answers: readAnswers(JSON.stringify(answers)), device: 5, today };
}

const said = (...of: [string, string, string?][]): unknown => ({ volunteer: { begun: "2024-10-01", steps: Object.fromEntries(of.map(([name, state, version]) => [name, { state, day: "2024-10-03", version: version ?? "" }])) } });

test("what was done, left out and tried is in a record, and what was not is left out", () => {
  const record = makeRecord(parts({
    read: { guide: { day: "2024-10-02", rules: { "opt-in": "AAAA", lock: "0000", gone: "CCCC" } } },
    paths: said(["agree:kind", "done", "0D00"], ["statements/one", "left"]),
    quizzes: { "quizzes/small": { day: "2024-10-04", got: 1, all: 3, passed: false } },
  }, {
    "quizzes/small#a": { log: [[19990, 2], [19995, 1]], rules: { lock: "BBBB" } },
    "quizzes/small#b": { log: [[19996, 2]], rules: { "opt-in": "AAAA", other: "DDDD" } },
    "quizzes/small#c": { log: [[19996, 0]], rules: { "opt-in": "AAAA" } },
    "quizzes/else#d": { log: [[19999, 2]], rules: { elsewhere: "EEEE", lock: "0000" } },
  }), "Sam");
  deepEqual([record.day, record.device, record.name, record.site, record.path], [20000, 5, "Sam", digest("s"), digest("volunteer")]);
  deepEqual(record.steps.map((one) => [one.step, one.state, one.ago, one.scored, one.got, one.all, one.agreed, one.version]), [
    [digest("guide"), 0, 2, false, 0, 0, false, 0], [digest("agree:kind"), 0, 1, false, 0, 0, true, versionOf("0D00")],
    [digest("quizzes/small"), 2, 0, true, 1, 3, false, 0], [digest("statements/one"), 1, 1, false, 0, 0, false, 0],
  ]);
  deepEqual(record.rules.map((one) => [one.rule, one.read, one.answer, one.version, one.differ, one.answered]), [
    [digest("opt-in"), true, 1, versionOf("AAAA"), false, 0], [digest("lock"), true, 3, versionOf("0000"), false, 0],
    [digest("gone"), true, 0, versionOf("CCCC"), false, 0], [digest("other"), false, 3, versionOf("DDDD"), false, 0],
  ]);
  deepEqual(recordCodes().decode(encodeRecord(record)), record);
});

test("a clock that is wrong by years gives a record that can be read", () => {
  const progress = { read: { guide: { day: "9999-12-31", rules: { lock: "0000" } } }, paths: said(["statements/one", "done"]) };
  for (const today of [-5, 0, 12, 20000, 9e9, NaN]) {
    const record = makeRecord(parts(progress, {}, today), "");
    ok(record.day >= 0 && record.steps.every((one) => one.ago >= 0 && one.ago <= record.day));
    deepEqual(recordCodes().decode(encodeRecord(record)), record);
  }
});

test("rubbish that is kept gives an empty record", () => {
  for (const rubbish of [null, 5, [], "x", { read: 5, paths: [], quizzes: { "quizzes/small": { got: 9, all: 3 } } }]) {
    const record = makeRecord(parts(rubbish, rubbish), "");
    equal(record.steps.length + record.rules.length, 0);
    deepEqual(recordCodes().decode(encodeRecord(record)), record);
  }
});
