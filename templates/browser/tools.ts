import { loadLater } from "./later";
import { modern } from "./modern";

/** What the event "tool" says: the button of a tool was pressed, and the tool is loaded. */
export interface ToolWanted {
  name: string;
  button: HTMLElement;
}

/** Shows the buttons of the tools that the browser can serve, and loads a tool when its button is pressed. */
export function offerTools(): void {
  const failed = document.querySelector<HTMLElement>("[data-failed]");
  for (const button of Array.from(modern() ? document.querySelectorAll<HTMLElement>("[data-tool]") : [])) {
    const name = String(button.dataset.tool);
    if (name === "speak" && !("speechSynthesis" in window)) continue;
    const say = (hidden: boolean): void => {
      if (failed) failed.hidden = hidden;
    };
    button.hidden = false;
    if (document.documentElement.style.getPropertyValue("--ruler") && name === "display") loadLater(`[data-later="${name}"]`).catch(() => say(false)); // it follows the line at once
    button.addEventListener("click", () => {
      say(true);
      loadLater(`[data-later="${name}"]`).then(() => dispatchEvent(new CustomEvent("tool", { detail: { name, button } satisfies ToolWanted })), () => say(false));
    });
  }
}

/**
 * Leads from the search forms of a page to the page that searches, with the words in the fragment: so they are sent to nobody. Without a script a form
 * leads there without the words.
 */
export function leadToSearch(): void {
  for (const form of Array.from(document.forms)) {
    const field = form.querySelector<HTMLInputElement>("[type=search]");
    if (!field) continue;
    form.addEventListener("toggle", () => field.focus());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.href = `${form.action}#q=${encodeURIComponent(field.value)}`;
    });
  }
}
