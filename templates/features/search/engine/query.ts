// What somebody looks for, as concepts: each is a word or a phrase with all that may be written in its place.
import { light, stem } from "../../../language/en/search";
import { nearest } from "./spell";
import { type Lexicon, type Stems, stemsOf } from "./texts";
import { wordsOf } from "./words";

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

/** Reads synonyms as the build writes them: "a|b" for those that mean each other, "a|b>c|d" for those that mean others. Their words can be typed. */
export function readSynonyms(lines: string[], lexicon: Lexicon): Synonyms {
  const synonyms: Synonyms = new Map();
  for (const line of lines) {
    const [typed, meant] = line.split(">").map((side) => side.split("|").map(stemsOf));
    for (const one of typed || []) {
      const key = one.join(" ");
      synonyms.set(key, (synonyms.get(key) || []).concat((meant || typed!).filter((other) => other !== one)));
    }
    for (const { word } of wordsOf(line)) lexicon.count(word);
  }
  return synonyms;
}

// How sure we are of what was not typed.
const joined = 0.9;
const meant = 0.98;
const begun = 0.6;
const corrected = 0.8;
const partOfPhrase = 0.2;
const lightWeight = 0.15;

const maxWords = 24;
const longestPhrase = 4;

/** A word of a query, as it is taken. */
interface TypedWord {
  word: string;
  stem: string;
  weight: number;
  others: string[]; // stems that may be meant too
}

/** Understands what was typed, by the words that there are. */
export function readQuery(text: string, lexicon: Lexicon, synonyms: Synonyms): Query {
  const query: Query = { weights: [], ways: [], took: [] };
  const words = readWords(text, lexicon, synonyms, query.took);
  const allLight = words.every(({ word }) => isLight(word));
  const way = (weight: number, ...ways: string[]): void => {
    const numbers = ways.map((one) => lexicon.lookUp(one));
    if (!numbers.includes(undefined)) query.ways.push({ concept: query.weights.length, stems: numbers as Stems, weight });
  };
  const ways = (weight: number, stems: string[]): void => {
    way(weight, ...stems);
    for (const other of synonyms.get(stems.join(" ")) || []) way(weight * meant, ...other);
  };
  for (let i = 0; i < words.length;) {
    let length = Math.min(longestPhrase, words.length - i);
    const phrase = (): string[] => words.slice(i, i + length).map((one) => one.stem);
    while (length > 1 && !synonyms.has(phrase().join(" "))) length--;
    const { word, weight, others } = words[i]!;
    ways(weight, phrase());
    if (length > 1) words.slice(i, i + length).forEach((one) => isLight(one.word) || way(partOfPhrase, one.stem));
    else {
      for (const other of others) ways(begun, [other]);
      for (const pair of [words.slice(i, i + 2), words.slice(Math.max(0, i - 1), i + 1)]) if (pair.length > 1) ways(joined, [stem(pair[0]!.word + pair[1]!.word)]);
      const [one, other] = lexicon.lookUp(stem(word)) === undefined && !lexicon.isOpen(stem(word)) ? split(word, lexicon) : [];
      if (one && other) ways(joined, [stem(one), stem(other)]);
    }
    const heavy = words.slice(i, i + length).filter((one) => !isLight(one.word)).length;
    query.weights.push(heavy || (length === 1 && !allLight ? lightWeight : 1));
    i += length;
  }
  return query;
}

const lightStems = new Set([...light].map(stem));

function isLight(word: string): boolean {
  return light.has(word) || lightStems.has(stem(word));
}

/** Reads the words of a query. Those that nothing has are taken for what they begin, or else for what they are nearly. */
function readWords(text: string, lexicon: Lexicon, synonyms: Synonyms, took: Query["took"]): TypedWord[] {
  const words = wordsOf(text).slice(0, maxWords);
  return words.map(({ word, from, to }, i): TypedWord => {
    const own = stem(word);
    const typed: TypedWord = { word, stem: own, weight: 1, others: [] };
    const isKnown = (one: string): boolean => lexicon.lookUp(one) !== undefined || synonyms.has(one) || lexicon.isOpen(one);
    const isJoined = (at: number): boolean => !!words[at] && !!words[at + 1] && isKnown(stem(words[at]!.word + words[at + 1]!.word));
    if (isLight(word) || lexicon.has(word) || isKnown(own) || isJoined(i) || isJoined(i - 1)) return typed;
    if (i === words.length - 1 && to === text.length && word.length > 1) typed.others = lexicon.begunBy(word);
    if (typed.others.length || split(word, lexicon).length) return typed;
    const [taken, ...others] = nearest(word, lexicon.words());
    if (!taken) return typed;
    took.push([text.slice(from, to), taken]);
    return { word: taken, stem: stem(taken), weight: corrected, others: others.map(stem) };
  });
}

/** The two words that one is made of, where nothing has it itself; none where there are no two such words. */
function split(word: string, lexicon: Lexicon): string[] {
  const all = lexicon.words();
  for (let at = 2; at < word.length - 1 && !all.has(word); at++) {
    const parts = [word.slice(0, at), word.slice(at)];
    if (parts.every((part) => all.has(part))) return parts;
  }
  return [];
}
