import { button, make } from "./elements";

/**
 * A line that says what was removed, with a button that brings it back. It stays on the page, whatever screen is shown, until the button
 * is pressed, something else is removed, or clear is called. It is empty at first.
 */
export class Undo {
  private readonly said = make("p", { role: "status" });
  readonly element = make("div", {}, this.said);

  /** Says what was removed, and offers to bring it back. */
  offer(words: string, label: string, undo: () => void): void {
    this.clear();
    this.element.className = "note notice";
    this.said.textContent = words;
    this.element.append(make("p", {}, button(label, () => {
      this.clear();
      undo();
    })));
  }

  clear(): void {
    this.element.className = this.said.textContent = "";
    this.said.nextSibling?.remove();
  }
}
