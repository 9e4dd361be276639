import { button, make, type Part } from "../../browser/elements";
import type { Quiz } from "../../questions/model";
import type { Words } from "../../browser/words";
import { dayWords, oddDay } from "../../codes/days";
import { Listing, More, row, table } from "../../codes/parts";
import type { ScoredResult } from "./scored";

/** Who took the quiz, each with a button to take the result away. */
export function takersView(quiz: Quiz, words: Words, remove: (one: ScoredResult) => void): { parts: Part[]; show(taken: ScoredResult[]): void } {
  const whole = table("takers", [words.text("name"), words.text("date"), words.text("result"), words.text("remove-head")]);
  const listing = new Listing<ScoredResult>(whole.body, (one) => one.key, (one) => one.name, (one) => {
    const away = button(words.text("remove"), () => remove(one));
    away.append(make("span", { class: "hidden" }, " ", named(one, words)));
    const line = row([named(one, words), ...notes(one, words)], [dayWords(one.day)], [resultWords(quiz, one, words)], [away]);
    line.querySelector("th")?.setAttribute("tabindex", "-1");
    return line;
  });
  let last: ScoredResult[] = [];
  const more = new More(10, words, () => {
    const first = whole.body.children.length;
    listing.show(more.of(last));
    whole.body.children[first]?.querySelector("th")?.focus();
  });
  return {
    parts: [whole.whole, more.button],
    show: (taken) => {
      last = taken;
      listing.show(more.of(taken));
    },
  };
}

/** A name as it was typed, whichever way it is written; or that there is none. */
export function named(one: ScoredResult, words: Words): HTMLElement {
  return one.name ? make("bdi", {}, one.name) : make("span", { class: "nameless" }, words.text("no-name"));
}

export function resultWords(quiz: Quiz, one: ScoredResult, words: Words): string {
  const points = words.text("points", { got: one.got, all: one.all });
  return quiz.pass === null ? points : `${points} ${words.text(one.passed ? "has-passed" : "not-passed")}`;
}

function notes(one: ScoredResult, words: Words): Part[] {
  const notes: string[] = [];
  if (one.older) notes.push(words.text("note-older"));
  if (one.leftOut > 0) notes.push(words.count("note-left", one.leftOut));
  if (oddDay(one.day)) notes.push(words.text("note-clock"));
  return notes.map((note) => make("span", { class: "small" }, note));
}
