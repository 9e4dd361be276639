// Which entries answer a query best.
import type { Query, Way } from "./query";
import type { SearchedPart, Stems } from "./texts";

// BM25F: Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (CIKM 2004); Robertson and Zaragoza, "The
// Probabilistic Relevance Framework: BM25 and Beyond" (2009). A field's weight says what a word in it is worth beside one in another. The
// numbers were chosen by the questions of test/search and as many others.
const saturation = 0.9;

// Half of how much of a site the rarest words are in, so that one which nothing has is not worth much more than these.
const rarest = 0.002;

// What a word is worth that nothing has: it may be one by which nobody would know what is meant.
const unknown = 2.5;

// How much of a query has to be there at least: with less, it is about something else.
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
  { weight: 3, length: 0.3, usual: 7, of: (entry) => entry.titleStems },
  { weight: 0.55, length: 0.7, usual: 50, of: (entry) => entry.textStems },
  { weight: 0.85, length: 0.3, usual: 7, of: (entry) => entry.heading === entry ? none : entry.heading.titleStems },
  { weight: 1.3, length: 0.3, usual: 7, of: (entry) => entry.heading === entry.page ? none : entry.page.titleStems },
  { weight: 0.6, length: 0.7, usual: 30, of: (entry) => entry.asked },
];

// Of two that are as good, a page comes before a rule, a rule before another part, and each before a word of the
// glossary, whose page says no more, and before a question, which does not show its answer at once.
const kinds: Record<string, number> = { r: 1.02, w: 0.5, p: 1.1, h: 1, u: 1, q: 0.5 };

/** What an entry has of a query. */
export interface Match {
  entry: SearchedPart;
  counts: number[]; // for each concept, weighted
  near: number[]; // for each concept, how much of it comes right after the one before
  sure: number[]; // for each concept, how sure it is that it is meant, from 0 to 1
  inTitle: number; // how many words of the title
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
      covered += idf[concept]! * match.sure[concept]!;
      score += idf[concept]! * count / (saturation + count);
      if (concept) score += match.near[concept]! * Math.min(idf[concept]!, idf[concept - 1]!) * 0.25;
    });
    match.covered = covered / all;
    const ofTitle = Math.min(1, match.inTitle / (match.entry.titleWords || 1));
    match.score = score * (0.2 + 0.8 * match.covered) * (1 + 0.4 * ofTitle * match.covered) * (kinds[match.entry.kind] || 1) * match.entry.worth;
  }
  return matches.filter((match) => match.covered > enough).sort((a, b) => b.score - a.score);
}

/** What each concept is worth, by how much of the whole it is in, from 0 to 1. */
export function rareness(query: Query, frequency: number[]): number[] {
  return frequency.map((share, concept) => query.weights[concept]! * (share ? Math.log(1 + (1 - share + rarest) / (share + rarest)) : unknown));
}

/** Whether the stems of a text go on as a way of writing a concept does. */
function goesOn(stems: Stems, at: number, way: Way): boolean {
  return way.stems.every((one, i) => stems[at + i] === one);
}

/** Counts what an entry has of a query; undefined when it has nothing, as most have. */
function look(entry: SearchedPart, query: Query, first: Way[][]): Match | undefined {
  let match: Match | undefined;
  for (const field of fields) {
    const stems = field.of(entry);
    const worth = field.weight / (1 - field.length + field.length * stems.length / field.usual);
    let last: number[] | undefined;
    for (let at = 0; at < stems.length; at++) {
      const ways = first[stems[at]!];
      if (!ways) continue;
      let before = -1;
      for (const way of ways) {
        const { concept } = way;
        if (concept === before || way.stems.length > 1 && !goesOn(stems, at, way)) continue;
        before = concept;
        match ||= { entry, counts: zeros(query), near: zeros(query), sure: zeros(query), inTitle: 0, covered: 0, score: 0 };
        last ||= query.weights.map(() => -9);
        match.counts[concept]! += worth * way.weight;
        match.sure[concept] = Math.max(match.sure[concept]!, way.weight);
        if (field === fields[0] && query.weights[concept]! >= 1) match.inTitle += way.stems.length * way.weight;
        last[concept] = at + way.stems.length - 1;
        if (concept && at - last[concept - 1]! < 4) match.near[concept] = Math.max(match.near[concept]!, Math.min(1, field.weight));
      }
    }
  }
  return match;
}

/** A list with nothing for each concept. */
function zeros(query: Query): number[] {
  return query.weights.map(() => 0);
}
