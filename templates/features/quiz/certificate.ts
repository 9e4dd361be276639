import { button, dayWords, make } from "../../browser/elements";
import type { Words } from "../../browser/words";

/** What a certificate says. */
export interface Passed {
  quiz: string;
  giver: string; // the site that has the quiz
  day: string; // such as 2026-11-20
  got: number; // points
  all: number;
}

/** The screen with the certificate. The name that is typed is shown in it and goes nowhere else. */
export function certificateScreen(passed: Passed, words: Words, back: () => void): HTMLElement {
  const name = make("p", { class: "name" }, words.text("certificate-blank"));
  const input = make("input", { type: "text", autocomplete: "name", maxlength: "100" });
  input.addEventListener("input", () => {
    name.textContent = input.value.trim() || words.text("certificate-blank");
  });
  return make("div", {},
    make("div", { class: "fill" },
      make("h2", { tabindex: "-1" }, words.text("certificate-show")),
      make("label", { class: "field" }, words.text("certificate-name"), input),
      make("p", {}, words.text("certificate-kept"))),
    make("section", { class: "certificate" },
      make("h3", {}, words.text("certificate")),
      make("p", {}, words.text("certificate-of")),
      name,
      make("p", {}, words.text("certificate-did", { title: passed.quiz, date: dayWords(passed.day) })),
      make("p", {}, words.text("certificate-score", { got: passed.got, all: passed.all })),
      make("p", { class: "label" }, passed.giver),
      make("p", { class: "proves" }, words.text("certificate-proves"))),
    make("div", { class: "actions" },
      button(words.text("print"), () => window.print()),
      button(words.text("to-result"), back)));
}
