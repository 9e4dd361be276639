// Reads a page aloud, with the voices of the device. It is loaded when a reader first asks for it.
import lines from "strings:speak";
import type { ToolWanted } from "../../browser/tools";
import { readWords } from "../../browser/words";
import { SpeechBar } from "./bar";
import { choiceSlot, rates, readChoice } from "./choice";
import type { Selector } from "./contract";
import { Marks } from "./marks";
import { PageReader } from "./reader";
import { type PageSentence, pageSentences, soundsOf } from "./saying";
import { Speaker } from "./speaker";
import { startOf } from "./start";
import { followVoices } from "./voices";

const main = document.querySelector<HTMLElement>("#main" satisfies Selector);
const language = document.documentElement.lang;
const words = readWords(lines, language);
const later = (run: () => void, after: number): (() => void) => {
  const timer = setTimeout(run, after);
  return () => clearTimeout(timer);
};

let open: ReadAloud | null = null;

/** Reading aloud, from the press of its button until it is stopped. */
class ReadAloud {
  private readonly slot = choiceSlot(new URL(".", document.querySelector<HTMLAnchorElement>(".site" satisfies Selector)?.href ?? location.href).pathname);
  private choice = readChoice(this.slot.read());
  private voices: SpeechSynthesisVoice[] = [];
  private stale = false;
  private read: PageSentence | null = null; // the sentence that is marked
  private heading: Element | null = null; // that had the focus last
  private readonly marks = new Marks(() => innerHeight - Math.min(innerHeight, this.bar.element.getBoundingClientRect().top));
  private readonly speaker = new Speaker(speechSynthesis, (text) => new SpeechSynthesisUtterance(text), later, () => document.hidden);
  private readonly reader: PageReader<PageSentence>;
  private readonly bar: SpeechBar;
  private readonly changed = new MutationObserver((records) => {
    if (records.every((record) => this.bar.element.contains(record.target))) return;
    this.stale = true;
    this.reader.check();
  });

  // One page is read at a time: browsers would say the sentences of two by turns.
  private readonly others = "BroadcastChannel" in window ? new BroadcastChannel("handrail:speak") : null;

  constructor(private readonly page: HTMLElement, private readonly button: HTMLElement) {
    this.bar = new SpeechBar(words, this.choice, {
      go: () => this.go(),
      move: (by) => this.reader.move(by),
      choose: (choice) => {
        this.choice = choice;
        this.slot.write(JSON.stringify(choice));
        this.reader.again();
      },
      stop: () => this.stop(),
    });
    this.reader = new PageReader<PageSentence>({
      read: () => {
        this.stale = false;
        return pageSentences(page, language, soundsOf(page), { choose: words.text("choose-from") });
      },
      find: (sentence, now) => now.findIndex((other) => isSame(sentence, other)),
      start: (now) => startOf(now, this.takeHeading(), this.marks),
      inSight: (sentence) => this.marks.inSight(sentence),
      stale: () => this.stale,
    }, this.speaker, () => ({ voice: this.voice, rate: rates[this.choice.speed] ?? 1 }), () => this.show());
  }

  begin(): void {
    document.documentElement.classList.add("speaking");
    this.button.after(this.bar.element);
    this.changed.observe(this.page, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["class", "hidden", "open"] });
    this.others?.addEventListener("message", () => this.pause());
    this.bar.waits();
    this.bar.focus();
    followVoices(speechSynthesis, language, later, (voices) => this.has(voices));
  }

  /** The main button, and the button of the page pressed again. */
  go(): void {
    if (this.voices.length === 0) this.bar.focus();
    else if (this.reader.state === "reading") this.reader.pause();
    else this.reader.read();
  }

  stop(): void {
    const inside = this.bar.element.contains(document.activeElement);
    open = null;
    this.speaker.stop();
    this.marks.show(null);
    this.others?.close();
    this.changed.disconnect();
    document.documentElement.classList.remove("speaking", "speechless");
    this.bar.element.remove();
    if (inside) this.giveFocus();
  }

  /** Stops when Escape is pressed with the focus on an element, unless that has something to close. */
  escape(on: Element): void {
    if (!on.closest(this.bar.element.contains(on) ? "select" : "[popover], [aria-expanded=true]")) this.stop();
  }

  /** Notes which heading has the focus: reading begins there. */
  focused(element: Element): void {
    if (!this.bar.element.contains(element)) this.heading = this.page !== element && element.matches("[tabindex='-1']") ? element : null;
  }

  pause(): void {
    if (this.reader.state === "reading") this.reader.pause();
  }

  private has(voices: SpeechSynthesisVoice[]): void {
    if (open !== this) return;
    const first = this.voices.length === 0;
    const inside = this.bar.element.contains(document.activeElement);
    this.voices = voices;
    document.documentElement.classList.toggle("speechless", voices.length === 0);
    if (voices.length === 0) {
      this.pause();
      this.bar.none();
    } else {
      this.bar.offers(voices, this.voice);
      // The press was some time ago. Where the browser asks for one, the bar does.
      if (first) this.reader.read(false);
    }
    if (inside && (first || voices.length === 0)) this.bar.focus();
  }

  private get voice(): SpeechSynthesisVoice {
    return this.voices.find((voice) => voice.voiceURI === this.choice.voice) ?? (this.voices[0] as SpeechSynthesisVoice);
  }

  private show(): void {
    const sentence = this.reader.state === "changed" || this.reader.state === "failed" ? null : this.reader.sentence;
    // Somebody who has gone elsewhere on the page while it is read is left there.
    const follows = !this.read || (sentence !== this.read && this.reader.state !== "reading") || this.marks.inSight(this.read);
    if (this.reader.state === "reading") this.others?.postMessage("");
    this.bar.show(this.reader.state);
    this.marks.show(sentence);
    if (sentence && follows) this.marks.bring(sentence);
    this.read = sentence;
  }

  private takeHeading(): Element | null {
    const heading = this.heading;
    this.heading = null;
    return heading;
  }

  /** Puts the focus where reading was: on the button while that is in sight, or else on the text. */
  private giveFocus(): void {
    const block = this.read?.element as HTMLElement | undefined;
    const box = this.button.getBoundingClientRect();
    if (!block?.isConnected || (box.width > 0 && box.bottom > 0 && box.top < innerHeight)) return this.button.focus();
    if (!block.hasAttribute("tabindex")) {
      block.tabIndex = -1;
      block.addEventListener("blur", () => block.removeAttribute("tabindex"), { once: true });
    }
    block.focus({ preventScroll: true });
  }
}

/** Whether a sentence is another one still, after the page was read again. */
function isSame(one: PageSentence, other: PageSentence): boolean {
  const before = one.where[0];
  const now = other.where[0];
  return before && now ? before.node === now.node && before.from === now.from : !before && !now && one.element === other.element && one.say === other.say;
}

addEventListener("tool", (event) => {
  const { name, button } = (event as CustomEvent<ToolWanted>).detail;
  if (name !== "speak" || !main) return;
  if (open) return open.go();
  open = new ReadAloud(main, button);
  open.begin();
});
document.addEventListener("focusin", (event) => open?.focused(event.target as Element));
// Escape stops reading, wherever the focus is: a voice that somebody wants to be quiet has to be easy to reach. Where something else is open, such as a
// list to choose from, it closes that first.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) open?.escape(event.target as Element);
}, true);
// Otherwise some browsers read on after the page was left.
addEventListener("pagehide", () => open?.pause());
