import { button, make } from "../quiz/dom";
import type { Words } from "../quiz/words";
import type { Field, Statement } from "./page";
import { clean, shorter, type Values } from "./value";

/** The form with a box for each field. */
export interface Form {
  element: HTMLElement;
  /** What has been typed, cleaned, for the fields that are in order. */
  values(): Values;
  /** Says what is missing or wrong, and takes the focus there; true when nothing is. */
  complete(): boolean;
  set(values: Values): void;
}

interface Box {
  field: Field;
  input: HTMLInputElement;
  wrong: HTMLElement;
  offer: HTMLElement;
}

/** Makes the form. change is called whenever something has been typed. */
export function makeForm(statement: Statement, words: Words, change: () => void): Form {
  const boxes = statement.fields.map((field) => makeBox(field));
  const summary = make("div", { class: "problem", tabindex: "-1", role: "group", "aria-labelledby": "fill_problem", hidden: true });
  for (const box of boxes) {
    box.input.addEventListener("input", () => {
      if (box.wrong.textContent) tell(box, words);
      offer(box, statement.own, words, change);
      change();
    });
    box.input.addEventListener("change", () => tell(box, words, true));
  }
  return {
    element: make("form", { novalidate: true }, summary, ...boxes.map((box) => boxElement(box))),
    values: () => {
      const values: Values = {};
      for (const box of boxes) {
        const cleaned = clean(box.input.value, box.field.max);
        if (!cleaned.fault) values[box.field.name] = cleaned.value;
      }
      return values;
    },
    complete: () => {
      const wrong = boxes.filter((box) => tell(box, words));
      summary.hidden = wrong.length === 0;
      if (wrong.length === 0) return true;
      summary.replaceChildren(make("h2", { id: "fill_problem" }, words.text("problem")),
        make("ul", { class: "links" }, ...wrong.map((box) => make("li", {}, leadTo(box)))));
      summary.focus();
      return false;
    },
    set: (values) => {
      for (const box of boxes) {
        box.input.value = values[box.field.name] ?? "";
        tell(box, words, true);
        offer(box, statement.own, words, change);
      }
      summary.hidden = true;
    },
  };
}

function makeBox(field: Field): Box {
  const id = "fill_" + field.name;
  const described = [field.hint ? id + "_hint" : "", id + "_wrong"].filter(Boolean).join(" ");
  const input = make("input", { type: "text", id, name: field.name, autocomplete: "off", "aria-describedby": described });
  return { field, input, wrong: make("p", { class: "wrong", id: id + "_wrong" }), offer: make("p", { class: "offer", role: "status" }) };
}

function boxElement(box: Box): HTMLElement {
  const id = box.input.id;
  const element = make("div", { class: "box-field" }, make("label", { class: "field", for: id }, box.field.label),
    box.field.hint ? make("p", { class: "small", id: id + "_hint" }, box.field.hint) : null, box.wrong, box.input, box.offer);
  if (box.field.offered.length > 0) {
    box.input.setAttribute("list", id + "_list");
    element.append(make("datalist", { id: id + "_list" }, ...box.field.offered.map((name) => make("option", { value: name }))));
  }
  return element;
}

/** Says what is wrong with a box, and gives it. An empty box may be left as it is while something is still typed. */
function tell(box: Box, words: Words, typing = false): string {
  const fault = clean(box.input.value, box.field.max).fault;
  const said = !fault || (typing && fault === "empty") ? ""
    : words.text("fault-" + fault, { label: box.field.label, most: box.field.max, n: Array.from(box.input.value.trim()).length });
  box.wrong.textContent = said;
  if (said) box.input.setAttribute("aria-invalid", "true");
  else box.input.removeAttribute("aria-invalid");
  return said;
}

/** A link from the summary to the box that it tells of. */
function leadTo(box: Box): HTMLElement {
  const link = make("a", { href: "#" + box.input.id }, box.wrong.textContent);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    box.input.focus();
  });
  return link;
}

/** Offers a name without what the statement says already. */
function offer(box: Box, own: string[], words: Words, change: () => void): void {
  const cleaned = clean(box.input.value, 0);
  const short = cleaned.fault ? "" : shorter(cleaned.value, own);
  if (box.offer.dataset.short === short) return;
  box.offer.dataset.short = short;
  box.offer.replaceChildren();
  if (!short) return;
  box.offer.append(words.text("twice") + " ", button(words.text("use", { name: short }), () => {
    box.input.value = short;
    box.offer.replaceChildren();
    box.offer.dataset.short = "";
    tell(box, words);
    change();
    box.input.focus();
  }));
}
