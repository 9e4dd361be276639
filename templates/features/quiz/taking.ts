import { type Attempt, askedOf, begin, readAttempt, readsAll } from "../../questions/attempt";
import { certificateScreen } from "./certificate";
import { button, make, type Part } from "../../browser/elements";
import type { Quiz } from "../../questions/model";
import { resultScreen, scoreWords } from "./results";
import { answeredScreen, type AskedQuestion, askScreen, type Moves } from "./screens";
import { Slot } from "../../browser/storage";
import type { Words } from "../../browser/words";

/** The part of the page that the fragment of an address names; a fragment can hold anything. */
function ledTo(hash: string): HTMLElement | null {
  if (hash.length < 2) return null; // Firefox writes a warning when it is asked for no name
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
}

/** Leads a reader from screen to screen, and keeps the go on the device. */
export class Taking {
  private readonly place = make("div", { class: "take screen" });
  private readonly store: Slot;
  private attempt: Attempt | null = null;

  constructor(
    private readonly list: HTMLElement,
    private readonly quiz: Quiz,
    private readonly words: Words,
  ) {
    this.store = new Slot("handrail:1:quiz:" + location.pathname, (text) => readsAll(quiz, text));
  }

  /** Puts the first screen where the list of questions is. A reader who was led to a question gets the list. */
  start(): void {
    this.list.before(this.place);
    const kept = readAttempt(this.quiz, this.store.read());
    this.attempt = kept === "changed" ? null : kept;
    this.first(false, kept === "changed" ? "changed" : this.store.damaged() ? "aside" : undefined);
    const led = (): void => {
      const to = ledTo(location.hash);
      if (!to || !this.list.contains(to)) return;
      this.first(false);
      this.showList(true);
      to.scrollIntoView();
    };
    addEventListener("hashchange", led);
    led();
  }

  private showList(shown: boolean): void {
    document.body.classList.toggle("taking", !shown);
  }

  /** Shows a screen. The focus goes to its first heading, but for the screen that the page opens with. */
  private show(name: string, screen: HTMLElement, focus = true): void {
    for (const link of this.place.querySelectorAll<HTMLAnchorElement>('a[href^="blob:"]')) URL.revokeObjectURL(link.href);
    this.place.textContent = "";
    this.place.append(screen);
    this.place.dataset.screen = name;
    this.showList(false);
    const open = name === "question" || name === "answered";
    const classList = document.documentElement.classList;
    classList.toggle("asking", open);
    classList.toggle("away", name !== "first");
    classList.toggle("certified", name === "certificate");
    const to = screen.querySelector<HTMLElement>("[tabindex='-1']");
    if (!focus || !to) return;
    to.focus({ preventScroll: open });
    // All of a question is in sight where that is possible, and then all of what the page says about the answer.
    if (name === "question") scrollTo(0, 0);
    else if (open) to.parentElement?.scrollIntoView({ block: "nearest" });
  }

  /** The screen to start from. */
  private first(focus: boolean, note?: string): void {
    const quiz = this.quiz;
    const words = this.words;
    const attempt = this.attempt;
    const n = attempt ? Object.keys(attempt.answers).length : 0;
    const rules: Part[] = [words.count("length", quiz.draw), quiz.draw < quiz.questions.length ? words.text("drawn", { all: quiz.questions.length }) : null,
      quiz.pass > 0 ? words.text("pass", { percent: quiz.pass }) : null];
    const buttons: Part[] = [];
    if (attempt?.done) buttons.push(this.go("see", () => this.result()), this.go("again", () => this.again()));
    else if (attempt && n > 0) buttons.push(this.go("go-on", () => this.question()), this.go("again", () => this.again()));
    else buttons.push(this.go("start", () => this.again()));
    (buttons[0] as HTMLElement).className = "go";
    const all = button(words.text("as-list"), () => {
      const shown = document.body.classList.contains("taking");
      this.showList(shown);
      all.setAttribute("aria-expanded", String(shown));
    });
    all.setAttribute("aria-expanded", "false");
    this.show("first", make("section", {},
      make("h2", { tabindex: "-1" }, words.text("title")),
      note ? make("p", { class: "label" }, words.text(note)) : null,
      make("p", {}, rules.filter(Boolean).join(" ")),
      make("p", {}, `${words.text("private")} ${words.text("time")}`),
      attempt && !attempt.done && n > 0 ? make("p", { class: "label" }, words.count("begun", n, { all: attempt.asked.length })) : null,
      make("div", { class: "actions" }, ...buttons, all), this.kept()), focus);
  }

  private go(key: string, press: () => void): HTMLButtonElement {
    return button(this.words.text(key), press);
  }

  private again(): void {
    this.attempt = begin(this.quiz);
    this.save();
    this.question();
  }

  private save(): void {
    if (this.attempt) this.store.write(JSON.stringify(this.attempt));
  }

  /** Shows the question at which the go is, or the feedback on it. */
  private question(): void {
    const quiz = this.quiz;
    const words = this.words;
    const attempt = this.attempt;
    const question = attempt && askedOf(quiz, attempt)[attempt.at];
    if (!attempt || !question) return this.result();
    const shown: AskedQuestion = { quiz, attempt, question, words };
    const answer = quiz.atEnd ? undefined : attempt.answers[question.id];
    if (answer === undefined) this.show("question", askScreen(shown, this.moves(attempt)));
    else this.show("answered", answeredScreen(shown, answer, this.moves(attempt)));
  }

  private moves(attempt: Attempt): Moves {
    const go = (by: number): void => {
      attempt.at += by;
      this.save();
      this.question();
    };
    const id = attempt.asked[attempt.at] ?? "";
    const rate = (sure: number | null): void => {
      if (sure === null) delete attempt.sure[id];
      else attempt.sure[id] = sure;
      this.save();
    };
    return {
      give: (answer, sure) => {
        attempt.answers[id] = answer;
        rate(sure);
        if (this.quiz.atEnd) go(1);
        else this.question();
      },
      rate,
      next: () => go(1),
      back: attempt.at > 0 ? () => go(-1) : null,
      stop: () => this.first(true),
    };
  }

  private result(): void {
    const quiz = this.quiz;
    const words = this.words;
    const attempt = this.attempt;
    if (!attempt) return this.first(true);
    if (!attempt.done) {
      const now = new Date();
      attempt.done = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
      this.save();
    }
    const screen = resultScreen(quiz, attempt, words, {
      certificate: () => this.show("certificate", certificateScreen(
        { quiz: quiz.title, giver: quiz.certificate, day: attempt.done, score: scoreWords(quiz, attempt, words) }, words, () => this.result())),
      missed: (questions) => {
        this.attempt = begin(quiz, questions, attempt.first ?? attempt);
        this.save();
        this.question();
      },
      again: () => this.again(),
      full: (first) => {
        this.attempt = first;
        this.save();
        this.result();
      },
    });
    screen.append(this.kept());
    this.show("result", screen);
  }

  /** What is kept on the device, and a button to remove it. */
  private kept(): HTMLElement {
    const words = this.words;
    const details = make("details", { class: "kept" }, make("summary", {}, words.text("kept")),
      make("p", {}, words.text(this.store.works ? "kept-what" : "kept-not")));
    if (this.quiz.certificate) details.append(make("p", {}, words.text("kept-name")));
    details.append(button(words.text("remove"), () => {
      this.attempt = null;
      this.store.remove();
      this.first(true, "removed");
    }));
    return details;
  }
}
