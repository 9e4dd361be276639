import { button, make, primary } from "../../browser/elements";
import { icon } from "../../browser/icons";
import type { Words } from "../../browser/words";
import { rates, type SpeechChoice } from "./choice";
import type { ReaderState } from "./reader";

const startIcon = "M7 4v16l13-8z";
const pauseIcon = "M8 4v16m8-16v16";
const backIcon = "M19 5 9 12l10 7zM5 5v14";
const onIcon = "m5 5 10 7-10 7zm14 0v14";
const stopIcon = "M5 5h14v14H5z";
const moreIcon = "m5 9 7 7 7-7";
const noneIcon = "M3 9v6h4l5 5V4L7 9zm13 0 6 6m0-6-6 6";

/** What the bar leads to. */
export interface BarMoves {
  go(): void; // the main button: begins, pauses, goes on
  move(by: number): void;
  choose(choice: SpeechChoice): void;
  stop(): void;
}

/** The bar at the bottom of the window, with which reading is led. */
export class SpeechBar {
  readonly element: HTMLElement;
  private readonly status = make("p", { role: "status" });
  private readonly go: HTMLButtonElement;
  private readonly stop: HTMLButtonElement;
  private readonly keys: HTMLElement;
  private readonly more: HTMLButtonElement;
  private readonly speed: HTMLSelectElement;
  private readonly voice = make("select");
  private readonly settings: HTMLElement;
  private notice: HTMLElement | null = null; // that there is no voice

  constructor(private readonly words: Words, private choice: SpeechChoice, private readonly moves: BarMoves) {
    this.go = primary(button("", moves.go));
    this.stop = this.key("stop", stopIcon, moves.stop);
    this.more = this.key("more", moreIcon, () => this.open(this.settings.hidden === true));
    this.speed = make("select", {}, ...rates.map((_, i) => make("option", { value: String(i) }, words.text(`speed-${i}`))));
    this.speed.value = String(choice.speed);
    for (const select of [this.speed, this.voice]) select.addEventListener("change", () => this.changed());
    this.settings = make("div", { class: "settings", hidden: true }, make("label", {}, words.text("speed"), this.speed), make("label", {}, words.text("voice"), this.voice));
    this.keys = make("div", { class: "keys" }, this.go, this.key("back", backIcon, () => moves.move(-1)), this.key("on", onIcon, () => moves.move(1)), this.more, this.stop);
    this.element = make("section", { class: "speak screen", "aria-label": words.text("title") }, this.status, this.keys, this.settings);
    this.open(false);
  }

  /** Puts the focus on the button that a reader most likely wants, or on what the bar has to say. */
  focus(): void {
    (this.notice ?? (this.go.hidden ? this.stop : this.go)).focus({ preventScroll: true });
  }

  /** Shows that no voice has come yet, and a way out. */
  waits(): void {
    this.say("waits");
    for (const key of this.keys.children) (key as HTMLElement).hidden = key !== this.stop;
  }

  /** Shows the voices that there are, and which is used. */
  offers(voices: SpeechSynthesisVoice[], used: SpeechSynthesisVoice): void {
    this.voice.replaceChildren(...voices.map((voice) => make("option", { value: voice.voiceURI }, voice.name)));
    this.voice.value = used.voiceURI;
    for (const key of this.keys.children) (key as HTMLElement).hidden = false;
    this.notice = null;
    if (!this.keys.isConnected) this.element.replaceChildren(this.status, this.keys, this.settings);
  }

  /** Shows what the reader is doing. */
  show(state: ReaderState): void {
    // Not what is plain from the button: whoever listens is not to be talked over.
    this.say(state === "reading" || state === "paused" ? "" : state);
    this.go.replaceChildren(icon(state === "reading" ? pauseIcon : startIcon), this.words.text("go-" + state));
  }

  /** Shows that there is no voice, and how to get one. */
  none(): void {
    const words = this.words;
    this.say("");
    this.notice = make("p", { tabindex: "-1" }, icon(noneIcon), make("strong", {}, words.text("none")));
    this.element.replaceChildren(make("div", { class: "none" }, this.notice, make("p", {}, words.text("none-why")),
      make("p", {}, words.text("none-how")),
      make("ul", {}, ...["android", "apple", "windows"].map((device) => make("li", {}, words.text("none-" + device))))),
      make("p", {}, primary(button(words.text("close"), this.moves.stop))));
  }

  private say(key: string): void {
    this.status.textContent = key && this.words.text("is-" + key);
  }

  private key(name: string, path: string, press: () => void): HTMLButtonElement {
    const made = button(this.words.text(name), press);
    made.prepend(icon(path));
    const rest = this.words.text(name + "-what");
    if (rest) made.append(make("span", { class: "hidden" }, " ", rest));
    return made;
  }

  private open(shown: boolean): void {
    this.settings.hidden = !shown;
    this.more.setAttribute("aria-expanded", String(shown));
  }

  private changed(): void {
    this.choice = { speed: Number(this.speed.value), voice: this.voice.value };
    this.moves.choose(this.choice);
  }
}
