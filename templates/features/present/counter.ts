import { button, make } from "../../browser/elements";
import type { Words } from "../../browser/words";
import { isCount, MOST } from "./hands";

/** A number that is counted with two buttons, or typed. */
export interface Counter {
  element: HTMLElement;
  show(n: number): void;
}

/** Makes the counter of hands for what a label names, for example "A". change is called with each new number. */
export function counter(label: string, words: Words, n: number, change: (n: number) => void): Counter {
  let count = n;
  const field = make("input", {
    type: "text", inputmode: "numeric", autocomplete: "off", maxlength: "3", "aria-label": words.text("hands-for", { label }),
  });
  const show = (n: number): void => {
    count = n;
    // What is being typed is left alone: an empty field stands for nothing until it is left.
    if (document.activeElement !== field || field.value !== "") field.value = String(n);
  };
  const step = (key: string, sign: string, by: number): HTMLButtonElement => {
    const made = button(sign, () => change(Math.min(Math.max(count + by, 0), MOST)));
    made.setAttribute("aria-label", words.text(key, { label }));
    return made;
  };
  field.addEventListener("input", () => {
    const typed = field.value.trim();
    const read = /^\d+$/.test(typed) ? Number(typed) : typed === "" ? 0 : NaN;
    if (isCount(read)) change(read);
    else field.value = String(count);
  });
  field.addEventListener("blur", () => { field.value = String(count); });
  // What is typed replaces the number. In Safari the end of the click that gives the focus undoes what the focus selects.
  field.addEventListener("focus", () => field.select());
  field.addEventListener("click", () => setTimeout(() => field.select()));
  show(n);
  const element = make("div", { class: "counter", role: "group", "aria-label": words.text("hands-for", { label }) },
    step("hands-fewer", "\u2212", -1), field, step("hands-more", "+", 1));
  return { element, show };
}

/** A bar beside a number in words. */
export interface Bar {
  element: HTMLElement;
  show(part: number, all: number, words: string): void;
}

export function bar(): Bar {
  const fill = make("span", {});
  const text = make("p", { class: "count" });
  const track = make("div", { class: "track", "aria-hidden": "true" }, fill);
  const element = make("div", { class: "bar" }, track, text);
  return {
    element,
    show: (part, all, words) => {
      fill.style.width = `${all > 0 ? (100 * part) / all : 0}%`;
      track.hidden = all === 0;
      text.textContent = words;
    },
  };
}
