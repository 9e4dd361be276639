import type { Manner, Speaker } from "./speaker";

/**
 * What the reader is doing: nothing yet, as it waits for a press; reading; waiting to go on; it has come to the end; what it was reading is no longer on the page; or the voice
 * fails.
 */
export type ReaderState = "ready" | "reading" | "paused" | "ended" | "changed" | "failed";

/** What is read: sentences, and where they are. */
export interface Text<Sentence> {
  /** The sentences that are on the page now. */
  read(): Sentence[];
  /** The place of a sentence in those that are on the page now; -1 where it is gone. */
  find(sentence: Sentence, now: Sentence[]): number;
  /** The place of the sentence with which reading begins, as the page is before its reader. */
  start(now: Sentence[]): number;
  /** Whether a reader sees something of a sentence. */
  inSight(sentence: Sentence): boolean;
  /** Whether the page may have changed since it was last read. */
  stale(): boolean;
}

/**
 * Reads sentences one after another, and goes back and on by them. A pause is a stop that remembers the sentence, which is said again from its beginning: no
 * engine's own pause works everywhere, and half a sentence is hard to follow.
 */
export class PageReader<Sentence extends { say: string }> {
  state: ReaderState = "ready";
  private list: Sentence[] = [];
  private at = -1; // in the list; -1 before a place to begin is found

  /** shown is called when the sentence or the state has changed. manner says how to read now. */
  constructor(private readonly text: Text<Sentence>, private readonly speaker: Pick<Speaker, "say" | "stop">, private readonly manner: () => Omit<Manner, "pressed">,
    private readonly shown: () => void) {}

  /** The sentence that is read, or would be. */
  get sentence(): Sentence | null {
    return this.list[this.at] ?? null;
  }

  /** Reads on: with the sentence at which it paused, or, where that is out of sight or nothing was read yet, from what is before the reader. */
  read(pressed = true): void {
    const paused = this.sentence;
    this.list = this.text.read();
    const same = paused && this.state !== "ended" ? this.text.find(paused, this.list) : -1;
    this.at = paused && same >= 0 && this.text.inSight(paused) ? same : this.text.start(this.list);
    if (this.state === "ended" && this.at === this.list.length - 1) this.at = 0; // the end is in sight, and was read
    this.say(pressed);
  }

  pause(state: ReaderState = "paused"): void {
    this.speaker.stop();
    this.become(state);
  }

  /** Goes on or back by some sentences. While nothing is read, it only goes there. */
  move(by: number): void {
    if (!this.renew()) return;
    if (this.at + by >= this.list.length) return this.pause("ended");
    this.at = Math.max(this.at + by, 0);
    if (this.state === "reading") this.say(true);
    else this.become("paused");
  }

  /** Reads the sentence again, as its manner is another. */
  again(): void {
    if (this.state === "reading") this.say(true);
  }

  /** Looks whether what is read is still on the page, and stops where it is not: what has come in its place was not asked for yet. */
  check(): void {
    if (this.state === "reading" || this.state === "paused") this.renew();
  }

  /** Reads the page again where it may have changed, and says whether the sentence is still there. */
  private renew(): boolean {
    const sentence = this.sentence;
    if (sentence && !this.text.stale()) return true;
    this.list = this.text.read();
    this.at = sentence ? this.text.find(sentence, this.list) : this.text.start(this.list);
    if (this.at < 0) this.pause(sentence ? "changed" : this.state);
    return this.at >= 0;
  }

  private say(pressed: boolean): void {
    const sentence = this.sentence;
    if (!sentence) return this.pause("ended");
    this.become("reading");
    this.speaker.say(sentence.say, { ...this.manner(), pressed }, (ending) => {
      if (ending !== "said") return this.become(ending === "blocked" ? "ready" : ending === "stopped" ? "paused" : "failed");
      if (!this.renew()) return;
      if (this.at === this.list.length - 1) return this.become("ended");
      this.at++;
      this.say(true);
    });
  }

  private become(state: ReaderState): void {
    this.state = state;
    this.shown();
  }
}
