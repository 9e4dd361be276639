import { copy, make, wordsOf } from "../../browser/elements";
import type { Question, Rule } from "../../questions/model";
import { type AnswerForm, itemAt, ranked } from "../../questions/offer";
import { type Answer, mark } from "../../questions/score";
import type { Words } from "../../browser/words";

/** The feedback on an answer: the answer again, what is right, why, and the rules. */
export function feedback(question: Question, answer: Answer | undefined, words: Words): HTMLElement {
  const say = (key: string): HTMLElement => make("p", { class: "label" }, words.text(key));
  const box = make("div", {});
  if (answer === undefined) box.append(make("p", {}, words.text("unanswered")));
  else box.append(say("yours"), shown[question.form].given(question, answer));
  if (mark(question, answer) !== "right") {
    box.append(say(question.accepted.length > 1 ? "accepted" : "correct"), shown[question.form].right(question));
    if (question.accepted.some((accepted) => accepted.forms.length > 1)) box.append(make("p", {}, words.text("optional")));
  }
  box.append(make("div", {}, copy(question.explanation)));
  if (question.rules.length > 0) box.append(make("p", {}, words.text("read")), ruleLinks(question.rules));
  return box;
}

export function ruleLinks(rules: Rule[]): HTMLElement {
  return make("ul", { class: "links" }, ...rules.map((rule) => make("li", {}, make("a", { href: rule.href }, rule.title), rule.source ? make("p", { class: "source" }, rule.source) : null)));
}

/** An answer, and what is right. */
const shown: Record<AnswerForm, { given(question: Question, answer: Answer): HTMLElement; right(question: Question): HTMLElement }> = {
  choose: {
    given: (question, answer) => make("ul", {}, ...(answer as number[]).map((at) => {
      const choice = question.choices[at];
      return make("li", {}, copy(choice?.text), make("div", {}, copy(choice?.feedback)));
    })),
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
  return make(tag, {}, ...texts.map((text) => make("li", {}, copy(text))));
}

/** The rows, each with the item that an answer puts beside it. */
function pairs(question: Question, answer: number[]): HTMLElement {
  const head = make("tr", {}, ...question.heads.map((text) => make("th", { scope: "col" }, wordsOf(text))));
  const body = make("tbody", {}, ...question.rows.map((row, i) => make("tr", {}, make("td", {}, copy(row)),
    make("td", {}, copy(itemAt(question, answer[i])?.text)))));
  return make("table", {}, make("thead", {}, head), body);
}
