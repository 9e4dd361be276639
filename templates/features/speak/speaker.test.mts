import assert from "node:assert/strict";
import { test } from "node:test";
import { type Ending, Speaker } from "./speaker";

/** A clock that goes on only when a test lets it. */
class Clock {
  now = 0;
  private readonly waiting = new Set<{ at: number; run(): void }>();

  readonly later = (run: () => void, after: number): (() => void) => {
    const one = { at: this.now + after, run };
    this.waiting.add(one);
    return () => this.waiting.delete(one);
  };

  pass(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (;;) {
      const next = [...this.waiting].filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.waiting.delete(next);
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }
}

type Fault = "none" | "silent" | "no end" | "no end, speaking" | "deaf after cancel" | "late" | "not allowed" | "cannot" | "no events";

/** An engine with one of the faults that browsers have. It says ten characters in a second at rate 1. */
class FakeEngine {
  speaking = false;
  pending = false;
  said: string[] = []; // what can be heard, from its beginning on
  private at: SpeechSynthesisUtterance | null = null;
  private cancelled = -1000;

  constructor(private readonly clock: Clock, public fault: Fault = "none") {}

  readonly utter = (text: string): SpeechSynthesisUtterance => ({ text }) as SpeechSynthesisUtterance;

  speak(utterance: SpeechSynthesisUtterance): void {
    const fault = this.fault;
    const fire = (name: "onstart" | "onend" | "onerror", error = ""): void => void utterance[name]?.call(utterance, { error } as never);
    if (fault === "deaf after cancel" && this.clock.now - this.cancelled < 100) return;
    if (fault === "silent") return void (this.pending = true);
    this.at = utterance;
    this.clock.later(() => {
      if (this.at !== utterance) return;
      if (fault === "not allowed" || fault === "cannot") return fire("onerror", fault === "cannot" ? "synthesis-failed" : "not-allowed");
      this.speaking = true;
      this.said.push(utterance.text);
      if (fault !== "no events") fire("onstart");
      this.clock.later(() => {
        if (this.at !== utterance || fault === "no end, speaking" || fault === "no events") return;
        this.speaking = false;
        this.at = null;
        if (fault !== "no end") fire("onend");
      }, (utterance.text.length * 100) / utterance.rate);
    }, fault === "late" ? 3000 : 50);
  }

  cancel(): void {
    const was = this.at;
    this.speaking = this.pending = false;
    this.at = null;
    this.cancelled = this.clock.now;
    was?.onerror?.call(was, { error: "canceled" } as never);
  }

  resume(): void {}
}

const voice = { lang: "en-GB", name: "Ann" } as SpeechSynthesisVoice;

/** Says a text with an engine, and returns what can be heard of it and how it has ended, after some seconds. */
function say(fault: Fault, { text = "One short sentence.", pressed = true, rate = 1, seconds = 120, away = false } = {}): { said: string[]; endings: Ending[] } {
  const clock = new Clock();
  const engine = new FakeEngine(clock, fault);
  const endings: Ending[] = [];
  new Speaker(engine, engine.utter, clock.later, () => away).say(text, { voice, rate, pressed }, (ending) => endings.push(ending));
  clock.pass(seconds * 1000);
  return { said: engine.said, endings };
}

test("a text is said once, and its end is reported once, whatever the engine does not report", () => {
  for (const fault of ["none", "no end", "late", "no end, speaking", "deaf after cancel"] as const) {
    assert.deepEqual(say(fault), { said: ["One short sentence."], endings: ["said"] }, fault);
  }
});

test("a voice that a phone stops while the page is out of sight has not said all", () => {
  assert.deepEqual(say("no end", { away: true }).endings, ["stopped"]);
  assert.deepEqual(say("none", { away: true }).endings, ["said"]);
});

test("a voice that does not begin is asked once more, and then it fails", () => {
  assert.deepEqual(say("silent"), { said: [], endings: ["failed"] });
  assert.deepEqual(say("cannot"), { said: [], endings: ["failed"] });
  assert.equal(say("no events").endings.join(), "failed");
});

test("without a press, silence is that of a browser that asks for one", () => {
  assert.deepEqual(say("silent", { pressed: false, seconds: 3 }), { said: [], endings: ["blocked"] });
  assert.deepEqual(say("not allowed", { pressed: false, seconds: 1 }), { said: [], endings: ["blocked"] });
});

test("no phrase lasts for so long that Chrome would stop within it", () => {
  const text = "When somebody leaves the group, take them off the list, and delete their number from the phone. ".repeat(5).trim();
  for (const rate of [0.6, 1, 1.5]) {
    const { said, endings } = say("none", { text, rate, seconds: 600 });
    assert.equal(said.join(" "), text);
    assert.deepEqual(endings, ["said"]);
    assert.ok(said.every((phrase) => phrase.length / rate <= 171), said.join("\n"));
  }
});

test("what is said in place of something else begins after a moment, and what was said before reports nothing", () => {
  const clock = new Clock();
  const engine = new FakeEngine(clock, "deaf after cancel");
  const speaker = new Speaker(engine, engine.utter, clock.later, () => false);
  const endings: string[] = [];
  speaker.say("The first sentence.", { voice, rate: 1, pressed: true }, (ending) => endings.push("first " + ending));
  clock.pass(500);
  for (const name of ["second", "third"]) speaker.say(`The ${name} sentence.`, { voice, rate: 1, pressed: true }, (ending) => endings.push(`${name} ${ending}`));
  clock.pass(1000); // before it would be tried a second time
  assert.deepEqual(engine.said, ["The first sentence.", "The third sentence."]);
  clock.pass(20_000);
  assert.deepEqual(endings, ["third said"]);
});

test("after a stop nothing is said and nothing is reported", () => {
  const clock = new Clock();
  const engine = new FakeEngine(clock);
  const speaker = new Speaker(engine, engine.utter, clock.later, () => false);
  for (const after of [0, 20, 500]) {
    engine.said = [];
    speaker.say("A sentence. ".repeat(40), { voice, rate: 1, pressed: true }, () => assert.ok(false, "reports an end"));
    clock.pass(after);
    speaker.stop();
    const heard = engine.said.length;
    clock.pass(60_000);
    assert.equal(engine.said.length, heard);
    assert.equal(engine.speaking, false);
  }
});

test("when something else stops the engine, that is reported", () => {
  const clock = new Clock();
  const engine = new FakeEngine(clock);
  const endings: Ending[] = [];
  new Speaker(engine, engine.utter, clock.later, () => false).say("A sentence.", { voice, rate: 1, pressed: true }, (ending) => endings.push(ending));
  clock.pass(200);
  engine.cancel(); // another tab
  assert.deepEqual(endings, ["stopped"]);
});

test("each utterance has a voice and its language, so that none of another kind is used", () => {
  const clock = new Clock();
  const engine = new FakeEngine(clock);
  const made: SpeechSynthesisUtterance[] = [];
  const utter = (text: string): SpeechSynthesisUtterance => {
    const utterance = engine.utter(text);
    made.push(utterance);
    return utterance;
  };
  new Speaker(engine, utter, clock.later, () => false).say("A sentence. ".repeat(40), { voice, rate: 1.25, pressed: true }, () => {});
  clock.pass(120_000);
  assert.ok(made.length > 2);
  assert.ok(made.every((one) => one.voice === voice && one.lang === "en-GB" && one.rate === 1.25));
});
