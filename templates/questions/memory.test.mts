import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { AnswerLog, dayNumber, readAnswers } from "./memory";
import type { Question } from "./model";

const key = "handrail:1:answers:/site/";

/** Puts a storage in the place of the browser's, which can be full. */
function storage(kept: string | null, full = false): Map<string, string> {
  const map = new Map(kept === null ? [] : [[key, kept]]);
  Object.assign(globalThis, { localStorage: {
    getItem: (name: string) => map.get(name) ?? null,
    setItem: (name: string, text: string) => {
      if (full) throw new Error("storage is full");
      map.set(name, text);
    },
    removeItem: (name: string) => map.delete(name),
  } });
  return map;
}

const question = (id: string, ...rules: [string, string][]): Question => ({ id, rules: rules.map(([id, version]) => ({ id, version })) }) as unknown as Question;

test("the day is that of the device's calendar", () => {
  equal(dayNumber(new Date(2026, 10, 29, 23, 59)), 20786);
  equal(dayNumber(new Date(2026, 10, 29, 0, 1)), 20786);
  equal(dayNumber(new Date(1970, 0, 2)), 18262);
});

test("an answer is kept with its day, its grade and the rules as they are", () => {
  const kept = storage(null);
  const log = new AnswerLog("/site/");
  log.add("quizzes/a#one", question("one", ["pin", "77KX"], ["update", ""]), "wrong", 20786);
  log.add("quizzes/a#one", question("one", ["pin", "3F2A"]), "nearly", 20787);
  log.add("quizzes/b#one", question("one"), "right", 20787);
  equal(kept.get(key), '{"quizzes/a#one":{"log":[[20786,0],[20787,1]],"rules":{"pin":"3F2A"}},"quizzes/b#one":{"log":[[20787,2]],"rules":{}}}');
});

test("a log has twelve answers at most, and the newest stay", () => {
  storage(null);
  const log = new AnswerLog("/site/");
  for (let day = 20001; day <= 20015; day++) log.add("q#x", question("x"), "partly", day);
  deepEqual(log.read()["q#x"]?.log.map(([day]) => day), [20004, 20005, 20006, 20007, 20008, 20009, 20010, 20011, 20012, 20013, 20014, 20015]);
});

test("the answers to one quiz can be removed and put back", () => {
  const kept = storage(null);
  const log = new AnswerLog("/site/");
  log.add("q#x", question("x"), "right", 20001);
  log.add("q-2#x", question("x"), "right", 20001);
  const before = kept.get(key);
  const back = log.remove("q");
  deepEqual(Object.keys(log.read()), ["q-2#x"]);
  back();
  equal(kept.get(key), before);
});

test("what is no answer is left out", () => {
  const good = { log: [[20786, 2]], rules: { pin: "77KX" } };
  for (const bad of [null, 7, "log", [], {}, { log: [] }, { log: [[1]] }, { log: [[1, 3]] }, { log: [[1.5, 1]] }, { log: [["1", 1]] }, { log: [[1, 1, 1]] },
    { log: [[1e9, 1]] }, { log: Array.from({ length: 13 }, () => [1, 1]) }, { log: {} }]) {
    deepEqual(Object.keys(readAnswers(JSON.stringify({ bad, good }))), ["good"], JSON.stringify(bad));
  }
  deepEqual({ ...readAnswers('{"a":{"log":[[1,1]],"rules":["x"]}}').a?.rules }, {});
  deepEqual({ ...readAnswers('{"a":{"log":[[1,1]],"rules":{"x":7,"__proto__":"y"}}}').a?.rules }, Object.fromEntries([["__proto__", "y"]]));
  for (const text of [null, "", "{", "[]", "7", '"x"']) deepEqual(Object.keys(readAnswers(text)), [], String(text));
});

test("what cannot be read is set aside before something is written, and a full storage does no harm", () => {
  const newer = '{"q#x":{"log":[[20001,2]],"rules":{},"new":1}}';
  const kept = storage(newer);
  new AnswerLog("/site/").add("q#y", question("y"), "right", 20002);
  equal(kept.get("handrail:1:aside:/site/ 1"), newer);
  deepEqual(Object.keys(readAnswers(kept.get(key) ?? "")), ["q#x", "q#y"]);
  storage(null, true);
  new AnswerLog("/site/").add("q#y", question("y"), "right", 20002);
});
