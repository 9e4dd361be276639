// Finds what is asked for, as it is typed. Without it, the page is a list from A to Z.
import { button, make, primary, type Part } from "../../browser/elements";
import { modern } from "../../browser/modern";
import { readWords, type Words } from "../../browser/words";
import type { Data, Selector } from "./contract";
import { openSearch } from "./engine/find";
import { SearchFiles } from "./files";
import { fragmentOf, longest, queryIn, tidy } from "./query";
import { resultsOf } from "./results";

type Search = ReturnType<typeof openSearch>;

/** How many results are shown, and how many more each time. */
const step = 10;

// How long no key has to be pressed, in milliseconds, until results of a large site are loaded, and until a screen reader says how many there are.
const quiet = 150;
const pause = 1000;

/** The field, and what was found. */
class SearchPage {
  private readonly field = make("input", { type: "search", id: "search_words", maxlength: String(longest), autocomplete: "off", autocapitalize: "off", enterkeyhint: "search" });
  private readonly results = make("div", { class: "results" });
  private readonly status = make("p", { role: "status", class: "hidden" });
  private readonly files = new SearchFiles();
  private engine: Promise<Search> | undefined;
  private typing = 0;
  private speaking = 0;
  private asked = 0; // the last query: an answer to one before it comes too late
  private shown: string | null = null; // the query whose results are on the page

  constructor(private readonly place: HTMLElement, private readonly help: DocumentFragment, private readonly words: Words) {}

  start(): void {
    const { words, field } = this;
    const form = make("form", { role: "search" },
      make("label", { class: "field", for: field.id }, words.text("label")),
      make("div", { class: "row" }, field, primary(make("button", {}, words.text("go")))));
    this.place.replaceChildren(form, this.results, this.status);
    field.addEventListener("focus", () => void this.open().catch(() => undefined));
    field.addEventListener("input", () => {
      clearTimeout(this.typing);
      clearTimeout(this.speaking);
      this.typing = window.setTimeout(() => this.find(false), this.files.areMany() ? quiet : 0);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.find(true);
    });
    addEventListener("hashchange", () => this.follow(false));
    // Whoever comes back to the page, or loads it again, is where they were; whoever comes from elsewhere has asked for results.
    this.follow(history.state === null);
  }

  /** Finds what the address asks for, unless that is shown already. */
  private follow(go: boolean): void {
    const query = queryIn(location);
    if (query === null || query === this.shown) return;
    this.field.value = query;
    if (query || this.shown) this.find(go && query !== "");
  }

  /** What searches, once its data is there. */
  private open(): Promise<Search> {
    if (!this.engine) {
      this.engine = this.files.load(0).then((start) => openSearch({ start, load: (part) => this.files.load(part) }));
      this.engine.catch(() => (this.engine = undefined));
    }
    return this.engine;
  }

  /** Shows the results of what is in the field. go says whether the reader goes on there, as after Enter. */
  private find(go: boolean): void {
    this.ask(step, (heading) => {
      if (go) (heading ?? this.field).focus();
      else this.speaking = window.setTimeout(() => (this.status.textContent = heading?.textContent ?? ""), pause);
    });
  }

  /** Shows up to a number of results of what is in the field. then is called when they are shown, with the heading of them. */
  private ask(limit: number, then: (heading: HTMLElement | null) => void): void {
    clearTimeout(this.typing);
    clearTimeout(this.speaking);
    this.status.textContent = "";
    const query = tidy(this.field.value);
    const asked = ++this.asked;
    const show = (parts: Part[], complete: boolean): void => {
      if (asked !== this.asked) return;
      this.results.replaceChildren();
      for (const part of parts) if (part) this.results.append(part);
      this.shown = complete ? query : null;
      this.keep(query);
      then(this.results.querySelector<HTMLElement>("[tabindex]"));
    };
    if (!query) return show([], true);
    this.open().then((search) => search.find(query, limit + 1)).then((found) => {
      const more = button(this.words.text("more"), () => this.ask(limit + step, () => this.results.querySelectorAll<HTMLElement>(".hits a")[limit]?.focus()));
      show(resultsOf(found, query, limit, this.words, this.help.cloneNode(true), more), true);
    }).catch(() => show([make("p", { class: "problem", tabindex: "-1" }, this.words.text("failed"))], false));
  }

  /** Keeps the query in the address, so that it is there after Back and after a reload, and nowhere else. */
  private keep(query: string): void {
    if (!query && queryIn(location) === null) return;
    try {
      history.replaceState("found", "", fragmentOf(query));
    } catch {
      // Safari allows a hundred in half a minute, and a frame may allow none.
    }
  }
}

const place = document.querySelector<HTMLElement>('[data-widget="search"]' satisfies Selector);
const help = document.querySelector<HTMLTemplateElement>("template.help" satisfies Selector);
if (place && help && modern()) {
  new SearchPage(place, document.importNode(help.content, true), readWords((place.dataset as Data).words ?? "", document.documentElement.lang)).start();
}
