import { type Attempt, askedOf } from "../../questions/attempt";
import { button, copy, make } from "../../browser/elements";
import { showErrors } from "../../browser/errors";
import { fieldsOf, option } from "../../questions/fields";
import type { Question, Quiz } from "../../questions/model";
import { type Answer, mark } from "../../questions/score";
import { feedback } from "./feedback";
import type { Words } from "../../browser/words";

/** A question within a go. */
export interface AskedQuestion {
  quiz: Quiz;
  attempt: Attempt;
  question: Question;
  words: Words;
}

/** What the buttons of a question do. */
export interface Moves {
  give(answer: Answer, sure: number | null): void;
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
  const story = storyTold(shown);
  const heading = make(story?.localName === "section" ? "h3" : "h2", { tabindex: "-1" }, copy(question.heading));
  const wrong = make("p", { class: "wrong", id: "take_wrong" });
  const asked = make("fieldset", {}, make("legend", {}, heading), copyOf(question.stem), make("p", { class: "how" }, copy(question.how)),
    wrong, ...fields.parts);
  let left = ""; // the answer whose spelling its writer was asked to look at
  const rating = sureFields(attempt.sure[question.id], words);
  const form = make("form", { novalidate: true }, progress(attempt, words), story, asked, copyOf(question.hint, "details"), rating.set,
    actions(moves, make("button", { class: "go" }, words.text(quiz.atEnd ? "save" : "check")), words));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const answer = fields.read();
    const given = typeof answer === "string" || Array.isArray(answer);
    // Asked once of each spelling: whoever gives the same again means it.
    if (given && (answer === left || mark(question, answer) !== "nearly")) {
      moves.give(answer, rating.read());
      return;
    }
    left = given ? String(answer) : "";
    wrong.textContent = words.text(given ? (quiz.atEnd ? "spelling-save" : "spelling-check") : answer.problem);
    asked.setAttribute("aria-describedby", wrong.id);
    showErrors(form, "take_problem", words.text(given ? "spelling" : "problem"), [{ text: wrong.textContent, field: fields.first }],
      given ? "" : words.text("error"));
  });
  return form;
}

/** The screen after an answer. */
export function answeredScreen(shown: AskedQuestion, moves: Moves): HTMLElement {
  const attempt = shown.attempt;
  const question = shown.question;
  const words = shown.words;
  const answer = attempt.answers[question.id];
  const verdict = mark(question, answer);
  const last = attempt.at === attempt.asked.length - 1;
  const next = button(words.text(last ? "finish" : "next"), moves.next);
  next.className = "go";
  return make("section", {}, progress(attempt, words),
    make("h2", { tabindex: "-1", class: verdict }, words.text(verdict)),
    make("p", {}, words.text("question", { title: question.title })),
    feedback(question, answer, words), actions(moves, next, words));
}

function progress(attempt: Attempt, words: Words): HTMLElement {
  return make("p", { class: "small" }, words.text("progress", { n: attempt.at + 1, all: attempt.asked.length }));
}

function actions(moves: Moves, go: HTMLElement, words: Words): HTMLElement {
  return make("div", { class: "actions" }, go, moves.back && button(words.text("back"), moves.back), button(words.text("stop"), moves.stop));
}

function copyOf<K extends "div" | "details">(element: Element | null, tag?: K): HTMLElement | null {
  return element && make(tag ?? "div", {}, copy(element));
}

/** The story of a scenario: shown before its first question, and there to be read again before the others. */
function storyTold(shown: AskedQuestion): HTMLElement | null {
  const story = shown.question.story;
  if (!story) return null;
  const before = askedOf(shown.quiz, shown.attempt)[shown.attempt.at - 1];
  const title = story.querySelector("h2");
  const text = copy(story);
  const heading = text.querySelector("h2");
  if (before?.story !== story) {
    heading?.setAttribute("tabindex", "-1");
    return make("section", {}, text);
  }
  heading?.remove();
  return make("details", {}, make("summary", {}, shown.words.text("story", { title: title?.textContent ?? "" })), text);
}

/** How sure a reader is: asked of everybody, and needed of nobody. */
function sureFields(before: number | undefined, words: Words): { set: HTMLElement; read(): number | null } {
  const inputs = [2, 1, 0].map((value) => {
    const input = make("input", { type: "radio", name: "sure", value: String(value) });
    input.checked = value === before;
    return input;
  });
  return {
    set: make("fieldset", { class: "sure" }, make("legend", {}, words.text("sure")),
      ...inputs.map((input) => option(input, words.text("sure-" + input.value)))),
    read: () => {
      const chosen = inputs.find((input) => input.checked);
      return chosen ? Number(chosen.value) : null;
    },
  };
}
