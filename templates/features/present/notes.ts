import { copy, make, type Part, wordsOf } from "../../browser/elements";
import type { Selector } from "../../questions/contract";
import type { Question, Quiz } from "../../questions/model";
import type { Words } from "../../browser/words";
import { Hands, places } from "./hands";
import { readKey } from "./keys";
import { type LinkStatus, NotesEnd, type RoomState } from "./link";
import { answerLine, askedOf, reasons, type Screen } from "./question";
import { type RunStep, stepsOf } from "./run";
import { moveButtons, storyText } from "./screens";
import { tick } from "./settings";

/** The trainer's own window. It shows what the room's window sends, and asks that one for each step. */
export class Notes {
  private readonly place = make("div", { class: "take screen notes" });
  private readonly standing = make("p", { class: "standing", role: "status" });
  private readonly body = make("div", {});
  private readonly steps: RunStep[];
  private readonly hands = new Hands();
  private end: NotesEnd | null = null;
  private told: RoomState | null = null;
  private characters = true;
  private drawn = "";
  private screen: Screen | null = null;

  constructor(private readonly list: HTMLElement, private readonly quiz: Quiz, private readonly words: Words) {
    this.steps = stepsOf(quiz);
  }

  start(): void {
    document.body.classList.add("taking", "room");
    document.title = `${this.words.text("notes")} - ${document.title}`;
    this.place.append(make("h1", {}, this.words.text("notes")), this.standing, this.body,
      tick(this.words.text("characters"), true, (checked) => { this.characters = checked; }));
    this.list.before(this.place);
    this.end = new NotesEnd(this.quiz, (standing, told) => this.hear(standing, told));
    addEventListener("keydown", (event) => this.key(event));
  }

  private step(): RunStep | null {
    return this.steps[this.told?.at ?? -1] ?? null;
  }

  private hear(standing: LinkStatus, told?: RoomState): void {
    this.place.classList.toggle("lost", standing !== "follows");
    if (told) {
      this.told = told;
      this.hands.take(told.hands, this.quiz.questions);
      this.draw(told);
    }
    const text = this.words.text(standing === "follows" ? this.roomSees() : standing,
      { n: this.step()?.n ?? 0, all: this.quiz.questions.length });
    if (this.standing.textContent !== text) this.standing.textContent = text;
  }

  /** What the room sees now, as a key of the words. */
  private roomSees(): string {
    const step = this.step();
    if (!step) return "sees-start";
    if (step.kind !== "question") return step.kind === "story" ? "sees-story" : "sees-end";
    return this.told?.revealed ? "sees-answer" : "sees-question";
  }

  /** Draws the notes again for another place. Where only hands have changed, it draws the numbers alone. */
  private draw(told: RoomState): void {
    const question = this.step()?.question;
    const place = `${told.at} ${told.revealed}`;
    if (place === this.drawn) {
      if (question) this.screen?.hands?.(this.hands.of(question), told.people);
      return;
    }
    const active = document.activeElement;
    const label = active && this.body.contains(active) && active.localName === "button" ? active.textContent : null;
    this.drawn = place;
    this.screen = null;
    this.body.textContent = "";
    const next = this.steps[told.at + 1];
    this.body.append(this.buttons(told), make("div", { class: "desk" },
      make("div", {}, ...this.now(), make("h3", {}, this.words.text("coming")), make("p", {}, this.titleOf(next))),
      question && this.step()?.kind === "question" ? make("div", {}, ...this.answer(question)) : null));
    // The button that was pressed has gone: the one in its place gets the focus.
    const buttons = Array.from(this.body.querySelectorAll<HTMLElement>(".big button"));
    if (label !== null) (buttons.find((b) => b.textContent === label) ?? buttons[buttons.length - 1])?.focus();
  }

  private titleOf(step: RunStep | undefined): string {
    const words = this.words;
    const question = step?.question;
    if (!step || !question) return words.text(step ? "end" : "nothing");
    if (step.kind === "story") return words.text("a-story", { title: wordsOf(question.story?.querySelector("h2")) });
    return `${step.n}. ${question.title}`;
  }

  private buttons(told: RoomState): HTMLElement {
    const step = this.step();
    return make("div", { class: "big", role: "group", "aria-label": this.words.text("moves") }, ...moveButtons(this.words,
      step?.kind === "question" ? told.revealed : null, step?.kind !== "end", (command) => this.end?.ask({ press: { do: command } })).slice(told.at < 0 ? 1 : 0));
  }

  /** What the notes say about the place where the room is. */
  private now(): Part[] {
    const words = this.words;
    const step = this.step();
    if (!step) return [make("h2", {}, words.text("notes-start")), make("p", {}, words.text("notes-how"))];
    const question = step.question;
    if (!question) return [make("h2", {}, words.text("end"))];
    if (step.kind === "story") return [make("h2", {}, this.titleOf(step)), question.story && storyText(question.story)];
    const trainer = make("div", {}, copy(question.answer.querySelector(":scope > .trainer" satisfies Selector)));
    trainer.querySelector(".tag" satisfies Selector)?.remove();
    return [make("h2", {}, this.titleOf(step)), make("div", { class: "note trainer" }, make("h3", {}, words.text("your-notes")),
      trainer.textContent?.trim() ? trainer : make("p", {}, words.text("no-notes")))];
  }

  /** What is right and why, with the hands. */
  private answer(question: Question): Part[] {
    const words = this.words;
    this.screen = askedOf({
      question, revealed: true, bars: true, people: this.told?.people ?? 0, counts: this.hands.of(question), words,
      count: (place, n) => this.end?.ask({ set: { question: question.id, place, n } }),
    });
    return [make("h3", {}, answerLine(question, words)), this.screen.element, reasons(question, words)];
  }

  private key(event: KeyboardEvent): void {
    const step = this.step();
    const question = step?.kind === "question" ? step.question : null;
    const pressed = readKey(event, { letters: question?.choices.length ?? 0, places: question ? places(question) : 0 }, this.characters);
    // What concerns only the screen of the other window is left to that window.
    if (!pressed || /^(full|help|leave|larger|smaller)$/.test(pressed.do)) return;
    event.preventDefault();
    if (!event.repeat) this.end?.ask({ press: pressed });
  }
}
