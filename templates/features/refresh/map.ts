import { button, dayWords, drawing, make } from "../../browser/elements";
import type { Words } from "../../browser/words";
import { icon } from "../../questions/feedback";
import type { Knowledge } from "./choose";
import type { IndexedRule } from "./index";

const order: Knowledge[] = ["known", "shaky", "unmet"];

/** The screen with what a reader knows of each rule, by the pages that have them. It can be printed. */
export function mapScreen(all: Map<IndexedRule, Knowledge>, day: string, words: Words, back: () => void): HTMLElement {
  const count = (knowledge: Knowledge): number => Array.from(all.values()).filter((one) => one === knowledge).length;
  const screen = make("section", { class: "map" }, make("h2", { tabindex: "-1" }, words.text("map")),
    make("p", {}, `${words.text("map-how", { date: dayWords(day) })} ${words.text("map-from")}`),
    make("dl", { class: "key" }, ...order.map((knowledge) => make("div", {},
      make("dt", { class: "of-" + knowledge }, mark(knowledge), `${words.text(knowledge)}: ${count(knowledge)}`), make("dd", {}, words.text(knowledge + "-how"))))),
    make("div", { class: "actions" }, button(words.text("print"), () => window.print()), button(words.text("to-start"), back)));
  let page: IndexedRule["page"] | null = null;
  let list = make("ul", {});
  for (const [rule, knowledge] of all) {
    if (rule.page !== page) {
      page = rule.page;
      list = make("ul", { class: "rules" });
      screen.append(make("section", {}, make("h3", {}, make("a", { class: "alone", href: page.href }, page.title)), list));
    }
    list.append(make("li", { class: "of-" + knowledge }, mark(knowledge),
      make("p", {}, make("a", { href: rule.href }, rule.words), " ", make("span", { class: "label" }, words.text(knowledge)))));
  }
  return screen;
}

/** A drawing with an outline of its own for each. */
function mark(knowledge: Knowledge): SVGElement {
  if (knowledge === "unmet") return drawing("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, drawing("circle", { class: "open", cx: "12", cy: "12", r: "9", "stroke-dasharray": "4 3" }));
  return icon(knowledge === "known" ? "right" : "partly");
}
