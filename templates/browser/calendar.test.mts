import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { fixture } from "../../test/modules/fixture";
import { calendar, digits, sequenceOf, uidOf, weeksAfter } from "./calendar";

interface File {
  name: string;
  file: string;
  events: { uid: string; sequence: number; stamp: string; start: string; title: string; text: string; url: string; repeat: string }[];
}

const rules: Record<string, string> = { weekly: "FREQ=WEEKLY", monthly: "FREQ=MONTHLY", yearly: "FREQ=YEARLY" };

test("a calendar file has the bytes that the program writes", () => {
  const files = fixture<File[]>("internal/calendar/testdata/events.json");
  ok(files.length > 5);
  for (const one of files) {
    // A file of a script has one stamp for all its events: those of these fixtures that have several events share it.
    const reminders = one.events.map((e) => ({ ...e, day: new Date(e.start + "T12:00"), rule: rules[e.repeat] }));
    equal(calendar(reminders, new Date(one.events[0]?.stamp ?? 0), "Checklist"), one.file, one.name);
  }
});

test("reminders have the names and versions that the program gives them", () => {
  const { uids, sequences } = fixture<{ uids: { name: string; page: string; site: string; uid: string }[]; sequences: { changed: string; sequence: number }[] }>(
    "internal/calendar/testdata/versions.json");
  ok(uids.length > 0 && sequences.length > 0);
  deepEqual(uids.map((w) => uidOf(w.name, w.page, w.site)), uids.map((w) => w.uid));
  deepEqual(sequences.map((w) => sequenceOf(w.changed)), sequences.map((w) => w.sequence));
});

test("weeks are counted by the calendar, and not by hours", () => {
  equal(digits(weeksAfter(new Date(2026, 9, 20), 1)), "20261027"); // the clocks go back in between
  equal(digits(weeksAfter(new Date(2026, 11, 28), 1)), "20270104");
});
