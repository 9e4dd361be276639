import { make } from "../../browser/elements";
import type { Words } from "../../browser/words";

/** How much of a window the ruler leaves to its sides before the page moves in its place. */
const margin = 0.25;

/** A line of text: its top and its height in the window, in pixels. */
interface Line {
  top: number;
  height: number;
}

/**
 * A reading ruler: the line at which a reader is lies in a bright band, and what is above and below it is shaded. It goes to the line that is pointed
 * at, touched or has the focus, and by arrow keys while it has the focus itself. It takes no presses. It stays on a line while a pointer trembles within it.
 */
export class Ruler {
  private readonly band: HTMLElement;
  private readonly element: HTMLElement;
  private line: Line = { top: 0, height: 0 };
  private x = 0; // where in the line the reader was last

  constructor(words: Words) {
    const name = words.text("ruler");
    this.band = make("div", { role: "slider", tabindex: "0", "aria-label": name, "aria-orientation": "vertical", "aria-valuemin": "0", "aria-valuemax": "100" });
    this.element = make("section", { class: "ruler screen", "aria-label": name }, this.band);
    this.band.addEventListener("keydown", (event) => this.key(event));
    for (const type of ["pointermove", "pointerdown"] as const) addEventListener(type, (event) => this.at(event.clientX, event.clientY), { passive: true });
    addEventListener("focusin", ({ target }) => this.focus(target as Element));
  }

  /** Shows the ruler, or takes it away. */
  show(shown: boolean): void {
    if (shown === this.element.isConnected) return;
    if (!shown) return this.element.remove();
    document.querySelector("main")?.before(this.element);
    const { left, right } = (document.querySelector("main h1") ?? document.body).getBoundingClientRect();
    this.x = (left + right) / 2;
    this.at(this.x, innerHeight / 2);
  }

  private focus(target: Element): void {
    if (!this.element.isConnected || target === this.band || target.closest(".display") || target.matches("main")) return;
    const [first] = target.getClientRects();
    if (first) this.at(first.left + Math.min(8, first.width / 2), first.top + Math.min(first.height, lineHeight(target)) / 2);
  }

  /** Goes to the line at a place of the window, or to the place itself where there is no text. */
  private at(x: number, y: number): void {
    if (!this.element.isConnected) return;
    this.x = x;
    const at = document.elementFromPoint(x, y);
    const height = lineHeight(at ?? document.body);
    const text = textAt(x, y);
    this.line = text ? { top: (text.top + text.bottom - height) / 2, height } : { top: y - height / 2, height };
    this.place();
  }

  private place(): void {
    const { top, height } = this.line;
    this.element.style.setProperty("--at", `${top}px`);
    this.element.style.setProperty("--height", `${height}px`);
    this.band.setAttribute("aria-valuenow", String(Math.round(Math.min(1, Math.max(0, top / innerHeight)) * 100)));
  }

  private key(event: KeyboardEvent): void {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    const before = scrollY;
    const next = this.line.top + this.line.height / 2 + way * this.line.height;
    const outside = next < innerHeight * margin || next > innerHeight * (1 - margin);
    if (outside) scrollBy(0, way * this.line.height);
    const y = next - (scrollY - before); // the page moves where it can, and else the ruler does
    if (y > 0 && y < innerHeight) this.at(this.x, y);
  }
}

function lineHeight(element: Element): number {
  const { lineHeight: height, fontSize } = getComputedStyle(element);
  return parseFloat(height) || parseFloat(fontSize) * 1.5;
}

/** Where the character is that lies at a place of the window; null where there is none. */
function textAt(x: number, y: number): DOMRect | null {
  const range = document.caretRangeFromPoint?.(x, y) ?? firefoxRange(x, y);
  if (range?.startContainer.nodeType !== Node.TEXT_NODE) return null;
  const { startContainer: node, startOffset: offset } = range;
  range.setStart(node, Math.max(0, Math.min(offset, (node.nodeValue ?? "").length - 1)));
  range.setEnd(node, Math.min(range.startOffset + 1, (node.nodeValue ?? "").length));
  const rect = range.getBoundingClientRect();
  return rect.top <= y && y <= rect.bottom ? rect : null;
}

function firefoxRange(x: number, y: number): Range | null {
  const at = document.caretPositionFromPoint?.(x, y);
  if (!at) return null;
  const range = document.createRange();
  range.setStart(at.offsetNode, at.offset);
  return range;
}
