import { make, type Part } from "../../browser/elements";
import type { Words } from "../../browser/words";
import { dayWords, today } from "../../codes/days";
import { row, table } from "../../codes/parts";
import type { PlanRule } from "./plan";
import type { RecordReport } from "./report";
import { changedRules, knownCell } from "./rules";
import { called, stepsTable } from "./steps";

/** How many rules fit on the first page. */
const most = 6;

/** The report for paper, without names. */
export function recordPaper(report: RecordReport, rules: Map<string, PlanRule>, words: Words): Part[] {
  if (report.people === 0) return [make("p", {}, words.text("paper-none"))];
  const title = (id: string): string => rules.get(id)?.title ?? id;
  const known = table("mastery", [words.text("rule"), words.text("right-head")]);
  for (const rule of report.rules.slice(0, most)) known.body.append(row([title(rule.id)], knownCell(rule, words)));
  const changed = changedRules(report);
  return [make("p", {}, words.text("paper-date", { date: dayWords(today()) })), make("p", { class: "score" }, words.count("people-n", report.people)),
    ...([] as Part[]).concat(...report.paths.map((path) => [make("h2", {}, path.title), stepsTable(path, words, false)])),
    make("h2", {}, words.text("look")),
    changed.length === 0 ? make("p", {}, words.text("look-none")) : make("ul", {}, ...changed.slice(0, most).map((rule) =>
      make("li", {}, `${title(rule.id)} ${words.text("look-who", { n: rule.before, all: rule.people })}`))),
    make("h2", {}, words.text("known")), known.whole, make("p", {}, words.text("trust"))];
}

/** Who the people are, for further pages. */
export function paperPeople(report: RecordReport, words: Words): Part[] {
  return ([] as Part[]).concat(...report.paths.map((path) => {
    const whole = table("people", [words.text("name"), words.text("date"), words.text("done-head"), words.text("look")]);
    for (const one of path.people) {
      whole.body.append(row([called(one.name, words)], [one.day], [words.text("of-steps", { n: one.done, all: one.steps.length })],
        [one.look.length > 0 ? words.count("look-n", one.look.length) : ""]));
    }
    return [make("h2", {}, path.title), whole.whole];
  }));
}
