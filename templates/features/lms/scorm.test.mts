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

test("a score that passes is what a system sets, and one that sets 0 has set nothing", () => {
  for (const [text, max, pass] of [
    ["", 100, null], [" ", 100, null], ["0", 100, null], ["57", 100, 57], ["66.664", 100, 66.67], ["100", 100, 100], ["101", 100, null], ["-1", 100, null],
    ["x", 100, null], ["", 1, null], ["0", 1, null], ["-0.5", 1, null], ["0.57", 1, 57], ["1", 1, 100], ["1.1", 1, null],
  ] as const) {
    equal(new ScormSession({ GetValue: () => text }, "", () => {}).pass("cmi.scaled_passing_score", max), pass, `${text} of ${max}`);
  }
});
