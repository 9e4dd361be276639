import { make } from "../../browser/elements";
import type { Words } from "../../browser/words";
import type { Field } from "./page";
import { cleanField, type Cleaned } from "./value";

/** A field of the form: a box, a list to choose from, or a group of radio buttons. */
export interface Box {
  field: Field;
  element: HTMLElement;
  wrong: HTMLElement;
  offer: HTMLElement;
  first: HTMLElement; // what takes the focus
  read(): Cleaned;
  set(value: string): void;
  /** Says to those who hear the page whether something is wrong. */
  mark(wrong: boolean): void;
}

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The number of options from which a choice is a <select>. */
const many = 6;

/** Makes a field of the form. */
export function makeBox(field: Field, words: Words): Box {
  return field.kind === "choice" && field.options.length < many ? makeRadios(field, words) : makeInput(field, words);
}

function makeInput(field: Field, words: Words): Box {
  const id = "fill_" + field.name;
  const parts = around(field);
  const input = inputFor(field, words);
  input.id = id;
  input.name = field.name;
  input.setAttribute("aria-describedby", parts.described);
  const element = make("div", { class: "box-field" }, make("label", { class: "field", for: id }, labelOf(field, words)), parts.hints, parts.wrong, input, parts.offer);
  if (field.offered.length > 0 && input instanceof HTMLInputElement && input.type === "text") {
    input.setAttribute("list", id + "_list");
    element.append(make("datalist", { id: id + "_list" }, ...field.offered.map((name) => make("option", { value: name }))));
  }
  return {
    field, element, wrong: parts.wrong, offer: parts.offer, first: input,
    // What a browser cannot read, such as half a date, has no value.
    read: () => input.validity.badInput ? { value: "", fault: field.kind === "date" ? "date" : "number" } : cleanField(field, input.value),
    set: (value) => {
      input.value = value;
    },
    mark: (wrong) => {
      if (wrong) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    },
  };
}

function inputFor(field: Field, words: Words): Input {
  switch (field.kind) {
    case "text":
      return make("textarea", { rows: "4", autocomplete: "off" });
    case "choice":
      return make("select", {}, make("option", { value: "" }, words.text(field.optional ? "no-answer" : "choose")),
        ...field.options.map((option) => make("option", { value: option }, option)));
    case "date":
      return make("input", { type: "date", autocomplete: "off", min: field.min || false, max: field.max || "9999-12-31" });
    case "email":
      return make("input", { type: "email", autocomplete: "email" });
    case "phone":
      return make("input", { type: "tel", autocomplete: "tel" });
    case "number": {
      const input = make("input", { type: "number", step: "any", autocomplete: "off", inputmode: Number(field.min || -1) < 0 ? false : "decimal" });
      input.addEventListener("wheel", () => input.blur()); // scrolling the page must not change the number
      return input;
    }
  }
  return make("input", { type: "text", autocomplete: "off" });
}

function makeRadios(field: Field, words: Words): Box {
  const id = "fill_" + field.name;
  const parts = around(field);
  const options = field.optional ? field.options.concat("") : field.options;
  const radios = options.map((value, i) => make("input", { type: "radio", name: field.name, id: i ? `${id}_${i}` : id, value }));
  const group = make("fieldset", { "aria-describedby": parts.described }, make("legend", { class: "field" }, labelOf(field, words)), parts.hints, parts.wrong,
    ...radios.map((radio) => make("label", { class: "option" }, radio, make("span", {}, radio.value || words.text("no-answer")))), parts.offer);
  return {
    field, element: make("div", { class: "box-field" }, group), wrong: parts.wrong, offer: parts.offer,
    get first() {
      return radios.find((radio) => radio.checked) ?? radios[0] ?? group;
    },
    read: () => {
      const value = radios.find((radio) => radio.checked)?.value ?? "";
      return value ? cleanField(field, value) : { value: "", fault: field.optional ? "" : "choice" };
    },
    set: (value) => {
      for (const radio of radios) radio.checked = radio.value === value;
    },
    mark: (wrong) => {
      for (const radio of radios) {
        if (wrong) radio.setAttribute("aria-invalid", "true");
        else radio.removeAttribute("aria-invalid");
      }
    },
  };
}

function labelOf(field: Field, words: Words): string {
  return field.optional ? words.text("optional", { label: field.label }) : field.label;
}

/** What is around a field: its hints, what is wrong with it, and what is offered in its place. */
function around(field: Field): { hints: HTMLElement | null; wrong: HTMLElement; offer: HTMLElement; described: string } {
  const id = "fill_" + field.name;
  const hints = field.hints.length > 0 ? make("div", { id: id + "_hint" }, ...field.hints.map((hint) => make("p", { class: "small" }, hint))) : null;
  return { hints, wrong: make("p", { class: "wrong", id: id + "_wrong" }), offer: make("p", { class: "offer", role: "status" }),
    described: (hints ? id + "_hint " : "") + id + "_wrong" };
}
