import { make } from "./elements";

/** What is wrong with a field, in words. */
export interface FieldError {
  text: string;
  field: HTMLElement; // takes the focus from the summary
}

/**
 * Shows above a form what is wrong in it, in place of what it said before, and puts the focus there; nothing where nothing is wrong. Each
 * error is a link to its field, and the title of the page begins with prefix, unless that is "" (GOV.UK Design System, "Error summary").
 * id is that of its heading.
 */
export function showErrors(form: HTMLElement, id: string, title: string, errors: FieldError[], prefix: string): void {
  takeAway(form);
  if (errors.length === 0) return;
  const summary = make("div", { class: "problem", tabindex: "-1", role: "group", "aria-labelledby": id, "data-title": document.title }, make("h2", { id }, title),
    make("ul", { class: "links" }, ...errors.map((error) => make("li", {}, linkTo(error)))));
  if (prefix) document.title = `${prefix} ${document.title}`;
  form.prepend(summary);
  summary.focus();
}

/** Takes out of the summary what it says of a field that is right now, by its identifier, and the summary when it says nothing else. */
export function clearError(form: HTMLElement, id: string): void {
  form.querySelector(`.problem [href="#${id}"]`)?.closest("li")?.remove();
  if (!form.querySelector(".problem li")) takeAway(form);
}

function takeAway(form: HTMLElement): void {
  const summary = form.querySelector<HTMLElement>(".problem");
  if (!summary) return;
  document.title = summary.dataset.title ?? document.title;
  summary.remove();
}

function linkTo(error: FieldError): HTMLElement {
  const link = make("a", { href: "#" + error.field.id }, error.text);
  // The Enter key is more than a click: what is left of it would reach the field, and submit the form again.
  for (const type of ["click", "keydown"]) {
    link.addEventListener(type, (event) => {
      if (type === "keydown" && (event as KeyboardEvent).key !== "Enter") return;
      event.preventDefault();
      error.field.focus();
    });
  }
  return link;
}
