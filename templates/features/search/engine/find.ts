// Finds what answers a query.
import { type Query, readQuery, readSynonyms } from "./query";
import { PartedLexicon, worthOfOthers, type WrittenParts } from "./parts";
import { rank } from "./rank";
import { addQuestions, type SearchedPart, Lexicon, readPage, type WrittenPage } from "./texts";
import { wordsOf } from "./words";

/** A part of the site that answers a query. */
export interface SearchHit {
  href: string; // from the site's folder, with its fragment
  page: string; // title of the page
  heading: string; // of the part; "" for the page itself
  kind: "page" | "heading" | "rule" | "question" | "word";
  text: string; // the sentence that matched best
  marks: [from: number, to: number][]; // in text, in order
}

/** What was found. */
export interface SearchResults {
  hits: SearchHit[];
  took: [typed: string, taken: string][]; // spellings that were put right
  near: { title: string; href: string }[]; // topics, when nothing was found
}

/** Where the index is read from. */
export interface Sources {
  start: unknown; // what the first file hands over
  load(part: number): Promise<unknown>; // what another one hands over
}

/** What the file of a small site hands over. */
type Whole = [synonyms: string[], pages: WrittenPage[], others: WrittenPage[]];

/** What the first file of a large site hands over. */
type Start = Whole | [synonyms: string[], none: 0, parts: WrittenParts];

const kinds: Record<string, SearchHit["kind"]> = { p: "page", h: "heading", u: "heading", r: "rule", q: "question", w: "word" };

/** How long a query can be, in characters: what follows is left out. */
const longest = 300;

/** Opens the search of a site. */
export function openSearch(sources: Sources): { find(query: string, limit: number): Promise<SearchResults> } {
  const start = sources.start as Start;
  const entries: SearchedPart[] = [];
  const parts = start[1] === 0 ? new PartedLexicon(start[2], sources.load) : undefined;
  const lexicon = parts || new Lexicon();
  if (start[1] !== 0) {
    for (const page of start[1]) entries.push(...readPage(page, lexicon, 1));
    for (const page of start[2]) entries.push(...readPage(page, lexicon, worthOfOthers));
    addQuestions(entries);
  }
  const synonyms = readSynonyms(start[0], lexicon);
  return {
    async find(text, limit) {
      const read = (): Query => readQuery(text.slice(0, longest), lexicon, synonyms);
      let query = read();
      // What has to be loaded is known from what was loaded: the file of a word says whether it is mistyped.
      for (let round = 0; round < rounds && await parts?.loadWanted(); round++) query = read();
      const matches = !query.ways.length ? [] : parts ? await parts.best(query) : rank(entries, query);
      const ranked = spread(matches.map((match) => match.entry)).slice(0, limit);
      return { hits: ranked.map((entry) => hitOf(entry, query, lexicon)), took: query.took, near: ranked.length ? [] : nearTopics(text.slice(0, longest), entries) };
    },
  };
}

/** How often more is loaded to understand a query: for its words, for those that it may mean, and for their synonyms. */
const rounds = 4;

/** Puts the best of each heading first: of one two at most, and of a page three, before those of others. */
function spread(entries: SearchedPart[]): SearchedPart[] {
  const seen = new Map<SearchedPart, number>();
  const later: SearchedPart[] = [];
  const first = entries.filter((entry) => {
    const ofHeading = seen.get(entry.heading) || 0;
    const ofPage = seen.get(entry.page) || 0;
    if (ofPage > 2 || ofHeading > 1 && entry.heading !== entry.page) {
      later.push(entry);
      return false;
    }
    seen.set(entry.heading, ofHeading + 1);
    if (entry.page !== entry.heading) seen.set(entry.page, ofPage + 1);
    return true;
  });
  return first.concat(later);
}

/** An entry as it is shown: with the sentence that has most of the query. */
function hitOf(entry: SearchedPart, query: Query, lexicon: Lexicon): SearchHit {
  const sentences = entry.text ? entry.text.split("\n") : [];
  if (entry.kind === "r") sentences.unshift(entry.title);
  let text = sentences[0] || "";
  let marks: [number, number][] = [];
  let best = 0;
  for (const sentence of sentences) {
    const [worth, found] = marksIn(sentence, query, lexicon);
    if (worth > best) [best, text, marks] = [worth, sentence, found];
  }
  return {
    href: entry.href, page: entry.page.title, heading: entry === entry.page ? "" : /[ru]/.test(entry.kind) ? entry.heading === entry.page ? "" : entry.heading.title : entry.title,
    kind: kinds[entry.kind] || "heading", text, marks,
  };
}

/** What a sentence has of a query: how much, and where. */
function marksIn(sentence: string, query: Query, lexicon: Lexicon): [worth: number, marks: [number, number][]] {
  const words = wordsOf(sentence);
  const stems = words.map(({ word }) => lexicon.ofWord(word));
  const worths = query.weights.map(() => 0);
  const marks: [number, number][] = [];
  for (let i = 0; i < words.length; i++) {
    let length = 0;
    for (const way of query.ways) {
      if (!way.stems.every((one, at) => stems[i + at] === one)) continue;
      worths[way.concept] = Math.max(worths[way.concept]!, way.weight * query.weights[way.concept]!);
      if (query.weights[way.concept]! > 0.5) length = Math.max(length, way.stems.length);
    }
    if (!length) continue;
    marks.push([words[i]!.from, words[i + length - 1]!.to]);
    i += length - 1;
  }
  return [worths.reduce((sum, one) => sum + one, 0), marks];
}

/** The pages whose titles and first words have most of the letters of a query, three and three: of several that have as many, the first ones. */
function nearTopics(text: string, entries: SearchedPart[]): SearchResults["near"] {
  const asked = threes(text);
  const shared = (entry: SearchedPart): number => threes(entry.title + " " + entry.text).filter((three) => asked.includes(three)).length;
  return entries.filter((entry) => entry.kind === "p").map((entry) => ({ entry, n: shared(entry) })).sort((a, b) => b.n - a.n).slice(0, 4)
    .map(({ entry: { title, href } }) => ({ title, href }));
}

/** Each three letters of the words of a text that follow one another. */
function threes(text: string): string[] {
  const all = new Set<string>();
  for (const { word } of wordsOf(text)) for (let i = 3; i <= word.length; i++) all.add(word.slice(i - 3, i));
  return [...all];
}
