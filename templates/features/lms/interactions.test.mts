import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { fixture } from "../../../test/modules/fixture";
import { keyOf, same } from "../../questions/compare";
import type { Question } from "../../questions/model";
import { type Answer, fits, mark } from "../../questions/score";
import { fullInteraction, type Interaction, plainInteraction } from "./interactions";

const text = (words: string): object => ({ textContent: words });
const item = (words: string, place: number): object => ({ text: text(words), words, place });

function question(id: string, offer: object): Question {
  return { id, points: 1, choices: [], rows: [], items: [], right: [], accepted: [], rules: [], elsewhere: () => new Set(), ...offer } as unknown as Question;
}

const choose = (id: string, choices: [string, boolean][], more: object = {}): Question =>
  question(id, { form: "choose", choices: choices.map(([words, right]) => ({ text: text(words), right })), ...more });
const rank = (id: string, rows: string[]): Question => question(id, { form: "rank", rows: rows.map(text), items: rows.map(item), right: rows.map((_, i) => i) });
const pair = (id: string, rows: string[], items: string[], right = rows.map((_, i) => i)): Question =>
  question(id, { form: "pair", rows: rows.map(text), items: items.map(item), right });
const write = (id: string, ...accepted: (string | [number, number])[]): Question => question(id, {
  form: "write", accepted: accepted.map((one) => (typeof one === "string" ? { forms: [one], number: NaN, tolerance: 0 } : { forms: [`${one[0]} ± ${one[1]}`], number: one[0], tolerance: one[1] })),
});

// The quiz of quiz/testdata/trial.md, of which scores.json says how answers are marked.
const trial = [
  choose("all-at-once", [["In a group chat", false], ["With a broadcast list", true], ["By email, with all their addresses in one line", false]]),
  choose("before-adding", [["Wait until they ask", true], ["Take the number from an old list", false], ["Email them the privacy statement", true], ["Add them, and see whether they mind", false]], { several: true }),
  choose("on-a-laptop", [["True", false], ["False", true]], { fixed: true }),
  rank("joining", ["They hear of the list", "They ask to join", "You email the privacy statement", "You add them"]),
  pair("for-whom", ["All members", "The Coordinating Team", "One member"], ["Broadcast list", "Group chat", "A message to them alone"]),
  write("how-often", "every month", "monthly", "once a month", "at the end of each month, when the Portal’s list is new"),
  write("how-many", [256, 6], "two hundred and fifty-six"),
  write("what-share", [0.3, 0.1], [1500, 0], "three in ten"),
  write("which-town", "İzmir", "Πάτρας", "ΠΆΤΡΑΣ ΟΔΌΣ"),
];

/** Whether a report that reads a response by its patterns takes it for right. */
function matches({ type, response, patterns }: Interaction): boolean {
  if (type === "choice") return patterns.some((pattern) => pattern.split("[,]").sort().join() === response.split("[,]").sort().join());
  if (type !== "numeric" || !patterns[0]?.includes("[:]")) {
    return patterns.map((pattern) => pattern.replace("{case_matters=false}", "")).some((pattern) => (/^[\d.]+$/.test(pattern) ? pattern === response : same(keyOf(pattern), keyOf(response))));
  }
  const [low, high] = patterns[0].split("[:]").map(Number);
  return Number(response) >= (low as number) && Number(response) <= (high as number);
}

test("what is sent is right for whoever reads its pattern exactly where the answer is marked as right", () => {
  const cases = fixture<{ question: string; answer: Answer | null; mark: string }[]>("quiz/testdata/scores.json");
  let compared = 0;
  let lost = 0;
  for (const one of cases) {
    const asked = trial.find((q) => q.id === one.question);
    if (!asked || !fits(asked, one.answer)) continue;
    const right = mark(asked, one.answer) === "right";
    const sent = matches(fullInteraction(asked, one.answer));
    compared++;
    // Among words a number has no tolerance, and none of the ways in which people write one.
    const loses = asked.accepted.some((accepted) => !isNaN(accepted.number)) && right && !sent;
    if (loses) lost++;
    else equal(sent, right, `${one.question}: ${String(one.answer)}`);
  }
  ok(compared > 80, `${compared} are compared`);
  ok(lost < compared / 2, `${lost} of ${compared} are lost`);
});

test("an answer is written as SCORM 1.2 and SCORM 2004 write it", () => {
  const number = write("number", [40, 2.5]);
  const both = pair("both", ["x", "y", "z"], ["a", "b", "a"], [0, 1, 2]);
  for (const [asked, answer, plain, full] of [
    [trial[0], [1], ["choice", "b", ["b"]], ["choice", "c2-with-a-broadcast-list", ["c2-with-a-broadcast-list"]]],
    [trial[1], [0, 1], ["choice", "a,b", ["a,c"]], ["choice", "c1-wait-until-they-ask[,]c2-take-the-number-from-an-old-list", ["c1-wait-until-they-ask[,]c3-email-them-the-privacy-statement"]]],
    [trial[2], [0], ["true-false", "t", ["f"]], ["true-false", "true", ["false"]]],
    [rank("order", ["a", "b", "c"]), [2, 0, 1], ["sequencing", "b,c,a", ["a,b,c"]], ["sequencing", "c2-b[,]c3-c[,]c1-a", ["c1-a[,]c2-b[,]c3-c"]]],
    // Two items with the same words are one answer.
    [both, [2, 1, 0], ["matching", "a.1,b.2,c.1", ["a.1,b.2,c.1"]], ["matching", "l1-x[.]r1-a[,]l2-y[.]r2-b[,]l3-z[.]r1-a", ["l1-x[.]r1-a[,]l2-y[.]r2-b[,]l3-z[.]r1-a"]]],
    [number, "42.5", ["numeric", "42.5", []], ["numeric", "42.5", ["37.5[:]42.5"]]],
    [number, "about 40", ["fill-in", "about 40", ["40"]], ["fill-in", "about 40", ["{case_matters=false}40"]]],
    [write("words", "{a}[,]b, c"), "A", ["fill-in", "A", ["{a}[,]b, c"]], ["fill-in", "A", ["{case_matters=false}a} b c"]]],
    [choose("others", [["مرحبا", true], ["é à", false]]), [1], ["choice", "b", ["a"]], ["choice", "c2-e-a", ["c1"]]],
  ] as [Question, Answer, unknown[], unknown[]][]) {
    const listed = ({ type, response, patterns }: Interaction): unknown[] => [type, response, patterns];
    deepEqual(listed(plainInteraction(asked, answer)), plain, asked.id);
    deepEqual(listed(fullInteraction(asked, answer)), full, asked.id);
  }
});

test("a response is as short as every system can keep it", () => {
  const long = write("long", "x".repeat(300));
  equal(plainInteraction(long, "y".repeat(300)).response.length, 255);
  const { response, patterns } = fullInteraction(long, "y".repeat(300));
  deepEqual([response.length, patterns[0]?.length], [250, 250 + "{case_matters=false}".length]);
});
