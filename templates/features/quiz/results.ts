import { type Attempt, askedOf, result } from "../../questions/attempt";
import { calendar, digits, uidOf, weeksAfter } from "../../browser/calendar";
import { button, hasAddress, make } from "../../browser/elements";
import { handIn } from "./handin";
import type { Question, Quiz, Rule } from "../../questions/model";
import { mark } from "../../questions/score";
import { ruleLinks, feedback } from "./feedback";
import type { Words } from "../../browser/words";

/** What a reader may do next. */
export interface Next {
  certificate(): void;
  missed(questions: Question[]): void;
  again(): void;
  full(first: Attempt): void;
}

/** How many of the points a go has got, in words. */
export function scoreWords(quiz: Quiz, attempt: Attempt, words: Words): string {
  const r = result(quiz, attempt);
  return words.text(r.all === attempt.asked.length ? "score" : "score-points", { got: r.got, all: r.all });
}

/** The screen at the end of a go. */
export function resultScreen(quiz: Quiz, attempt: Attempt, words: Words, next: Next): HTMLElement {
  const outcome = result(quiz, attempt);
  const missed = outcome.missed;
  const passed = outcome.passed;
  const screen = make("section", {}, make("h2", { tabindex: "-1" }, words.text("result")),
    make("p", { class: "score" }, scoreWords(quiz, attempt, words)));
  const first = attempt.first;
  if (first) screen.append(make("p", {}, words.text("practice")));
  else if (quiz.pass > 0) screen.append(make("p", { class: "score" }, words.text(passed ? "passed" : "not-yet", { percent: quiz.pass })));
  const section = (key: string, ...parts: HTMLElement[]): void => screen.append(make("h3", {}, words.text(key)), ...parts);

  if (passed && !first && quiz.certificate) screen.append(button(words.text("certificate-show"), next.certificate));
  // Who has a letter wrong knows the answer.
  const sure = missed.filter((q) => attempt.sure[q.id] === 2 && mark(q, attempt.answers[q.id]) !== "nearly");
  if (sure.length > 0) section("sure-wrong", ...inParts(sure, (q) => [make("p", {}, q.title), ruleLinks(q.rules)], words));
  const rules = byRule(quiz, attempt);
  if (rules.again.length > 0) section("read-again", ruleLinks(rules.again));

  const actions = make("div", { class: "actions" });
  if (missed.length > 0) actions.append(button(words.count("missed", missed.length), () => next.missed(missed)));
  if (first) actions.append(button(words.text("full"), () => next.full(first)));
  actions.append(button(words.text("again"), next.again));
  screen.append(actions);
  if (!first) section("hand", ...handIn(quiz, attempt, words));

  if (rules.known.length > 0) section("known", ruleLinks(rules.known));
  section("answers", ...inParts(askedOf(quiz, attempt), (q, i) => {
    return [opened(`${i + 1}. ${words.text(mark(q, attempt.answers[q.id]))}: ${q.title}`, () => feedback(quiz, attempt, q, words))];
  }, words));
  section("remind", make("p", {}, words.text("remind-how")), reminders(quiz, words));
  return screen;
}

/** How much of a list is shown at once. Each line more of a long quiz would make the page slower, and few are read. */
const listed = 20;

/** Shows a list from a place on; what comes after the first of it is behind a line of its own. */
function inParts<T>(list: T[], show: (item: T, i: number) => HTMLElement[], words: Words, from = 0): HTMLElement[] {
  const next = from + listed;
  const parts = ([] as HTMLElement[]).concat(...list.slice(from, next).map((item, i) => show(item, from + i)));
  if (next < list.length) parts.push(opened(words.text("more", { n: next + 1, all: list.length }), () => inParts(list, show, words, next)));
  return parts;
}

/** A line with something behind it that is made when it is first opened. */
function opened(line: string, behind: () => HTMLElement[]): HTMLElement {
  const details = make("details", {}, make("summary", {}, line));
  details.addEventListener("toggle", () => details.append(...behind()), { once: true });
  return details;
}

/** The rules that the questions test: those where all answers were right, and those where one was not. */
function byRule(quiz: Quiz, attempt: Attempt): { known: Rule[]; again: Rule[] } {
  const rules = new Map<string, { rule: Rule; right: boolean }>();
  for (const q of askedOf(quiz, attempt)) {
    const right = mark(q, attempt.answers[q.id]) === "right";
    for (const rule of q.rules) rules.set(rule.href, { rule, right: right && (rules.get(rule.href)?.right ?? true) });
  }
  const of = (right: boolean): Rule[] => Array.from(rules.values()).filter((entry) => entry.right === right).map((entry) => entry.rule);
  return { known: of(true), again: of(false) };
}

/** Links to calendar files, each with the day on which to take the quiz again. They are made here, and nothing is sent. */
function reminders(quiz: Quiz, words: Words): HTMLElement {
  const today = new Date();
  const address = location.href.replace(/[?#].*$/, "");
  return make("ul", { class: "links" }, ...[1, 4, 12].map((weeks) => {
    const day = weeksAfter(today, weeks);
    const text = calendar([{
      uid: uidOf(`${digits(day)}-${quiz.version}`, quiz.name, quiz.site), day,
      title: words.text("remind-title", { title: quiz.title }),
      text: hasAddress() ? address : quiz.title,
    }], today, "Quiz");
    const link = make("a", { download: `quiz-${digits(day)}.ics` }, words.count("remind-weeks", weeks));
    link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
    return make("li", {}, link);
  }));
}
