import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { fixture } from "../../test/modules/fixture";
import { cleanName } from "../browser/names";
import { find, hasCode } from "../codes/find";
import { decode, encode, type Result, resultCodes } from "./code";

interface Fixtures {
  codes: { about: string; typed?: string; result: Result; code: string }[];
  texts: { about: string; text?: string; repeat?: { text: string; times: number }; found: { fault: string; have: number; want: number; code: string }[] }[];
}

const { codes, texts } = fixture<Fixtures>("quiz/testdata/codes.json");

test("a result is written and read as the program does", () => {
  ok(codes.length > 10);
  for (const one of codes) {
    equal(encode(one.result), one.code, one.about);
    deepEqual(decode(one.code), one.result, one.about);
    if (one.typed !== undefined) equal(cleanName(one.typed), one.result.name, one.about);
  }
});

test("the codes in a text are found as the program finds them", () => {
  ok(texts.length > 10);
  for (const one of texts) {
    const text = one.repeat ? one.repeat.text.repeat(one.repeat.times) : one.text ?? "";
    const found = Array.from(find(resultCodes(), text), (f, i) => ({ fault: f.fault, have: f.have, want: f.want, code: one.found[i]?.code ? f.code : "" }));
    deepEqual(found, one.found.map((f) => ({ fault: f.fault, have: f.have, want: f.want, code: f.code ?? "" })), one.about);
    equal(hasCode(resultCodes(), text), one.found.some((f) => f.fault !== "foreign"), one.about);
  }
});

test("codes one below the other are found, and written again as they were", () => {
  const found = Array.from(find(resultCodes(), codes.map((one) => one.code).join("\n")), (f) => (f.content ? encode(f.content) : f.fault));
  deepEqual(found, codes.map((one) => one.code));
});
