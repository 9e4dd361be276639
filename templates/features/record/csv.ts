import { cell } from "../../browser/csv";
import type { Person, RecordSet } from "./group";
import type { PlanStep } from "./plan";
import type { PersonStep, RecordReport } from "./report";

/**
 * The records as a table for a spreadsheet: RFC 4180, a line for each person and path. The last column has the code, from which this page
 * reads the record again. The same as WriteCSV of the Go package internal/record.
 */
export function recordTable(group: RecordSet, report: RecordReport, people: Person[]): string {
  const { plan } = group.index;
  const there = plan.paths.filter((path) => report.paths.some((one) => one.path === path.name));
  const columns = new Map<string, PlanStep>();
  for (const path of there) for (const step of path.steps) if (!columns.has(step.name)) columns.set(step.name, step);
  const head = ["name", "date", "path", "done", "of", "look again"];
  for (const step of columns.values()) head.push(step.name, ...(step.kind === "quiz" ? [step.name + " points"] : []));
  const lines = [[...head, "code"]];
  report.paths.forEach((told, i) => {
    const path = there[i];
    const codes = people.filter((one) => plan.paths[one.path] === path).map((one) => one.code);
    told.people.forEach((one, n) => {
      const line = [one.name, one.day, told.path, String(one.done), String(told.steps.length), one.look.join(" ")];
      for (const step of columns.values()) {
        const became = one.steps[told.steps.findIndex((other) => other.name === step.name)];
        line.push(said(became), ...(step.kind === "quiz" ? [became?.all ? `${became.got ?? 0} of ${became.all}` : ""] : []));
      }
      lines.push([...line, codes[n] ?? ""]);
    });
  });
  // Without a byte order mark, Excel takes it for another encoding.
  return "\ufeff" + lines.map((cells) => cells.map(cell).join(",") + "\r\n").join("");
}

function said(step: PersonStep | undefined): string {
  if (step?.state === "done") return step.day ?? "";
  if (step?.state === "old") return "earlier wording " + (step.version ?? "");
  return step?.state === "tried" ? "not passed" : step?.state === "left" ? "left out" : "";
}
