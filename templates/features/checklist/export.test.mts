import { equal } from "node:assert/strict";
import { test } from "node:test";
import { csv, markdown } from "./export";

const row = { group: 'a, "b"', kind: "＝1+1", text: "-x\ny", minutes: 5, state: "+s", ticked: true, done: "", by: "@Sam", next: " =2", why: "w", href: "https://x/#a b", note: "" };

test("no cell of a table is a formula, in any width of its characters", () => {
  equal(csv(["A"], [row]), "\ufeffA\r\n\"a, \"\"b\"\"\",'＝1+1,\"'-x\ny\",5,'+s,,'@Sam, '=2,w,https://x/#a b\r\n");
});

test("what has a meaning in markdown is text", () => {
  equal(markdown("T *", [{ ...row, kind: "=1+1", note: "n" }, { ...row, kind: "1. k", ticked: false, href: "" }], "Why"),
    '# T \\*\n\n## a, "b"\n\n- [x] \\=1\\+1: \\-x y (n) [Why](<https://x/#a%20b>)\n- [ ] 1\\. k: \\-x y\n');
});
