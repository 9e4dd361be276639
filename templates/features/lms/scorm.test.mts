import { equal } from "node:assert/strict";
import { test } from "node:test";
import { ScormSession } from "./scorm";
import { timespan } from "./scorm12";
import { duration } from "./scorm2004";

test("times are written as each version of SCORM writes them", () => {
  for (const [seconds, plain, iso] of [
    [0, "0000:00:00.00", "PT0S"], [12, "0000:00:12.00", "PT12S"], [62.345, "0000:01:02.35", "PT1M2.35S"], [59.999, "0000:01:00.00", "PT1M0S"],
    [3600, "0001:00:00.00", "PT1H0S"], [90_061.5, "0025:01:01.50", "PT25H1M1.5S"], [-1, "0000:00:00.00", "PT0S"],
  ] as const) {
    equal(timespan(seconds), plain);
    equal(duration(seconds), iso);
  }
});

test("a score that passes is what a system sets, and nobody can fail it where that is 0", () => {
  for (const [text, min, max, pass] of [
    ["", 0, 100, null], [" ", 0, 100, null], ["0", 0, 100, 0], ["57", 0, 100, 57], ["66.664", 0, 100, 66.67], ["100", 0, 100, 100], ["101", 0, 100, null], ["-1", 0, 100, null],
    ["x", 0, 100, null], ["", -1, 1, null], ["0", -1, 1, 0], ["-0.5", -1, 1, 0], ["0.57", -1, 1, 57], ["1", -1, 1, 100], ["1.1", -1, 1, null],
  ] as const) {
    equal(new ScormSession({ GetValue: () => text }, "", () => {}).pass("cmi.scaled_passing_score", min, max), pass, `${text} of ${max}`);
  }
});
