import { button, dayWords, make } from "../../browser/elements";
import { dayOf } from "./due";
import { fromFragment } from "./incoming";
import { type ListFault, readState, type State } from "./state";
import type { Work } from "./work";

/** The maximum size of a file that is read, in bytes. */
const largest = 4000000;

/** The screen on which a list comes back from a file or a link. take is called with what was found. */
export function openScreen(work: Work, take: (found: State | ListFault) => void, back: () => void): HTMLElement {
  const words = work.words;
  const file = make("input", { type: "file", id: "list_file", accept: ".json,application/json,text/plain" });
  const link = make("input", { type: "text", id: "list_pasted", autocomplete: "off", name: "link" });
  file.addEventListener("change", () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    if (chosen.size > largest) return take("broken");
    new Response(chosen).text().then((text) => take(readState(text.replace(/^\ufeff/, ""), work.list.name)), () => take("broken"));
    file.value = "";
  });
  const form = make("form", { novalidate: true }, make("label", { class: "field", for: link.id }, words.text("paste")), link,
    make("div", { class: "actions" }, make("button", {}, words.text("open-link"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(fromFragment(link.value.trim(), work.list.name) ?? "broken");
  });
  return make("section", {}, make("h2", { tabindex: "-1" }, words.text("open")), make("p", {}, words.text("open-how")),
    make("p", { class: "picked" }, make("label", { class: "field", for: file.id }, words.text("choose-file")), file), form,
    make("div", { class: "actions" }, button(words.text("back"), back)));
}

/** The screen that asks what to do with two lists. */
export function whichScreen(work: Work, found: State, moves: { together(): void; instead(): void; neither(): void }): HTMLElement {
  const words = work.words;
  const together = button(words.text("merge"), moves.together);
  together.className = "go";
  return make("section", {}, make("h2", { tabindex: "-1" }, words.text("which")),
    make("p", {}, words.text("which-mine", about(work, work.state))), make("p", {}, words.text("which-theirs", about(work, found))),
    make("p", {}, words.text("which-how")),
    make("div", { class: "actions" }, together, button(words.text("instead"), moves.instead), button(words.text("neither"), moves.neither)));
}

/** How much is ticked in a list, and when it was last changed. */
function about(work: Work, state: State): Record<string, string | number> {
  let at = 0;
  let n = 0;
  state.items.forEach((entry, id) => {
    at = Math.max(at, entry.at);
    if (entry.done && work.list.items.has(id)) n++;
  });
  state.asked.forEach((asked) => (at = Math.max(at, asked)));
  return { n, day: dayWords(dayOf(new Date(at * 1000))) };
}
