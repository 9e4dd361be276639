import { copy, make, wordsOf } from "../../browser/elements";
import type { Question, Rule } from "../../questions/model";
import { type Answer, mark } from "../../questions/score";
import type { Words } from "../../browser/words";

/** What is told after an answer: the answer again, what is right, why, and the rules. */
export function told(question: Question, answer: Answer | undefined, words: Words): HTMLElement {
  const say = (key: string): HTMLElement => make("p", { class: "label" }, words.text(key));
  const box = make("div", {});
  if (answer === undefined) box.append(make("p", {}, words.text("unanswered")));
  else box.append(say("yours"), given(question, answer));
  if (mark(question, answer) !== "right") {
    box.append(say(question.kind === "short" && question.accepted.length > 1 ? "accepted" : "correct"), right(question));
    if (question.accepted.some((accepted) => accepted.forms.length > 1)) box.append(make("p", {}, words.text("optional")));
  }
  box.append(make("div", {}, copy(question.explanation)));
  if (question.rules.length > 0) box.append(make("p", {}, words.text("read")), ruleLinks(question.rules));
  return box;
}

export function ruleLinks(rules: Rule[]): HTMLElement {
  return make("ul", { class: "links" }, ...rules.map((rule) => make("li", {}, make("a", { href: rule.href }, rule.title), rule.source ? make("p", { class: "source" }, rule.source) : null)));
}

function given(question: Question, answer: Answer): HTMLElement {
  if (typeof answer === "string") return make("p", {}, answer);
  if (question.kind === "order") {
    const list = make("ol", {});
    question.rows.map((row, item) => ({ row, place: answer[item] ?? 0 })).sort((a, b) => a.place - b.place)
      .forEach((item) => list.append(make("li", {}, copy(item.row))));
    return list;
  }
  if (question.kind === "match") return pairs(question, answer);
  return make("ul", {}, ...answer.map((at) => {
    const choice = question.choices[at];
    return make("li", {}, copy(choice?.text), make("div", {}, copy(choice?.feedback)));
  }));
}

function right(question: Question): HTMLElement {
  if (question.kind === "order") return make("ol", {}, ...question.rows.map((row) => make("li", {}, copy(row))));
  if (question.kind === "match") return pairs(question, question.rows.map((_, row) => row));
  const texts = question.kind === "short" ? question.accepted : question.choices.filter((choice) => choice.right);
  return make("ul", {}, ...texts.map((right) => make("li", {}, copy(right.text))));
}

/** The rows of a match, each with the item of the second column that an answer puts beside it. */
function pairs(question: Question, answer: number[]): HTMLElement {
  const head = make("tr", {}, ...question.heads.map((text) => make("th", { scope: "col" }, wordsOf(text))));
  const body = make("tbody", {}, ...question.rows.map((row, i) => make("tr", {}, make("td", {}, copy(row)),
    make("td", {}, copy(question.items.find((item) => item.place === answer[i])?.text)))));
  return make("table", {}, make("thead", {}, head), body);
}
