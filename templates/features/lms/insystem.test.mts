import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import type { Words } from "../../browser/words";
import { unanswered } from "../../questions/attempt";
import type { Question, Quiz } from "../../questions/model";
import { InSystem } from "./insystem";
import type { System } from "./system";

const question = { id: "q", title: "Is it so?", form: "write", choices: [], rows: [], items: [], accepted: [{ forms: ["a"], number: NaN, tolerance: 0 }], rules: [], points: 1 } as unknown as Question;
const quiz = { version: "0a1b2c3d", questions: [question], draw: 1, pass: null } as Quiz;
const words = { text: (key: string) => key } as Words;

test("a go that is too long for a system is reported, at its beginning as well, and once", () => {
  for (const [room, keeps, failures] of [[4096, 1, []], [10, 0, ["too-long"]]] as [number, number, string[]][]) {
    let kept = 0;
    const failed: string[] = [];
    const system = { keep: () => kept++ } as unknown as System;
    const keeping = new InSystem(quiz, words, system, { state: "", room, readOnly: false, pass: null, exit: null }, (reason) => failed.push(reason));
    const attempt = unanswered(quiz, 7, ["q"]);
    keeping.save(attempt);
    keeping.save(attempt);
    equal(kept, keeps);
    deepEqual(failed, failures);
  }
});
