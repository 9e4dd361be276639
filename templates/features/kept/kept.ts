// What this site keeps on the reader's device: all of it in words, and buttons to remove it.
import { modern } from "../../browser/modern";
import type { Data, Selector } from "./contract";
import { Copy } from "./copy";
import { wishes } from "../../browser/storage";
import { button, decoded, make, wordsOf } from "../../browser/elements";
import { readWords, type Words } from "../../browser/words";

/** What every key of this site begins with. On one origin, or among files, there can be keys of others. */
const prefix = "handrail:";

/** How many characters fill a page of text. */
const pageOfText = 3000;

/** Something that pages of this site keep: "handrail:1:NAME:PATH". */
interface KeptKind {
  name: string;
  what: string; // words: what it is
  holds: string; // words: what is in it
  page(path: string): string; // path of the page whose title it is known by; empty if it needs none
}

/** All that this site keeps. A page that keeps something new gets a line here, and two texts in the words of "kept". */
function kinds(): KeptKind[] {
  return [
    { name: "quiz", what: "quiz", holds: "quiz-holds", page: (path) => path },
    { name: "results", what: "results", holds: "results-holds", page: (path) => path.replace(/-results(\.html)?$/, "$1") },
    { name: "record", what: "record", holds: "record-holds", page: () => "" },
    { name: "answers", what: "answers", holds: "answers-holds", page: () => "" },
    { name: "progress", what: "progress", holds: "progress-holds", page: () => "" },
    { name: "display", what: "display", holds: "display-holds", page: () => "" },
    { name: "checklist", what: "checklist", holds: "checklist-holds", page: () => "" },
    { name: "aside", what: "aside", holds: "aside-holds", page: () => "" },
    { name: "speak", what: "speak", holds: "speak-holds", page: () => "" },
    { name: "statement", what: "statement", holds: "statement-holds", page: () => "" },
  ];
}

/** One thing that is kept. */
interface KeptEntry {
  key: string;
  value: string;
  label: string;
  holds: string; // what is in it, in words; empty when that is not known
}

/** The list of what is kept, and what can be done with it. */
class List {
  private readonly heading = make("h2", { tabindex: "-1" });
  private readonly status = make("p", { role: "status", class: "label" });
  private readonly rest = make("div", {});
  private readonly titles = new Map<string, string>();
  private removed: KeptEntry[] = []; // what can be put back, until the page is left
  private keys = "";
  private shown = "";

  constructor(private readonly plain: HTMLElement, private readonly words: Words) {
    for (const link of plain.querySelectorAll<HTMLAnchorElement>(".pages a" satisfies Selector)) this.titles.set(bare(link.pathname), wordsOf(link));
  }

  /** Shows the list in the page, and follows what other pages do. */
  start(): void {
    this.heading.textContent = this.words.text("now");
    this.plain.before(make("section", { class: "take screen" }, this.heading, this.status, this.rest));
    const copy = Copy.section(this.words);
    if (copy) this.plain.before(copy);
    document.body.classList.add("taking");
    this.show();
    addEventListener("storage", (event) => {
      if (event.key === null || event.key.startsWith(prefix)) this.follow();
    });
    // A page that comes back from the browser's memory, or to the front, may have missed something.
    addEventListener("pageshow", () => this.follow());
    document.addEventListener("visibilitychange", () => this.follow());
  }

  private follow(): void {
    const before = this.keys;
    if (signature(this.read()) === this.shown) return;
    const held = document.activeElement;
    const inside = held !== null && this.rest.contains(held);
    const action = (held as HTMLElement | null)?.dataset.action;
    this.show();
    if (this.keys !== before) this.status.textContent = this.words.text("changed");
    if (!inside) return;
    const same = Array.from(this.rest.querySelectorAll<HTMLElement>("button")).find((at) => at.dataset.action === action);
    (same ?? this.heading).focus();
  }

  private show(): void {
    const words = this.words;
    const all = this.read();
    this.keys = all ? all.map((kept) => kept.key).join("\n") : "";
    this.shown = signature(all);
    this.rest.textContent = "";
    if (this.removed.length > 0) this.rest.append(make("p", {}, words.text("back-how")), this.action("back", words.text("back"), () => this.putBack()));
    if (!all || all.length === 0) {
      this.rest.append(make("p", {}, words.text(all ? "none" : "off")));
      return;
    }
    const list = make("ul", { class: "things" });
    for (const kept of all) list.append(this.item(kept));
    this.rest.append(list, this.action("all", words.text("remove-all"), () => this.remove(all, words.text("removed-all"))));
  }

  private item(kept: KeptEntry): HTMLElement {
    const words = this.words;
    const size = kept.key.length + kept.value.length;
    const told = size < pageOfText ? words.text("size-small") : words.count("size", Math.round(size / pageOfText));
    return make("li", {}, make("h3", {}, kept.label), make("p", {}, `${kept.holds} ${told}`.trim()),
      this.action(kept.key, words.text("remove", { item: kept.label }), () => this.remove([kept], words.text("removed", { item: kept.label }))));
  }

  private action(name: string, text: string, press: () => void): HTMLElement {
    const made = button(text, press);
    made.dataset.action = name;
    return make("p", {}, made);
  }

  private remove(all: KeptEntry[], done: string): void {
    this.removed = all.filter((kept) => {
      try {
        // As it is now: another page may have changed it since it was shown.
        kept.value = localStorage.getItem(kept.key) ?? kept.value;
        localStorage.removeItem(kept.key);
        return localStorage.getItem(kept.key) === null;
      } catch {
        return false;
      }
    });
    this.tell(this.removed.length === all.length ? done : this.words.text("stuck"));
  }

  private putBack(): void {
    const lost = this.removed.filter((kept) => {
      try {
        if (localStorage.getItem(kept.key) === null) localStorage.setItem(kept.key, kept.value);
        return false;
      } catch {
        return true;
      }
    });
    const done = this.removed.length === 1 ? this.words.text("is-back", { item: this.removed[0]?.label ?? "" }) : this.words.text("are-back");
    this.removed = lost;
    this.tell(lost.length === 0 ? done : this.words.text("not-back"));
  }

  private tell(text: string): void {
    dispatchEvent(new StorageEvent("storage")); // other tabs hear of it by themselves; this page may look different now
    this.show();
    this.status.textContent = text;
    this.heading.focus();
  }

  /** All that is kept, in the order of its names; nothing when the browser does not let pages keep anything. */
  private read(): KeptEntry[] | null {
    const all: KeptEntry[] = [];
    try {
      for (let i = 0; i < localStorage.length; i++) {
        const key = localStorage.key(i) ?? "";
        // A wish says nothing of the reader, and is shown with the copy.
        if (key.startsWith(prefix) && !key.startsWith(wishes)) all.push(this.describe(key, localStorage.getItem(key) ?? ""));
      }
    } catch {
      return null;
    }
    const counts = new Map<string, number>();
    for (const kept of all) counts.set(kept.label, (counts.get(kept.label) ?? 0) + 1);
    for (const kept of all) {
      if ((counts.get(kept.label) ?? 0) > 1) kept.label += ` (${clip(decoded(kept.key.slice(prefix.length)))})`;
    }
    return all.sort((a, b) => a.label.localeCompare(b.label) || (a.key < b.key ? -1 : 1));
  }

  private describe(key: string, value: string): KeptEntry {
    const parts = /^1:([a-z]+):(.+)$/s.exec(key.slice(prefix.length));
    const kind = parts && kinds().find((one) => one.name === parts[1]);
    if (!parts || !kind) return { key, value, label: this.words.text("other"), holds: "" };
    const page = bare(kind.page(parts[2] ?? ""));
    if (!page) return { key, value, label: this.words.text(kind.what), holds: this.words.text(kind.holds) };
    const title = this.titles.get(page) ?? clip(decoded(page.slice(page.lastIndexOf("/") + 1) || page));
    return { key, value, label: this.words.text("item", { title, what: this.words.text(kind.what) }), holds: this.words.text(kind.holds) };
  }
}

/** What the list shows, so far as a reader can see. */
function signature(all: KeptEntry[] | null): string {
  return all ? JSON.stringify(all.map((kept) => [kept.key, kept.value.length])) : "";
}

/** A path without the ending that some hosts leave out. */
function bare(path: string): string {
  return path.replace(/\.html$/, "");
}

function clip(text: string): string {
  const letters = Array.from(text);
  return letters.length > 80 ? letters.slice(0, 80).join("") + "…" : text;
}

const plain = document.querySelector<HTMLElement>('[data-widget="kept"]' satisfies Selector);
if (plain && modern()) new List(plain, readWords((plain.dataset as Data).words ?? "", document.documentElement.lang)).start();
