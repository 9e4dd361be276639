import { button, copy, make, type Part, wordsOf } from "../../browser/elements";
import { rail } from "../../browser/rail";
import type { Quiz } from "../../questions/model";
import type { Words } from "../../browser/words";
import type { Selector } from "./contract";
import { bar } from "./counter";
import type { Hands } from "./hands";
import type { Command } from "./keys";
import { askedOf, type Asking, answerLine, reasons, ruleLink, type Screen } from "./question";
import { shareOf, type RunStep, weakRules } from "./run";

/** A heading that takes the focus. */
function heading(...parts: Part[]): HTMLElement {
  return make("h1", { tabindex: "-1" }, ...parts);
}

/** Where the room is, in words and as stations on a line. */
export function progress(step: RunStep, all: number, words: Words): HTMLElement {
  const key = step.kind === "story" ? "progress-story" : step.kind === "end" ? "progress-end" : "progress";
  return make("p", { class: "progress" }, make("span", {}, words.text(key, { n: step.n, all })),
    step.kind === "end" ? rail(all, all) : rail(all, step.n - 1, step.n));
}

/** The story of a scenario on a screen of its own. */
export function storyScreen(story: Element): HTMLElement {
  const title = story.querySelector("h2");
  return make("div", { class: "story" }, heading(copy(title)), storyText(story));
}

/** A story without its heading. */
export function storyText(story: Element): HTMLElement {
  const text = make("div", {}, copy(story));
  text.querySelector("h2")?.remove();
  return text;
}

/** A question, and once it is revealed its answer. The first heading that can take it gets the focus. */
export function questionScreen(asking: Asking): Screen {
  const question = asking.question;
  const words = asking.words;
  const asked = askedOf(asking);
  const screen = make("div", { class: asking.revealed ? "asked revealed" : "asked" }, heading(copy(question.heading)));
  if (question.stem && !asking.revealed) screen.append(make("div", { class: "stem" }, copy(question.stem)));
  if (question.story) {
    screen.append(make("details", {}, make("summary", {}, words.text("story", { title: wordsOf(question.story.querySelector("h2")) })), storyText(question.story)));
  }
  if (asking.revealed) {
    if (question.stem) screen.append(make("div", { class: "stem" }, copy(question.stem)));
    screen.append(make("h2", { tabindex: "-1", class: "told" }, answerLine(question, words)),
      asked.element, reasons(question, words));
    return { element: screen, hands: asked.hands };
  }
  screen.append(make("p", { class: "how" }, copy(question.how), question.choices.length > 0 ? make("span", { class: "over" }, words.text("over")) : null), asked.element);
  if (question.hint) screen.append(make("details", { class: "hint" }, copy(question.hint)));
  return { element: screen, hands: asked.hands };
}

/** The last screen: how many hands were right, which rules to go over, and where to go from here. */
export function endScreen(quiz: Quiz, hands: Hands, people: number, words: Words): HTMLElement {
  const screen = make("div", { class: "end" }, heading(words.text("end")));
  if (hands.empty()) screen.append(make("p", {}, words.text("end-none")));
  else {
    const rows = quiz.questions.map((question, i) => {
      const share = shareOf(question, hands, people);
      const shown = bar();
      if (!share) shown.show(0, 0, words.text("not-counted"));
      else if (share.all === 0) shown.show(0, 0, words.count("hands", share.right));
      else shown.show(share.right, share.all, words.count("hands-of", share.all, { got: share.right }));
      return make("tr", {}, make("th", { scope: "row" }, `${i + 1}. ${question.title}`), make("td", {}, shown.element));
    });
    screen.append(make("table", { class: "hands" }, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, words.text("question")),
      make("th", { scope: "col" }, words.text("right-hands")))), make("tbody", {}, ...rows)));
    const weak = weakRules(quiz, hands, people);
    screen.append(make("h2", {}, words.text("weak")));
    if (weak.length === 0) screen.append(make("p", {}, words.text("weak-none")));
    else {
      screen.append(make("ol", { class: "weak" }, ...weak.map((w) => make("li", {}, make("p", {}, ...ruleLink(w.rule, words)),
        make("p", { class: "count" }, words.count("hands-of", w.share.all, { got: w.share.right }))))));
    }
  }
  screen.append(make("h2", {}, words.text("after")), make("p", {}, words.text("after-how")), elsewhere());
  return screen;
}

/** The links of the page to the quiz itself, which is also the quiz on paper, to its answers and to the board. */
function elsewhere(): HTMLElement {
  const links = Array.from(document.querySelectorAll<HTMLAnchorElement>(".present .body > p > a.alone, .trainers a:not([aria-current])" satisfies Selector));
  return make("ul", { class: "links" }, ...links.map((link) => make("li", {}, make("a", { href: link.getAttribute("href") ?? "" }, wordsOf(link)))));
}

/** The keys, in the order of a run. */
export function keyTable(words: Words): HTMLElement {
  const rows = ["next", "back", "reveal", "hand", "hand-less", "hint", "full", "size", "ends", "leave", "help"];
  return make("table", { class: "keys" }, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, words.text("key")), make("th", { scope: "col" }, words.text("does")))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, keysCell(words.text("keys-" + row)), make("td", {}, words.text("does-" + row))))));
}

/** The names of keys, which the words separate with spaces. */
function keysCell(names: string): HTMLElement {
  const cell = make("th", { scope: "row" });
  for (const name of names.split(" ")) cell.append(make("kbd", {}, name.replace(/_/g, " ")), " ");
  return cell;
}

/** The big buttons below a screen, each always in the same place. The answer's is left out for null. */
export function moveButtons(words: Words, revealed: boolean | null, more: boolean, press: (command: Command) => void): HTMLElement[] {
  const make = (key: string, command: Command, go: boolean): HTMLButtonElement => {
    const made = button(words.text(key), () => press(command));
    if (go) made.className = "go";
    return made;
  };
  const buttons = [make("back", "back", false)];
  if (more) buttons.push(make("next", "next", revealed !== false));
  if (revealed !== null) buttons.push(make(revealed ? "hide" : "reveal", "reveal", !revealed));
  return buttons;
}
