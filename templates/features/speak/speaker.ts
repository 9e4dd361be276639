import { phrasesOf } from "./split";

/** What browsers offer: speechSynthesis, so far as it is used. */
export type Engine = Pick<SpeechSynthesis, "speak" | "cancel" | "resume" | "speaking" | "pending">;

/** Calls a function later, in milliseconds, and returns what keeps it from being called. */
export type Later = (run: () => void, after: number) => () => void;

/**
 * How saying a text ended: all of it was said; the browser lets nothing be said without a press; something else made the engine stop, such as another
 * tab; or the voice fails.
 */
export type Ending = "said" | "blocked" | "stopped" | "failed";

/** How a text is said. */
export interface Manner {
  voice: SpeechSynthesisVoice;
  rate: number; // 1 is how the voice speaks by itself
  pressed: boolean; // it begins within a press of the reader
}

/** How often an engine is looked at, in milliseconds. */
const step = 250;

/** How many characters a phrase has at most, at rate 1: Chrome stops after about 15 seconds, in which slow voices say 200. */
const longest = 170;

/** How long an engine may take to begin, in steps. Where nothing was pressed, it is rather the browser that does not let it begin. */
const patience = { pressed: 20, unasked: 8 };

/** How long an engine is quiet between a cancel and what comes next, in milliseconds: on Android it would cancel that too. */
const quiet = 150;

/**
 * Says one text after another. What is known to go wrong in browsers ends here: an engine that begins late, or never; one that does not say that it has
 * ended; one that forgets an utterance to which nothing refers.
 */
export class Speaker {
  private run = 0; // the text that is said: what the engine reports of an earlier one counts for nothing
  private utterance: SpeechSynthesisUtterance | null = null;
  private forget = (): void => {};
  private rests = false; // something was cancelled just now

  /** away says whether the page is out of sight: there, phones stop their voices and do not say so. */
  constructor(private readonly engine: Engine, private readonly utter: (text: string) => SpeechSynthesisUtterance, private readonly later: Later,
    private readonly away: () => boolean) {}

  /** Says a text, in place of what is being said, and reports how it ended. */
  say(text: string, manner: Manner, ended: (ending: Ending) => void): void {
    const busy = this.rests || this.utterance !== null || this.engine.speaking || this.engine.pending;
    // Safari would drop what follows a cancel, so there is none where nothing is said.
    if (busy) this.stop();
    const run = busy ? this.run : ++this.run;
    const phrases = phrasesOf(text, Math.round(longest * manner.rate));
    const next = (ending: Ending): void => {
      if (run !== this.run) return;
      const phrase = phrases.shift();
      if (ending === "said" && phrase !== undefined) this.phrase(phrase, manner, 0, next);
      else ended(ending);
    };
    // At once, where it can be: an iPhone lets a voice begin only within the press itself.
    if (busy) this.forget = this.later(() => next("said"), quiet);
    else next("said");
  }

  /** Says nothing more, and reports nothing more. */
  stop(): void {
    this.run++;
    this.forget();
    this.cancel();
  }

  private cancel(): void {
    this.utterance = null;
    this.engine.cancel();
    this.rests = true;
    const run = this.run;
    this.later(() => {
      if (run === this.run) this.rests = false;
    }, quiet);
  }

  /** Says a phrase, and tries a second time where the voice does not begin. */
  private phrase(text: string, manner: Manner, failed: number, ended: (ending: Ending) => void): void {
    const run = this.run;
    const utterance = (this.utterance = this.utter(text));
    utterance.voice = manner.voice;
    utterance.lang = manner.voice.lang;
    utterance.rate = manner.rate;
    let begun = false;
    let steps = 0; // since something was last heard of the engine
    let idle = 0;
    const end = (ending: Ending): void => {
      if (run !== this.run || utterance !== this.utterance) return;
      this.forget();
      this.utterance = null;
      ended(ending);
    };
    // What comes after a cancel has to wait. By then nobody listens to what the engine says of it.
    const cancel = (then: () => void): void => {
      this.cancel();
      this.forget = this.later(then, quiet);
    };
    const again = (ending: Ending): void =>
      cancel(() => (failed > 0 || !manner.pressed ? ended(ending) : this.phrase(text, manner, failed + 1, ended)));
    utterance.onstart = utterance.onboundary = () => {
      begun = true;
      steps = 0;
    };
    utterance.onend = () => end("said");
    utterance.onerror = (event) =>
      end(event.error === "not-allowed" ? "blocked" : event.error === "canceled" || event.error === "interrupted" ? "stopped" : "failed");
    // Generous: a slow voice says eight characters in a second.
    const most = ((text.length / (5 * manner.rate) + 6) * 1000) / step;
    const look = (): void => {
      steps++;
      idle = this.engine.speaking || this.engine.pending ? 0 : idle + 1;
      if (begun && idle > 2) return end(this.away() ? "stopped" : "said"); // it has ended, and did not say so
      if (!begun && !this.engine.speaking && steps >= (manner.pressed ? patience.pressed : patience.unasked)) return again(manner.pressed ? "failed" : "blocked");
      if (steps < most) this.forget = this.later(look, step);
      else if (begun) cancel(() => ended("said"));
      else again("failed");
    };
    this.forget = this.later(look, step);
    this.engine.resume(); // a page may have left it paused
    this.engine.speak(utterance);
  }
}
