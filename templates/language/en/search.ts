// Words to search for in English. The program has the same in english_search.go of internal/language.
import type { SearchWords } from "../language";

export const light: SearchWords["light"] = new Set(("a about after all am an and any anybody anyone anything are arent as at be because been before being but by can cant could couldnt did didnt do does " +
  "doesnt doing dont for from get go going got had has hasnt have havent having he hed help her here hes him his how i id if ill im in into is isnt " +
  "it its ive just keep keeping keeps know let like long many may me mean means might much must my myself need no not now of off ok okay on one ones " +
  "or our out over people person please put said say see shall she shed shes should shouldnt so some somebody someone something tell than that thats " +
  "the their them then there theres these they theyre theyve thing things this those to too up us use very want was wasnt we were werent weve what whats " +
  "when where wheres which who whom whos whose why will with wont would wouldnt you your youre yourself youve").split(" "));

// Forms that no ending gives away, by the stem of the word that they are of.
const irregular = "add:added,adding begin:began,begun break:broke,broken bring:brought buy:bought child:children choos:chose,chosen fall:fell,fallen forget:forgot,forgotten give:gave,given hear:heard hold:held " +
  "keep:kept leav:left lose:lost make:made meet:met pay:paid ring:rang,rung sell:sold send:sent show:shown speak:spoke,spoken steal:stole,stolen take:taken,took tell:told " +
  "think:thought understand:understood woman:women write:written,wrote man:men hide:hid,hidden teach:taught";

const special = new Map("skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli only:onli singly:singl sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes"
  .split(" ").map((pair) => pair.split(":") as [string, string]));
for (const line of irregular.split(" ")) {
  const [base = "", forms = ""] = line.split(":");
  for (const form of forms.split(",")) special.set(form, base);
}

const second: [ends: RegExp, by: string][] = [
  [/(ization|izer)$/, "ize"], [/(ational|ation|ator)$/, "ate"], [/tional$/, "tion"], [/(alism|aliti|alli)$/, "al"], [/(fulness|fulli)$/, "ful"],
  [/(ousness|ousli)$/, "ous"], [/(iveness|iviti)$/, "ive"], [/(biliti|bli)$/, "ble"], [/enci$/, "ence"], [/anci$/, "ance"], [/entli$/, "ent"],
  [/lessli$/, "less"], [/ogi$/, "og"], [/li$/, ""],
];

const third: [ends: RegExp, by: string][] = [
  [/ational$/, "ate"], [/tional$/, "tion"], [/alize$/, "al"], [/(icate|iciti|ical)$/, "ic"], [/(ful|ness)$/, ""], [/ative$/, ""],
];

/** Where the part of a word that its ends are looked for in begins: after the first consonant that follows a vowel. */
function region(word: string, from: number): number {
  const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
  return found ? from + found.index + 2 : word.length;
}

/** Replaces the first of some ends that a word has, if it is in a region. */
function replaceEnd(word: string, ends: [RegExp, string][], allows: (end: string, before: string) => boolean): string {
  for (const [pattern, by] of ends) {
    const found = pattern.exec(word);
    if (found) return allows(found[0], word.slice(0, found.index)) ? word.slice(0, found.index) + by : word;
  }
  return word;
}

const short = /^[aeiouy][^aeiouy]$|[^aeiouy][aeiouy][^aeiouywxY]$/;

/** The stem of a word in lowercase, by the English algorithm of Snowball, also called Porter2 (https://snowballstem.org/algorithms/english/stemmer.html), and that of the word that an irregular form is of. */
export const stem: SearchWords["stem"] = (word) => {
  if (word.length < 3) return word;
  const known = special.get(word);
  if (known) return known;
  word = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const begins = /^(gener|commun|arsen)/.exec(word);
  const r1 = begins ? begins[0].length : region(word, 0);
  const r2 = region(word, r1);

  if (/sses$/.test(word)) word = word.slice(0, -2);
  else if (/ie[ds]$/.test(word)) word = word.slice(0, word.length > 4 ? -2 : -1);
  else if (/[aeiouy].*[^us]s$/.test(word)) word = word.slice(0, -1);
  if (/^(inning|outing|canning|herring|earring|proceed|exceed|succeed)$/.test(word)) return word;

  const past = /(eed|eedly|ed|edly|ing|ingly)$/.exec(word);
  if (past) {
    const before = word.slice(0, past.index);
    if (past[0].startsWith("eed")) word = before.length >= r1 ? before + "ee" : word;
    else if (/[aeiouy]/.test(before)) {
      word = before;
      if (/(at|bl|iz)$/.test(word)) word += "e";
      else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) word = word.slice(0, -1);
      else if (r1 === word.length && short.test(word)) word += "e";
    }
  }
  word = word.replace(/(.[^aeiouy])[yY]$/, "$1i");
  word = replaceEnd(word, second, (end, before) => before.length >= r1 && (end !== "ogi" || before.endsWith("l")) && (end !== "li" || /[cdeghkmnrt]$/.test(before)));
  word = replaceEnd(word, third, (end, before) => before.length >= (end === "ative" ? r2 : r1));
  const fourth = /(ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|al|er|ic|ion)$/.exec(word);
  if (fourth && fourth.index >= r2 && (fourth[0] !== "ion" || /[st]$/.test(word.slice(0, fourth.index)))) word = word.slice(0, fourth.index);
  const before = word.slice(0, -1);
  if (word.endsWith("e") ? before.length >= r2 || before.length >= r1 && !short.test(before) : word.endsWith("ll") && before.length >= r2) word = before;
  return word.toLowerCase();
};
