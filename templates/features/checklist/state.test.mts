import { deepEqual, equal, match, ok } from "node:assert/strict";
import { test } from "node:test";
import { doneEntry, type Entry, type ListFault, merge, newState, readLink, readState, skipEntry, standing, type State, undoneEntry, writeLink, writeState } from "./state";

/** A number below n, the same in every run. */
function chance(seed: number): (n: number) => number {
  return (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
}

const text = (state: State | ListFault): string => (typeof state === "string" ? state : writeState(state));
const now = new Date("2026-11-28T12:00:00Z");

test("lists put together in any order, any number of times, are the same list; what is written is read back", () => {
  const random = chance(7);
  const pick = <T,>(list: T[]): T => list[random(list.length)] as T;
  const make = (): State => {
    const state = newState("x");
    for (const key of ["a+b", "c"]) {
      if (random(3) === 0) continue;
      state.answers.set(key, pick<string[] | "unsure">(["unsure", [], ["a"], ["a", "b"]]));
      state.asked.set(key, random(4));
    }
    for (const id of ["one", "two", "three"]) {
      const entry: Entry = { at: random(4) };
      if (random(2)) entry.done = pick(["2026-01-31", "2026-02-01"]);
      if (random(3) === 0) entry.skip = true;
      if (random(3) === 0) entry.again = true;
      if (random(3) === 0) entry.last = "2025-12-31";
      if (random(2)) entry.by = pick(["Sam", "Alex", "Zoë 🙂"]);
      if (random(4)) state.items.set(id, entry);
    }
    return state;
  };
  for (let i = 0; i < 3000; i++) {
    const [a, b, c] = [make(), make(), make()];
    equal(text(merge(a, b)), text(merge(b, a)));
    equal(text(merge(a, a)), text(a));
    equal(text(merge(merge(a, b), c)), text(merge(a, merge(b, c))));
    equal(text(readState(text(a), "x")), text(a));
    const link = writeLink(a);
    match(link, /^[\w-]+$/);
    equal(text(readLink(link, "x")), text(a));
    equal(readLink(link.slice(0, random(link.length)), "x"), "broken");
    equal(readLink(link, "y"), "other");
  }
});

test("a text that is no list is broken, and one bad entry is left out alone", () => {
  for (const bad of ["", "null", "[]", "{}", '{"handrail":1}', '{"handrail":"checklist 1","name":"x","answers":[],"items":{}}']) equal(readState(bad, "x"), "broken", bad);
  equal(readState('{"handrail":"checklist 2","name":"x"}', "x"), "newer");
  for (const bad of ['"__proto__":{"at":1}', '"a":{"at":-1}', '"a":{"at":1,"done":"2026-02-30"}', '"a b":{"at":1}', '"a":5', '"a":{"at":1,"by":7}', '"a":{"at":1e99,"skip":2}']) {
    const state = readState(`{"handrail":"checklist 1","name":"x","answers":{},"items":{"fine":{"at":1},${bad}}}`, "x") as State;
    deepEqual([state.lost, Array.from(state.items.keys())], [1, ["fine"]], bad);
  }
});

/** Expects that a list can be written and read again, as a file and as a link. */
function again(state: State, what: string): void {
  const written = writeState(state);
  for (const read of [readState(written, "x", now), readLink(writeLink(state), "x", now)]) {
    ok(typeof read !== "string" && read.lost === 0, `${what}: ${written.slice(0, 300)}`);
    equal(text(read), written, what);
  }
}

test("whatever a list from elsewhere holds, it can be written and read again, and no date of it wins over what is done from the day after tomorrow on", () => {
  const random = chance(11);
  const pick = <T,>(list: T[]): T => list[random(list.length)] as T;
  const value = (): unknown => pick<unknown>([0, 1, -1, 1.5, 1e9, 2e9, 99999999999, 1e11, 1e15, 9007199254740991, 1e300, "1", "", null, true, [], {}, "unsure", ["a"], [7],
    "2026-11-28", "9999-12-31", "0000-00-00", "10000-01-01", "\u202e", "x".repeat(5000), "__proto__", "constructor"]);
  const object = (): object => Object.fromEntries(Array.from({ length: random(5) }, () => [pick(["at", "done", "last", "again", "skip", "by", "also", "more"]), value()]));
  const hostile = (): string => {
    const [items, answers, asked]: Record<string, unknown>[] = [{}, {}, {}];
    for (let i = random(6); i > 0; i--) {
      items![pick(["one", "two", "__proto__", "constructor", "a b", "", "z".repeat(1001), "<b>"])] = random(4) ? Object.assign(object(), { at: value() }) : value();
    }
    for (let i = random(4); i > 0; i--) {
      const key = pick(["a+b", "c", "__proto__", "x y"]);
      answers![key] = value();
      asked![key] = value();
    }
    return JSON.stringify({ handrail: "checklist 1", name: "x", answers, asked, items });
  };
  let read = 0;
  for (let i = 0; i < 4000; i++) {
    const [a, b] = [readState(hostile(), "x", now), readState(hostile(), "x", now)];
    if (typeof a === "string" || typeof b === "string") continue;
    read++;
    again(a, "read");
    const merged = merge(a, b);
    again(merged, "merged");
    for (const [id, entry] of merged.items) {
      ok(entry.at * 1000 <= now.getTime() + 86_400_000 && (entry.done ?? "") <= "2026-11-29", `a date that nobody can have: ${JSON.stringify(entry)}`);
      merged.items.set(id, doneEntry(entry, "2026-11-28", "Sam", now));
    }
    again(merged, "ticked");
    for (const [id, entry] of merge(merged, a).items) if (merged.items.has(id)) equal(entry.by, "Sam", `an old list won over a tick: ${id}`);
    for (const [id, entry] of merged.items) merged.items.set(id, undoneEntry(entry, "each-person", now));
    again(merged, "taken back");
  }
  ok(read > 1000, `only ${read} were read`);
});

test("an item is to do again when it is due, or when its rule has changed", () => {
  const done = doneEntry(undefined, "2026-10-28", "", now);
  deepEqual(standing(undefined, "once", "", "2026-11-28"), { is: "todo", why: "new", next: null });
  deepEqual(standing(done, "once", "", "2026-11-28"), { is: "done", why: "", next: null });
  deepEqual(standing(done, "monthly", "", "2026-11-27"), { is: "done", why: "", next: "2026-11-28" });
  deepEqual(standing(done, "monthly", "", "2026-11-28"), { is: "todo", why: "due", next: "2026-11-28" });
  deepEqual(standing(done, "once", "2026-11-01", "2026-11-28"), { is: "todo", why: "changed", next: null });
  deepEqual(standing(done, "once", "2026-12-01", "2026-11-28"), { is: "done", why: "", next: null }); // it will change
  deepEqual(standing({ ...done, again: true }, "each-person", "", "2026-11-28"), { is: "todo", why: "again", next: null });
  deepEqual(standing(skipEntry(done, "", now), "monthly", "", "2027-11-28"), { is: "skipped", why: "", next: null });
});

test("a tick that is taken back leaves what had been done before", () => {
  const twice = doneEntry(doneEntry(undefined, "2026-10-28", "Sam", now), "2026-11-28", "Alex", now);
  deepEqual([twice.done, twice.last, twice.by], ["2026-11-28", "2026-10-28", "Alex"]);
  equal(undoneEntry(twice, "monthly", now).done, "2026-10-28");
  equal(undoneEntry(doneEntry(undefined, "2026-11-28", "", now), "once", now).done, undefined);
});
