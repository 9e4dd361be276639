import { button, make } from "../../browser/elements";
import { clearError, showErrors } from "../../browser/errors";
import type { Words } from "../../browser/words";
import { type Box, makeBox } from "./box";
import type { Statement } from "./page";
import { shorter, type Values } from "./value";

/** The form with a box for each field. */
export interface Form {
  element: HTMLElement;
  /** What has been typed, right or not. */
  typed(): Values;
  /** What has been typed, cleaned, for the fields that are valid. One that may be empty, and is, has the value "". */
  values(): Values;
  /** Says what is missing or wrong, and moves the focus there; true when nothing is. */
  complete(): boolean;
  set(values: Values): void;
}

/** Makes the form. change is called whenever something has been typed. */
export function makeForm(statement: Statement, words: Words, change: () => void): Form {
  const boxes = statement.fields.map((field) => makeBox(field, words));
  const form = make("form", { novalidate: true }, ...boxes.map((box) => box.element), make("button", {}, words.text("see")));
  const show = (wrong: Box[]): void => {
    showErrors(form, "fill_problem", words.text("problem"), wrong.map((box) => ({ text: box.wrong.textContent || "", field: box.first })), words.text("error"));
  };
  for (const box of boxes) {
    box.element.addEventListener("input", () => {
      if (box.wrong.textContent) tell(box, words);
      if (!box.read().fault) clearError(form, "fill_" + box.field.name);
      offer(box, statement.own, words, change);
      change();
    });
    box.element.addEventListener("change", () => tell(box, words, true));
  }
  return {
    element: form,
    typed: () => {
      const typed: Values = {};
      for (const box of boxes) typed[box.field.name] = box.read().value;
      return typed;
    },
    values: () => {
      const values: Values = {};
      for (const box of boxes) {
        const cleaned = box.read();
        if (!cleaned.fault) values[box.field.name] = cleaned.value;
      }
      return values;
    },
    complete: () => {
      const wrong = boxes.filter((box) => tell(box, words));
      show(wrong);
      return wrong.length === 0;
    },
    set: (values) => {
      for (const box of boxes) {
        box.set(values[box.field.name] ?? box.field.value);
        tell(box, words, true);
        offer(box, statement.own, words, change);
      }
      show([]);
    },
  };
}

/** Says what is wrong with a box, and returns it. An empty box may be left as it is while something is still typed. */
function tell(box: Box, words: Words, typing = false): string {
  const cleaned = box.read();
  const fault = cleaned.fault;
  const field = box.field;
  const blank = fault === "empty" || (fault === "choice" && !cleaned.value);
  const said = !fault || (typing && blank) ? ""
    : words.text("fault-" + (fault === "empty" && field.kind === "choice" ? "choice" : fault),
      { label: field.label, most: field.max, n: Array.from(cleaned.value).length, min: field.from || field.min, max: field.to || field.max });
  box.wrong.textContent = said;
  box.mark(said !== "");
  return said;
}

/** Offers a name without what the statement already says. */
function offer(box: Box, own: string[], words: Words, change: () => void): void {
  if (box.field.kind && box.field.kind !== "line") return;
  const cleaned = box.read();
  const short = cleaned.fault && cleaned.fault !== "long" ? "" : shorter(cleaned.value, own);
  if (box.offer.dataset.short === short) return;
  box.offer.dataset.short = short;
  box.offer.replaceChildren();
  if (!short) return;
  box.offer.append(words.text("twice") + " ", button(words.text("use", { name: short }), () => {
    box.set(short);
    box.offer.replaceChildren();
    box.offer.dataset.short = "";
    tell(box, words);
    change();
    box.first.focus();
  }));
}
