import { button, make } from "../browser/elements";
import type { Words } from "../browser/words";

/** A text longer than this is read at once when it is pasted: a field that shows it would be slow. */
const long = 20_000;

/** What the fields hand over. */
export interface PutHandlers {
  text(text: string): void;
  files(files: File[]): void;
}

/** The fields to put codes in: a text, files, or either dropped anywhere on the page. */
export function puttingView(words: Words, given: PutHandlers): { text: HTMLElement; files: HTMLElement; area: HTMLTextAreaElement } {
  const area = make("textarea", { rows: "4", spellcheck: "false", autocomplete: "off", autocapitalize: "off", "aria-describedby": "board_problem board_hint" });
  const problem = make("p", { class: "wrong", id: "board_problem", role: "alert" });
  const add = button(words.text("add"), () => {
    const empty = area.value.trim() === "";
    problem.textContent = empty ? words.text("nothing") : "";
    area.setAttribute("aria-invalid", String(empty));
    if (empty) area.focus();
    else given.text(area.value);
  });
  add.className = "go";
  area.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text.length <= long) return;
    event.preventDefault();
    given.text(text);
  });
  const files = make("input", { type: "file", multiple: true, accept: "text/*,.eml,.mbox,.zip,.json,.md", "aria-describedby": "board_files" });
  files.addEventListener("change", () => {
    given.files(Array.from(files.files ?? []));
    files.value = ""; // the same file can be chosen again
  });
  drop(given);
  const text = make("div", { class: "putting" },
    make("label", { class: "field" }, words.text("paste"), area),
    make("p", { class: "small", id: "board_hint" }, words.text("paste-hint")),
    problem,
    make("div", { class: "actions" }, add));
  return {
    text, area,
    files: make("div", { class: "putting" },
      make("label", { class: "field" }, words.text("files"), files),
      make("p", { class: "small", id: "board_files" }, words.text("files-hint"))),
  };
}

/** Takes what is dropped anywhere on the page. What is dropped in a text field is left to the field. */
function drop(given: PutHandlers): void {
  const takes = (event: DragEvent): boolean => {
    const types = Array.from(event.dataTransfer?.types ?? []);
    const field = (event.target as Element | null)?.matches?.("textarea, input") ?? false;
    return types.includes("Files") || (types.includes("text/plain") && !field);
  };
  document.addEventListener("dragover", (event) => {
    if (takes(event)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (!takes(event)) return;
    event.preventDefault();
    const files = Array.from(event.dataTransfer?.files ?? []);
    if (files.length > 0) given.files(files);
    else given.text(event.dataTransfer?.getData("text/plain") ?? "");
  });
}
