import { type Attempt, markUnclear } from "../../questions/attempt";
import { button, make } from "../../browser/elements";
import type { Words } from "../../browser/words";

/**
 * A button with which a reader says that the explanation of an answer is not clear to them. That is kept with the go, and is part of the
 * code of its result.
 */
export function unclearButton(attempt: Attempt, id: string, words: Words, changed: () => void): HTMLElement {
  const marked = (): boolean => Boolean(attempt.unclear?.includes(id));
  const said = make("span", { role: "status" });
  const draw = (): void => {
    press.setAttribute("aria-pressed", String(marked()));
    said.textContent = marked() ? words.text("unclear-said") : "";
  };
  const press = button(words.text("unclear"), () => {
    const to = !marked();
    markUnclear(attempt, (one) => (one === id ? to : Boolean(attempt.unclear?.includes(one))));
    draw();
    changed();
  });
  draw();
  return make("p", { class: "unclear" }, press, " ", said);
}
