import { button, make, type Part, save } from "../../browser/elements";
import type { Quiz } from "../../questions/model";
import type { Words } from "../../browser/words";
import { csv, json } from "./csv";
import { dayWords, isoDay, today } from "../../codes/days";
import { type Fault, Faults, where } from "../../codes/faults";
import type { Found } from "../../codes/find";
import { type Board, Intake } from "../../codes/intake";
import { type Result, resultCodes } from "../../questions/code";
import { ResultSet } from "./group";
import { paper, paperTakers, taker } from "./paper";
import { bar, fewAnswers } from "../../codes/parts";
import { questionsView } from "./questions";
import { readText } from "../../codes/reading";
import { report } from "./report";
import { rulesView } from "./rules";
import { BoardStore } from "../../codes/store";
import type { ScoredResult } from "./scored";
import { takersView } from "./takers";

/** The trainer's board: results are added, and what the group has understood is shown. */
export class ResultsBoard implements Board<Result> {
  readonly kind = resultCodes();
  private readonly group: ResultSet;
  private readonly store = new BoardStore("results");
  readonly undo = make("div", { class: "undo" });
  private readonly empty: HTMLElement;
  private readonly told = make("section", { class: "told" });
  private readonly heading: HTMLElement;
  private readonly score = make("p", { class: "score" });
  private readonly passed = make("div", { class: "passed" });
  private readonly notes = make("ul", { class: "notes" });
  private readonly takersHeading: HTMLElement;
  private readonly sheet = make("section", { class: "sheet-of-board" });
  private readonly others = make("section", { class: "names-of-board" });
  private readonly kept = make("p", {});
  private readonly rules: ReturnType<typeof rulesView>;
  private readonly questions: ReturnType<typeof questionsView>;
  private readonly takers: ReturnType<typeof takersView>;
  private readonly intake: Intake<Result>;
  private turn = 0; // how often the report was shown

  constructor(private readonly list: HTMLElement, private readonly quiz: Quiz, private readonly words: Words) {
    this.group = new ResultSet(quiz);
    this.intake = new Intake<Result>(this, words);
    this.empty = make("p", { class: "empty" }, words.text("empty"));
    this.heading = make("h2", { tabindex: "-1" }, words.text("title"));
    this.takersHeading = make("h3", { tabindex: "-1" }, words.text("takers"));
    this.rules = rulesView(quiz, words);
    this.questions = questionsView(quiz, words);
    this.takers = takersView(quiz, words, (one) => this.remove([one]));
  }

  /** Puts the board where the list of questions is, with what was kept. */
  start(): void {
    const words = this.words;
    const { putting, status, faults } = this.intake;
    this.told.append(this.heading, this.score, this.passed, this.notes, ...(this.rules.parts as Node[]), ...(this.questions.parts as Node[]),
      this.takersHeading, make("p", {}, words.text("trust")), ...(this.takers.parts as Node[]), ...(this.take() as Node[]));
    this.list.before(make("div", { class: "board screen" },
      make("h2", {}, words.text("put-in")), this.empty, putting.text, status, faults, this.undo, putting.files, this.told), this.sheet, this.others);
    document.body.classList.add("boarded");
    addEventListener("afterprint", () => (this.others.textContent = ""));
    void this.show();
    const kept = this.store.read();
    if (kept) this.intake.then(() => this.restore(kept));
  }

  /**
   * Puts back what was kept. Rubbish is not listed, as nobody added it; results that the quiz has left behind are. Unless
   * all of the text is on the board now, it is set aside when the board is kept.
   */
  private async restore(text: string): Promise<void> {
    const faults = new Faults<Result>();
    await readText(this.kind, text, (found) => {
      if (this.group.add(found) === "unmatched") faults.add("unmatched", found, () => where(found, text, ""));
    });
    this.group.again = 0;
    await this.show();
    const codes = new Set(this.group.taken.map((one) => one.code));
    const whole = text.split("\n").every((line) => codes.has(line));
    if (whole) this.store.whole = text;
    this.intake.status.textContent = [codes.size > 0 ? this.words.count("restored", codes.size) : "", whole ? "" : this.words.text("aside")].filter(Boolean).join(" ");
    this.intake.list(faults);
  }

  add(found: Found<Result>): string {
    return this.group.add(found);
  }

  fault({ kind, found }: Fault<Result>): Part[] | null {
    const words = this.words;
    if (kind === "unmatched") return [words.text("fault-unmatched", { date: dayWords(found.content?.day ?? 0) })];
    if (kind !== "other") return null;
    const board = document.querySelector(`.other[data-digest="${found.content?.quiz ?? 0}"] a`);
    if (!board) return [words.text("fault-other-unknown")];
    return [words.text("fault-other"), " ", make("a", { href: board.getAttribute("href") ?? "", class: "alone" }, board.textContent)];
  }

  keep(): void {
    this.store.write(this.group.taken.map((one) => one.code));
    this.kept.textContent = this.words.text(this.store.works ? "kept" : "kept-not");
  }

  /**
   * Shows the report of what is on the board now. What comes far down the page, and what is for paper, follows once the
   * browser has had time to show the rest and to respond to its reader: the promise resolves when all is shown.
   */
  show(): Promise<void> {
    const words = this.words;
    const taken = this.group.taken;
    const told = report(this.quiz, taken, this.group.again);
    this.empty.hidden = taken.length > 0;
    this.told.hidden = taken.length === 0;
    this.score.textContent = taker(told, words);
    this.passed.textContent = "";
    if (told.passed >= 0 && told.taken >= fewAnswers) this.passed.append(bar(told.passed, told.taken));
    // An explanation that many do not understand is what a trainer sees first.
    const notes = told.questions.map((q, i) => (q.unclear > 1 && q.unclear * 5 >= q.asked &&
      `“${this.quiz.questions[i]?.title ?? ""}”: ${words.text("unclear", { n: q.unclear, all: q.asked })}`) || "").filter(Boolean);
    if (told.older > 0) notes.push(words.count("older", told.older));
    if (told.left_out > 0) notes.push(words.count("left-out", told.left_out));
    this.notes.textContent = "";
    this.notes.append(...notes.map((note) => make("li", {}, note)));
    this.notes.hidden = notes.length === 0;
    this.rules.show(told);
    this.takers.show(taken);
    this.kept.textContent = words.text(this.store.works ? "kept" : "kept-not");
    const turn = ++this.turn;
    return new Promise((shown) => setTimeout(() => {
      if (turn === this.turn) {
        this.questions.show(told);
        this.sheet.textContent = "";
        this.sheet.append(...(paper(this.quiz, told, taken, words).filter(Boolean) as Node[]));
      }
      shown();
    }));
  }

  /** What a trainer may do with the results: save them, print them, remove them. */
  private take(): Part[] {
    const words = this.words;
    const name = (kind: string): string => `results-${this.quiz.name.replace(/^.*\//, "")}-${isoDay(today())}.${kind}`;
    const names = make("input", { type: "checkbox" });
    return [make("h3", {}, words.text("take")),
      make("p", {}, words.text("take-how")),
      make("div", { class: "actions" },
        button(words.text("save-csv"), () => save(new Blob([csv(this.quiz, this.group.taken)], { type: "text/csv;charset=utf-8" }), name("csv"))),
        button(words.text("save-json"), () =>
          save(new Blob([json(report(this.quiz, this.group.taken, this.group.again), this.group.taken)], { type: "application/json" }), name("json")))),
      make("h3", {}, words.text("print-head")),
      make("p", {}, words.text("print-how")),
      make("label", { class: "option" }, names, make("span", {}, words.text("print-names"))),
      make("div", { class: "actions" }, button(words.text("print"), () => {
        this.others.textContent = "";
        if (names.checked) this.others.append(...(paperTakers(this.quiz, this.group.taken, words) as Node[]));
        print();
      })),
      make("h3", {}, words.text("keep-head")), this.kept,
      make("div", { class: "actions" }, button(words.text("remove-all"), () => this.remove(this.group.taken)))];
  }

  /** Removes results from the board. They can be put back until something else is added. */
  private remove(gone: ScoredResult[]): void {
    const words = this.words;
    const before = this.group.taken;
    this.group.set(before.filter((one) => !gone.includes(one)));
    void this.show();
    this.keep();
    this.intake.status.textContent = "";
    this.intake.list(null);
    const back = button(words.text("undo"), () => {
      this.group.set(before);
      void this.show();
      this.keep();
      this.undo.textContent = "";
      this.intake.status.textContent = words.count("restored", gone.length);
      (gone.length === before.length ? this.heading : this.takersHeading).focus();
    });
    this.undo.textContent = "";
    this.undo.append(make("p", { id: "board_removed" }, words.count("removed", gone.length)), back);
    back.setAttribute("aria-describedby", "board_removed");
    if (this.group.taken.length > 0) this.takersHeading.after(this.undo);
    else this.intake.faults.after(this.undo);
    back.focus();
  }
}
