import { button, dayWords, make } from "../../browser/elements";
import type { Words } from "../../browser/words";
import { bar, Listing, More, row, table } from "../../codes/parts";
import type { Person } from "./group";
import type { PlanRule } from "./plan";
import type { PathReport, PersonReport } from "./report";
import { called, stateWords } from "./steps";

/** A person with what the report says of them. */
interface ListedPerson {
  person: Person;
  report: PersonReport;
}

/** Who the people of one path are, what each has done, and a button to remove each. */
export class PeopleView {
  readonly element: HTMLElement;
  private last: ListedPerson[] = [];
  private steps: PathReport["steps"] = [];
  private readonly listing: Listing<ListedPerson>;
  private readonly more: More;

  constructor(words: Words, rules: Map<string, PlanRule>, remove: (one: Person) => void) {
    const whole = table("people", [words.text("name"), words.text("date"), words.text("done-head"), words.text("remove-head")]);
    this.listing = new Listing<ListedPerson>(whole.body, (one) => one.person.held[0]?.code ?? "", (one) => JSON.stringify([one.report, one.person.held.map((held) => held.code)]), ({ person, report }, before) => {
      const away = button(words.text("remove"), () => remove(person));
      away.append(make("span", { class: "hidden" }, " ", called(report.name, words)));
      const details = make("details", {}, make("summary", {}, words.text("steps"), make("span", { class: "hidden" }, ": ", called(report.name, words))));
      details.addEventListener("toggle", () => {
        if (details.open && details.childElementCount === 1) {
          details.append(make("ol", {}, ...report.steps.map((step, i) => make("li", {}, this.steps[i]?.title, " ", make("b", {}, stateWords(step, words))))));
          if (report.look.length > 0) details.append(make("p", {}, words.text("look") + ":"), make("ul", {}, ...report.look.map((id) => make("li", {}, rules.get(id)?.title ?? id))));
        }
      });
      details.open = before?.querySelector("details")?.open ?? false;
      const line = row([called(report.name, words), report.odd ? make("span", { class: "small" }, words.text("note-clock")) : null],
        [dayWords(report.day)],
        [bar(report.done, report.steps.length), make("span", { class: "share-words" }, words.text("of-steps", { n: report.done, all: report.steps.length })),
          report.look.length > 0 ? make("p", { class: "look" }, words.count("look-n", report.look.length)) : null, details],
        [away]);
      line.querySelector("th")?.setAttribute("tabindex", "-1");
      return line;
    });
    this.more = new More(10, words, () => {
      const first = whole.body.children.length;
      this.listing.show(this.more.of(this.last));
      whole.body.children[first]?.querySelector("th")?.focus();
    });
    this.element = make("div", {}, whole.whole, this.more.button);
  }

  show(path: PathReport, people: Person[]): void {
    this.steps = path.steps;
    this.last = path.people.map((report, i) => ({ person: people[i] as Person, report }));
    this.listing.show(this.more.of(this.last));
  }
}
