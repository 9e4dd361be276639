import type { Part } from "./word";

/** A statement as its page holds it. */
export interface Statement {
  title: string;
  name: string; // within the site, for example "statements/broadcast-privacy"
  version: number;
  own: string[]; // names of the organisation
  fields: Field[];
  formats: Formats;
}

/** Something that a group fills in. */
export interface Field {
  name: string;
  label: string;
  hint: string;
  max: number; // most characters; 0 for no limit
  offered: string[]; // to choose from while typing
}

/** Templates of each format, with fields in double braces. */
export interface Formats {
  subject: string;
  file: string; // what files are called, without the ending
  text: string;
  html: string; // of the blocks alone
  page: string; // a whole file
  word: Part[];
}

/** Reads the statement from the page. */
export function readStatement(box: HTMLElement): Statement {
  const data = box.dataset;
  return {
    title: data.title ?? "",
    name: data.name ?? "",
    version: Number(data.version),
    own: JSON.parse(data.own ?? "[]") as string[],
    fields: Array.from(box.querySelectorAll<HTMLElement>("[data-gap]")).map((gap) => ({
      name: gap.dataset.gap ?? "",
      label: gap.querySelector("dt")?.textContent ?? "",
      hint: gap.querySelector("dd")?.textContent ?? "",
      max: Number(gap.dataset.max),
      offered: JSON.parse(gap.dataset.offered ?? "[]") as string[],
    })),
    formats: JSON.parse(box.querySelector(".formats")?.textContent ?? "{}") as Formats,
  };
}
