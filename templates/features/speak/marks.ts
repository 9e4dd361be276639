import { make } from "../../browser/elements";
import type { PageSentence } from "./saying";

const name = "speak";

/**
 * Marks the sentence that is read, and keeps it in sight. Nothing of the text is changed for it, as other scripts and style sheets depend on that: the browser highlights it, or
 * else lines lie under its words, and a picture has a frame.
 */
export class Marks {
  private readonly lines = make("div", { class: "spoken", "aria-hidden": "true" });
  private readonly resized = new ResizeObserver(() => this.draw());
  private sentence: PageSentence | null = null;

  /** bottom is how much of the window is covered at its bottom, in pixels. */
  constructor(private readonly bottom: () => number) {}

  /** Marks a sentence in place of the one before; null for none. */
  show(sentence: PageSentence | null): void {
    this.sentence = sentence;
    this.resized.disconnect();
    if (sentence) {
      document.body.append(this.lines);
      this.resized.observe(document.body); // and is called once at first
    } else {
      this.lines.remove();
    }
    this.draw();
  }

  private draw(): void {
    const sentence = this.sentence;
    const known = "highlights" in CSS;
    if (known) CSS.highlights.delete(name);
    this.lines.textContent = "";
    if (!sentence) return;
    if (known && sentence.where.length > 0) {
      CSS.highlights.set(name, new Highlight(...rangesOf(sentence)));
      return;
    }
    for (const box of boxesOf(sentence)) {
      const line = make("div", { class: sentence.where.length > 0 ? "line" : "frame" });
      line.style.left = `${box.left + scrollX}px`;
      line.style.top = `${box.top + scrollY}px`;
      line.style.width = `${box.width}px`;
      line.style.height = `${box.height + 4}px`; // below what hangs from a line
      this.lines.append(line);
    }
  }

  /** Whether something of a sentence is in sight. */
  inSight(sentence: PageSentence): boolean {
    return boxesOf(sentence).some((box) => box.bottom > 0 && box.top < innerHeight - this.bottom());
  }

  /** Brings a sentence in sight at once, near the top, so that the page seldom moves. Nothing moves where all of it is in sight. */
  bring(sentence: PageSentence): void {
    const boxes = boxesOf(sentence);
    const room = innerHeight - this.bottom();
    const top = Math.min(...boxes.map((box) => box.top));
    const last = Math.max(...boxes.map((box) => box.bottom));
    if (boxes.length > 0 && (top < 0 || last > room)) scrollBy(0, top - room / 8);
  }
}

function rangesOf(sentence: PageSentence): Range[] {
  return sentence.where.map(({ node, from, to }) => {
    const range = document.createRange();
    // The text may be another by now, until the page is read again.
    range.setStart(node, Math.min(from, node.length));
    range.setEnd(node, Math.min(to, node.length));
    return range;
  });
}

/** Where a sentence is in the window, line by line. */
function boxesOf(sentence: PageSentence): DOMRect[] {
  if (sentence.where.length === 0) return [sentence.element.getBoundingClientRect()];
  const boxes: DOMRect[] = [];
  for (const range of rangesOf(sentence)) boxes.push(...range.getClientRects());
  return boxes.filter((box) => box.width > 0);
}
