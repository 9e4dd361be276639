// What somebody looks for, as concepts: each is a word or a phrase with all that may be written in its place.
import { light, stem } from "../../../language/en/search";
import { nearest } from "./spell";
import { type Lexicon, type Stems, stemsOf } from "./texts";
import { type TextWord, wordsOf } from "./words";

/** One way in which a concept may be written. */
export interface Way {
  concept: number; // its number in the query
  stems: Stems; // one after the other
  weight: number; // 1 for what was typed
}

/** A query that was understood. */
export interface Query {
  weights: number[]; // of the concepts: of how much use each is
  ways: Way[];
  took: [typed: string, taken: string][];
}

/** Words and phrases that mean the same: what is typed, as stems with spaces between them, and what may be meant by it. */
export type Synonyms = Map<string, string[][]>;

/** Reads synonyms as the build writes them: "a|b" for those that mean each other, "a|b>c|d" for those that mean others. */
export function readSynonyms(lines: string[]): Synonyms {
  const synonyms: Synonyms = new Map();
  for (const line of lines) {
    const [typed, meant] = line.split(">").map((side) => side.split("|").map(stemsOf));
    for (const one of typed || []) {
      const key = one.join(" ");
      synonyms.set(key, (synonyms.get(key) || []).concat((meant || typed!).filter((other) => other !== one)));
    }
  }
  return synonyms;
}

// How sure we are of what was not typed.
const joined = 0.9;
const meant = 0.7;
const begun = 0.6;
const corrected = 0.8;
const partOfPhrase = 0.3;
const lightWeight = 0.06;

const maxWords = 24;
const longestPhrase = 4;

/** Understands what was typed, by the words that there are. */
export function readQuery(text: string, lexicon: Lexicon, synonyms: Synonyms): Query {
  const words = wordsOf(text).slice(0, maxWords);
  const stems = words.map(({ word }) => stem(word));
  const allLight = words.every(({ word }) => light.has(word));
  const query: Query = { weights: [], ways: [], took: [] };
  const way = (weight: number, ...ways: string[]): boolean => {
    const numbers = ways.map((one) => lexicon.lookUp(one));
    if (numbers.includes(undefined)) return false;
    query.ways.push({ concept: query.weights.length, stems: numbers as Stems, weight });
    return true;
  };
  const readUnknown = ({ word, from, to }: TextWord, last: boolean): void => {
    let known = false;
    if (last && word.length > 1) for (const other of lexicon.begunBy(word)) known = way(begun, other) || known;
    if (known) return;
    const all = lexicon.words();
    for (let at = 2; at < word.length - 1; at++) {
      const [one, other] = [word.slice(0, at), word.slice(at)];
      if (all.has(one) && all.has(other)) known = way(joined, stem(one), stem(other)) || known;
    }
    if (known) return;
    const taken = nearest(word, all);
    taken.forEach((other, at) => {
      way(at ? corrected / 2 : corrected, stem(other));
      for (const synonym of synonyms.get(stem(other)) || []) way(corrected * meant, ...synonym);
    });
    if (taken[0]) query.took.push([text.slice(from, to), taken[0]]);
  };
  for (let i = 0; i < words.length;) {
    let length = Math.min(longestPhrase, words.length - i);
    while (length > 1 && !synonyms.has(stems.slice(i, i + length).join(" "))) length--;
    const own = stems.slice(i, i + length);
    const typed = words[i]!.word;
    let known = way(1, ...own);
    for (const other of synonyms.get(own.join(" ")) || []) known = way(meant, ...other) || known;
    if (length > 1) own.forEach((one, at) => light.has(words[i + at]!.word) || way(partOfPhrase, one));
    else {
      if (words[i + 1]) known = way(joined, stem(typed + words[i + 1]!.word)) || known;
      if (words[i - 1]) known = way(joined, stem(words[i - 1]!.word + typed)) || known;
      if (!known && !lexicon.isOpen(own[0]!)) readUnknown(words[i]!, i === words.length - 1 && words[i]!.to === text.length);
    }
    query.weights.push(length === 1 && light.has(typed) && !allLight ? lightWeight : 1);
    i += length;
  }
  return query;
}
