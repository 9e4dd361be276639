import { drawing, make, type Part } from "../browser/elements";
import type { Words } from "../browser/words";

/** Below this many answers a percentage says nothing: numbers alone are shown. */
export const fewAnswers = 5;

/** A bar that is partly full. The words beside it say the same. */
export function bar(n: number, all: number): SVGElement {
  const rect = (name: string, width: number): SVGElement => drawing("rect", { class: name, width: `${width}%`, height: "100%" });
  return drawing("svg", { class: "bar", "aria-hidden": "true" }, rect("all", 100), ...(n > 0 ? [rect("part", all === 0 ? 100 : (n / all) * 100)] : []));
}

/** A proportion in words: "7 of 10, 70%"; below a small number the counts alone, and why. */
export function share(n: number, all: number, words: Words): string {
  if (all === 0) return words.text("not-asked");
  if (all < fewAnswers) return words.text("share-few", { n, all });
  return words.text("share", { n, all, percent: Math.round((n / all) * 100) });
}

/** A bar with its proportion in words. */
export function shown(n: number, all: number, words: Words): Part[] {
  return [all >= fewAnswers ? bar(n, all) : null, make("span", { class: "share-words" }, share(n, all, words))];
}

/** A table. Where the window is narrow, its style makes a block of each row. */
export function table(name: string, heads: string[]): { whole: HTMLElement; body: HTMLElement } {
  const body = make("tbody");
  const whole = make("table", { class: "rows " + name },
    make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))), body);
  return { whole, body };
}

/** A row of such a table: its first cell is its heading. */
export function row(head: Part[], ...cells: Part[][]): HTMLElement {
  return make("tr", {}, make("th", { scope: "row" }, ...head), ...cells.map((parts) => make("td", {}, ...parts)));
}

/** A row that is shown, and what it was made from. */
interface ListedRow {
  key: string;
  element: HTMLElement;
}

/**
 * A list of elements that is brought up to date: what has not changed is left where it is, with the focus and the
 * opened parts in it.
 */
export class Listing<T> {
  private rows = new Map<string, ListedRow>();

  constructor(
    private readonly place: HTMLElement,
    private readonly id: (item: T) => string,
    private readonly key: (item: T) => string,
    private readonly make: (item: T, before: HTMLElement | undefined) => HTMLElement,
  ) {}

  show(items: T[]): void {
    const rows = new Map<string, ListedRow>();
    let at = this.place.firstElementChild;
    for (const item of items) {
      const id = this.id(item);
      const key = this.key(item);
      const before = this.rows.get(id);
      const element = before?.key === key ? before.element : this.make(item, before?.element);
      rows.set(id, { key, element });
      if (element === at) {
        at = at.nextElementSibling;
        continue;
      }
      if (before && before.element !== element) {
        if (before.element === at) at = at.nextElementSibling;
        before.element.remove();
      }
      this.place.insertBefore(element, at);
    }
    for (; at; ) {
      const next = at.nextElementSibling;
      at.remove();
      at = next;
    }
    this.rows = rows;
  }
}

/** A button that shows more of a long list, some at a time. */
export class More {
  readonly button: HTMLButtonElement;
  private shown: number;

  constructor(private readonly step: number, private readonly words: Words, press: () => void) {
    this.shown = step;
    this.button = make("button", { type: "button" });
    this.button.addEventListener("click", () => {
      this.shown += this.step;
      press();
    });
  }

  /** The items to show now. */
  of<T>(items: T[]): T[] {
    const left = items.length - this.shown;
    this.button.hidden = left <= 0;
    this.button.textContent = this.words.text("more", { n: Math.min(left, this.step), all: items.length });
    return left <= 0 ? items : items.slice(0, this.shown);
  }
}
