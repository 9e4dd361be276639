import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { ProgressStore, validProgress } from "./progress";

const key = "handrail:1:progress:/site/";

/** Puts a storage in the place of the browser's, which can be off. */
function storage(text: string | null, off = false): Map<string, string> {
  const map = new Map(text === null ? [] : [[key, text]]);
  const use = (): Map<string, string> => {
    if (off) throw new Error("storage is off");
    return map;
  };
  Object.assign(globalThis, { localStorage: {
    getItem: (name: string) => use().get(name) ?? null,
    setItem: (name: string, value: string) => use().set(name, value),
    removeItem: (name: string) => use().delete(name),
  } });
  return map;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const nothing = { path: "", read: {}, paths: {}, quizzes: {} };
const full = {
  path: "volunteer",
  read: { "guidance/lists": { day: "2026-11-20", rules: { "opt-in": "3F2A" } }, constructor: { day: "2026-11-21", rules: {} } },
  paths: { volunteer: { begun: "2026-11-20", steps: { "agree:kind": { state: "done", day: "2026-11-21", version: "77KX" }, "quizzes/basics": { state: "left", day: "2026-11-21", version: "" } } } },
  quizzes: { "quizzes/basics": { day: "2026-11-21", got: 7, all: 8, passed: true } },
};

test("what was written is read", () => {
  storage(JSON.stringify(full));
  const store = new ProgressStore("/site/");
  deepEqual(plain(store.read()), full);
  store.change((progress) => (progress.path = "lead"));
  equal(store.read().path, "lead");
  equal(store.slot.damaged(), false);
});

test("nothing, and what is no data at all, is read as nothing done", () => {
  for (const text of [null, "", "null", "[]", "7", '"x"', "{", '{"path":7,"read":[],"paths":"x","quizzes":null}']) {
    storage(text);
    deepEqual(plain(new ProgressStore("/site/").read()), nothing);
  }
});

test("entries that cannot be read are left out, and the rest is read", () => {
  deepEqual(plain(validProgress({
    path: "volunteer",
    read: { a: { day: "2026-11-20", rules: { one: 7, two: "3F2A" } }, b: 7, c: { day: "long ago", rules: {} } },
    paths: { volunteer: { begun: "2026-13-45", steps: { x: { state: "maybe" }, y: { state: "left", day: "2026-11-20" }, z: { state: "done" } } } },
    quizzes: { q: { day: "2026-11-21", got: 9, all: 8, passed: true }, r: { got: 1.5, all: 2 }, s: { day: "2026-11-21", got: 1, all: 2, passed: "yes" } },
  })), {
    path: "volunteer",
    read: { a: { day: "2026-11-20", rules: { two: "3F2A" } } },
    paths: { volunteer: { begun: "", steps: { y: { state: "left", day: "2026-11-20", version: "" } } } },
    quizzes: { s: { day: "2026-11-21", got: 1, all: 2, passed: false } },
  });
});

test("what a later version of the site has kept is set aside before it is written over", () => {
  const later = JSON.stringify({ ...full, stars: 5 });
  const kept = storage(later);
  const store = new ProgressStore("/site/");
  equal(store.read().path, "volunteer");
  ok(store.slot.damaged());
  store.change((progress) => (progress.path = ""));
  ok([...kept.values()].includes(later));
});

test("a storage that is off does no harm", () => {
  storage(null, true);
  const store = new ProgressStore("/site/");
  equal(store.change((progress) => (progress.path = "lead")).path, "lead");
  equal(store.slot.works, false);
});
