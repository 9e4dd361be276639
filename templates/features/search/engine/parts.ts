// The index of a large site, in files that are loaded as they are needed (parts.go of internal/search).
import { light, stem } from "../../../language/en/search";
import type { Query } from "./query";
import { type Match, rank, rareness } from "./rank";
import { addQuestions, Lexicon, readPage, type SearchedPart, type WrittenPage } from "./texts";

/** What the first file hands over: how many pages each file of texts has, and the first term of each shard. */
export type WrittenParts = [texts: number[], firsts: string[]];

/** A file of texts: its pages, and the places of those that are not for whom the site is for. */
type WrittenTexts = [pages: WrittenPage[], others: number[]];

/** How much a page counts in an index that is not one of those whom the site is for. */
export const worthOfOthers = 0.8;

// As parts.go has them: 8 weights of a word on a page, and the digits of numbers.
const levels = 8;
const base = 28;
const firstLast = 35;

/** How many pages are looked at closely. */
const candidates = 8;

const lightStems = new Set([...light].map(stem));

/** How much a term counts on each page, from 0 to 1, by the page's number. */
function readPages(written: string, pages: number): Float32Array {
  const worths = new Float32Array(pages);
  let page = -1;
  let number = 0;
  let worth = 1;
  for (let i = 0; i < written.length; i++) {
    const digit = written.charCodeAt(i) - firstLast;
    number += digit % base * worth;
    worth *= base;
    if (digit >= base) continue;
    page += Math.floor(number / levels);
    worths[page] = (number % levels + 0.5) / levels;
    number = 0;
    worth = 1;
  }
  return worths;
}

/** The terms of a large site, as far as they have been loaded. */
export class PartedLexicon extends Lexicon {
  private readonly wanted = new Set<number>(); // files
  private readonly files = new Map<number, Promise<unknown>>();
  private readonly loaded = new Set<number>();
  private readonly terms = new Map<string, string>(); // with their pages as they are written
  private readonly byNumber: string[] = [];
  private readonly known = new Map<number, SearchedPart[]>(); // by the number of the page
  private readonly pages: number;

  constructor(private readonly written: WrittenParts, private readonly from: (file: number) => Promise<unknown>) {
    super();
    this.pages = written[0].reduce((sum, n) => sum + n, 0);
  }

  /** The number of a stem that is looked for. One whose file has not been loaded is noted, and has none yet. */
  lookUp(one: string): number | undefined {
    const file = this.shardOf(one);
    if (!this.loaded.has(file)) this.wanted.add(file);
    else if (this.terms.has(one) || lightStems.has(one)) return this.byNumber[this.add(one)] = one, this.add(one);
    return undefined;
  }

  /** Whether it is not known yet if a stem is there. */
  isOpen(one: string): boolean {
    return !this.loaded.has(this.shardOf(one));
  }

  /** The stems that begin with what was typed; none yet where the next file has some and has not been loaded. */
  begunBy(typed: string): string[] {
    const next = this.shardOf(typed) + 1;
    if (!this.loaded.has(next) && this.written[1][next - 2]?.startsWith(typed)) this.wanted.add(next);
    return [...this.terms.keys()].filter((one) => one.startsWith(typed)).slice(0, 20);
  }

  /** The words that may be meant by one that is mistyped. They are loaded once nothing else has to be. */
  words(): Map<string, number> {
    if (!this.loaded.has(1) && !this.wanted.size) this.wanted.add(1);
    return this.counts;
  }

  /** Loads what has been found to be missing; it says whether anything was. */
  async loadWanted(): Promise<boolean> {
    const files = [...this.wanted];
    this.wanted.clear();
    await Promise.all(files.map(async (file) => {
      const data = await this.load(file);
      if (file === 1) for (const word of (data as string).split(" ")) this.counts.set(word, 1);
      else for (let i = 0, list = data as string[]; i < list.length; i += 2) this.terms.set(list[i]!, list[i + 1]!);
      this.loaded.add(file);
    }));
    return files.length > 0;
  }

  /** What the best pages of a query have of it, closely looked at. */
  async best(query: Query): Promise<Match[]> {
    const concepts = query.weights.map(() => new Float32Array(this.pages));
    for (const { concept, stems, weight } of query.ways) {
      const lists = stems.map((one) => this.terms.get(this.byNumber[one]!)).filter((one): one is string => one !== undefined).map((one) => readPages(one, this.pages));
      const worths = concepts[concept]!;
      lists[0]?.forEach((_, page) => worths[page] = Math.max(worths[page]!, weight * Math.min(...lists.map((list) => list[page]!))));
    }
    const shares = concepts.map((worths) => worths.reduce((n, worth) => worth ? n + 1 : n, 0) / this.pages);
    const rare = rareness(query, shares);
    const best: [page: number, score: number][] = [];
    for (let page = 0; page < this.pages; page++) {
      let score = 0;
      let covered = 0;
      concepts.forEach((worths, concept) => {
        if (!worths[page]) return;
        score += worths[page]! * rare[concept]!;
        covered += rare[concept]!;
      });
      score *= covered;
      if (!score || best.length === candidates && score <= best[candidates - 1]![1]) continue;
      best.push([page, score]);
      best.sort((a, b) => b[1] - a[1]);
      best.length = Math.min(best.length, candidates);
    }
    const parts = await Promise.all(best.map(([page]) => this.partsOf(page)));
    return rank(([] as SearchedPart[]).concat(...parts), query, shares);
  }

  /** The parts of a page. */
  private async partsOf(page: number): Promise<SearchedPart[]> {
    const before = this.known.get(page);
    if (before) return before;
    const [sizes, firsts] = this.written;
    let file = 0;
    let place = page;
    for (; place >= sizes[file]!; file++) place -= sizes[file]!;
    const [pages, others] = await this.load(file + 2 + firsts.length) as WrittenTexts;
    const parts = readPage(pages[place] || [], this, others.includes(place) ? worthOfOthers : 1);
    addQuestions(parts);
    this.known.set(page, parts);
    return parts;
  }

  private load(file: number): Promise<unknown> {
    let loading = this.files.get(file);
    if (!loading) {
      this.files.set(file, loading = this.from(file));
      loading.catch(() => this.files.delete(file)); // it can be tried again
    }
    return loading;
  }

  /** The file in which a stem is, if it is anywhere. */
  private shardOf(one: string): number {
    const firsts = this.written[1];
    let from = 0;
    let to = firsts.length;
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if (firsts[middle]! <= one) from = middle;
      else to = middle;
    }
    return from + 2;
  }
}
