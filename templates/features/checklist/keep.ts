import { copyText } from "../../browser/clipboard";
import { button, hasAddress, make, save as saveFile } from "../../browser/elements";
import { cleanName } from "../../browser/names";
import { csv, markdown } from "./export";
import { ownCalendar, pageAddress, rowsOf } from "./files";
import { writeLink, writeState } from "./state";
import type { Work } from "./work";

/** Where the screen leads. */
export interface KeepMoves {
  list(): void;
  open(): void;
  handOver(): void;
  print(): void;
  remove(): void;
}

/** The address that holds the list. The fragment is sent to no server. */
export function linkOf(work: Work): string {
  return pageAddress() + "#list=" + writeLink(work.state);
}

/** The screen on which a list is kept safe, shared and taken along. */
export function keepScreen(work: Work, moves: KeepMoves): HTMLElement {
  const words = work.words;
  const status = make("p", { class: "label", role: "status" });
  const say = (key: string): void => {
    status.textContent = words.text(key);
  };
  const saved = (key: string): void => {
    work.setOwn({ saved: true });
    say(key);
  };
  const file = (key: string, ending: string, type: string, text: () => string): HTMLElement => button(words.text(key), () => {
    saveFile(new Blob([text()], { type }), `checklist-${work.today}.${ending}`);
    if (ending === "json") saved("saved");
    else say("saved-other");
  });
  const save = file("save", "json", "application/json", () => writeState(work.state));
  save.className = "go";
  const linked = hasAddress();
  const by = linked ? linkBox(work) : null;
  const copy = by && button(words.text("copy-link"), () => {
    by.hidden = false;
    void copyText(by.input.value).then((done) => {
      if (done) return saved("link-copied");
      by.input.select();
      say("link-by-hand");
    });
  });
  const share = !linked || typeof navigator.share !== "function" ? null : button(words.text("share"), () => {
    navigator.share({ title: work.list.title, url: linkOf(work) }).then(() => saved("shared"), () => undefined);
  });
  const section = (key: string, ...parts: (Node | null)[]): HTMLElement => make("section", {}, make("h3", {}, words.text(key)), ...parts);
  const text = (key: string): HTMLElement => make("p", {}, words.text(key));
  const row = (...parts: (Node | null)[]): HTMLElement => make("div", { class: "actions" }, ...parts);
  return make("section", {}, make("h2", { tabindex: "-1" }, words.text("keep")),
    section("keep-safe", text(work.fault === "newer" ? "kept-newer" : work.store.works ? "kept-long" : "kept-not"), row(save, copy, share), by?.element ?? null, status, text(linked ? "link-how" : "link-none")),
    section("together", text("together-how"), nameBox(work), row(button(words.text("open"), moves.open), button(words.text("handover"), moves.handOver))),
    section("along", row(button(words.text("print"), moves.print), file("calendar", "ics", "text/calendar", () => ownCalendar(work, new Date())),
      file("csv", "csv", "text/csv", () => csv(words.text("columns").split("|"), rowsOf(work))),
      file("markdown", "md", "text/markdown", () => markdown(work.list.title, rowsOf(work), words.text("read")))), text("calendar-how")),
    section("removing", text("removing-how"), row(button(words.text("remove"), moves.remove))),
    row(button(words.text("to-list"), moves.list)));
}

/** The link in a box: to be seen, and to be copied by hand where the browser does not copy it. */
function linkBox(work: Work): { element: HTMLElement; input: HTMLInputElement; hidden: boolean } {
  const input = make("input", { type: "text", readonly: true, value: linkOf(work), id: "list_link" });
  const element = make("p", { hidden: true }, make("label", { class: "field", for: input.id }, work.words.text("link")), input);
  return { element, input, set hidden(hidden: boolean) { element.hidden = hidden; } };
}

/** A name for what is done here, for those who share a list. It is optional. */
function nameBox(work: Work): HTMLElement {
  const input = make("input", { type: "text", name: "me", autocomplete: "name", maxlength: "40", value: work.own.me, id: "list_me", "aria-describedby": "list_me_how" });
  input.addEventListener("change", () => {
    input.value = cleanName(input.value);
    work.setOwn({ me: input.value });
  });
  return make("div", {}, make("label", { class: "field", for: input.id }, work.words.text("me")), make("p", { class: "small", id: "list_me_how" }, work.words.text("me-how")), input);
}
