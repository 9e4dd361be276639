import { equal } from "node:assert/strict";
import { test } from "node:test";
import { cleanName } from "./names";

test("a name is one line of 40 characters at most, without what nobody sees", () => {
  for (const [typed, name] of [
    [" Sam\u202e\u0000 \t\r\n Jones\u0085\u3000", "Sam Jones"], ["e\u0301\ud800", "é"], ["\u200b\ufeff", ""], ["a".repeat(39) + " b", "a".repeat(39)], ["🙂".repeat(41), "🙂".repeat(40)],
  ] as const) equal(cleanName(typed), name);
  equal(cleanName("🙂🙂🙂", 2), "🙂🙂");
});

test("a name that is cleaned again stays the same", () => {
  const pieces = ["e", "\u0301", "\u200b", "\u00ad", " ", "\u2028", "\u1112", "\u1161", "\ud83d", "\ude42", "\u202e", "\u2001", "a"];
  for (let n = 0; n < pieces.length ** 4; n++) {
    const typed = [1, 13, 169, 2197].map((place) => pieces[Math.floor(n / place) % 13]).join("");
    equal(cleanName(cleanName(typed, 3), 3), cleanName(typed, 3), JSON.stringify(typed));
  }
});
