// Forms in English. The program has the same in english_forms.go of internal/language, which says more.
import type { FormWords } from "../language";

export const group: FormWords["group"] = "group";

const list = (words: string): string[] => words.split(" ");

const verbs = list("enter add type write put fill give state specify choose select provide include complete");
const ends = list("name names date dates number address email e-mail postcode url signature initials");
const things = ends.concat(list("day month year time times phone telephone tel mobile mail group branch charity organisation organization region area town " +
  "location venue place room deadline link website webpage role title position person contact lead coordinator details amount sum fee reference"));
const labelVerbs = list("change edit save new copy show hide set delete remove open share send find search link call message text email contact view use " +
  "verify confirm scan block report rename see");
const fillers = list("a an the your our my of for local full");

/** Says whether the words of a bracket ask somebody to fill something in. */
export const asks: FormWords["asks"] = (inner) => {
  const lower = lowerCase(inner);
  const words = wordsOf(lower);
  const first = words[0];
  const rest = words.slice(1);
  if (first === undefined) return false;
  if (/^(?:to be (?:confirmed|added|agreed)|to follow|fill in|(?:delete|complete) as)/.test(lower)) return true;
  if (/^(?:tbc|tba|tbd|todo|your|x{2,})$/.test(first)) return true;
  if (first === "insert") return rest.length > 0 || inner === lower;
  if (verbs.includes(first)) return asksFor(rest);
  return isThing(words) && !isArticle(first) || words.length <= 4 && ends.includes(words[words.length - 1] || "") && !labelVerbs.includes(first);
};

function asksFor(words: string[]): boolean {
  if (words.includes("your") || words.includes("here")) return true;
  const start = words.findIndex((word) => !isArticle(word));
  return start >= 0 && (isThing(words.slice(start)) || ends.includes(words[words.length - 1] || ""));
}

function isArticle(word: string): boolean {
  return /^(?:a|an|the)$/.test(word);
}

/** Says whether words name what is written into forms, and nothing else. */
function isThing(words: string[]): boolean {
  const end = words.findIndex((word, i) => things.includes(word) && /^(?:of|for|to)$/.test(words[i + 1] || "")); // what follows can be any
  const held = end < 0 ? words : words.slice(0, end + 1);
  return held.some((word) => things.includes(word)) && held.every((word) => things.includes(word) || /^(?:a|an|the|and|or|of|local|full|first|last)$/.test(word));
}

/** Says whether words ask for a value and can hardly be one. */
export const asksPlainly: FormWords["asksPlainly"] = (text) => {
  const lower = lowerCase(text);
  let words = wordsOf(lower);
  if (/^(?:tbc|tba|tbd|to be (?:confirmed|added|agreed))$/.test(words.join(" ")) || /^x{3,}$/.test(lower)) return true;
  const asks = /^(?:insert|enter|type|add|put)$/.test(words[0] || "");
  if (asks) {
    words = words.slice(1);
    if (words[words.length - 1] === "here") words.pop();
  }
  words = words.map(singular);
  if (!words.some((word) => things.includes(word)) || words.some((word) => !things.includes(word) && !fillers.includes(word))) return false;
  const last = words[words.length - 1] || "";
  if (asks) return true;
  if (words[0] === "your") return ends.includes(last);
  if (words[0] === "name" && words.length > 1) return /^(?:of|for)$/.test(words[1] || "");
  return last === "name";
};

/** A word of a form without what makes it several or whose. */
function singular(word: string): string {
  for (const end of ["'s", "’s", "s'", "s’", "s"]) {
    const one = word.slice(0, -end.length);
    if (word.endsWith(end) && things.includes(one)) return one;
  }
  return word;
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{Nd}'’-]+/gu) ?? [];
}

/** Lowercase letters, as the program makes them: a capital I with a dot above becomes one letter. */
function lowerCase(text: string): string {
  return text.replace(/İ/g, "i").toLowerCase();
}
