import { printable } from "../../browser/printable";
import { group } from "../../language/forms";
import { isPlaceholder } from "./placeholder";

/** Why a text cannot fill a field. The program has the same faults, by the same names (internal/statement). */
export type FieldFault = "" | "empty" | "long" | "line" | "control" | "turned" | "braces" | "broken" | "date" | "choice" | "email" | "phone" |
  "number" | "form" | "early" | "late" | "low" | "high";

/** What a field can hold. */
export interface Limits {
  kind: string; // "" for text on one line
  optional: boolean;
  options: string[]; // of a choice
  min: string; // the minimum number, or the first day
  max: string; // the maximum number, the last day, or the maximum of characters; "" for no limit
}

/** What became of a text that was typed. */
export interface Cleaned {
  value: string;
  fault: FieldFault;
}

/**
 * Makes the value of a field from what a person typed or pasted: in Unicode's composed form (NFC), without spaces at its
 * ends or doubled, and without the invisible characters that copying brings along. most is how many characters (code
 * points) it may have; 0 for no limit.
 */
export function clean(typed: string, most: number): Cleaned {
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/.test(typed)) return { value: "", fault: "broken" };
  // Before composing: an accent may follow such a character.
  const text = typed.replace(/[\u00ad\u200b\u2060\ufeff]/g, "").normalize("NFC").replace(/^[\s\u0085]+|[\s\u0085]+$/g, "");
  let fault: FieldFault = "";
  let value = "";
  let gap = false; // a space is due before the next character
  for (const letter of text) {
    if (/[\n\r\v\f\u0085\u2028\u2029]/.test(letter)) {
      fault = fault || "line";
      gap = true;
    } else if (/\s/.test(letter)) {
      gap = true;
    } else if (/[\u202a-\u202e\u2066-\u2069]/.test(letter)) {
      fault = fault || "turned";
    } else if (!printable(letter)) {
      fault = fault || "control";
    } else {
      if (gap && value) value += " ";
      gap = false;
      value += letter;
    }
  }
  return { value, fault: fault || measure(value, most) };
}

function measure(value: string, most: number): FieldFault {
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(value)) return "empty";
  if (/\{\{|\}\}/.test(value)) return "braces";
  return most > 0 && Array.from(value).length > most ? "long" : "";
}

/** Cleans a text as clean does, and checks it against what its field can hold. */
export function cleanField(field: Limits, typed: string): Cleaned {
  const most = field.kind === "date" || field.kind === "number" ? 0 : Number(field.max);
  const cleaned = field.kind === "text" ? cleanLines(typed, most) : clean(typed, most);
  if (cleaned.fault === "empty" && field.optional) return { value: "", fault: "" };
  if (!cleaned.fault) cleaned.fault = hold(field, cleaned.value);
  return cleaned;
}

/** Cleans each line of a text, and leaves at most one empty line between two others. */
function cleanLines(typed: string, most: number): Cleaned {
  let fault: FieldFault = "";
  const lines: string[] = [];
  for (const line of typed.replace(/[\u00ad\u200b\u2060\ufeff]/g, "").split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)) {
    const cleaned = clean(line, 0);
    if (cleaned.fault === "broken") return { value: "", fault: "broken" };
    if (cleaned.fault !== "empty") fault = fault || cleaned.fault;
    if (cleaned.value || lines[lines.length - 1]) lines.push(cleaned.value);
  }
  const value = lines.join("\n").replace(/\n$/, "");
  if (!fault) fault = measure(value, most);
  return { value, fault };
}

/** Says why a clean value is not of its field's kind. The program has the same expressions. */
function hold(field: Limits, value: string): FieldFault {
  switch (field.kind) {
    case "":
    case "line":
    case "text":
      return isPlaceholder(value) ? "form" : "";
    case "choice":
      return field.options.includes(value) ? "" : "choice";
    case "email":
      return /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i.test(value) ? "" : "email";
    case "phone": {
      const digits = value.replace(/[^0-9]/g, "").length;
      return /^[+(]{0,2}[0-9][0-9 ()./‐‑–-]*(?: ?(?:ext\.?|x) ?[0-9]{1,6})?$/i.test(value) && digits > 2 && digits < 22 ? "" : "phone";
    }
    case "date":
      if (!isDay(value)) return "date";
      return field.min && value < field.min ? "early" : field.max && value > field.max ? "late" : "";
    case "number":
      if (!/^-?[0-9]{1,15}(?:\.[0-9]{1,6})?$/.test(value)) return "number";
      return field.min && Number(value) < Number(field.min) ? "low" : field.max && Number(value) > Number(field.max) ? "high" : "";
  }
  return "";
}

function isDay(value: string): boolean {
  const day = new Date(value + "T00:00:00Z");
  return /^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$/.test(value) && !isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** How days are written. */
export interface Dates {
  day: string; // a form with {year}, {month} and {day}
  months: string[]; // their names
}

/** Writes a day such as 2026-11-20 as people do. What is no day stays as it is. */
export function dateWords(value: string, dates: Dates): string {
  const parts = value.split("-") as [string, string, string];
  return isDay(value) ? dates.day.replace("{year}", parts[0]).replace("{day}", `${+parts[2]}`).replace("{month}", () => `${dates.months[+parts[1] - 1]}`) : value;
}

/**
 * Returns a value without what the statement already says: the organisation's own names before it, and the word for a group
 * written twice at its end. It is "" when there is nothing to remove.
 */
export function shorter(value: string, own: string[]): string {
  let short = value;
  for (let again = true; again;) {
    again = false;
    for (const name of own) {
      const rest = cutName(short, name);
      if (rest) {
        short = rest;
        again = true;
      }
    }
  }
  const words = short.split(" ");
  const isGroup = (word: string | undefined): boolean => word?.toLowerCase() === group;
  while (words.length > 2 && isGroup(words[words.length - 1]) && isGroup(words[words.length - 2])) words.pop();
  short = words.join(" ");
  return short === value ? "" : short;
}

/** Removes a name from the front of a text, where the name ends there and something is left; otherwise returns "". */
function cutName(text: string, name: string): string {
  const letters = Array.from(text);
  const n = Array.from(name).length;
  if (n === 0 || letters.length <= n || letters.slice(0, n).join("").toLowerCase() !== name.toLowerCase()) return "";
  const after = letters.slice(n).join("");
  const rest = after.replace(/^[ \-–—:,]+/, "");
  return rest === after ? "" : rest;
}

/** Turns a text into a name that a file may have on any system: without what Windows refuses or reserves, and without invisible characters. */
export function fileName(text: string): string {
  const plain = Array.from(text, (letter) => printable(letter) || " ").join("").replace(/[/\\:*?"<>|]/g, " ").replace(/\s+/g, " ").trim();
  const name = Array.from(plain).slice(0, 60).join("").replace(/^[ .]+|[ .]+$/g, "");
  const base = (name.toLowerCase().split(".")[0] ?? "").trim();
  if (!name) return "statement";
  return /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[1-9¹²³])$/.test(base) ? "_" + name : name;
}

/** What fills the fields of a statement, by the fields' names. */
export type Values = Record<string, string>;

/** Says whether one of some fields, named with spaces between, has a value; one that is not known may still get one. */
export function hasAny(values: Values, names: string): boolean {
  return names.split(" ").some((name) => values[name] !== "");
}

/**
 * Writes a template with its fields filled in. escape escapes a value for the format. Values.Fill of internal/statement, in the
 * program, says what the braces can hold.
 */
export function fill(template: string, values: Values, escape: (value: string) => string = (value) => value): string {
  const open: boolean[] = []; // the parts around this one; true for one that is shown
  const numbers: Record<string, number> = {};
  let stands = true;
  let written = "";
  template.split(/\{\{([^]*?)\}\}/).forEach((text, i) => {
    const inner = text.includes("|") ? text : text.trim();
    const words = inner.split(/\s+/);
    if (i % 2 === 0) {
      if (stands) written += text;
    } else if (words[0] === "#when") {
      open.push(stands);
      stands = stands && hasAny(values, words.slice(1).join(" "));
    } else if (words[0] === "/when") {
      stands = open.pop() ?? stands;
    } else if (stands && words[0] === "#item") {
      const list = words[1] ?? "";
      const n = numbers[list] ?? Number(words[2]);
      numbers[list] = n + 1;
      written += n;
    } else if (stands) {
      const at = inner.indexOf("|");
      const value = values[at < 0 ? inner : inner.slice(0, at)];
      written += value === undefined ? `{{${inner}}}` : value.split("\n").map(escape).join(at < 0 ? " " : inner.slice(at + 1));
    }
  });
  return written;
}

/** Escapes a text for HTML and XML 1.0, inside and outside attributes. Characters that neither allows are left out. */
export function escapeXML(text: string): string {
  return printable(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
