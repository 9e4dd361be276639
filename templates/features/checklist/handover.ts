import { button, dayWords, hasAddress, make } from "../../browser/elements";
import { pageAddress } from "./files";
import { answerWords, progressWords } from "./list";
import type { ChecklistItem, ItemGroup } from "./model";
import { history } from "./thing";
import type { Work } from "./work";

/** A sheet for whoever looks after the group next: how the group uses WhatsApp, what is done, what recurs and what is left. */
export function handoverScreen(work: Work, moves: { print(): void; back(): void }): HTMLElement {
  const words = work.words;
  const of = (groups: ItemGroup[]): ChecklistItem[] => groups.map((group) => work.mine(group)).reduce((all, some) => all.concat(some), []);
  const items = of(work.tasks);
  const where = (is: string): ChecklistItem[] => items.filter((item) => work.standing(item).is === is);
  const line = (item: ChecklistItem): HTMLElement => {
    const said = history(work, item, work.standing(item));
    return make("li", {}, item.text, said ? make("span", { class: "small" }, " " + said) : null);
  };
  const list = (title: string, some: ChecklistItem[]): HTMLElement | null =>
    some.length === 0 ? null : make("section", {}, make("h3", {}, title), make("ul", {}, ...some.map(line)));
  const answers = make("dl", {});
  work.list.questions.forEach((question, at) => {
    answers.append(make("dt", {}, question.ask), make("dd", {}, answerWords(work, at, work.state.answers.get(question.key))));
  });
  const print = button(words.text("print-sheet"), moves.print);
  print.className = "go";
  return make("section", { class: "handover" }, make("h2", { tabindex: "-1" }, words.text("handover")),
    make("div", { class: "actions" }, print, button(words.text("back"), moves.back)),
    make("p", {}, words.text("handover-what", { title: work.list.title, day: dayWords(work.today) })),
    make("p", { class: "sign-line" }, words.text("handover-from")), make("p", { class: "sign-line" }, words.text("handover-to")),
    make("h3", {}, words.text("handover-group")), answers,
    make("p", {}, progressWords(work, work.count(work.tasks))),
    list(words.text("handover-todo"), where("todo")), list(words.text("handover-done"), where("done")), list(words.text("handover-skipped"), where("skipped")),
    ...work.list.groups.filter((group) => group.promises).map((group) => list(group.title, of([group]).filter((item) => work.standing(item).is !== "skipped"))),
    make("h3", {}, words.text("handover-on")), make("p", {}, words.text("handover-how")),
    hasAddress() ? make("p", {}, pageAddress()) : null);
}
