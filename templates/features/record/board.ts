import { button, make, type Part, save } from "../../browser/elements";
import type { Words } from "../../browser/words";
import { isoDay, today } from "../../codes/days";
import { Faults, where } from "../../codes/faults";
import type { Found } from "../../codes/find";
import { type Board, Intake } from "../../codes/intake";
import { readText } from "../../codes/reading";
import { type PathRecord, recordCodes } from "../../codes/record";
import { BoardStore } from "../../codes/store";
import { recordTable } from "./csv";
import { type HeldRecord, type Person, RecordSet } from "./group";
import { paperPeople, recordPaper } from "./paper";
import { PeopleView } from "./people";
import type { Plan, PlanRule } from "./plan";
import { type RecordReport, recordReport } from "./report";
import { knownView, lookView } from "./rules";
import { stepsTable } from "./steps";

/** The board of records: they are added, and the page shows how far people have come. */
export class RecordsBoard implements Board<PathRecord> {
  readonly kind = recordCodes();
  private readonly group: RecordSet;
  private readonly store = new BoardStore("record");
  private readonly intake: Intake<PathRecord>;
  private readonly rules: Map<string, PlanRule>;
  private readonly people: PeopleView[];
  private readonly known: ReturnType<typeof knownView>;
  private readonly empty: HTMLElement;
  private readonly heading: HTMLElement;
  private readonly told = make("section", { class: "told" });
  private readonly score = make("p", { class: "score" });
  private readonly paths: HTMLElement[];
  private readonly look: ReturnType<typeof lookView>;
  readonly undo = make("div", { class: "undo" });
  private readonly kept = make("p", {});
  private readonly sheet = make("section", { class: "sheet-of-board" });
  private readonly others = make("section", { class: "names-of-board" });
  private report: RecordReport;

  constructor(private readonly list: HTMLElement, private readonly plan: Plan, private readonly words: Words) {
    this.group = new RecordSet(plan);
    this.report = recordReport(this.group);
    this.rules = new Map(plan.rules.map((rule) => [rule.id, rule]));
    this.people = plan.paths.map(() => new PeopleView(words, this.rules, (one) => this.remove(one.held)));
    this.paths = plan.paths.map(() => make("div", {}));
    this.look = lookView(this.rules, words);
    this.known = knownView(this.rules, words);
    this.empty = make("p", { class: "empty" }, words.text("empty"));
    this.heading = make("h2", { tabindex: "-1" }, words.text("title"));
    this.intake = new Intake<PathRecord>(this, words);
  }

  /** Puts the board where the list of paths is, with what was kept. */
  start(): void {
    const { putting, status, faults } = this.intake;
    this.told.append(this.heading, this.score, ...this.paths, ...(this.look.parts as Node[]), ...(this.known.parts as Node[]), make("p", {}, this.words.text("trust")), ...(this.take() as Node[]));
    this.list.before(make("div", { class: "board screen" },
      make("h2", {}, this.words.text("put-in")), this.empty, putting.text, status, faults, this.undo, putting.files, this.told), this.sheet, this.others);
    document.body.classList.add("boarded");
    addEventListener("afterprint", () => (this.others.textContent = ""));
    this.show();
    const kept = this.store.read();
    if (kept) this.intake.then(() => this.restore(kept));
  }

  /** Puts back what was kept. Rubbish is not listed, as nobody added it; records of paths that are gone are. */
  private async restore(text: string): Promise<void> {
    const faults = new Faults<PathRecord>();
    await readText(this.kind, text, (found) => {
      if (this.group.add(found) === "gone") faults.add("gone", found, () => where(found, text, ""));
    });
    const codes = new Set(this.group.all().map((one) => one.code));
    this.group.came = codes.size;
    this.show();
    const whole = text.split("\n").every((line) => codes.has(line));
    if (whole) this.store.whole = text;
    this.intake.status.textContent = [codes.size > 0 ? this.words.count("restored", codes.size) : "", whole ? "" : this.words.text("aside")].filter(Boolean).join(" ");
    this.intake.list(faults);
  }

  add(found: Found<PathRecord>): string {
    return this.group.add(found);
  }

  keep(): void {
    this.store.write(this.group.all().map((one) => one.code));
    this.sayKept();
  }

  private sayKept(): void {
    this.kept.textContent = this.words.text(this.store.works ? "kept" : "kept-not");
  }

  /** Shows the report of what is on the board now. */
  show(): void {
    const words = this.words;
    const people = this.group.people();
    const report = (this.report = recordReport(this.group, people));
    this.empty.hidden = people.length > 0;
    this.told.hidden = people.length === 0;
    this.score.textContent = [words.count("people-n", report.people), report.again > 0 ? words.count("again-n", report.again) : ""].filter(Boolean).join(" ");
    this.plan.paths.forEach((path, at) => this.showPath(at, report.paths.find((one) => one.path === path.name), people));
    this.look.show(report);
    this.known.show(report);
    this.sayKept();
    this.sheet.textContent = "";
    this.sheet.append(...(recordPaper(report, this.rules, words).filter(Boolean) as Node[]));
  }

  private showPath(at: number, path: RecordReport["paths"][number] | undefined, people: Person[]): void {
    const place = this.paths[at] as HTMLElement;
    const view = this.people[at] as PeopleView;
    place.hidden = !path;
    if (!path) return;
    if (!place.firstChild) place.append(make("h3", {}, path.title), view.element, make("h4", {}, this.words.text("each-step")), make("div", {}));
    const steps = place.lastElementChild as HTMLElement;
    steps.textContent = "";
    steps.append(stepsTable(path, this.words, true));
    view.show(path, people.filter((one) => one.path === at));
  }

  /** What can be done with the records: save them, print them, remove them. */
  private take(): Part[] {
    const words = this.words;
    const name = (kind: string): string => `records-${isoDay(today())}.${kind}`;
    const names = make("input", { type: "checkbox" });
    return [make("h3", {}, words.text("take")),
      make("p", {}, words.text("take-how")),
      make("div", { class: "actions" },
        button(words.text("save-csv"), () => save(new Blob([recordTable(this.group, this.report, this.group.people())], { type: "text/csv;charset=utf-8" }), name("csv"))),
        button(words.text("save-json"), () => save(new Blob([JSON.stringify({ report: this.report, codes: this.group.all().map((one) => one.code) }, null, 1) + "\n"], { type: "application/json" }), name("json")))),
      make("h3", {}, words.text("print-head")),
      make("label", { class: "option" }, names, make("span", {}, words.text("print-names"))),
      make("div", { class: "actions" }, button(words.text("print"), () => {
        this.others.textContent = "";
        if (names.checked) this.others.append(...(paperPeople(this.report, words) as Node[]));
        print();
      })),
      make("h3", {}, words.text("keep-head")), this.kept,
      make("div", { class: "actions" }, button(words.text("remove-all"), () => this.remove(this.group.all())))];
  }

  /** Removes records from the board. They can be put back until something else is added. */
  private remove(gone: HeldRecord[]): void {
    const words = this.words;
    const before = this.group.all();
    const people = this.report.people;
    const put = (held: HeldRecord[]): void => {
      this.group.set(held);
      this.show();
      this.keep();
      this.intake.status.textContent = this.undo.textContent = "";
      this.intake.list(null);
    };
    put(before.filter((one) => !gone.includes(one)));
    const back = button(words.text("undo"), () => {
      put(before);
      this.intake.status.textContent = words.count("restored", gone.length);
      this.heading.focus();
    });
    this.undo.append(make("p", { id: "board_removed" }, words.count("removed", people - this.report.people)), back);
    back.setAttribute("aria-describedby", "board_removed");
    if (this.report.people > 0) this.heading.after(this.undo);
    else this.intake.faults.after(this.undo);
    back.focus();
  }
}
