import { type Attempt, askedOf, result } from "../../questions/attempt";
import { button, make, type Part } from "../../browser/elements";
import type { Words } from "../../browser/words";
import type { Question, Quiz } from "../../questions/model";
import { mark } from "../../questions/score";
import type { Keeping } from "../quiz/keeping";
import { readState, writeState } from "./state";
import type { Outcome, RuleOutcome, Started, System } from "./system";

/** Keeps a go in a learning system, and nothing of it on the device: several learners may use one browser. */
export class InSystem implements Keeping {
  attempt: Attempt | null = null;
  note = "";
  over = false;
  readonly counts: boolean;
  private best: number | null = null; // what was sent is only ever replaced by more
  private readonly firsts = new Map<number, number>(); // the number of the first answer of each go, by its seed
  private next = 0; // the number of the next answer of another go
  private state: string | null = null; // what the system was last given to keep; empty when that was too long
  private unsent = false; // an answer was given since the system was last asked to store all
  private at = -1; // the question that is shown, since a moment
  private since = Date.now();

  constructor(private readonly quiz: Quiz, private readonly words: Words, private readonly system: System, private readonly started: Started,
    private readonly failed: (reason: string) => void) {
    const kept = readState(quiz, started.state);
    if (kept === "changed") this.note = kept;
    else if (kept) {
      this.attempt = kept.attempt;
      this.best = kept.best;
      this.firsts.set(kept.attempt.seed, kept.before);
      this.next = kept.before + Object.keys(kept.attempt.answers).length;
    }
    this.counts = !started.readOnly;
    this.over = started.readOnly && Boolean(this.attempt?.done);
    if (started.readOnly && !this.over) this.note = "tried";
  }

  terms(): string {
    return `${this.words.text(this.started.readOnly ? "tried-terms" : "terms")} ${this.words.text("time")}`;
  }

  save(attempt: Attempt): void {
    if (attempt.at !== this.at) this.since = Date.now();
    this.at = attempt.at;
    if (this.started.readOnly) return;
    this.keep(attempt.first ?? attempt);
    if (!this.unsent) return;
    this.unsent = false;
    this.system.commit();
  }

  answered(attempt: Attempt, question: Question): void {
    const answer = attempt.answers[question.id];
    if (this.started.readOnly || attempt.first || answer === undefined) return;
    const index = this.firstOf(attempt) + attempt.asked.indexOf(question.id);
    this.next = Math.max(this.next, index + 1);
    this.system.answered({
      index, question, answer, right: mark(question, answer) === "right", at: new Date(), seconds: (Date.now() - this.since) / 1000,
      progress: Object.keys(attempt.answers).length / attempt.asked.length,
    });
    this.unsent = true;
  }

  finished(attempt: Attempt): void {
    if (this.started.readOnly || attempt.first) return;
    const outcome = outcomeOf(this.quiz, attempt);
    if (this.best === null || outcome.percent > this.best) {
      this.best = outcome.percent;
      this.keep(attempt);
      this.system.finished(outcome);
    }
    this.system.commit();
  }

  path(): string {
    return "";
  }

  kept(): Part {
    const exit = this.started.exit;
    return exit && make("p", {}, button(this.words.text("leave"), exit));
  }

  private keep(attempt: Attempt): void {
    const state = writeState(this.quiz, { attempt, best: this.best, before: this.firstOf(attempt) }, this.started.room);
    if (state === this.state) return;
    this.state = state;
    if (state) this.system.keep(state, attempt.done ? "" : attempt.asked[Math.min(attempt.at, attempt.asked.length - 1)] ?? "");
    else this.failed(this.words.text("too-long"));
  }

  private firstOf(attempt: Attempt): number {
    const first = this.firsts.get(attempt.seed) ?? this.next;
    this.firsts.set(attempt.seed, first);
    return first;
  }
}

/** How a go that is done ended. A rule of which some questions were not asked counts as known or not at all. */
export function outcomeOf(quiz: Quiz, attempt: Attempt): Outcome {
  const { got, all, passed } = result(quiz, attempt);
  const asked = askedOf(quiz, attempt);
  const rules = new Map<string, RuleOutcome>();
  for (const rule of ([] as Question["rules"]).concat(...asked.map((question) => question.rules))) {
    const names = (question: Question): boolean => question.rules.some((one) => one.id === rule.id);
    const tests = asked.filter(names);
    const right = tests.filter((question) => mark(question, attempt.answers[question.id]) === "right").length;
    if (right === tests.length || tests.length === quiz.questions.filter(names).length) {
      rules.set(rule.id, { id: rule.id, title: rule.title, passed: right === tests.length, percent: percentOf(right, tests.length) });
    }
  }
  return { percent: percentOf(got, all), passed: quiz.pass === null ? null : passed, rules: Array.from(rules.values()) };
}

/** A percentage with two decimals, and never more than it is: a system may compare it with what passes. */
function percentOf(got: number, all: number): number {
  return Math.floor((got * 10_000) / all) / 100;
}
