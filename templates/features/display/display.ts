// A display of one's own: the panel in which a reader chooses it, and the ruler. Loaded when the panel is opened, or where a ruler was chosen.
import lines from "strings:display";
import { displayKey, displayPattern } from "../../browser/display";
import { Slot } from "../../browser/storage";
import type { ToolWanted } from "../../browser/tools";
import { readWords } from "../../browser/words";
import { displayGroups, type DisplaySurroundings } from "./choices";
import type { Selector } from "./contract";
import { distinctFont } from "./letters";
import { Panel } from "./panel";
import { Ruler } from "./ruler";

/** What the site and the device bring, without what the reader has chosen. */
function surroundings(): DisplaySurroundings {
  const { style } = document.documentElement;
  const chosen = style.cssText;
  style.cssText = "";
  const site = getComputedStyle(document.documentElement);
  const colour = (name: string, other: string): string => {
    const value = site.getPropertyValue(name).trim();
    return /^#[\da-f]{6}$/.test(value) ? value : other;
  };
  const found = {
    accent: colour("--accent", "#000000"), accentDark: colour("--accent-dark", "#ffffff"), second: colour("--second", ""), secondDark: colour("--second-dark", ""),
    ownFont: site.getPropertyValue("--font") !== "", distinct: distinctFont(),
  };
  style.cssText = chosen;
  return found;
}

const words = readWords(lines, document.documentElement.lang);
const ruler = new Ruler(words);
const slot = new Slot(displayKey(document.querySelector<HTMLElement>("head [data-root]" satisfies Selector)), (text) => displayPattern.test(text));
const showRuler = (): void => ruler.show(document.documentElement.style.getPropertyValue("--ruler") !== "");
const panel = new Panel(displayGroups(surroundings()), slot, words, showRuler);
showRuler();
addEventListener("tool", (event) => {
  const { name, button } = (event as CustomEvent<ToolWanted>).detail;
  if (name === "display") panel.toggle(button);
});
