import { make, type Part } from "../../browser/elements";
import type { Quiz } from "../../questions/model";
import type { Words } from "../../browser/words";
import { dayWords, oddDay, today } from "../../codes/days";
import { row, share, shown, table } from "../../codes/parts";
import type { QuestionReport, Report } from "./report";
import { rulesOf, teachNext } from "./rules";
import type { ScoredResult } from "./scored";
import { named, resultWords } from "./takers";

/** How much fits on one page. */
const mostRules = 5;
const mostTaught = 3;
const mostQuestions = 3;

/** The report on one page of A4. It has no names. */
export function paper(quiz: Quiz, report: Report, taken: ScoredResult[], words: Words): Part[] {
  if (report.taken === 0) return [make("p", {}, words.text("paper-none"))];
  const rules = rulesOf(quiz);
  const title = (id: string): string => rules.get(id)?.title ?? id;
  const asked = report.rules.filter((rule) => rule.asked > 0);
  const whole = table("mastery", [words.text("rule"), words.text("right-head")]);
  for (const rule of asked.slice(0, mostRules)) whole.body.append(row([title(rule.id)], shown(rule.right, rule.asked, words)));
  const left = asked.length - mostRules;
  const teach = teachNext(report).slice(0, mostTaught);
  const hard = hardest(report);
  return [
    make("p", {}, [words.text("paper-date", { date: dayWords(today()) }), between(taken, words)].filter(Boolean).join(" ")),
    make("p", { class: "score" }, taker(report, words)),
    make("h2", {}, words.text("mastery")), whole.whole,
    left > 0 ? make("p", {}, words.count("paper-more", left)) : null,
    make("h2", {}, words.text("teach")),
    teach.length === 0 ? make("p", {}, words.text("teach-none"))
      : make("ol", {}, ...teach.map((rule) => make("li", {}, `${title(rule.id)} ${words.count("teach-n", rule.sure_wrong, { all: rule.asked })}`))),
    hard.length > 0 ? make("h2", {}, words.text("hardest")) : null,
    hard.length > 0 ? make("ol", {}, ...hard.map((hardest) => make("li", {},
      `${quiz.questions.find((q) => q.id === hardest.id)?.title ?? ""} ${words.text("hardest-n", { share: share(hardest.right, hardest.asked, words) })}`))) : null,
    make("p", {}, words.text("trust")),
  ];
}

/** Who took the quiz, to print on further pages for trainers who want that. */
export function paperTakers(quiz: Quiz, taken: ScoredResult[], words: Words): Part[] {
  const whole = table("takers", [words.text("name"), words.text("date"), words.text("result")]);
  for (const one of taken) whole.body.append(row([named(one, words)], [dayWords(one.day)], [resultWords(quiz, one, words)]));
  return [make("h2", {}, words.text("takers")), whole.whole];
}

/** How many took the quiz, and how many of them passed. */
export function taker(report: Report, words: Words): string {
  const took = words.count("took", report.taken);
  return report.passed < 0 ? took : `${took} ${words.text("passed", { share: share(report.passed, report.taken, words) })}`;
}

function hardest(report: Report): QuestionReport[] {
  return report.questions.filter((q) => q.asked > q.right)
    .sort((a, b) => a.right * b.asked - b.right * a.asked || b.asked - a.asked).slice(0, mostQuestions);
}

/** The days of the results; those of a wrong clock are counted separately. */
function between(taken: ScoredResult[], words: Words): string {
  const days = taken.map((one) => one.day).filter((day) => !oddDay(day));
  if (days.length === 0) return "";
  const first = days.reduce((a, b) => Math.min(a, b));
  const last = days.reduce((a, b) => Math.max(a, b));
  return first === last ? words.text("paper-day", { date: dayWords(first) })
    : words.text("paper-days", { first: dayWords(first), last: dayWords(last) });
}
