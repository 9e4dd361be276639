import { equal } from "node:assert/strict";
import { test } from "node:test";
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
