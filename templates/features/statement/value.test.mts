import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { fixture } from "../../../test/modules/fixture";
import { clean, cleanField, dateWords, escapeXML, fileName, fill, hasAny, type Limits, shorter } from "./value";

test("what people type becomes the value that the program makes of it", () => {
  const { own, values } = fixture<{ own: string[]; values: { about: string; text: string; max?: number; value: string; fault?: string; shorter?: string; file?: string }[] }>(
    "internal/statement/testdata/values.json");
  ok(values.length > 50);
  for (const one of values) {
    const is = clean(one.text, one.max ?? 80);
    deepEqual([is.value, is.fault, is.fault ? "" : shorter(is.value, own), one.file === undefined ? "" : fileName(is.value)],
      [one.value, one.fault ?? "", one.shorter ?? "", one.file ?? ""], one.about);
  }
});

test("half of a character is no text", () => {
  deepEqual(["a\ud800", "\udc00a", "\ud83d\ude42"].map((text) => clean(text, 0).fault), ["broken", "broken", ""]);
});

test("each kind of field holds what the program lets it hold", () => {
  const { day, months, cases } = fixture<{ day: string; months: string[]; cases: { about: string; field: Limits; text: string; value: string; fault?: string; shown?: string }[] }>(
    "internal/statement/testdata/kinds.json");
  ok(cases.length > 50);
  for (const one of cases) {
    const is = cleanField(one.field, one.text);
    deepEqual([is.value, is.fault, is.fault ? "" : dateWords(is.value, { day, months })], [one.value, one.fault ?? "", one.fault ? "" : one.shown ?? one.value], one.about);
  }
});

test("a template is filled in once, and its parts, lists and lines as it says", () => {
  const values = { group: "{{other}}", empty: "", lines: "a\nb" };
  equal(fill("{{ group }} {{unknown}} {{lines}} {{lines|, }}", values), "{{other}} {{unknown}} a b a, b");
  equal(fill("{{#when empty}}no{{#when group}}no{{/when}}no{{/when}}{{#when empty group}}yes{{/when}}", values), "yes");
  equal(fill("{{#item a 3}}{{#when empty}}{{#item a 3}}{{/when}}{{#item a 3}}{{#item b 1}}", values), "341");
  equal(fill("{{group}}", { group: '<a&"' }, escapeXML), "&lt;a&amp;&quot;");
  equal(hasAny(values, "empty"), false);
  equal(hasAny(values, "empty not-known-yet"), true);
});
