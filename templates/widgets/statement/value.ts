/** Why a text cannot fill a field. The program has the same faults, by the same names (internal/statement). */
export type Fault = "" | "empty" | "long" | "line" | "control" | "turned" | "braces" | "broken";

/** What became of a text that was typed. */
export interface Cleaned {
  value: string;
  fault: Fault;
}

/**
 * Makes of what a person typed or pasted the value of a field: in Unicode's composed form (NFC), without spaces at its
 * ends or doubled, and without the invisible characters that copying brings along. most is how many characters (code
 * points) it may have; 0 for no limit.
 */
export function clean(typed: string, most: number): Cleaned {
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/.test(typed)) return { value: "", fault: "broken" };
  // Before composing: an accent may stand behind such a character.
  const text = typed.replace(/[\u00ad\u200b\u2060\ufeff]/g, "").normalize("NFC").replace(/^[\s\u0085]+|[\s\u0085]+$/g, "");
  let fault: Fault = "";
  let value = "";
  let gap = false; // a space is due before the next character
  for (const letter of text) {
    if (/[\n\r\v\f\u0085\u2028\u2029]/.test(letter)) {
      fault = fault || "line";
      gap = true;
    } else if (/\s/.test(letter)) {
      gap = true;
    } else if (/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/.test(letter)) {
      fault = fault || "control";
    } else if (/[\u202a-\u202e\u2066-\u2069]/.test(letter)) {
      fault = fault || "turned";
    } else {
      if (gap && value) value += " ";
      gap = false;
      value += letter;
    }
  }
  if (fault) return { value, fault };
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(value)) fault = "empty";
  else if (/\{\{|\}\}/.test(value)) fault = "braces";
  else if (most > 0 && Array.from(value).length > most) fault = "long";
  return { value, fault };
}

/**
 * Gives a value without what the statement says already: the organisation's own names before it, and the word "Group"
 * written twice at its end. It is empty when there is nothing to take away.
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
  const isGroup = (word: string | undefined): boolean => word?.toLowerCase() === "group";
  while (words.length > 2 && isGroup(words[words.length - 1]) && isGroup(words[words.length - 2])) words.pop();
  short = words.join(" ");
  return short === value ? "" : short;
}

/** Takes a name off the front of a text, where the name ends there and something is left; otherwise gives nothing. */
function cutName(text: string, name: string): string {
  const letters = Array.from(text);
  const n = Array.from(name).length;
  if (n === 0 || letters.length <= n || letters.slice(0, n).join("").toLowerCase() !== name.toLowerCase()) return "";
  const after = letters.slice(n).join("");
  const rest = after.replace(/^[ \-–—:,]+/, "");
  return rest === after ? "" : rest;
}

/** Makes a name that a file may have on any system of a text: without what Windows refuses or keeps for itself. */
export function fileName(text: string): string {
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f/\\:*?"<>|]/g, " ").replace(/\s+/g, " ").trim();
  const name = Array.from(plain).slice(0, 60).join("").replace(/^[ .]+|[ .]+$/g, "");
  const base = (name.toLowerCase().split(".")[0] ?? "").trim();
  if (!name) return "statement";
  return /^(con|prn|aux|nul|com[1-9]|lpt[1-9])$/.test(base) ? "_" + name : name;
}

/** What fills the fields of a statement, by the fields' names. */
export type Values = Record<string, string>;

/** Writes a template with its fields filled in. escape makes a value fit for the format. */
export function fill(template: string, values: Values, escape: (value: string) => string = (value) => value): string {
  return template.replace(/\{\{([^\n]*?)\}\}/g, (whole, name: string) => {
    const value = values[name.trim()];
    return value === undefined ? whole : escape(value);
  });
}

/** Makes a text fit for HTML and XML, within and outside of attributes. */
export function escapeXML(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
