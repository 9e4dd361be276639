import { equal } from "node:assert/strict";
import { test } from "node:test";
import { readWords } from "./words";

const words = readWords(`gaps {name} has {n} of {all}
only:other {n} items
plain Hello
things:one {n} thing of {all}
things:other {n} things of {all}`, "en-GB");

test("a text is found by its key, and a key without a text is shown", () => {
  equal(words.text("plain"), "Hello");
  equal(words.text("no-such-key"), "no-such-key");
});

test("fields are filled in one pass, and one without a value stays", () => {
  equal(words.text("gaps", { name: "{n}", n: 0 }), "{n} has 0 of {all}");
});

test("a number takes its plural", () => {
  equal(words.count("things", 1, { all: 3 }), "1 thing of 3");
  equal(words.count("things", 0, { all: 3 }), "0 things of 3");
  equal(words.count("only", 1), "1 items");
  equal(words.count("plain", 2), "Hello");
});

test("a language has its own plurals", () => {
  const welsh = readWords("cats:zero z\ncats:one o\ncats:two t\ncats:few f\ncats:many m\ncats:other x", "cy");
  equal([0, 1, 2, 3, 6, 4].map((n) => welsh.count("cats", n)).join(""), "zotfmx");
});
