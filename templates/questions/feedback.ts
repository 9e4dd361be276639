import type { Attempt } from "./attempt";
import { copy, drawing, make, wordsOf } from "../browser/elements";
import { choiceOrder } from "./fields";
import type { Question, Quiz, Rule } from "./model";
import { type AnswerForm, itemAt, ranked } from "./offer";
import { type Answer, type Mark, mark } from "./score";
import type { Words } from "../browser/words";

/** The feedback on an answer, in a list of them: the answer again, what is right, and why. */
export function feedback(quiz: Quiz, attempt: Attempt, question: Question, words: Words): HTMLElement[] {
  const answer = attempt.answers[question.id];
  return [answer === undefined ? make("p", {}, words.text("unanswered")) : answered(quiz, attempt, question, answer, words), ...reasons(question, answer, words)];
}

/** What is said of what was chosen, what is right, and why. */
function reasons(question: Question, answer: Answer | undefined, words: Words): HTMLElement[] {
  const parts: HTMLElement[] = question.choices.filter((choice, at) => choice.feedback && answer?.includes(at as never)).map((choice) =>
    make("div", {}, question.several ? make("p", { class: "label" }, copy(choice.text)) : null, copy(choice.feedback)));
  if (mark(question, answer) !== "right") {
    parts.push(label(words, question.accepted.length > 1 ? "accepted" : "correct"), shown[question.form].right(question));
    if (question.accepted.some((accepted) => accepted.forms.length > 1)) parts.push(make("p", {}, words.text("optional")));
  }
  parts.push(make("div", {}, copy(question.explanation)));
  return parts;
}

function label(words: Words, key: string): HTMLElement {
  return make("p", { class: "label" }, words.text(key));
}

/** An answer that can no longer be changed, where the controls were. Of choices, those that were not chosen are there too. */
export function answered(quiz: Quiz, attempt: Attempt, question: Question, answer: Answer, words: Words): HTMLElement {
  const mine = (...parts: Node[]): HTMLElement => make("div", { class: "option mine" }, make("div", {}, label(words, "yours"), ...parts));
  const given = shown[question.form].given;
  if (given) return mine(given(question, answer));
  return make("ul", { class: "links" }, ...choiceOrder(question, quiz.shuffleChoices, attempt.seed).map((at) => {
    const text = copy(question.choices[at]?.text);
    return make("li", {}, answer.includes(at as never) ? mine(text) : make("div", { class: "option" }, make("div", {}, text)));
  }));
}

/** What the page says about an answer. Its heading takes the focus. Each verdict has a drawing with an outline of its own. */
export function verdict(question: Question, answer: Answer, words: Words): HTMLElement {
  const marked = mark(question, answer);
  return make("div", { class: "marked of-" + marked }, make("h3", { tabindex: "-1" }, icon(marked), words.text(marked)),
    ...reasons(question, answer, words));
}

export function icon(marked: Mark): SVGElement {
  const [outline, sign] = icons[marked];
  return drawing("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, drawing("path", { class: "solid", d: outline }), drawing("path", { class: "sign", d: sign }));
}

const part: [string, string] = ["M12 0l12 12-12 12L0 12z", "M7 12q2.5-3 5 0t5 0"];

const icons: Record<Mark, [outline: string, sign: string]> = {
  right: ["M12 1a11 11 0 1 0 .1 0z", "m7 12.5 3.5 3.5 6.5-7.5"],
  partly: part,
  nearly: part,
  wrong: ["M2 2h20v20H2z", "m7 7 10 10m0-10L7 17"],
};

export function ruleLinks(rules: Rule[]): HTMLElement {
  return make("ul", { class: "links" }, ...rules.map((rule) => make("li", {}, make("a", { href: rule.href || false }, rule.title), rule.source ? make("p", { class: "source" }, rule.source) : null)));
}

/** An answer, where it is not one of the choices; and what is right. */
const shown: Record<AnswerForm, { given?(question: Question, answer: Answer): HTMLElement; right(question: Question): HTMLElement }> = {
  choose: {
    right: (question) => list("ul", question.choices.filter((choice) => choice.right).map((choice) => choice.text)),
  },
  rank: {
    given: (question, answer) => list("ol", ranked(question, answer as number[])),
    right: (question) => list("ol", question.rows),
  },
  pair: {
    given: (question, answer) => pairs(question, answer as number[]),
    right: (question) => pairs(question, question.right),
  },
  write: {
    given: (_, answer) => make("p", {}, answer as string),
    right: (question) => list("ul", question.accepted.map((accepted) => accepted.text)),
  },
};

function list(tag: "ol" | "ul", texts: Element[]): HTMLElement {
  if (texts.length === 1) return make("p", {}, copy(texts[0]));
  return make(tag, {}, ...texts.map((text) => make("li", {}, copy(text))));
}

/** The rows, each with the item that an answer puts beside it. */
function pairs(question: Question, answer: number[]): HTMLElement {
  const head = make("tr", {}, ...question.heads.map((text) => make("th", { scope: "col" }, wordsOf(text))));
  const body = make("tbody", {}, ...question.rows.map((row, i) => make("tr", {}, make("td", {}, copy(row)),
    make("td", {}, copy(itemAt(question, answer[i])?.text)))));
  return make("table", {}, make("thead", {}, head), body);
}

/** A line with something behind it that is made when it is first opened. */
export function opened(line: string, behind: () => HTMLElement[]): HTMLElement {
  const details = make("details", {}, make("summary", {}, line));
  details.addEventListener("toggle", () => details.append(...behind()), { once: true });
  return details;
}
