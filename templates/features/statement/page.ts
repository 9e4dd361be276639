import type { Data, Selector } from "./contract";
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
  const data: Data = box.dataset;
  return {
    title: data.title || "",
    name: data.name || "",
    version: Number(data.version),
    own: JSON.parse(data.own || "[]") as string[],
    fields: Array.from(box.querySelectorAll<HTMLElement>("[data-gap]" satisfies Selector), (gap) => readField(gap, gap.dataset)),
    formats: JSON.parse(box.querySelector(".formats" satisfies Selector)?.textContent || "{}") as Formats,
  };
}

function readField(gap: HTMLElement, data: Data): Field {
  return {
    name: data.gap || "",
    label: gap.querySelector("dt" satisfies Selector)?.textContent || "",
    hints: Array.from(gap.querySelectorAll("[data-hint], [data-from], [data-to]" satisfies Selector), (hint) => hint.textContent || ""),
    kind: data.kind || "",
    optional: data.optional !== undefined,
    options: JSON.parse(data.options || "[]") as string[],
    min: data.min || "",
    max: data.max || "",
    value: data.default || "",
    from: (gap.querySelector<HTMLElement>("[data-from]" satisfies Selector)?.dataset as Data | undefined)?.from || "",
    to: (gap.querySelector<HTMLElement>("[data-to]" satisfies Selector)?.dataset as Data | undefined)?.to || "",
    offered: JSON.parse(data.offered || "[]") as string[],
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
