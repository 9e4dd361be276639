import { copy, make, type Part, wordsOf } from "../../browser/elements";
import type { Question, Rule } from "../../questions/model";
import type { AnswerForm } from "../../questions/offer";
import type { Words } from "../../browser/words";
import { bar, counter } from "./counter";

/** A question as it is shown to the room. */
export interface Asking {
  question: Question;
  revealed: boolean;
  bars: boolean; // the hands are shown before the answer too
  people: number; // in the room; 0 when that was not said
  counts: number[];
  words: Words;
  count(place: number, n: number): void; // sets the hands of a choice
}

/** A screen whose numbers of hands can change. */
export interface Screen {
  element: HTMLElement;
  hands?: (counts: number[], people: number) => void;
}

/** The letter of a choice or an item, from 0. */
export function letter(i: number): string {
  return String.fromCharCode(65 + (i % 26));
}

/** What is shown of what cannot be chosen. */
const drawn: Record<Exclude<AnswerForm, "choose">, (asking: Asking) => HTMLElement | null> = { rank: order, pair: pairs, write: accepted };

/** The question, or once the answer is revealed what is right, for the room and in the same form for the notes. */
export function askedOf(asking: Asking): Screen {
  const form = asking.question.form;
  if (form === "choose") return choices(asking);
  const right = rightHands(asking);
  return { element: make("div", {}, drawn[form](asking), right.element), hands: right.hands };
}

const lines: Record<AnswerForm, (question: Question, words: Words) => string> = {
  choose: (question, words) => {
    const right = question.choices.map((_, i) => i).filter((i) => question.choices[i]?.right);
    return words.text(right.length === 1 ? "right-one" : "right-many", { answer: right.map(letter).join(", ") });
  },
  rank: (question, words) => words.text("right-order", { answer: question.right.map((place) => letterAt(question, place)).join(", ") }),
  pair: (question, words) => words.text("right-match", { answer: question.right.map((place, row) => `${row + 1} ${letterAt(question, place)}`).join(", ") }),
  write: (question, words) => {
    const first = question.accepted[0];
    return question.accepted.length === 1 && first ? words.text("right-one", { answer: wordsOf(first.text) }) : words.text("right-any");
  },
};

/** The answer in one line. */
export function answerLine(question: Question, words: Words): string {
  return lines[question.form](question, words);
}

/** The letter of the item of a place. */
function letterAt(question: Question, place: number): string {
  return letter(question.items.findIndex((item) => item.place === place));
}

function choices(asking: Asking): Screen {
  const words = asking.words;
  const rows = asking.question.choices.map((choice, i) => {
    const count = counter(letter(i), words, asking.counts[i] || 0, (n) => asking.count(i, n));
    const shown = bar();
    const verdict = asking.revealed ? make("div", { class: "verdict" }, make("strong", {}, words.text(choice.right ? "right" : "wrong")), " ",
      choice.right ? null : copy(choice.feedback)) : null;
    const kind = asking.revealed ? (choice.right ? "pick right" : "pick wrong") : "pick";
    const row = make("li", { class: kind }, make("span", { class: "letter" }, letter(i)),
      make("div", { class: "said" }, make("div", { class: "text" }, copy(choice.text)), verdict), count.element, shown.element);
    return { row, count, shown };
  });
  const hands = (counts: number[]): void => {
    const all = counts.reduce((a, b) => a + b, 0);
    rows.forEach((row, i) => {
      const n = counts[i] || 0;
      row.count.show(n);
      row.shown.element.hidden = all === 0 || !(asking.revealed || asking.bars);
      row.shown.show(n, all, words.count("hands-of", all, { got: n }));
    });
  };
  hands(asking.counts);
  return { element: make("ol", { class: "picks", role: "list" }, ...rows.map((row) => row.row)), hands };
}

/** Where the answer is not a choice, those who had it right raise their hands. */
function rightHands(asking: Asking): Screen {
  const words = asking.words;
  const label = words.text("had-it");
  const count = counter(label, words, asking.counts[0] || 0, (n) => asking.count(0, n));
  const shown = bar();
  const hands = (counts: number[], people: number): void => {
    const n = counts[0] || 0;
    const known = people >= n && n > 0;
    count.show(n);
    shown.element.hidden = !known || !(asking.revealed || asking.bars);
    shown.show(n, people, words.count("people-of", people, { got: n }));
  };
  hands(asking.counts, asking.people);
  return { element: make("div", { class: "had" }, make("span", { class: "text" }, label), count.element, shown.element), hands };
}

function badge(words: string, ...parts: Part[]): HTMLElement {
  return make("li", { class: "item" }, make("span", { class: "letter" }, words), make("div", { class: "text" }, ...parts));
}

function list(...items: HTMLElement[]): HTMLElement {
  return make("ol", { class: "picks", role: "list" }, ...items);
}

function order(asking: Asking): HTMLElement {
  const question = asking.question;
  if (!asking.revealed) return list(...question.items.map((item, i) => badge(letter(i), copy(item.text))));
  return list(...question.rows.map((row, i) => badge(letterAt(question, i), copy(row))));
}

function pairs(asking: Asking): HTMLElement {
  const question = asking.question;
  const head = (i: number): HTMLElement => make("p", { class: "label" }, wordsOf(question.heads[i]));
  if (!asking.revealed) {
    return make("div", { class: "pairs" }, make("div", {}, head(0), list(...question.rows.map((row, i) => badge(String(i + 1), copy(row))))),
      make("div", {}, head(1), list(...question.items.map((item, i) => badge(letter(i), copy(item.text))))));
  }
  const cell = (mark: string, from: Element | undefined): HTMLElement =>
    make("td", {}, make("div", { class: "item" }, make("span", { class: "letter" }, mark), make("div", { class: "text" }, copy(from))));
  const rows = question.rows.map((row, i) => {
    const at = question.items.findIndex((item) => item.place === question.right[i]);
    return make("tr", {}, cell(String(i + 1), row), cell(letter(at), question.items[at]?.text));
  });
  return make("table", { class: "together" }, make("thead", {}, make("tr", {}, ...question.heads.map((h) => make("th", { scope: "col" }, wordsOf(h))))),
    make("tbody", {}, ...rows));
}

function accepted(asking: Asking): HTMLElement | null {
  const all = asking.question.accepted;
  if (!asking.revealed || all.length < 2) return null;
  return make("ul", { class: "accepted" }, ...all.map((a) => make("li", {}, copy(a.text))));
}

/** Why the answer is right, and the rules behind it. */
export function reasons(question: Question, words: Words): HTMLElement {
  const why = make("div", { class: "why" }, make("div", {}, copy(question.explanation)));
  for (const rule of question.rules) why.append(make("p", { class: "behind" }, make("strong", {}, words.text("rule")), " ", ...ruleLink(rule, words)));
  return why;
}

/** The words of a rule, which link to it, and the page that it is on. */
export function ruleLink(rule: Rule, words: Words): Part[] {
  return [make("a", { href: rule.href }, rule.title), " ", make("span", { class: "where" }, words.text("on-page", { page: rule.page }) + (rule.source ? ` ${rule.source}` : ""))];
}
