import { deepEqual, ok } from "node:assert/strict";
import { test } from "node:test";
import { fixture } from "../../../test/modules/fixture";
import { applies, broughtBy, keyOf, readCondition } from "./applies";

interface List {
  name: string;
  questions: string[][];
  keys: string[];
  cases: { answers: Record<string, string[] | "unsure">; applies: string; holds: boolean; why?: string[] }[];
}

test("the items of a list are those that the program chooses", () => {
  const lists = fixture<List[]>("internal/checklist/testdata/applies.json");
  ok(lists.length > 0);
  for (const list of lists) {
    const questions = list.questions.map((topics) => ({ key: keyOf(topics), topics }));
    deepEqual(questions.map((question) => question.key), list.keys, list.name);
    for (const one of list.cases) {
      const is = applies(readCondition(one.applies), broughtBy(questions, new Map(Object.entries(one.answers))));
      deepEqual(is, { holds: one.holds, why: one.why ?? [] }, `${list.name}: ${JSON.stringify(one)}`);
    }
  }
});
