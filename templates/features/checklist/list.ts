import { button, dayWords, make } from "../../browser/elements";
import { rail } from "../../browser/rail";
import type { ChecklistItem, ItemGroup } from "./model";
import { type ItemRow, itemRow } from "./thing";
import type { Count, Work } from "./work";

/** Where the list leads. */
export interface ListMoves {
  today(): void;
  ask(at: number): void;
  goOn(): void;
  keep(): void;
  print(): void;
}

/** How many items to do of a group are shown at first: more at once would be too much for a tired day. */
const few = 8;

/** How many more a press shows. */
const step = 20;

/** A group on the screen. */
interface GroupView {
  group: ItemGroup;
  box: HTMLDetailsElement;
  heading: HTMLElement;
  count: HTMLElement;
  rest: HTMLElement; // the words when nothing is to do
  lists: Record<"todo" | "done" | "skipped", HTMLElement>;
  more: HTMLButtonElement;
  most: number; // how many items to do are shown
}

/** The list of what is to do. A change updates only the item and the counts, so that a long list stays quick. */
export class ListScreen {
  readonly element: HTMLElement;
  private readonly progress = make("span", { id: "list_progress", role: "status" });
  private readonly line = make("p", { class: "progress" }, this.progress);
  private readonly kept = make("p", { class: "small" });
  private readonly groups: GroupView[];
  private readonly rows = new Map<string, ItemRow>();

  constructor(private readonly work: Work, private readonly moves: ListMoves, note: Node | null) {
    const words = work.words;
    this.groups = work.list.groups.filter((group) => work.mine(group).length > 0).map((group) => this.makeGroup(group));
    const today = button(words.text("today"), moves.today);
    today.className = "go";
    this.element = make("section", {}, make("h2", { tabindex: "-1" }, words.text("title")), note, this.news(), this.line,
      make("div", { class: "actions" }, today), ...this.groups.map((shown) => shown.box), this.kept,
      make("div", { class: "actions" }, button(words.text("keep"), moves.keep), button(words.text("print"), moves.print)), this.answers());
    const first = this.groups.find((shown) => shown.lists.todo.firstChild);
    if (first) first.box.open = true;
    this.tell();
  }

  /** What the reader has to answer before the list is complete. */
  private news(): HTMLElement | null {
    const open = this.work.unanswered().length;
    if (open === 0) return null;
    return make("div", { class: "note" }, make("p", {}, this.work.words.count("unanswered", open)),
      make("p", {}, button(this.work.words.text("go-on"), this.moves.goOn)));
  }

  private makeGroup(group: ItemGroup): GroupView {
    const words = this.work.words;
    const list = (): HTMLElement => make("ul", { class: "things" });
    const shown: GroupView = {
      group, box: make("details", { class: "group" }), heading: make("h3", {}, group.title), count: make("span", { class: "count" }),
      rest: make("p", {}), lists: { todo: list(), done: list(), skipped: list() }, most: few,
      more: button("", () => {
        const first = Array.from(shown.lists.todo.children).find((row) => (row as HTMLElement).hidden);
        shown.most += step;
        this.tellGroup(shown);
        first?.querySelector("input")?.focus();
      }),
    };
    shown.box.append(make("summary", {}, shown.heading, shown.count));
    if (group.promises) shown.box.append(make("p", {}, words.text("promises-how")));
    if (group.repeat === "each-person") shown.box.append(make("p", {}, button(words.text("new-person"), () => this.newPerson(shown))));
    if (group.calendar) {
      shown.box.append(make("p", {}, make("a", { class: "alone", href: group.calendar, type: "text/calendar" }, words.text("remind-all"),
        make("span", { class: "hidden" }, ": " + group.title))));
    }
    shown.box.append(shown.rest, shown.lists.todo, shown.more, this.fold("folded-done", shown.lists.done), this.fold("folded-skipped", shown.lists.skipped));
    for (const item of this.work.mine(group)) {
      const row: ItemRow = itemRow(this.work, item, {
        done: () => this.change(shown, item, () => this.work.tick(item), row.box),
        skip: () => this.change(shown, item, () => this.work.skip(item), row.element),
        undo: () => this.change(shown, item, () => this.work.undo(item), row.box),
      });
      this.rows.set(item.id, row);
      row.draw();
      shown.lists[this.work.standing(item).is].append(row.element);
    }
    return shown;
  }

  private fold(key: string, list: HTMLElement): HTMLElement {
    return make("details", { class: "fold" }, make("summary", { "data-key": key }), list);
  }

  /**
   * Does something to an item. What is on the screen stays where it is, so that the next press meets what the reader aimed at; only an item
   * that was folded away, and is to do again, goes back to the others.
   */
  private change(shown: GroupView, item: ChecklistItem, act: () => void, focus: HTMLElement): void {
    act();
    const row = this.rows.get(item.id);
    row?.draw();
    if (row?.element.closest(".fold")) {
      this.settle(shown, item);
      shown.most = Math.max(shown.most, Array.from(shown.lists.todo.children).indexOf(row.element) + 1); // it is not hidden there
    }
    this.tell(shown);
    focus.focus();
  }

  /** Puts an item in its place in the order of the list. */
  private settle(shown: GroupView, item: ChecklistItem): void {
    const row = this.rows.get(item.id)?.element;
    if (!row) return;
    const to = shown.lists[this.work.standing(item).is];
    const items = this.work.mine(shown.group);
    const after = items.slice(items.indexOf(item) + 1).map((next) => this.rows.get(next.id)?.element);
    to.insertBefore(row, after.find((next) => next?.parentElement === to) ?? null);
    (row.parentElement as HTMLElement).closest(".fold")?.setAttribute("open", "");
  }

  private newPerson(shown: GroupView): void {
    this.work.newPerson(shown.group);
    for (const item of this.work.mine(shown.group)) {
      this.rows.get(item.id)?.draw();
      this.settle(shown, item);
    }
    this.tell();
    shown.lists.todo.querySelector("input")?.focus();
  }

  /** Shows the progress of the list, and of one group or all of them. */
  private tell(one?: GroupView): void {
    const words = this.work.words;
    const count = this.work.count(this.work.tasks);
    this.progress.textContent = progressWords(this.work, count);
    this.line.querySelector(".rail")?.remove();
    const line = rail(count.all, count.done);
    if (line) this.line.append(line);
    const key = this.work.fault === "newer" ? "kept-newer" : !this.work.store.works ? "kept-not" : this.work.own.saved ? "kept-saved" : "kept";
    if (this.kept.textContent !== words.text(key)) this.kept.textContent = words.text(key);
    for (const shown of one ? [one] : this.groups) this.tellGroup(shown);
  }

  private tellGroup(shown: GroupView): void {
    const words = this.work.words;
    const count = this.work.count([shown.group]);
    const promises = shown.group.promises;
    shown.count.textContent = count.done < count.all ? words.count(promises ? "to-agree" : "to-do", count.all - count.done) : words.text(promises ? "all-agreed" : "all-done");
    let hidden = 0;
    let todo = 0;
    for (const row of shown.lists.todo.children) {
      const box = row.querySelector("input");
      const hide = box?.checked === false && ++todo > shown.most;
      if (hide) hidden++;
      if ((row as HTMLElement).hidden !== hide) (row as HTMLElement).hidden = hide;
    }
    shown.more.hidden = hidden === 0;
    shown.more.textContent = words.count("more", Math.min(hidden, step));
    const next = this.nextOf(shown.group);
    shown.rest.textContent = count.done === count.all && next ? words.text("group-next", { day: dayWords(next) }) : "";
    shown.rest.hidden = shown.rest.textContent === "";
    for (const is of ["done", "skipped"] as const) {
      const fold = shown.lists[is].parentElement as HTMLElement;
      const many = shown.lists[is].children.length;
      fold.hidden = many === 0;
      (fold.firstElementChild as HTMLElement).textContent = words.count(is === "done" && promises ? "folded-agreed" : "folded-" + is, many);
    }
  }

  /** The first day on which something of a group is due again. */
  private nextOf(group: ItemGroup): string {
    return this.work.mine(group).map((item) => this.work.standing(item).next ?? "").filter(Boolean).sort()[0] ?? "";
  }

  /** The answers, each with a button to change it. */
  private answers(): HTMLElement {
    const words = this.work.words;
    const list = make("dl", { class: "answers" });
    this.work.list.questions.forEach((question, at) => {
      const answer = this.work.state.answers.get(question.key);
      const change = button(words.text("change"), () => this.moves.ask(at));
      change.append(make("span", { class: "hidden" }, ": " + question.ask));
      list.append(make("div", {}, make("dt", {}, question.ask), make("dd", {}, answerWords(this.work, at, answer)), make("dd", {}, change)));
    });
    return make("section", {}, make("h3", {}, words.text("answers")), list);
  }
}

/** An answer in words. */
export function answerWords(work: Work, at: number, answer: string[] | "unsure" | undefined): string {
  if (answer === undefined || answer === "unsure") return work.words.text(answer ? "unsure" : "not-answered");
  const labels = (work.list.questions[at]?.options ?? []).filter((option) => (option.topic ? answer.includes(option.topic) : answer.length === 0));
  return labels.map((option) => option.label).join("; ") || work.words.text("none");
}

/** The progress of a list, in words. */
export function progressWords(work: Work, count: Count): string {
  const words = work.words;
  return [words.text("done-of", { n: count.done, all: count.all }), count.skipped ? words.count("skipped-of", count.skipped) : "",
    count.due ? words.count("due-of", count.due) : ""].filter(Boolean).join(" ");
}

