import { equal } from "node:assert/strict";
import { test } from "node:test";
import { printable } from "./printable";

test("what no text may hold is left out, and nothing else", () => {
  equal(printable("a\u0000\u0008\u000b\u000c\u000e\u001f\u007f\u0085\u009fb"), "ab");
  equal(printable("a\u2028\u2029\u202a\u202e\u2066\u2069b"), "ab");
  equal(printable("a\ufdd0\uffff\u{1fffe}\u{10ffff}b"), "ab");
  const fine = "Zoë\t\r\n \u00a0\u00ad\u200b\u200d\u{1f642}\ufffd";
  equal(printable(fine), fine);
});
