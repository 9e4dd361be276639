// A text in pieces that a voice can say: sentences, and phrases of those that are long.
import { goesOn } from "../../language/speech";

/** Where a piece of a text begins, and where it ends. */
export type Span = [from: number, to: number];

interface SentenceSegmenter {
  segment(text: string): Iterable<{ segment: string; index: number }>;
}

type Segmenters = { Segmenter?: new (language: string, options: { granularity: "sentence" }) => SentenceSegmenter };

/** The sentences of a text, each without the space around it. How they end is known to the browser, or else it is what most languages have. */
export function sentencesOf(text: string, language: string, intl: Segmenters = Intl as Segmenters): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const end of intl.Segmenter ? knownEnds(new intl.Segmenter(language, { granularity: "sentence" }), text) : likelyEnds(text)) {
    const piece = text.slice(from, end);
    if (end < text.length && goesOn.test(piece.trim())) continue;
    const space = piece.search(/\S/);
    if (space >= 0) spans.push([from + space, from + space + piece.trim().length]);
    from = end;
  }
  return spans;
}

function knownEnds(segmenter: SentenceSegmenter, text: string): number[] {
  return Array.from(segmenter.segment(text), (one) => one.index + one.segment.length);
}

function likelyEnds(text: string): number[] {
  const ends: number[] = [];
  // A lowercase letter goes on with a sentence.
  const end = /(?:[.!?…]+["'”’)\]]*\s+(?!\p{Ll})|[。！？]+)/gu;
  while (end.test(text)) ends.push(end.lastIndex);
  return ends.concat(text.length);
}

/** What a voice says in pieces of at most some characters, where it is possible: after a comma or the like, or else between two words. */
export function phrasesOf(text: string, most: number): string[] {
  const phrases: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const part = rest.slice(0, most + 1);
    const pause = Math.max(...[", ", "; ", ": ", " – ", ") ", ". ", "? ", "! "].map((end) => part.lastIndexOf(end) + end.length - 1));
    const cut = pause > most / 4 ? pause : part.lastIndexOf(" ") > 0 ? part.lastIndexOf(" ") : most;
    phrases.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest ? phrases.concat(rest) : phrases;
}
