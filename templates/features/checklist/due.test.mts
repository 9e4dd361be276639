import { equal } from "node:assert/strict";
import { test } from "node:test";
import { isDay, nextDue, type Repeat } from "./due";
import { ruleOf } from "./files";

test("what comes back is due on a day that there is", () => {
  for (const [done, repeat, due] of [
    ["2026-01-31", "monthly", "2026-02-28"], ["2028-01-31", "monthly", "2028-02-29"], ["2026-12-31", "monthly", "2027-01-31"], ["2028-02-29", "yearly", "2029-02-28"],
    ["2026-03-25", "weekly", "2026-04-01"], ["2026-12-28", "weekly", "2027-01-04"], ["2026-10-22", "weekly", "2026-10-29"], ["2026-01-01", "once", null], ["2026-01-01", "each-person", null],
  ] as [string, Repeat, string | null][]) equal(nextDue(done, repeat), due, `${done} ${repeat}`);
});

test("a day is one of the calendar, from 1970 on", () => {
  for (const day of ["1970-01-01", "2028-02-29", "9999-12-31"]) equal(isDay(day), true, day);
  for (const day of ["2026-02-29", "2026-13-01", "2026-00-01", "2026-04-31", "1969-12-31", "26-01-01", "2026-1-1", 5, null]) equal(isDay(day), false, String(day));
});

test("a calendar has what comes back on the last day of a shorter month", () => {
  for (const [repeat, first, rule] of [
    ["monthly", "2026-01-31", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"], ["monthly", "2026-01-30", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"],
    ["monthly", "2026-01-28", "FREQ=MONTHLY"], ["yearly", "2028-02-29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"], ["yearly", "2026-02-28", "FREQ=YEARLY"],
    ["weekly", "2026-01-31", "FREQ=WEEKLY"], ["once", "2026-01-31", ""], ["each-person", "2026-01-31", ""],
  ] as [Repeat, string, string][]) equal(ruleOf({ repeat }, first), rule, `${repeat} ${first}`);
});
