import { dayWords, make } from "../../browser/elements";
import { changedIcon, doneIcon, icon, leftIcon, nextIcon, openIcon } from "../../browser/icons";
import type { PathStep, StepState } from "../../browser/steps";
import type { Words } from "../../browser/words";

/** What a step is called: its page's title, or that it is an agreement, whose sentence is long. */
export function label(step: PathStep, words: Words): string {
  return step.step === "agree" ? words.text("agreement") : step.title;
}

/** What has become of a step, in words and in a drawing. */
export function stateLine(step: PathStep, state: StepState, isChanged: boolean, isNext: boolean, words: Words): HTMLElement {
  const day = state.day && dayWords(state.day);
  const drawn = isNext ? nextIcon : isChanged ? changedIcon : { open: openIcon, done: doneIcon, left: leftIcon, again: changedIcon }[state.is];
  const key = isNext && state.is === "open" ? "is-next" : isChanged ? "is-changed" : state.is === "done" && step.step === "agree" ? "is-agreed" : "is-" + state.is;
  return make("p", { class: "tag" }, icon(drawn), make("span", {}, words.text(key, { day })));
}

/** The sentence of an agreement, with a box that is never ticked beforehand. Whoever agrees without it hears what is missing. */
export function agreement(step: PathStep, state: StepState, words: Words, agree: () => void): HTMLElement {
  const box = make("input", { type: "checkbox", "aria-describedby": "path_sentence path_wrong" });
  const wrong = make("p", { class: "wrong", id: "path_wrong" });
  const form = make("form", { novalidate: true },
    state.is === "again" ? make("p", {}, words.text("is-again", { day: dayWords(state.day) })) : null,
    make("blockquote", { id: "path_sentence" }, step.title), wrong,
    make("label", { class: "option" }, box, make("span", {}, words.text("agree-yes"))),
    make("p", {}, make("button", { class: "go" }, words.text("agree"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (box.checked) return agree();
    wrong.textContent = words.text("agree-missing");
    box.setAttribute("aria-invalid", "true");
    box.focus();
  });
  return form;
}
