import { type Dates, dateWords, type Limits, type Values } from "./value";
import type { WordPart } from "./word";

/** A statement as its page holds it. */
export interface Statement {
  title: string;
  name: string; // within the site, for example "statements/broadcast-privacy"
  version: number;
  own: string[]; // names of the organisation
  fields: Field[];
  formats: Formats;
}

/** A field that a group fills in. */
export interface Field extends Limits {
  name: string;
  label: string;
  hints: string[];
  value: string; // that it has to begin with
  from: string; // of a date: the first day in words
  to: string;
  offered: string[]; // to choose from while typing
}

/** Templates of each format, with fields in double braces. */
export interface Formats extends Dates { // how dates are written: there when a field is one
  subject: string;
  file: string; // what files are called, without the ending
  text: string;
  html: string; // of the blocks alone
  page: string; // a whole file
  word: WordPart[];
}

/** Reads the statement from the page. */
export function readStatement(box: HTMLElement): Statement {
  const data = box.dataset;
  return {
    title: data.title || "",
    name: data.name || "",
    version: Number(data.version),
    own: JSON.parse(data.own || "[]") as string[],
    fields: Array.from(box.querySelectorAll<HTMLElement>("[data-gap]")).map((gap) => ({
      name: gap.dataset.gap || "",
      label: gap.querySelector("dt")?.textContent || "",
      hints: Array.from(gap.querySelectorAll("[data-hint], [data-from], [data-to]"), (hint) => hint.textContent || ""),
      kind: gap.dataset.kind || "",
      optional: gap.dataset.optional !== undefined,
      options: JSON.parse(gap.dataset.options || "[]") as string[],
      min: gap.dataset.min || "",
      max: gap.dataset.max || "",
      value: gap.dataset.default || "",
      from: gap.querySelector<HTMLElement>("[data-from]")?.dataset.from || "",
      to: gap.querySelector<HTMLElement>("[data-to]")?.dataset.to || "",
      offered: JSON.parse(gap.dataset.offered || "[]") as string[],
    })),
    formats: JSON.parse(box.querySelector(".formats")?.textContent || "{}") as Formats,
  };
}

/** The values as the statement shows them: dates in words. */
export function shown(statement: Statement, values: Values): Values {
  const words: Values = Object.assign({}, values);
  for (const field of statement.fields) {
    const value = values[field.name];
    if (field.kind === "date" && value) words[field.name] = dateWords(value, statement.formats);
  }
  return words;
}
