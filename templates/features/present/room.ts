import { button, make } from "../../browser/elements";
import type { Question, Quiz } from "../../questions/model";
import type { Words } from "../../browser/words";
import { Hands, isCount, places } from "./hands";
import { type Pressed, readKey } from "./keys";
import { isRoomState, NOTES, type NotesRequest, RoomEnd, type RoomState } from "./link";
import { letter, type Screen } from "./question";
import { hashOf, type Place, placeIn, type RunStep, stepsOf } from "./run";
import { endScreen, keyTable, moveButtons, progress, questionScreen, storyScreen } from "./screens";
import { newSettings, settingsFields, SIZES } from "./settings";
import { canFill, canScroll, fill, fillsScreen, fit, goOnScrolling } from "./stage";

/** The window that the room sees: one screen after the other, controlled by keys, by buttons and by the window with the notes. */
export class Room {
  private readonly place = make("div", { class: "take screen" });
  private readonly said = make("p", { class: "hidden", role: "status" });
  private readonly steps: RunStep[];
  private readonly hands = new Hands();
  private readonly settings = newSettings();
  private readonly revealed = new Set<number>(); // steps whose answer is shown
  private readonly notes: RoomEnd;
  private at = -1;
  private seen = -1; // where the run was left
  private helping = false;
  private fresh = true; // nothing has been counted or sent since the page was loaded
  private screen: Screen | null = null;

  constructor(private readonly list: HTMLElement, private readonly quiz: Quiz, private readonly words: Words) {
    this.steps = stepsOf(quiz);
    this.notes = new RoomEnd(quiz, () => this.told(), (asked) => this.hear(asked));
  }

  /** Puts the first screen where the list of questions is, or the one that was shown before the page was loaded again. */
  start(): void {
    this.list.parentElement?.prepend(this.said, this.place);
    document.body.classList.add("taking");
    const led = (focus: boolean): void => {
      const place = placeIn(location.hash, this.steps);
      if (place) this.goTo(place);
      else this.show(focus);
    };
    led(false);
    addEventListener("hashchange", () => {
      if (placeIn(location.hash, this.steps)) led(true);
    });
    addEventListener("keydown", (event) => this.key(event));
    addEventListener("resize", () => this.fit());
    document.addEventListener("fullscreenchange", () => this.filled());
  }

  private told(): RoomState {
    this.fresh = false;
    return { at: this.at, revealed: this.isRevealed(), hands: this.hands.all(), people: this.settings.people };
  }

  /** Does what the notes ask for. After a reload, they bring the hands back. */
  private hear(asked: NotesRequest): void {
    if (this.fresh && isRoomState(asked.last)) {
      this.hands.take(asked.last.hands, this.quiz.questions);
      this.settings.people = Math.max(0, asked.last.people);
      this.show(false, true);
    }
    const set = asked.set;
    const question = set && this.quiz.questions.find((q) => q.id === set.question);
    if (set && question && isCount(set.n)) this.count(question, set.place, set.n);
    if (typeof asked.press === "object" && asked.press !== null) this.press(asked.press);
  }

  private step(): RunStep | null {
    return this.steps[this.at] ?? null;
  }

  private question(): Question | null {
    const step = this.step();
    return step?.kind === "question" ? step.question : null;
  }

  private isRevealed(): boolean {
    return this.revealed.has(this.at);
  }

  private key(event: KeyboardEvent): void {
    const question = this.helping ? null : this.question();
    const pressed = readKey(event, { letters: question?.choices.length ?? 0, places: question ? places(question) : 0 }, this.settings.characters);
    // On the start screen, keys do what they do on any page, except for the one that goes on.
    if (!pressed || (this.at < 0 && (pressed.do !== "next" || (pressed.scroll && canScroll(1))))) return;
    event.preventDefault();
    if (event.repeat) return; // a key that is held down by an unsteady hand counts once
    if (pressed.scroll && (pressed.do === "next" || pressed.do === "back") && goOnScrolling(pressed.do === "next" ? 1 : -1)) return;
    this.press(pressed);
  }

  private press(pressed: Pressed): void {
    const to = (at: number): void => this.goTo({ at, revealed: this.revealed.has(at) });
    switch (pressed.do) {
      case "next":
        if (this.helping) return this.help(false);
        if (this.settings.answerFirst && this.question() && !this.isRevealed()) return this.reveal();
        return this.at < this.steps.length - 1 ? to(this.at + 1) : undefined;
      case "back": return this.helping ? this.help(false) : this.at > 0 ? to(this.at - 1) : this.leave();
      case "first": return to(0);
      case "last": return to(this.steps.length - 1);
      case "reveal": return this.helping ? undefined : this.reveal();
      case "hint": return this.hint();
      case "full": return fill();
      case "help": return this.help(!this.helping);
      case "leave": return this.helping ? this.help(false) : fillsScreen() ? fill() : this.leave();
      case "larger": return this.resize(1);
      case "smaller": return this.resize(-1);
      case "hand": return this.hand(pressed);
    }
  }

  private goTo(place: Place): void {
    this.at = place.at;
    this.seen = place.at;
    this.helping = false;
    if (place.revealed) this.revealed.add(place.at);
    this.show(true);
  }

  private reveal(): void {
    if (!this.question()) return;
    if (this.isRevealed()) this.revealed.delete(this.at);
    else this.revealed.add(this.at);
    this.show(true);
  }

  private hint(): void {
    const hint = this.place.querySelector<HTMLDetailsElement>("details.hint");
    if (hint) hint.open = !hint.open;
  }

  private help(helping: boolean): void {
    this.helping = helping && this.at >= 0;
    this.show(true);
  }

  private leave(): void {
    if (fillsScreen()) fill();
    this.at = -1;
    this.show(true);
  }

  private hand(pressed: Pressed): void {
    const question = this.question();
    const place = Number(pressed.place);
    const before = question ? this.hands.of(question)[place] : undefined;
    if (!question || before === undefined) return;
    this.count(question, place, before + (pressed.by === -1 ? -1 : 1));
  }

  private count(question: Question, place: number, n: number): void {
    this.fresh = false;
    this.hands.set(question, place, n);
    const counts = this.hands.of(question);
    if (question === this.question()) {
      this.screen?.hands?.(counts, this.settings.people);
      this.fit(); // the first hand makes the bars appear
    }
    this.say(`${question.choices.length > 0 ? letter(place) : this.words.text("had-it")}: ${this.words.count("hands", counts[place] ?? 0)}`);
    this.notes.update();
  }

  private say(words: string): void {
    this.said.textContent = words;
  }

  private resize(by: number): void {
    this.settings.size = Math.min(Math.max(this.settings.size + by, 0), SIZES.length - 1);
    this.fit();
    this.say(this.words.text("size", { percent: SIZES[this.settings.size] ?? 100 }));
  }

  /** The window has filled the screen, or no longer does. */
  private filled(): void {
    const button = this.place.querySelector(".full");
    if (button) button.textContent = this.words.text(fillsScreen() ? "full-leave" : "full");
    this.fit();
  }

  private fit(): void {
    fit(this.place, this.at >= 0 && !this.helping && this.step()?.kind !== "end", (SIZES[this.settings.size] ?? 100) / 100);
  }

  /** Shows the screen of the place where the run is. The focus goes to its heading, or stays where it was. */
  private show(focus: boolean, keep = false): void {
    const before = keep ? document.activeElement : null;
    const index = before && this.place.contains(before) ? Array.from(this.place.querySelectorAll("button, input")).indexOf(before as HTMLButtonElement) : -1;
    this.place.textContent = "";
    this.said.textContent = "";
    this.screen = null;
    const inRoom = this.at >= 0;
    this.place.append(...(this.helping ? this.helpScreen() : inRoom ? this.roomScreen() : this.startScreen()));
    this.place.dataset.screen = this.helping ? "help" : this.step()?.kind ?? "start";
    document.body.classList.toggle("room", inRoom);
    const hash = hashOf({ at: this.at, revealed: this.isRevealed() });
    if (inRoom || placeIn(location.hash, this.steps)) history.replaceState(null, "", hash || location.href.replace(/#.*$/, ""));
    this.fit();
    const kept = this.place.querySelectorAll<HTMLElement>("button, input")[index];
    if (kept) kept.focus({ preventScroll: true });
    else if (focus) this.focus();
    this.notes.update();
  }

  private focus(): void {
    scrollTo(0, 0);
    const headings = this.place.querySelectorAll<HTMLElement>("[tabindex='-1']");
    (headings[this.isRevealed() && !this.helping ? headings.length - 1 : 0] ?? this.place.querySelector<HTMLElement>(".go"))?.focus();
  }

  private startScreen(): Node[] {
    const words = this.words;
    const run = (): void => {
      fill(true);
      this.goTo({ at: Math.max(this.seen, 0), revealed: this.revealed.has(this.seen) });
    };
    const step = this.steps[this.seen];
    const go = button(words.text(step ? "go-on" : "start"), run);
    go.className = "go";
    const again = step && button(words.text("again"), () => {
      this.revealed.clear();
      this.seen = 0;
      run();
    });
    return [make("p", {}, `${words.count("length", this.quiz.questions.length)} ${words.text("what")}`),
      make("div", { class: "actions" }, go, again),
      make("h2", {}, words.text("notes")), make("p", {}, words.text("notes-what")), this.notesButton(),
      make("h2", {}, words.text("hands-title")), make("p", {}, words.text("hands-kept")), this.clearButton(),
      this.fields(), make("h2", {}, words.text("keys")), make("p", {}, words.text("keys-how")), keyTable(words)];
  }

  private helpScreen(): Node[] {
    const words = this.words;
    const close = button(words.text("close"), () => this.help(false));
    close.className = "go";
    return [make("div", { class: "stage" }, make("h1", { tabindex: "-1" }, words.text("help")), make("div", { class: "actions" }, close),
      this.notesButton(), this.clearButton(), this.fields(), make("h2", {}, words.text("keys")), make("p", {}, words.text("keys-how")), keyTable(words))];
  }

  private fields(): HTMLElement {
    return settingsFields(this.settings, this.words, () => this.notes.update(), (by) => this.resize(by));
  }

  private roomScreen(): Node[] {
    const step = this.step() as RunStep;
    const words = this.words;
    const question = step.question;
    const stage = make("div", { class: "stage" }, progress(step, this.quiz.questions.length, words));
    if (step.kind === "story" && question?.story) stage.append(storyScreen(question.story));
    else if (question) {
      this.screen = questionScreen({
        question, revealed: this.isRevealed(), bars: this.settings.bars, people: this.settings.people,
        counts: this.hands.of(question), words, count: (place, n) => this.count(question, place, n),
      });
      stage.append(this.screen.element);
    } else {
      stage.append(endScreen(this.quiz, this.hands, this.settings.people, words), this.clearButton());
    }
    for (const details of stage.querySelectorAll("details")) details.addEventListener("toggle", () => this.fit());
    const full = canFill() ? button(words.text(fillsScreen() ? "full-leave" : "full"), () => fill()) : null;
    if (full) full.className = "full";
    const moves = moveButtons(words, step.kind === "question" ? this.isRevealed() : null,
      step.kind !== "end", (command) => this.press({ do: command }));
    return [stage, make("div", { class: "moves", role: "group", "aria-label": words.text("moves") }, make("div", { class: "big" }, ...moves),
      make("div", {}, full, button(words.text("help"), () => this.help(true)), button(words.text("leave"), () => this.leave())))];
  }

  /** Opens the notes; where the browser does not let a page do that, a link does. */
  private notesButton(): HTMLElement {
    const words = this.words;
    const address = location.href.replace(/#.*$/, "") + NOTES;
    const box = make("div", { class: "notes-open" });
    const blocked = make("div", { role: "status" });
    box.append(make("div", { class: "actions" }, button(words.text("notes-open"), () => {
      const opened = window.open(address, "handrail_notes", "popup,width=1000,height=720");
      blocked.textContent = "";
      if (opened) opened.focus();
      else blocked.append(make("p", { class: "problem" }, words.text("notes-blocked"), " ", make("a", { href: address, target: "_blank", rel: "opener", class: "alone" }, words.text("notes-link"))));
    })), blocked);
    return box;
  }

  private clearButton(): HTMLElement {
    const words = this.words;
    const label = (): string => words.text(this.hands.canUndo() ? "undo" : "clear");
    const clear = button(label(), () => {
      const undone = this.hands.canUndo();
      if (undone) this.hands.undo();
      else this.hands.clear();
      this.fresh = false;
      if (this.step()?.kind === "end" && !this.helping) this.show(true, true);
      clear.textContent = label();
      this.say(words.text(undone ? "undone" : "cleared"));
      this.notes.update();
    });
    return make("div", { class: "actions" }, clear);
  }
}
