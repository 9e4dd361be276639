import { button, make } from "../../browser/elements";
import { Slot } from "../../browser/storage";
import { displayPattern } from "../../browser/display";
import type { Words } from "../../browser/words";
import { declarationsOf, type DisplayChoice, type DisplayGroup, type DisplayOption, readChoice } from "./choices";

/** The panel in which a reader chooses how pages look. Each choice is in force at once. It stays open while the page is read. */
export class Panel {
  private readonly status = make("p", { role: "status" });
  private readonly heading = make("p", { tabindex: "-1", id: "display_title" });
  private readonly undo: HTMLButtonElement;
  private readonly fields = make("div", { class: "display_fields" });
  private readonly element: HTMLElement;
  private choice: DisplayChoice;
  private undone: DisplayChoice | null = null; // what can be brought back
  private opener: HTMLElement | null = null;
  private keeps: boolean; // what was chosen last is kept

  /** changed is called after each change of the page. */
  constructor(private readonly groups: DisplayGroup[], private readonly slot: Slot, private readonly words: Words, private readonly changed: () => void) {
    this.choice = readChoice(groups, this.kept());
    this.keeps = slot.works;
    this.heading.textContent = words.text("title");
    this.undo = button("", () => this.undoAll());
    const close = button(words.text("close"), () => this.close());
    this.element = make("section", { class: "display screen", role: "dialog", "aria-labelledby": "display_title" },
      make("div", { class: "display_head" }, this.heading, close), this.fields, this.undo, this.status);
    for (const group of groups) this.fields.append(group.options.length === 2 && group.name !== "letters" ? this.box(group) : this.radios(group));
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && (this.element.contains(document.activeElement) || document.activeElement === document.body)) this.close();
    });
    for (const type of ["pageshow", "storage"]) addEventListener(type, () => this.follow());
  }

  /** Opens the panel, or closes it where it is open. opener is the button that was pressed. */
  toggle(opener: HTMLElement): void {
    if (this.element.isConnected) return this.close();
    this.opener = opener;
    opener.setAttribute("aria-expanded", "true");
    document.querySelector("main")?.before(this.element);
    document.documentElement.classList.add("choosing");
    const damaged = this.slot.damaged();
    this.follow();
    this.status.textContent = !this.keeps ? this.words.text("not-kept") : damaged ? this.words.text("damaged") : "";
    this.heading.focus();
  }

  private close(): void {
    if (!this.element.isConnected) return;
    this.element.remove();
    document.documentElement.classList.remove("choosing");
    this.opener?.setAttribute("aria-expanded", "false");
    this.opener?.focus();
  }

  /** What is kept; "" where that is not what a page of this site has written. */
  private kept(): string {
    const text = this.slot.read() ?? "";
    return displayPattern.test(text) ? text : "";
  }

  /** Shows what is kept, which another page may have changed. What could not be kept stays in force on this page. */
  private follow(): void {
    const kept = this.keeps ? this.kept() : "";
    if (this.keeps) this.choice = readChoice(this.groups, kept);
    const declarations = declarationsOf(this.choice);
    if (kept && kept !== declarations) this.slot.write(declarations || null); // the site has other colours by now
    this.apply(declarations);
  }

  private apply(declarations: string): void {
    document.documentElement.style.cssText = declarations;
    this.changed();
    this.show();
  }

  private radios(group: DisplayGroup): HTMLElement {
    const field = make("fieldset", { "data-group": group.name }, make("legend", {}, this.words.text(group.name)));
    group.options.forEach((option, at) => {
      const input = make("input", { type: "radio", name: "display_" + group.name });
      input.addEventListener("change", () => this.choose(group, at));
      field.append(make("label", {}, input, this.label(group, option)));
    });
    return field;
  }

  private label(group: DisplayGroup, option: DisplayOption): HTMLElement {
    const label = make("span", {}, this.words.text(`${group.name}-${option.name}`, { font: option.family ?? "" }));
    if (group.name === "colours" || group.name === "letters") label.style.cssText = option.declares;
    return label;
  }

  private box(group: DisplayGroup): HTMLElement {
    const input = make("input", { type: "checkbox", name: "display_" + group.name });
    input.addEventListener("change", () => this.choose(group, input.checked ? 1 : 0));
    return make("label", { "data-group": group.name }, input, make("span", {}, this.words.text(group.name)));
  }

  private choose(group: DisplayGroup, at: number): void {
    this.undone = null;
    this.choice.set(group, at);
    this.keep("kept");
  }

  private undoAll(): void {
    const back = this.undone;
    this.undone = back ? null : this.choice;
    this.choice = back ?? readChoice(this.groups, "");
    this.keep(back ? "back-done" : "undone");
  }

  /** Puts the choice in force, keeps it, and says so. */
  private keep(said: string): void {
    const declarations = declarationsOf(this.choice);
    this.slot.write(declarations || null);
    this.keeps = this.slot.works;
    this.apply(declarations);
    this.status.textContent = this.words.text(this.keeps ? said : "not-kept");
  }

  private show(): void {
    for (const [group, at] of this.choice) {
      const inputs = this.fields.querySelectorAll<HTMLInputElement>(`[name=display_${group.name}]`);
      inputs.forEach((input, i) => { input.checked = input.type === "radio" ? i === at : at === 1; });
    }
    this.undo.textContent = this.words.text(this.undone ? "back" : "undo");
    this.undo.hidden = !this.undone && declarationsOf(this.choice) === "";
  }
}
