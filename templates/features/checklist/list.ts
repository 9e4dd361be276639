import { button, dayWords, make } from "../../browser/elements";
import type { ChecklistItem, ItemGroup } from "./model";
import { thing } from "./thing";
import type { Count, Work } from "./work";

/** Where the list leads. */
export interface ListMoves {
  today(): void;
  ask(at: number): void;
  goOn(): void;
  keep(): void;
  print(): void;
}

/** How many items of a group are shown at first: more at once would be too much for a tired day. */
const few = 5;

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
  private readonly progress = make("p", { class: "label", id: "list_progress" });
  private readonly bar = make("progress", { "aria-labelledby": "list_progress" });
  private readonly kept = make("p", { class: "small" });
  private readonly groups: GroupView[];
  private readonly places = new Map<string, HTMLElement>();
  private fresh: ChecklistItem | null = null; // stays where it was after it was done, so that a slip can be undone at once

  constructor(private readonly work: Work, private readonly moves: ListMoves, note: Node | null) {
    const words = work.words;
    this.groups = work.list.groups.filter((group) => work.mine(group).length > 0).map((group) => this.makeGroup(group));
    const today = button(words.text("today"), moves.today);
    today.className = "go";
    this.element = make("section", {}, make("h2", { tabindex: "-1" }, words.text("title")), note, this.news(), this.progress, this.bar,
      make("div", { class: "actions" }, today, button(words.text("keep"), moves.keep), button(words.text("print"), moves.print)), this.kept,
      ...this.groups.map((shown) => shown.box), this.answers());
    const first = this.groups.find((shown) => work.count([shown.group]).done < work.count([shown.group]).all);
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
        const first = shown.lists.todo.children[shown.most] as HTMLElement | undefined;
        shown.most += step;
        this.tellGroup(shown);
        first?.focus();
      }),
    };
    shown.box.append(make("summary", {}, shown.heading, shown.count));
    if (group.repeat === "each-person") shown.box.append(make("p", {}, button(words.text("new-person"), () => this.newPerson(shown))));
    if (group.calendar) {
      shown.box.append(make("p", {}, make("a", { class: "alone", href: group.calendar, type: "text/calendar" }, words.text("remind-all"),
        make("span", { class: "hidden" }, ": " + group.title))));
    }
    shown.box.append(shown.rest, shown.lists.todo, shown.more, this.fold("folded-done", shown.lists.done), this.fold("folded-skipped", shown.lists.skipped));
    for (const item of this.work.mine(group)) {
      const place = make("li", { class: "thing", tabindex: "-1" });
      this.places.set(item.id, place);
      this.draw(item, place);
      shown.lists[this.work.standing(item).is].append(place);
    }
    return shown;
  }

  private fold(key: string, list: HTMLElement): HTMLElement {
    return make("details", { class: "fold" }, make("summary", { "data-key": key }), list);
  }

  private draw(item: ChecklistItem, place: HTMLElement): void {
    place.textContent = "";
    const work = this.work;
    place.append(...thing(work, item, {
      done: () => this.change(item, () => work.tick(item)),
      skip: () => this.change(item, () => work.skip(item)),
      undo: () => this.change(item, () => work.undo(item)),
    }));
  }

  /** Does something to an item. It stays where it is, short and with a button to undo it, and takes the focus. */
  private change(item: ChecklistItem, act: () => void): void {
    const place = this.places.get(item.id);
    const before = this.fresh;
    act();
    this.fresh = null;
    if (before && before !== item) this.settle(before);
    if (!place) return;
    const is = this.work.standing(item).is;
    this.draw(item, place);
    if (is === "todo") this.settle(item);
    else if (place.closest(".fold")) this.settle(item);
    else this.fresh = item;
    place.classList.toggle("fresh", this.fresh === item);
    this.tell(before && before.group !== item.group ? undefined : item.group);
    place.closest(".fold")?.setAttribute("open", "");
    place.focus();
  }

  /** Puts an item in its place in the order of the list. */
  private settle(item: ChecklistItem): void {
    const place = this.places.get(item.id);
    const shown = this.groups.find((shown) => shown.group === item.group);
    if (!place || !shown) return;
    place.classList.remove("fresh");
    const to = shown.lists[this.work.standing(item).is];
    const after = item.group.items.slice(item.group.items.indexOf(item) + 1).map((next) => this.places.get(next.id));
    to.insertBefore(place, after.find((next) => next?.parentElement === to) ?? null);
  }

  private newPerson(shown: GroupView): void {
    this.work.newPerson(shown.group);
    for (const item of this.work.mine(shown.group)) {
      const place = this.places.get(item.id);
      if (place) this.draw(item, place);
      this.settle(item);
    }
    this.fresh = null;
    this.tell();
    (shown.lists.todo.firstElementChild as HTMLElement | null)?.focus();
  }

  /** Shows the progress of the list, and of one group or all of them. */
  private tell(group?: ItemGroup): void {
    const words = this.work.words;
    const count = this.work.count(this.work.list.groups);
    this.progress.textContent = progressWords(this.work, count);
    this.bar.max = Math.max(count.all, 1);
    this.bar.value = count.done;
    const key = this.work.fault === "newer" ? "kept-newer" : !this.work.store.works ? "kept-not" : this.work.own.saved ? "kept-saved" : "kept";
    if (this.kept.textContent !== words.text(key)) this.kept.textContent = words.text(key);
    for (const shown of this.groups) if (!group || shown.group === group) this.tellGroup(shown);
  }

  private tellGroup(shown: GroupView): void {
    const words = this.work.words;
    const count = this.work.count([shown.group]);
    shown.count.textContent = count.done < count.all ? words.count("to-do", count.all - count.done) : words.text("all-done");
    const list = shown.lists.todo;
    const hidden = Math.max(list.children.length - shown.most, 0);
    for (let i = 0; i < list.children.length; i++) {
      const place = list.children[i] as HTMLElement;
      if (place.hidden !== (i >= shown.most)) place.hidden = !place.hidden;
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
      (fold.firstElementChild as HTMLElement).textContent = words.count("folded-" + is, many);
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

