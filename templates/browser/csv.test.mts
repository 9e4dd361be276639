import { equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { fixture } from "../../test/modules/fixture";
import { cell } from "./csv";

const cells = fixture<{ about: string; text: string; cell: string }[]>("internal/table/testdata/cells.json");

test("a cell is written as the program writes it", () => {
  ok(cells.length > 10);
  for (const one of cells) equal(cell(one.text), one.cell, one.about);
});
