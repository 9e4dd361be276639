import { button, make } from "../../browser/elements";
import { clearError, showErrors } from "../../browser/errors";
import { rail } from "../../browser/rail";
import { option } from "../../questions/fields";
import type { ChecklistQuestion } from "./model";
import type { Work } from "./work";

/** What the buttons of a question do. */
export interface AskMoves {
  give(answer: string[] | "unsure"): void;
  back: () => void;
}

/** The value of the box for "not sure"; no topic has a space. */
const unsure = " unsure";

/** The screen that asks a question. Whoever is not sure can say so, and then nothing is left out. */
export function askScreen(work: Work, question: ChecklistQuestion, moves: AskMoves, changing: boolean): HTMLElement {
  const words = work.words;
  const before = work.state.answers.get(question.key);
  const options = question.options.slice();
  if (question.many && !options.some((one) => one.topic === "")) options.push({ topic: "", label: words.text("none") });
  options.push({ topic: unsure, label: words.text("unsure") });
  const inputs = options.map((one, i) => {
    const input = make("input", { type: question.many ? "checkbox" : "radio", name: "answer", value: one.topic, id: "list_" + i });
    input.checked = before === "unsure" ? one.topic === unsure
      : before !== undefined && (one.topic === "" ? before.length === 0 : before.includes(one.topic));
    return input;
  });
  if (question.many) exclude(inputs);
  const wrong = make("p", { class: "wrong", id: "list_wrong" });
  const fields = make("fieldset", { "aria-describedby": "list_how" }, make("legend", {}, make("h2", { tabindex: "-1", "aria-describedby": "list_at list_how" }, question.ask)),
    make("p", { class: "how", id: "list_how" }, words.text(question.many ? "many" : "one")), wrong,
    ...inputs.map((input, i) => option(input, options[i]?.label)), make("p", { class: "small" }, words.text("unsure-how")));
  const at = work.list.questions.indexOf(question);
  const form = make("form", { novalidate: true },
    make("p", { class: "progress" }, make("span", { id: "list_at" }, placeOf(work, at)), rail(work.list.questions.length, at, at + 1)), fields,
    make("div", { class: "actions" }, make("button", { class: "go" }, words.text(changing ? "save-answer" : "continue")),
      button(words.text(changing ? "to-list" : "back"), moves.back)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
    if (chosen.length > 0) {
      moves.give(chosen.includes(unsure) ? "unsure" : chosen.filter((topic) => topic !== "").sort());
      return;
    }
    wrong.textContent = words.text(question.many ? "missing-many" : "missing-one");
    fields.setAttribute("aria-describedby", "list_how " + wrong.id);
    showErrors(form, "list_problem", words.text("problem"), [{ text: wrong.textContent, field: inputs[0] as HTMLElement }], words.text("error"));
  });
  form.addEventListener("change", () => {
    wrong.textContent = "";
    clearError(form, "list_0");
  });
  return form;
}

/** Where a question is among the others, in words. */
export function placeOf(work: Work, at: number): string {
  return work.words.text("progress", { n: at + 1, all: work.list.questions.length });
}

/** "None of these" and "not sure" each exclude all others. */
function exclude(inputs: HTMLInputElement[]): void {
  const alone = (input: HTMLInputElement): boolean => input.value === "" || input.value === unsure;
  for (const input of inputs) {
    input.addEventListener("change", () => {
      if (!input.checked) return;
      for (const other of inputs) if (other !== input && (alone(input) || alone(other))) other.checked = false;
    });
  }
}
