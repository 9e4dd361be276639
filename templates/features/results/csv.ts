import { cell } from "../../browser/csv";
import type { Quiz } from "../../questions/model";
import { isoDay } from "../../codes/days";
import type { Report } from "./report";
import type { ScoredResult } from "./scored";

/**
 * The results as a table for a spreadsheet: RFC 4180, a line for each result. The last column has the code, from which
 * this page reads the result again. The same as CSV of the Go package quiz/result.
 */
export function csv(quiz: Quiz, taken: ScoredResult[]): string {
  const head = ["name", "date", "version", "points", "of", "passed", ...quiz.questions.map((q) => q.id), "unclear", "code"];
  const lines = taken.map((one) => {
    const marks = quiz.questions.map(() => "");
    for (const answer of one.answers) marks[answer.at] = answer.mark;
    const passed = quiz.pass === null ? "" : one.passed ? "yes" : "no";
    return [one.name, isoDay(one.day), one.older ? "older" : "now", String(one.got), String(one.all), passed, ...marks,
      quiz.questions.filter((_, at) => one.answers.some((answer) => answer.at === at && answer.unclear)).map((q) => q.id).join(" "), one.code];
  });
  // Without a byte order mark, Excel takes it for another encoding.
  return "\ufeff" + [head, ...lines].map((cells) => cells.map(cell).join(",") + "\r\n").join("");
}

/** The report, and the codes that it was made from. */
export function json(report: Report, taken: ScoredResult[]): string {
  return JSON.stringify({ report, codes: taken.map((one) => one.code) }, null, 1) + "\n";
}
