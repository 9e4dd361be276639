import type { Words } from "../../browser/words";
import { applies, broughtBy, type Verdict } from "./applies";
import { type Day, dayOf } from "./due";
import { type Checklist, type ChecklistItem, type ChecklistQuestion, type ItemGroup, labelOf } from "./model";
import { doneEntry, type Entry, type ItemStatus, later, type ListFault, merge, newState, skipEntry, standing, type State, undoneEntry } from "./state";
import { ChecklistStore, type Own } from "./store";

/** The progress of a list. */
export interface Count {
  all: number; // without what does not apply
  done: number;
  skipped: number;
  due: number; // of what is to do: done before, and due again
}

/** A list that somebody works on: what it holds, and what can be done with it. Every change is kept on the device at once. */
export class Work {
  state: State;
  own: Own = { me: "", saved: false };
  readonly store: ChecklistStore;
  /** Why what the device keeps cannot be read; "" when it can. */
  fault: ListFault | "" = "";
  private verdicts = new Map<string, Verdict>();

  constructor(readonly list: Checklist, public words: Words) {
    this.state = newState(list.name);
    this.store = new ChecklistStore(list.name);
    this.load();
  }

  /** Loads what the device keeps. */
  load(): void {
    const kept = this.store.read();
    this.fault = typeof kept?.state === "string" ? kept.state : "";
    this.state = kept && typeof kept.state !== "string" ? kept.state : newState(this.list.name);
    if (kept) this.own = kept.own;
    this.judge();
  }

  get today(): Day {
    return dayOf(new Date());
  }

  begun(): boolean {
    return this.state.answers.size > 0 || this.state.items.size > 0;
  }

  /** The questions that have no answer yet. They count as not sure. */
  unanswered(): ChecklistQuestion[] {
    return this.list.questions.filter((question) => !this.state.answers.has(question.key));
  }

  verdict(item: ChecklistItem): Verdict {
    return this.verdicts.get(item.id) ?? { holds: true, why: [] };
  }

  /** Why an item is on the list, in words. */
  why(item: ChecklistItem): string {
    const verdict = this.verdict(item);
    if (verdict.why.length === 0) return this.words.text("why-all");
    const unsure = verdict.why.some((topic) => {
      const question = this.list.questions.find((question) => question.topics.includes(topic));
      const answer = question && this.state.answers.get(question.key);
      return answer === undefined || answer === "unsure";
    });
    const labels = verdict.why.map((topic) => `“${labelOf(this.list, topic)}”`).join(this.words.text("and"));
    return this.words.text(unsure ? "why-unsure" : "why", { said: labels });
  }

  entry(item: ChecklistItem): Entry | undefined {
    return this.state.items.get(item.id);
  }

  standing(item: ChecklistItem): ItemStatus {
    return this.stands(item, this.today);
  }

  private stands(item: ChecklistItem, today: Day): ItemStatus {
    return standing(this.entry(item), item.group.repeat, item.changed, today);
  }

  /** The groups of what is to be done, without promises. */
  get tasks(): ItemGroup[] {
    return this.list.groups.filter((group) => !group.promises);
  }

  /** The items of a group that are for this list. */
  mine(group: ItemGroup): ChecklistItem[] {
    return group.items.filter((item) => this.verdict(item).holds);
  }

  count(groups: ItemGroup[]): Count {
    const count: Count = { all: 0, done: 0, skipped: 0, due: 0 };
    const today = this.today;
    for (const group of groups) {
      for (const item of this.mine(group)) {
        const standing = this.stands(item, today);
        if (standing.is === "skipped") count.skipped++;
        else count.all++;
        if (standing.is === "done") count.done++;
        if (standing.why === "due" || standing.why === "changed") count.due++;
      }
    }
    return count;
  }

  tick(item: ChecklistItem): void {
    this.set(item, doneEntry(this.entry(item), this.today, this.own.me, new Date()));
  }

  skip(item: ChecklistItem): void {
    this.set(item, skipEntry(this.entry(item), this.own.me, new Date()));
  }

  undo(item: ChecklistItem): void {
    const entry = this.entry(item);
    if (entry) this.set(item, undoneEntry(entry, item.group.repeat, new Date()));
  }

  /** Someone new has joined: what is done for each person is to do again. */
  newPerson(group: ItemGroup): void {
    for (const item of group.items) {
      const entry = this.entry(item);
      if (entry?.done) this.state.items.set(item.id, Object.assign({}, entry, { again: true, at: later(entry.at, new Date()) }));
    }
    this.save();
  }

  answer(question: ChecklistQuestion, answer: string[] | "unsure"): void {
    this.state.asked.set(question.key, later(this.state.asked.get(question.key), new Date()));
    this.state.answers.set(question.key, answer);
    this.save();
    this.judge();
  }

  /** Takes another list instead of this one. */
  replace(state: State): void {
    this.state = state;
    this.write();
    this.judge();
  }

  /** Removes the list from the device, and what was set aside of it. Returns what puts all of it back. */
  remove(): () => void {
    const before = { state: this.state, own: this.own };
    const putBack = this.store.remove();
    this.clear();
    return () => {
      putBack();
      this.load();
      if (this.begun()) return;
      Object.assign(this, before); // where nothing is kept
      this.judge();
    };
  }

  /** Removes the list alone; what was set aside stays. */
  empty(): void {
    this.store.empty();
    this.clear();
  }

  private clear(): void {
    this.own = { me: "", saved: false };
    this.load();
  }

  setOwn(own: Partial<Own>): void {
    Object.assign(this.own, own);
    if (this.begun()) this.save();
  }

  private set(item: ChecklistItem, entry: Entry): void {
    this.state.items.set(item.id, entry);
    this.save();
  }

  /** Keeps the list. Another page may have changed it meanwhile: its changes count too. */
  private save(): void {
    const kept = this.store.changed() ? this.store.read() : null;
    if (kept && typeof kept.state !== "string") {
      this.state = merge(this.state, kept.state);
      this.judge();
    }
    this.write();
  }

  private write(): void {
    // What a newer version of the site has kept must not be overwritten by this one.
    if (this.fault !== "newer") {
      this.store.write(this.state, this.own);
      if (this.store.works) this.fault = "";
    }
  }

  private judge(): void {
    const brought = broughtBy(this.list.questions, this.state.answers);
    this.list.items.forEach((item) => this.verdicts.set(item.id, applies(item.condition, brought)));
  }
}
