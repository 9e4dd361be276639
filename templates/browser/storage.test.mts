import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { isJSONOf, Slot } from "./storage";

/** Puts a storage in the place of the browser's, which can be off or full. */
function storage(kept: Record<string, string>, off = false): Map<string, string> {
  const map = new Map(Object.entries(kept));
  const use = (): Map<string, string> => {
    if (off) throw new Error("storage is off");
    return map;
  };
  Object.assign(globalThis, { localStorage: {
    getItem: (key: string) => use().get(key) ?? null,
    setItem: (key: string, text: string) => use().set(key, text),
    removeItem: (key: string) => use().delete(key),
  } });
  return map;
}

const key = "handrail:1:quiz:/page.html";
const aside = (n: number): string => `handrail:1:aside:/page.html ${n}`;
const slot = (): Slot => new Slot(key, (text) => text.startsWith("good"));

test("a text that can be read is written over", () => {
  const kept = storage({ [key]: "good 1" });
  const one = slot();
  equal(one.damaged(), false);
  one.write("good 2");
  deepEqual([...kept], [[key, "good 2"]]);
});

test("a text that cannot be read is set aside first, and once", () => {
  const kept = storage({ [key]: "bad", [aside(1)]: "worse" });
  const one = slot();
  ok(one.damaged());
  one.write("good");
  one.write("good again");
  deepEqual([...kept], [[key, "good again"], [aside(1), "worse"], [aside(2), "bad"]]);
  one.write("bad of its own"); // what the page wrote itself is not set aside
  one.write(null);
  equal(kept.has(key), false);
  equal(kept.has(aside(3)), false);
});

test("when all places to set texts aside are taken, nothing is written over", () => {
  const kept = storage({ [key]: "bad", ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [aside(n), `other ${n}`])) });
  const one = slot();
  one.write("good");
  equal(one.works, false);
  equal(kept.get(key), "bad");
  const before = [...kept];
  const putBack = one.remove();
  equal(kept.size, 0);
  equal(one.works, true);
  putBack();
  deepEqual([...kept], before);
});

test("a storage that is off breaks nothing", () => {
  storage({ [key]: "good" }, true);
  const one = slot();
  equal(one.read(), null);
  equal(one.works, false);
  equal(one.damaged(), false);
});

test("a text is the JSON of a value if no more is in it", () => {
  ok(isJSONOf('{"a":1,"b":[true]}', { b: [true], a: 1 }));
  ok(isJSONOf('{"a":1}', { a: 1, b: undefined }));
  for (const text of ['{"a":1,"b":2}', '{"a":1,"a":1}', '{"a": 1}', '{"a":1.0}', '[1]', '{"a":"1"}']) equal(isJSONOf(text, { a: 1 }), false, text);
  equal(isJSONOf("[1,2]", { 0: 1, 1: 2 }), false);
});
