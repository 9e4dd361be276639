import assert from "node:assert/strict";
import { test } from "node:test";
import { phrasesOf, sentencesOf } from "./split";

const texts: [text: string, sentences: string[]][] = [
  ["One. Two? Three! Four", ["One.", "Two?", "Three!", "Four"]],
  ["It holds 2.5 GB, e.g. Raj has it. Next.", ["It holds 2.5 GB, e.g. Raj has it.", "Next."]],
  ["Ask Mr. Patel or Dr. Jones. They know.", ["Ask Mr. Patel or Dr. Jones.", "They know."]],
  ["  She said “Stop.” Then she left.  ", ["She said “Stop.”", "Then she left."]],
  ["Write to a friend, i.e. Someone you know (e.g. Ann). Done.", ["Write to a friend, i.e. Someone you know (e.g. Ann).", "Done."]],
  ["Meet at 5 p.m. in the hall.", ["Meet at 5 p.m. in the hall."]],
  ["J. Smith was here. So was I.", ["J. Smith was here.", "So was I."]],
  ["", []],
  ["   ", []],
  ["...", ["..."]],
];

for (const [name, intl] of [["the browser's sentences", Intl], ["the rule", {}]] as const) {
  test(name + " are those that a reader sees", () => {
    for (const [text, sentences] of texts) assert.deepEqual(sentencesOf(text, "en-GB", intl).map(([from, to]) => text.slice(from, to)), sentences);
  });
}

test("a long sentence is said in phrases, and nothing of it is lost", () => {
  const long = "When somebody leaves the group, take them off the list, delete their number from the phone, and tell the coordinator, who keeps the record that all of this depends on";
  const phrases = phrasesOf(long, 60);
  assert.equal(phrases.join(" "), long);
  assert.ok(phrases.every((phrase) => phrase.length <= 60), phrases.join("\n"));
  assert.equal(phrases[0], "When somebody leaves the group, take them off the list,");
  assert.deepEqual(phrasesOf("short", 60), ["short"]);
  assert.deepEqual(phrasesOf("", 60), []);
  assert.deepEqual(phrasesOf("x".repeat(130), 60).map((phrase) => phrase.length), [60, 60, 10]);
});
