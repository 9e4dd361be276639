import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { ProgressStore } from "../../browser/progress";
import type { PathStep } from "../../browser/steps";
import { KeptPath } from "./keep";

const key = "handrail:1:progress:/";
const page: PathStep = { step: "read", name: "guidance/lists", title: "Lists", minutes: 3, part: "now" };
const agreement: PathStep = { step: "agree", name: "agree:kind", title: "I will be kind.", minutes: 1, part: "now", version: "77KX" };

/** Puts a storage with a text in the place of the browser's. */
function storage(text = ""): Map<string, string> {
  const map = new Map(text ? [[key, text]] : []);
  Object.assign(globalThis, { localStorage: {
    getItem: (name: string) => map.get(name) ?? null,
    setItem: (name: string, value: string) => map.set(name, value),
    removeItem: (name: string) => map.delete(name),
  } });
  return map;
}

const keptNow = (): unknown => JSON.parse(JSON.stringify(new ProgressStore("/").read()));

test("what is said of a step can be taken back, and nothing else changes", () => {
  storage();
  const kept = new KeptPath("volunteer", new ProgressStore("/"));
  kept.begin([page, agreement]);
  const begun = keptNow();
  const back = kept.say(agreement, "done");
  const { version, state } = new ProgressStore("/").read().paths.volunteer?.steps["agree:kind"] ?? {};
  deepEqual([state, version], ["done", "77KX"]);
  new ProgressStore("/").change((progress) => (progress.read["guidance/other"] = { day: "2026-11-20", rules: {} })); // in another window
  back();
  deepEqual(keptNow(), { ...(begun as object), read: { "guidance/other": { day: "2026-11-20", rules: {} } } });
});

test("a path that is begun again has no step done, until that is undone", () => {
  const before = { path: "lead", read: { "guidance/lists": { day: "2999-01-01", rules: { "opt-in": "3F2A" } }, other: { day: "1970-01-01", rules: {} } },
    paths: { volunteer: { begun: "2026-11-20", device: 7, steps: { "agree:kind": { state: "left", day: "2026-11-20", version: "" } } } }, quizzes: {} };
  storage(JSON.stringify(before));
  const kept = new KeptPath("volunteer", new ProgressStore("/"));
  const back = kept.begin([page, agreement]);
  const again = new ProgressStore("/").read();
  equal(again.path, "volunteer");
  deepEqual(Object.keys(again.read), ["other"]);
  deepEqual({ ...again.paths.volunteer?.steps }, {});
  equal(again.paths.volunteer?.device, 7); // it is the same person
  back();
  deepEqual(keptNow(), before);
});

test("a step of any kind can be made one that is still to be done", () => {
  storage(JSON.stringify({ path: "", read: { "guidance/lists": { day: "2026-11-20", rules: {} } }, paths: {}, quizzes: { "guidance/lists": { day: "2026-11-20", got: 1, all: 1, passed: true } } }));
  const kept = new KeptPath("volunteer", new ProgressStore("/"));
  const before = keptNow();
  const back = kept.open(page);
  const now = new ProgressStore("/").read();
  deepEqual([Object.keys(now.read), Object.keys(now.quizzes), now.path], [[], [], "volunteer"]);
  back();
  deepEqual(keptNow(), before);
});

test("what is kept for a newer version is set aside first, and rubbish does no harm", () => {
  for (const text of ['{"path":"","read":{},"paths":{},"quizzes":{},"stars":7}', "{{{", "[[[[", '{"paths":{"volunteer":{"begun":7,"steps":"x"}}}']) {
    const map = storage(text);
    new KeptPath("volunteer", new ProgressStore("/")).say(agreement, "left");
    equal(new ProgressStore("/").read().paths.volunteer?.steps["agree:kind"]?.state, "left");
    equal(map.get("handrail:1:aside:/ 1"), text);
  }
});
