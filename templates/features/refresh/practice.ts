import { type Attempt, begin, result } from "../../questions/attempt";
import { calendar, digits, uidOf } from "../../browser/calendar";
import { button, dayWords, hasAddress, make, type Part } from "../../browser/elements";
import { ScreenHistory } from "../../browser/history";
import { siteRoot, today } from "../../browser/progress";
import type { Words } from "../../browser/words";
import { feedback, opened, ruleLinks } from "../../questions/feedback";
import { AnswerLog, dayNumber } from "../../questions/memory";
import type { Question, Quiz } from "../../questions/model";
import { mark } from "../../questions/score";
import { answeredScreen, askScreen, type Moves, placeOf } from "../../questions/screens";
import { choose, type Chosen, knowledgeOf, nextDay, reasons } from "./choose";
import type { Data } from "./contract";
import { QuestionFiles } from "./files";
import type { QuestionIndex } from "./index";
import { mapScreen } from "./map";

/** Leads a reader through a few questions, in place of what the page says without a script. */
export class Practice {
  private readonly holder = make("div");
  private readonly place = make("div", { class: "take screen" }, this.holder);
  private readonly entries = new ScreenHistory((name) => this.go(name));
  private readonly files = new QuestionFiles();
  private readonly log: AnswerLog;
  private readonly data: Data;
  private quiz: Quiz | null = null; // the questions that were chosen
  private attempt: Attempt | null = null;

  constructor(private readonly list: HTMLElement, private readonly index: QuestionIndex, private readonly words: Words) {
    this.data = list.dataset;
    this.log = new AnswerLog(siteRoot(this.data.root ?? ""));
  }

  /** Shows the first screen, or the map of rules to whoever comes back to it. */
  start(): void {
    this.list.before(this.place);
    document.body.classList.add("taking");
    if (this.entries.left === "map") this.map(false);
    else this.first(false);
  }

  /** Shows the screen of a name: a question by its place. In place of one that there is nothing for, it shows the first. */
  private go(name: string): void {
    const attempt = this.attempt;
    if (name === "map") return this.map();
    if (!attempt || !this.quiz || name === "first") return this.first();
    const open = attempt.asked.findIndex((id) => !(id in attempt.answers));
    if (name === "end" && open < 0) return this.end();
    attempt.at = Math.min(Number(name) || 0, open < 0 ? attempt.asked.length - 1 : open);
    this.question();
  }

  /** Shows a screen. The focus goes to its heading, but for the screen that the page opens with. */
  private show(name: string, screen: HTMLElement, title: string, focus = true): void {
    this.entries.enter(name, title);
    for (const link of this.holder.querySelectorAll<HTMLAnchorElement>('a[href^="blob:"]')) URL.revokeObjectURL(link.href);
    this.holder.textContent = "";
    this.holder.append(screen);
    const open = !isNaN(Number(name));
    const classList = document.documentElement.classList;
    classList.toggle("asking", open);
    classList.toggle("away", name !== "first");
    classList.toggle("mapped", name === "map");
    const to = screen.querySelector<HTMLElement>("[tabindex='-1']");
    if (!focus || !to) return;
    to.focus({ preventScroll: open });
    if (to.localName !== "h3") scrollTo(0, 0);
    else to.parentElement?.scrollIntoView({ block: "nearest" }); // what the page says about the answer
  }

  private chosen(): Chosen[] {
    return choose(this.index, this.log.read(), dayNumber(new Date()));
  }

  private first(focus = true): void {
    const words = this.words;
    const chosen = this.chosen();
    const why = reasons.map((reason) => ({ reason, n: chosen.filter((one) => one.reason === reason).length })).filter((one) => one.n > 0 && one.reason !== "ahead");
    const known = this.index.questions.length;
    const next = this.next();
    this.show("first", make("section", {},
      make("h2", { tabindex: "-1" }, words.text("ready")), this.log.damaged() ? make("p", { class: "label" }, words.text("aside")) : null,
      make("p", {}, why.length > 0 ? words.count("count", chosen.length) : words.text("none-now")),
      why.length > 0 ? make("ul", {}, ...why.map((one) => make("li", {}, words.count(one.reason, one.n)))) : null,
      why.length === 0 && next !== null ? make("p", {}, words.text("when-day", { date: dayWords(isoDay(next)) })) : null,
      known < this.index.all ? make("p", {}, words.text("part", { all: this.index.all, n: known })) : null,
      this.actions(true), make("p", {}, words.text("private")), this.whatIsKept()), "", focus);
  }

  /** The buttons that begin a go and lead to the map. The first of them is the main one. */
  private actions(start: boolean): HTMLElement {
    const words = this.words;
    const said = make("p", { role: "status" });
    const begin = button(words.text(start ? "start" : "more"), () => {
      said.textContent = words.text("loading");
      void this.begin().catch(() => {
        said.textContent = words.text("failed");
        begin.textContent = words.text("again");
      });
    });
    const map = button(words.text("map-see"), () => this.map());
    (start ? begin : map).className = "go";
    return make("div", {}, make("div", { class: "actions" }, ...(start ? [begin, map] : [map, begin])), said);
  }

  private async begin(): Promise<void> {
    const questions = await this.files.get(this.chosen().map((one) => one.question));
    if (questions.length === 0) throw new Error("no questions");
    this.quiz = {
      title: document.querySelector("h1")?.textContent ?? "", name: "", way: "", digest: 0, site: "", version: "", pass: null, draw: questions.length, shuffleQuestions: false,
      shuffleChoices: true, atEnd: false, certificate: "", questions,
    };
    this.attempt = begin(this.quiz);
    this.question();
  }

  /** Shows the question at which the reader is, or what is said about the answer. */
  private question(): void {
    const quiz = this.quiz;
    const attempt = this.attempt;
    const asked = attempt && quiz?.questions[attempt.at];
    if (!quiz || !attempt || !asked) return this.end();
    const shown = { quiz, attempt, question: asked, words: this.words };
    const answer = attempt.answers[asked.id];
    const screen = answer === undefined ? askScreen(shown, this.moves(attempt, asked)) : answeredScreen(shown, answer, this.moves(attempt, asked));
    this.show(String(attempt.at), screen, placeOf(attempt, this.words));
  }

  private moves(attempt: Attempt, asked: Question): Moves {
    const move = (by: number): void => {
      attempt.at += by;
      this.question();
    };
    return {
      give: (answer) => {
        attempt.answers[asked.id] = answer;
        this.log.add(asked.id, asked, mark(asked, answer), dayNumber(new Date()));
        move(0);
      },
      rate: null,
      more: null,
      next: () => move(1),
      back: attempt.at > 0 ? () => this.entries.back(String(attempt.at - 1)) || move(-1) : null,
      stop: () => this.first(),
    };
  }

  /** Shows how it went, and when to come back. */
  private end(): void {
    const words = this.words;
    const quiz = this.quiz;
    const attempt = this.attempt;
    if (!quiz || !attempt) return this.first();
    const missed = result(quiz, attempt).missed;
    const all = quiz.questions.length;
    const again = new Map(missed.map((question) => question.rules).reduce((a, b) => a.concat(b), []).map((rule) => [rule.href, rule]));
    const parts: Part[] = [make("h2", { tabindex: "-1" }, words.text("result")), make("p", { class: "score" }, words.text("score", { got: all - missed.length, all })),
      this.actions(false)];
    parts.push(...this.when(), make("h3", {}, words.text("answers")), ...quiz.questions.map((question, i) => opened(
      `${i + 1}. ${words.text(mark(question, attempt.answers[question.id]))}: ${question.title}`, () => feedback(quiz, attempt, question, words))));
    if (again.size > 0) parts.push(make("h3", {}, words.text("read-again")), ruleLinks(Array.from(again.values())));
    parts.push(this.whatIsKept());
    this.show("end", make("section", {}, ...parts), words.text("result"));
  }

  /** When the next questions are due, and a calendar file with that day. It is made here, and nothing is sent. */
  private when(): HTMLElement[] {
    const words = this.words;
    const next = this.next();
    if (next === null) return [];
    const iso = isoDay(next);
    const text = calendar([{
      uid: uidOf("next", "refresh", this.data.site ?? ""), sequence: dayNumber(new Date()), day: new Date(iso + "T12:00"),
      title: words.text("event", { title: this.data.title ?? "" }), text: hasAddress() ? location.href.replace(/[?#].*$/, "") : "",
    }], new Date(), "Questions");
    const link = make("a", { class: "alone", download: `questions-${digits(new Date(iso + "T12:00"))}.ics` }, words.text("calendar"));
    link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
    return [make("h3", {}, words.text("when")), make("p", {}, words.text("when-day", { date: dayWords(iso) })), make("p", {}, link)];
  }

  private next(): number | null {
    return nextDay(this.index, this.log.read(), dayNumber(new Date()));
  }

  private map(focus = true): void {
    const back = (): void => {
      if (!this.entries.back("end") && !this.entries.back("first")) this.first();
    };
    this.show("map", mapScreen(knowledgeOf(this.index, this.log.read()), today(), this.words, back), this.words.text("map"), focus);
  }

  private whatIsKept(): HTMLElement {
    return make("p", {}, this.words.text(this.log.works() ? "kept" : "kept-not"));
  }
}

/** A day, counted from 1 January 1970, such as 2026-11-20. */
function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
