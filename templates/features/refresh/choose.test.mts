import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import type { AnsweredQuestions, LogEntry } from "../../questions/memory";
import { choose, knowledgeOf, nextDay } from "./choose";
import { type QuestionIndex, readIndex } from "./index";

const today = 20786;

/** An index of one quiz with a file of three questions and one with the rest: each question with its story and its rules, by their place. */
function indexOf(questions: [id: string, story: number, ...rules: number[]][], versions: string[] = ["AAAA", "BBBB", "CCCC", "DDDD", "EEEE", "FFFF", "GGGG"]): QuestionIndex {
  const first = Math.min(3, questions.length);
  return readIndex(JSON.stringify({
    all: questions.length, pages: [["Phones", "guidance/phones.html"]], rules: versions.map((version, i) => [`r${i}`, version, 0, `Rule ${i}`]),
    quizzes: [{ name: "q", mixed: false, files: [first, questions.length - first], questions }],
  }));
}

const answered = (log: LogEntry[], rules: Record<string, string> = {}): AnsweredQuestions[string] => ({ log, rules });
const asked = (index: QuestionIndex, answers: AnsweredQuestions, day = today): string[] => choose(index, answers, day).map((one) => `${one.question.name.slice(2)} ${one.reason}`);
const plain = (ids: string): [string, number, ...number[]][] => Array.from(ids, (id, i) => [id, 0, i]);

test("the index says which file has a question, and what it tests", () => {
  const index = indexOf([["a", 1, 0], ["b", 1, 0, 1], ["c", 0], ["d", 0, 6]]);
  deepEqual(index.questions.map((q) => [q.name, q.story, q.file, q.rules.map((rule) => rule.href).join()]), [
    ["q#a", "q#1", 0, "guidance/phones.html#r0"], ["q#b", "q#1", 0, "guidance/phones.html#r0,guidance/phones.html#r1"], ["q#c", "", 0, ""],
    ["q#d", "", 1, "guidance/phones.html#r6"]]);
  ok(index.rules[0]?.page === index.rules[1]?.page);
});

test("what has changed comes first, then what was missed, what is due and what is new", () => {
  const answers = {
    "q#b": answered([[today - 900, 2]], { r1: "BBBB" }),
    "q#c": answered([[today - 1, 0]], { r2: "CCCC" }),
    "q#d": answered([[today - 1, 2]], { r3: "OLD0" }),
    "q#e": answered([[today - 1, 2]], { r4: "EEEE" }),
  };
  deepEqual(asked(indexOf(plain("abcde")), answers), ["d changed", "c missed", "b due", "a new"]);
});

test("what was answered today comes again on the next day, and what its reader is least likely to know comes first", () => {
  const answers = { "q#a": answered([[today, 0]]), "q#b": answered([[today - 40, 2]]), "q#c": answered([[today - 90, 2]]), "q#d": answered([[today - 2, 1]]) };
  deepEqual(asked(indexOf(plain("abcd")), answers), ["d missed", "c due", "b due"]);
  deepEqual(asked(indexOf(plain("abcd")), answers, today + 1), ["a missed", "d missed", "c due", "b due"]);
});

test("where nothing is left to ask, what comes next is there for whoever wants to go on", () => {
  deepEqual(asked(indexOf(plain("ab")), { "q#a": answered([[today, 2]]), "q#b": answered([[today - 1, 2]]) }), ["b ahead", "a ahead"]);
  deepEqual(asked(indexOf([]), {}), []);
});

test("no two are of one rule while there are others", () => {
  deepEqual(asked(indexOf([["a", 0, 0], ["b", 0, 0], ["c", 0, 0, 1], ["d", 0, 1], ["e", 0, 2], ["f", 0, 3], ["g", 0, 4], ["h", 0, 5]]), {}), ["a new", "d new", "e new", "f new", "g new"]);
  deepEqual(asked(indexOf([["a", 0, 0], ["b", 0, 0], ["c", 0, 1]]), {}), ["a new", "c new", "b new"]);
});

test("of a story there is one question, and of rules those that were not met come first", () => {
  deepEqual(asked(indexOf([["a", 1, 0], ["b", 1, 1], ["c", 2, 2], ["d", 0, 3]]), {}), ["a new", "c new", "d new"]);
  deepEqual(asked(indexOf([["a", 0, 0], ["b", 0, 0], ["c", 0, 1]]), { "q#a": answered([[today, 2]]) }), ["c new", "b new"]);
});

test("there are five at most", () => equal(asked(indexOf(plain("abcdefg")), {}).length, 5));

test("answers of a wrong clock come again, and not in years", () => {
  for (const day of [99999, 12, -3]) {
    const wrong = { "q#a": answered([[day, 0]]), "q#b": answered([[day, 2]]) };
    deepEqual(asked(indexOf(plain("ab")), wrong), ["a missed", "b due"], String(day));
    equal(nextDay(indexOf(plain("ab")), wrong, today), today + 1);
  }
});

test("a rule without a version, and one that a question did not test before, has not changed", () => {
  deepEqual(asked(indexOf([["a", 0, 0, 1]], ["", "BBBB"]), { "q#a": answered([[today - 1, 2]], { r0: "OLD0" }) }), ["a ahead"]);
});

test("the next day is that of the first question that is due, and tomorrow at the earliest", () => {
  const index = indexOf(plain("abc"));
  equal(nextDay(index, {}, today), null);
  equal(nextDay(index, { "q#a": answered([[today, 2]]) }, today), today + 2);
  equal(nextDay(index, { "q#a": answered([[today, 2]]), "q#b": answered([[today, 0]]) }, today), today + 1);
  equal(nextDay(index, { "q#a": answered([[today - 500, 2]]) }, today), today + 1);
  equal(nextDay(index, { "gone#x": answered([[today, 2]]) }, today), null);
});

test("a rule is known when all last answers were right and it is as it was then", () => {
  const index = indexOf([["a", 0, 0], ["b", 0, 0], ["c", 0, 1], ["d", 0, 2, 3], ["e", 0, 5]], ["AAAA", "BBBB", "CCCC", "DDDD", "EEEE", ""]);
  const answers = {
    "q#a": answered([[today, 0], [today, 2]], { r0: "AAAA" }), "q#b": answered([[today, 1]], { r0: "AAAA" }), "q#c": answered([[today, 2]], { r1: "BBBB" }),
    "q#d": answered([[today, 2]], { r2: "OLD0", r3: "DDDD" }), "q#e": answered([[today, 2]]),
  };
  deepEqual(Array.from(knowledgeOf(index, answers), ([rule, is]) => `${rule.id} ${is}`), ["r0 shaky", "r1 known", "r2 shaky", "r3 known", "r4 unmet"]);
});
