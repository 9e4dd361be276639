import { equal } from "node:assert/strict";
import { test } from "node:test";
import type { Question } from "./model";
import { fits, mark } from "./score";

const items = ["a", "b", "a", "c"].map((words, place) => ({ words, place }));
const rows = [{}, {}, {}];
const choices = [{ right: false }, { right: true }, { right: true }];
const question = (offer: object): Question => ({ choices: [], rows: [], items: [], right: [], accepted: [], elsewhere: () => new Set(), ...offer }) as unknown as Question;
const questions = {
  single: question({ form: "choose", choices: choices.slice(0, 2) }),
  several: question({ form: "choose", several: true, choices }),
  rank: question({ form: "rank", rows, items: items.slice(1), right: [3, 1, 2] }),
  pair: question({ form: "pair", rows, items, right: [0, 1, 1] }),
  write: question({ form: "write", accepted: [{ forms: ["monthly"], number: NaN, tolerance: 0 }, { forms: ["30"], number: 30, tolerance: 2 }] }),
};

test("an answer is marked by the form of its question", () => {
  for (const [name, answer, want] of [
    ["single", [1], "right"], ["single", [0], "wrong"],
    ["several", [1, 2], "right"], ["several", [2], "partly"], ["several", [0], "wrong"], ["several", [0, 1, 2], "partly"],
    ["rank", [3, 1, 2], "right"], ["rank", [3, 2, 1], "partly"], ["rank", [1, 2, 3], "wrong"],
    ["pair", [0, 1, 1], "right"], ["pair", [2, 1, 1], "right"], ["pair", [1, 1, 3], "partly"], ["pair", [3, 3, 3], "wrong"],
    ["write", "Monthly.", "right"], ["write", "31", "right"], ["write", "montly", "nearly"], ["write", "33", "wrong"], ["write", undefined, "wrong"],
  ] as const) equal(mark(questions[name], answer as number[] | string | undefined), want, `${name}: ${String(answer)}`);
});

test("what cannot be an answer to a question does not fit", () => {
  for (const [name, answer, want] of [
    ["single", [0], true], ["single", [0, 1], false], ["single", [], false], ["single", [2], false], ["single", "0", false], ["single", null, false],
    ["several", [0, 2], true], ["several", [0, 0], false], ["several", [], false],
    ["rank", [0, 1, 2], true], ["rank", [0, 1, 1], false], ["rank", [0, 1], false],
    ["pair", [3, 3, 3], true], ["pair", [4, 0, 0], false], ["pair", [0, 0], false], ["pair", [0, 0.5, 1], false], ["pair", [0, -1, 1], false],
    ["write", "x", true], ["write", " ", false], ["write", [0], false], ["write", undefined, false],
  ] as const) equal(fits(questions[name], answer), want, `${name}: ${String(answer)}`);
});
