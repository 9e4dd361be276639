import { make } from "./elements";

/** What is wrong with a field, in words. */
export interface FieldError {
  text: string;
  field: HTMLElement; // takes the focus from the summary
}

/**
 * Shows above a form what is wrong in it, in place of what it said before, and puts the focus there; nothing where nothing is wrong. Each
 * error is a link to its field (GOV.UK Design System, "Error summary"). id is that of its heading.
 */
export function showErrors(form: HTMLElement, id: string, title: string, errors: FieldError[]): void {
  form.querySelector(".problem")?.remove();
  if (errors.length === 0) return;
  const summary = make("div", { class: "problem", tabindex: "-1", role: "group", "aria-labelledby": id }, make("h2", { id }, title),
    make("ul", { class: "links" }, ...errors.map((error) => make("li", {}, linkTo(error)))));
  form.prepend(summary);
  summary.focus();
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
