import { type Attempt, askedOf } from "./attempt";
import { button, copy, drawing, make, type Part } from "../browser/elements";
import { showErrors } from "../browser/errors";
import { fieldsOf, option } from "./fields";
import type { Question, Quiz } from "./model";
import { type Answer, mark } from "./score";
import { answered, ruleLinks, verdict } from "./feedback";
import type { Words } from "../browser/words";

/** A question within a go. */
export interface AskedQuestion {
  quiz: Quiz;
  attempt: Attempt;
  question: Question;
  words: Words;
}

/** What the controls of a question do. */
export interface Moves {
  give(answer: Answer, sure: number | null): void;
  rate: ((sure: number | null) => void) | null; // an answer that was given; null where nobody is asked how sure they were
  more: HTMLElement | null; // what follows what the page says about an answer
  next(): void;
  back: (() => void) | null; // null on the first question
  stop(): void;
}

/** The screen that asks a question. Without an answer it says what is missing, and the focus goes there. */
export function askScreen(shown: AskedQuestion, moves: Moves): HTMLElement {
  const quiz = shown.quiz;
  const attempt = shown.attempt;
  const question = shown.question;
  const words = shown.words;
  const fields = fieldsOf(question, attempt.answers[question.id], quiz.shuffleChoices, attempt.seed, words);
  fields.first.id = "take_first";
  const story = storyTold(shown, true);
  const about = `take_place ${story ? "take_story " : ""}take_how`;
  const heading = make(story?.localName === "section" ? "h3" : "h2", { tabindex: "-1", "aria-describedby": about }, copy(question.heading));
  const wrong = make("p", { class: "wrong", id: "take_wrong" });
  const asked = make("fieldset", { "aria-describedby": about }, make("legend", {}, heading), copyOf(question.stem),
    make("p", { class: isPlain(question) ? "hidden" : "how", id: "take_how" }, copy(question.how)), wrong, ...fields.parts);
  let left = ""; // the answer whose spelling its writer was asked to look at
  // Where answers are explained at the end, it is asked of each: to ask of those that are not right would say which these are.
  const rating = quiz.atEnd ? sureFields(shown) : null;
  const form = make("form", { novalidate: true }, placeLine(shown, moves), story, asked, copyOf(question.hint, "details"), rating?.set,
    actions(moves, make("button", { class: "go" }, words.text(quiz.atEnd ? "save" : "check")), words));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const answer = fields.read();
    const isGiven = typeof answer === "string" || Array.isArray(answer);
    // Asked once of each spelling: whoever gives the same again means it.
    if (isGiven && (answer === left || mark(question, answer) !== "nearly")) {
      moves.give(answer, rating ? rating.read() : null);
      return;
    }
    left = isGiven ? String(answer) : "";
    wrong.textContent = words.text(isGiven ? (quiz.atEnd ? "spelling-save" : "spelling-check") : answer.problem);
    asked.setAttribute("aria-describedby", `${about} ${wrong.id}`);
    showErrors(form, "take_problem", words.text(isGiven ? "spelling" : "problem"), [{ text: wrong.textContent, field: fields.first }],
      isGiven ? "" : words.text("error"));
  });
  return form;
}

/** The same screen after an answer: what was chosen, and what the page says about it. */
export function answeredScreen(shown: AskedQuestion, answer: Answer, moves: Moves): HTMLElement {
  const attempt = shown.attempt;
  const question = shown.question;
  const words = shown.words;
  const next = make("button", { class: "go", type: "button" }, words.text(attempt.at === attempt.asked.length - 1 ? "finish" : "next"));
  // The second press of a hand that trembles is not for this button, which has just come to where the other was.
  next.addEventListener("click", (event) => {
    if (event.detail < 2) moves.next();
  });
  // How sure a reader was decides what to read first, and only where the answer is not right.
  const marked = mark(question, answer);
  const rate = moves.rate;
  const rating = !rate || marked === "right" || marked === "nearly" ? null : sureFields(shown);
  rating?.set.addEventListener("change", () => rate?.(rating.read()));
  const rules = question.rules.length > 0 ? make("details", {}, make("summary", {}, words.text("read")), ruleLinks(question.rules)) : null;
  return make("section", {}, placeLine(shown, moves), storyTold(shown, false), make("h2", {}, copy(question.heading)), copyOf(question.stem),
    answered(shown.quiz, attempt, question, answer, words), verdict(question, answer, words), rating?.set, rules, moves.more, actions(moves, next, words));
}

/** Whether the controls say what to do: one of several choices, for one point. Then the words are for screen readers. */
function isPlain(question: Question): boolean {
  return question.form === "choose" && !question.several && question.points === 1;
}

/** The place of a question in a go, in words. */
export function placeOf(attempt: Attempt, words: Words): string {
  return words.text("progress", { n: attempt.at + 1, all: attempt.asked.length });
}

/** Where the reader is, and the way out: all that is above a question. The page's own heading is for screen readers alone meanwhile. */
function placeLine(shown: AskedQuestion, moves: Moves): HTMLElement {
  const words = shown.words;
  const attempt = shown.attempt;
  return make("div", { class: "place" },
    make("p", {}, make("span", { class: "of", "aria-hidden": "true" }, shown.quiz.title), make("span", { id: "take_place" }, placeOf(attempt, words))),
    button(words.text("stop"), moves.stop), drawing("svg", { class: "track", "aria-hidden": "true" }, drawing("rect", { width: `${((attempt.at + 1) / attempt.asked.length) * 100}%`, height: "100%" })));
}

function actions(moves: Moves, go: HTMLElement, words: Words): HTMLElement {
  return make("div", { class: "actions" }, go, moves.back && button(words.text("back"), moves.back));
}

function copyOf(element: Element | null, tag: "div" | "details" = "div"): HTMLElement | null {
  return element && make(tag, { class: tag === "div" && "stem" }, copy(element));
}

/** The story of a scenario: shown before its first question, and there to be read again before the others and beside answers. */
function storyTold(shown: AskedQuestion, asking: boolean): HTMLElement | null {
  const story = shown.question.story;
  if (!story) return null;
  const before = askedOf(shown.quiz, shown.attempt)[shown.attempt.at - 1];
  const title = story.querySelector("h2");
  const text = copy(story);
  const heading = text.querySelector("h2");
  if (asking && before?.story !== story) {
    heading?.setAttribute("tabindex", "-1");
    if (heading) heading.id = "take_story";
    return make("section", {}, text);
  }
  heading?.remove();
  return make("details", {}, make("summary", { id: "take_story" }, shown.words.text("story", { title: title?.textContent ?? "" })), text);
}

/** How sure a reader is of an answer, in one row. Nobody has to say. */
function sureFields(shown: AskedQuestion): { set: HTMLElement; read(): number | null } {
  const words = shown.words;
  const before = shown.attempt.sure[shown.question.id];
  const inputs = [2, 1, 0].map((value) => {
    const input = make("input", { type: "radio", name: "sure", value: String(value) });
    input.checked = value === before;
    return input;
  });
  const row: Part[] = inputs.map((input) => option(input, words.text("sure-" + input.value)));
  return {
    set: make("fieldset", { class: "sure" }, make("legend", {}, words.text(shown.quiz.atEnd ? "sure" : "sure-was")), make("div", { class: "row" }, ...row)),
    read: () => {
      const chosen = inputs.find((input) => input.checked);
      return chosen ? Number(chosen.value) : null;
    },
  };
}
