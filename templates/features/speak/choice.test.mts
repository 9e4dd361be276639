import assert from "node:assert/strict";
import { test } from "node:test";
import { readChoice } from "./choice";

test("what is kept is read where it can be, and anything else changes nothing", () => {
  const plain = { speed: 2, voice: "" };
  assert.deepEqual(readChoice('{"speed":4,"voice":"urn:x"}'), { speed: 4, voice: "urn:x" });
  assert.deepEqual(readChoice('{"speed":0,"voice":7,"more":1}'), { speed: 0, voice: "" });
  for (const text of [null, "", "{", "null", "7", '"x"', "[]", '{"speed":9}', '{"speed":"length"}', '{"speed":1.5}', '{"speed":-1}', "[".repeat(100000)]) {
    assert.deepEqual(readChoice(text), plain, String(text).slice(0, 20));
  }
});
