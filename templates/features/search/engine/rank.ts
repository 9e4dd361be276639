// Which entries answer a query best.
import type { Query, Way } from "./query";
import type { SearchedPart, Stems } from "./texts";

// BM25F: Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (CIKM 2004); Robertson and Zaragoza, "The
// Probabilistic Relevance Framework: BM25 and Beyond" (2009). A field's weight says how many times in the text of a part one time in
// the field is worth.
const saturation = 1.2;

// Half of how much of a site the rarest words are in, so that one which nothing has is not worth much more than these.
const rarest = 0.002;

// How much of a query has to be there at the least: with less, it is about something else.
const enough = 0.3;

/** A field of an entry: the weight of a word in it, how far its length counts, and the length that is usual, in words. */
interface WeighedField {
  weight: number;
  length: number;
  usual: number;
  of(entry: SearchedPart): Stems;
}

const none: Stems = [];

const fields: WeighedField[] = [
  { weight: 3, length: 0.4, usual: 7, of: (entry) => entry.titleStems },
  { weight: 1, length: 0.6, usual: 50, of: (entry) => entry.textStems },
  { weight: 1.2, length: 0.4, usual: 7, of: (entry) => entry.heading === entry ? none : entry.heading.titleStems },
  { weight: 1, length: 0.4, usual: 7, of: (entry) => entry.heading === entry.page ? none : entry.page.titleStems },
  { weight: 0.5, length: 0.6, usual: 30, of: (entry) => entry.asked },
];

// Of two that are as good, a rule comes before a page, a page before a part of it, and each before a question, which does not show its answer at once.
const kinds: Record<string, number> = { r: 1.15, w: 1.1, p: 1.1, h: 1, q: 0.75 };

/** What an entry has of a query. */
export interface Match {
  entry: SearchedPart;
  counts: number[]; // for each concept, weighted
  near: number[]; // for each concept, how much of it comes right after the one before
  covered: number; // how much of the query it has, from 0 to 1
  score: number;
}

/** The entries that have something of a query, the best first. frequency says in how much of the whole each concept is, from 0 to 1, where that is known from elsewhere. */
export function rank(entries: SearchedPart[], query: Query, frequency?: number[]): Match[] {
  const first: Way[][] = [];
  for (const way of query.ways) (first[way.stems[0]!] ||= []).push(way);
  for (const ways of first) ways?.sort((a, b) => b.weight - a.weight);
  const found = query.weights.map(() => 0);
  const matches: Match[] = [];
  for (const entry of entries) {
    const match = look(entry, query, first);
    if (!match) continue;
    matches.push(match);
    match.counts.forEach((count, concept) => {
      if (count > 0) found[concept]!++;
    });
  }
  const idf = rareness(query, frequency || found.map((n) => n / entries.length));
  const all = idf.reduce((sum, one) => sum + one, 0);
  for (const match of matches) {
    let score = 0;
    let covered = 0;
    match.counts.forEach((count, concept) => {
      if (!count) return;
      covered += idf[concept]!;
      score += idf[concept]! * count / (saturation + count);
      if (concept) score += match.near[concept]! * Math.min(idf[concept]!, idf[concept - 1]!) * 0.25;
    });
    match.covered = covered / all;
    match.score = score * (0.3 + 0.7 * match.covered) * (kinds[match.entry.kind] || 1) * match.entry.worth;
  }
  return matches.filter((match) => match.covered > enough).sort((a, b) => b.score - a.score);
}

/** What each concept is worth, by how much of the whole it is in, from 0 to 1. */
export function rareness(query: Query, frequency: number[]): number[] {
  return frequency.map((share, concept) => query.weights[concept]! * Math.log(1 + (1 - share + rarest) / (share + rarest)));
}

/** Whether the stems of a text go on as a way of writing a concept does. */
function goesOn(stems: Stems, at: number, way: Way): boolean {
  return way.stems.every((one, i) => stems[at + i] === one);
}

/** Counts what an entry has of a query; undefined when it has nothing. */
function look(entry: SearchedPart, query: Query, first: Way[][]): Match | undefined {
  let any = false;
  const counts = query.weights.map(() => 0);
  const near = query.weights.map(() => 0);
  for (const field of fields) {
    const stems = field.of(entry);
    const worth = field.weight / (1 - field.length + field.length * stems.length / field.usual);
    const last = query.weights.map(() => -9);
    for (let at = 0; at < stems.length; at++) {
      const ways = first[stems[at]!];
      if (!ways) continue;
      let before = -1;
      for (const way of ways) {
        if (way.concept === before || !goesOn(stems, at, way)) continue;
        before = way.concept;
        any = true;
        counts[way.concept]! += worth * way.weight;
        last[way.concept] = at + way.stems.length - 1;
        if (way.concept && at - last[way.concept - 1]! < 4) near[way.concept] = Math.max(near[way.concept]!, Math.min(1, field.weight));
      }
    }
  }
  return any ? { entry, counts, near, covered: 0, score: 0 } : undefined;
}
