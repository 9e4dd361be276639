import { button, dayWords, make } from "../../browser/elements";
import type { Words } from "../../browser/words";
import { type Attempt, result } from "../../questions/attempt";
import type { Quiz } from "../../questions/model";

/** What follows the heading of the screen with a certificate. The name that is typed is shown in it and goes nowhere else. */
export function certificate(quiz: Quiz, attempt: Attempt, words: Words): HTMLElement[] {
  const outcome = result(quiz, attempt);
  const name = make("p", { class: "name" }, words.text("certificate-blank"));
  const input = make("input", { type: "text", autocomplete: "name", maxlength: "100" });
  input.addEventListener("input", () => {
    name.textContent = input.value.trim() || words.text("certificate-blank");
  });
  return [
    make("div", { class: "fill" },
      make("label", { class: "field" }, words.text("certificate-name"), input),
      make("p", {}, words.text("certificate-kept"))),
    make("section", { class: "certificate" },
      make("h3", {}, words.text("certificate")),
      make("p", {}, words.text("certificate-of")),
      name,
      make("p", {}, words.text("certificate-did", { title: quiz.title, date: dayWords(attempt.done) })),
      make("p", {}, words.text("certificate-score", { got: outcome.got, all: outcome.all })),
      make("p", { class: "label" }, quiz.certificate),
      make("p", { class: "proves" }, words.text("certificate-proves"))),
    make("div", { class: "actions" }, button(words.text("print"), () => window.print())),
  ];
}
