import { cell } from "../../browser/csv";

/** A line of the list as files have it. */
export interface Row {
  group: string;
  kind: string;
  text: string;
  minutes: number;
  state: string; // in words: to do, done, does not apply
  ticked: boolean;
  done: string; // a day, as all programs can read it: 2026-11-22
  by: string;
  next: string;
  why: string;
  href: string;
  note: string; // what the text file says after it
}

/** Writes a table (RFC 4180), with a mark at its start by which Excel knows that it is UTF-8. */
export function csv(head: string[], rows: Row[]): string {
  const lines = [head].concat(rows.map((row) => [row.group, row.kind, row.text, row.minutes ? String(row.minutes) : "", row.state, row.done, row.by, row.next, row.why, row.href]));
  return "\ufeff" + lines.map((line) => line.map(cell).join(",") + "\r\n").join("");
}

/** Writes the list as markdown: a task list under a heading for each group. */
export function markdown(title: string, rows: Row[], link: string): string {
  let text = `# ${escape(title)}\n`;
  let group = "";
  for (const row of rows) {
    if (row.group !== group) text += `\n## ${escape(row.group)}\n\n`;
    group = row.group;
    text += `- [${row.ticked ? "x" : " "}] ${escape(row.kind)}: ${escape(row.text)}${row.note ? ` (${escape(row.note)})` : ""}`;
    text += row.href ? ` [${escape(link)}](<${row.href.replace(/[<>\\\s]/g, (sign) => encodeURIComponent(sign))}>)\n` : "\n";
  }
  return text;
}

/** Puts a backslash before what has a meaning in markdown. A text is one line. */
function escape(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>#+!|~&]/g, "\\$&").replace(/^(\d+)([.)])/, "$1\\$2").replace(/^([-=])/, "\\$1");
}
