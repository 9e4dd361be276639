import assert from "node:assert/strict";
import { test } from "node:test";
import { PageReader } from "./reader";
import type { Ending, Manner } from "./speaker";

interface Line {
  say: string;
}

/** A reader of a page of lines, of which a test says what is in sight and how each saying ends. */
class Trial {
  page: Line[] = ["a", "b", "c", "d"].map((say) => ({ say }));
  sight: (line: Line) => boolean = () => true;
  changed = false;
  said = "";
  speed = 1;
  end: (ending: Ending) => void = () => {};
  readonly states: string[] = [];
  readonly reader: PageReader<Line>;

  constructor() {
    this.reader = new PageReader<Line>({
      read: () => {
        this.changed = false;
        return this.page.slice();
      },
      find: (line, now) => now.indexOf(line),
      start: (now) => now.findIndex((line) => this.sight(line)),
      inSight: (line) => this.sight(line),
      stale: () => this.changed,
    }, {
      say: (text: string, manner: Manner, ended: (ending: Ending) => void) => {
        this.said += text + (manner.rate === 1 ? "" : manner.rate);
        this.end = ended;
      },
      stop: () => {
        this.said += "|";
        this.end = () => {};
      },
    }, () => ({ voice: {} as SpeechSynthesisVoice, rate: this.speed }), () => this.states.push(this.reader.state));
  }

  change(page: Line[]): void {
    this.page = page;
    this.changed = true;
    this.reader.check();
  }
}

test("reads from what is in sight to the end, and then again from the beginning", () => {
  const trial = new Trial();
  trial.sight = (line) => line.say > "b";
  trial.reader.read();
  trial.end("said");
  assert.equal(trial.said, "cd");
  trial.end("said");
  assert.equal(trial.reader.state, "ended");
  trial.sight = (line) => line.say === "d";
  trial.reader.read();
  assert.equal(trial.said, "cda");
});

test("goes on with the sentence at which it paused, or with what is in sight by then", () => {
  const trial = new Trial();
  trial.reader.read();
  trial.end("said");
  trial.reader.pause();
  trial.reader.read();
  assert.equal(trial.said, "ab|b");
  trial.reader.pause();
  trial.sight = (line) => line.say === "d";
  trial.reader.read();
  assert.equal(trial.said, "ab|b|d");
});

test("goes back and on by sentences, while it reads and while it does not", () => {
  const trial = new Trial();
  trial.reader.read();
  for (const by of [1, 1, -1, -1, -1]) trial.reader.move(by);
  assert.equal(trial.said, "abcbaa");
  trial.reader.pause();
  trial.reader.move(1);
  assert.deepEqual([trial.said, trial.reader.sentence?.say, trial.reader.state], ["abcbaa|", "b", "paused"]);
  for (const _ of "abc") trial.reader.move(1);
  assert.equal(trial.reader.state, "ended");
});

test("a change of speed is heard at once while it reads, and otherwise later", () => {
  const trial = new Trial();
  trial.reader.again();
  assert.equal(trial.said, "");
  trial.reader.read();
  trial.speed = 2;
  trial.reader.again();
  assert.equal(trial.said, "aa2");
});

test("stops when what it reads is no longer there, and then reads what has come in its place", () => {
  const trial = new Trial();
  trial.reader.read();
  trial.change([{ say: "x" }, { say: "y" }]);
  assert.deepEqual([trial.said, trial.reader.state, trial.reader.sentence], ["a|", "changed", null]);
  trial.reader.read();
  assert.equal(trial.said, "a|x");
});

test("reads on when the page changes elsewhere", () => {
  const trial = new Trial();
  trial.reader.read();
  trial.end("said");
  trial.change([{ say: "new" }, ...trial.page.slice(1), { say: "last" }]);
  for (const _ of "cd") trial.end("said");
  trial.end("said");
  assert.equal(trial.said, "abcdlast");
});

test("asks for a press, pauses or says that the voice fails, as saying has ended", () => {
  for (const [ending, state] of [["blocked", "ready"], ["stopped", "paused"], ["failed", "failed"]] as const) {
    const trial = new Trial();
    trial.reader.read(false);
    trial.end(ending);
    assert.equal(trial.reader.state, state);
    trial.reader.read();
    assert.equal(trial.said, "aa");
  }
});

test("a page without a sentence has an end", () => {
  const trial = new Trial();
  trial.page = [];
  trial.reader.move(1);
  trial.reader.read();
  assert.equal(trial.reader.state, "ended");
});
