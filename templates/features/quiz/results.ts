import { type Attempt, askedOf, result } from "../../questions/attempt";
import { button, make } from "../../browser/elements";
import { makeLater } from "./later";
import type { Question, Quiz, Rule } from "../../questions/model";
import { mark } from "../../questions/score";
import { feedback, opened, ruleLinks } from "../../questions/feedback";
import { unclearButton } from "./unclear";
import type { Words } from "../../browser/words";

/** What a reader may do next. */
export interface Next {
  certificate(): void;
  missed(questions: Question[]): void;
  again: (() => void) | null; // null where a go that is over cannot be followed by another
  full(first: Attempt): void;
  save(): void; // keeps what has been marked
  path: string; // address of the path that the reader has begun; "" for none
}

/** Whether the reader of a go that is done can have a certificate. */
export function isCertified(quiz: Quiz, attempt: Attempt): boolean {
  return quiz.certificate !== "" && !attempt.first && result(quiz, attempt).passed;
}

/** The screen at the end of a go. */
export function resultScreen(quiz: Quiz, attempt: Attempt, words: Words, next: Next): HTMLElement {
  const outcome = result(quiz, attempt);
  const missed = outcome.missed;
  const passed = outcome.passed;
  const screen = make("section", {}, make("h2", { tabindex: "-1" }, words.text("result")),
    make("p", { class: "score" }, words.text(outcome.all === attempt.asked.length ? "score" : "score-points", { got: outcome.got, all: outcome.all })));
  const first = attempt.first;
  if (first) screen.append(make("p", {}, words.text("practice")));
  else if (quiz.pass !== null) screen.append(make("p", { class: "score" }, words.text(passed ? "passed" : "not-yet", { percent: quiz.pass })));
  const section = (key: string, ...parts: HTMLElement[]): void => screen.append(make("h3", {}, words.text(key)), ...parts);
  const onScreen = (key: string, ...parts: HTMLElement[]): void => screen.append(make("div", { class: "screen of-" + key }, make("h3", {}, words.text(key)), ...parts));

  const buttons: HTMLElement[] = [];
  if (isCertified(quiz, attempt)) buttons.push(button(words.text("certificate-show"), next.certificate));
  const again = next.again;
  if (missed.length > 0 && again) buttons.push(button(words.text("missed", { n: missed.length }), () => next.missed(missed)));
  if (next.path) buttons.splice(passed ? 0 : 1, 0, make("a", { href: next.path, class: "alone" }, words.text("path")));
  if (buttons[0]) buttons[0].className = "go";
  if (first) buttons.push(button(words.text("full"), () => next.full(first)));
  screen.append(make("div", { class: "actions" }, ...buttons, again ? button(words.text("again"), again) : make("p", {}, words.text("over"))));

  // Who has a letter wrong knows the answer.
  const sure = missed.filter((q) => attempt.sure[q.id] === 2 && mark(q, attempt.answers[q.id]) !== "nearly");
  const rules = byRule(quiz, attempt, sure);
  if (rules.sure.length > 0) section("sure-wrong", ruleLinks(rules.sure));
  if (rules.again.length > 0) section("read-again", ruleLinks(rules.again));

  const hand = handIn(quiz, attempt, words);
  if (!first) onScreen("hand", make("p", {}, words.text("hand-why")), hand.element);

  if (rules.known.length > 0) section("known", ruleLinks(rules.known));
  section("answers", ...askedOf(quiz, attempt).map((q, i) =>
    opened(`${i + 1}. ${words.text(mark(q, attempt.answers[q.id]))}: ${q.title}`, () => feedback(quiz, attempt, q, words).concat(first ? [] : unclearButton(attempt, q.id, words, () => {
      next.save();
      hand.renew();
    })))));
  return screen;
}

/** The part of a result with which a reader gives it to a trainer. What is in it is made when it is opened. */
function handIn(quiz: Quiz, attempt: Attempt, words: Words): { element: HTMLElement; renew(): void } {
  const place = make("div");
  const hand = make("details", { class: "hand" }, make("summary", {}, words.text("hand-show")), place);
  hand.addEventListener("toggle", () => hand.open && !place.firstElementChild && makeLater({ what: "code", quiz, attempt, place }, words));
  const renew = (): void => {
    hand.open = false;
    place.textContent = "";
  };
  return { element: hand, renew };
}

/** The rules that the questions test, each once: those of answers of which somebody was wrongly sure, those of others that were not right, and the rest. */
function byRule(quiz: Quiz, attempt: Attempt, sure: Question[]): Record<"sure" | "again" | "known", Rule[]> {
  const asked = askedOf(quiz, attempt);
  const seen = new Set<string>();
  const of = (questions: Question[]): Rule[] => ([] as Rule[]).concat(...questions.map((q) => q.rules)).filter((rule) => !seen.has(rule.id) && seen.add(rule.id));
  return { sure: of(sure), again: of(asked.filter((q) => mark(q, attempt.answers[q.id]) !== "right")), known: of(asked) };
}
