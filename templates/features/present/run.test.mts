import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import type { Question, Quiz } from "../../questions/model";
import { Hands, MOST } from "./hands";
import { hashOf, placeIn, shareOf, stepsOf, weakRules } from "./run";

const story = {};
const rule = (id: string) => ({ href: `a.html#${id}`, title: id });
const quiz = {
  questions: [
    { id: "one", story: null, choices: [{ right: true }, { right: false }], rules: [rule("a")] },
    { id: "two", story, choices: [{ right: false }, { right: true }], rules: [rule("a"), rule("b")] },
    { id: "three", story, choices: [], rules: [rule("c")] },
  ],
} as unknown as Quiz;
const [one, two, three] = quiz.questions as [Question, Question, Question];
const steps = stepsOf(quiz);

test("a story has a screen of its own, before its first question", () => {
  deepEqual(steps.map((step) => [step.kind, step.question?.id, step.n]), [["question", "one", 1], ["story", "two", 2], ["question", "two", 2], ["question", "three", 3], ["end", undefined, 3]]);
});

test("an address names each place, and only places that there are", () => {
  for (const place of [{ at: 0, revealed: false }, { at: 0, revealed: true }, { at: 4, revealed: false }]) deepEqual(placeIn(hashOf(place), steps), place);
  equal(hashOf({ at: -1, revealed: false }), "");
  deepEqual(placeIn("#room_2_answer", steps), { at: 1, revealed: false }); // a story has no answer
  for (const hash of ["", "#room_0", "#room_6", "#room_1_", "#room_notes", "#a"]) equal(placeIn(hash, steps), null, hash);
});

test("the rules with the fewest right hands come first", () => {
  const hands = new Hands();
  deepEqual(weakRules(quiz, hands, 0), []);
  hands.set(one, 0, 3);
  hands.set(two, 0, 2);
  hands.set(two, 1, 1);
  hands.set(three, 0, 4);
  deepEqual(weakRules(quiz, hands, 8).map((weak) => [weak.rule.title, weak.share.right, weak.share.all]), [["b", 1, 3], ["c", 4, 8], ["a", 4, 6]]);
  deepEqual(shareOf(three, hands, 3), { right: 4, all: 0 }); // more hands than people
});

test("hands are numbers that there can be, and cleared ones come back once", () => {
  const hands = new Hands();
  hands.set(one, 1, MOST + 1);
  hands.set(one, 2, 1); // it has no third choice
  hands.set(one, -1, 1);
  deepEqual(hands.of(one), [0, MOST]);
  hands.clear();
  equal(hands.empty(), true);
  hands.undo();
  deepEqual(hands.of(one), [0, MOST]);
  equal(hands.canUndo(), false);
});

test("of what another window sends, only what fits a question is taken", () => {
  const hands = new Hands();
  hands.take({ one: [1, 2], two: [1], three: [1.5], four: [1] }, quiz.questions);
  deepEqual(hands.all(), { one: [1, 2] });
  for (const sent of [null, "x", { one: ["1", 2] }, { one: { length: 2 } }, { one: [1, -1] }]) {
    hands.take(sent, quiz.questions);
    deepEqual(hands.all(), {});
  }
});
