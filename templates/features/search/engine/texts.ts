// What is searched: the texts of pages, as numbers that stand for the stems of their words.
import { light, stem } from "../../../language/en/search";
import { wordsOf } from "./words";

/** A page as the build writes it: its address, title and text, and for each part its kind with its identifier, its title and its text. */
export type WrittenPage = string[];

/** A part of a page that can be led to, or the page itself. */
export interface SearchedPart {
  page: SearchedPart; // itself, for a page
  kind: string; // h, r, q or w as written, p for a page
  href: string;
  title: string;
  text: string; // a sentence a line
  heading: SearchedPart; // below which it is: a page, where it is below none
  rules: string[]; // that a question tests
  worth: number; // beside a page of the guidance
  asked: Stems; // by questions that test this rule
  titleWords: number; // of the title, without the light ones
  titleStems: Stems;
  textStems: Stems;
}

/** The stems of a text by their numbers. Below 0 there is nothing: where a sentence ends. */
export type Stems = number[];

/** The words of all texts so far. */
export class Lexicon {
  protected readonly counts = new Map<string, number>(); // how often each word is there
  private readonly numbers = new Map<string, number>(); // of the stems
  private readonly stemOf = new Map<string, number>(); // the number of each word's stem

  /** The number of a stem; undefined for one that has none yet. */
  numberOf(stem: string): number | undefined {
    return this.numbers.get(stem);
  }

  /** The number of the stem of a word that some text has. */
  ofWord(word: string): number | undefined {
    return this.stemOf.get(word);
  }

  /** The number of a stem that is looked for; undefined for one that no text has. */
  lookUp(stem: string): number | undefined {
    return this.numberOf(stem);
  }

  /** Whether it is not known yet if a stem is there. */
  isOpen(_stem: string): boolean {
    return false;
  }

  /** The stems of the words that begin with what was typed. */
  begunBy(typed: string): string[] {
    return [...this.counts.keys()].filter((word) => word.startsWith(typed)).map(stem);
  }

  /** The words that may be meant by one that is mistyped, with how often each is there. */
  words(): Map<string, number> {
    return this.counts;
  }

  /** Whether a word is known to be there. */
  has(word: string): boolean {
    return this.counts.has(word);
  }

  /** Notes that a word is there. */
  count(word: string): void {
    this.counts.set(word, (this.counts.get(word) || 0) + 1);
  }

  /** The number of a stem, which is known from now on. */
  add(stem: string): number {
    let number = this.numbers.get(stem);
    if (number === undefined) this.numbers.set(stem, number = this.numbers.size);
    return number;
  }

  /** The stems of a text, with the words counted. */
  read(text: string): Stems {
    const stems: Stems = [];
    for (const line of text ? text.split("\n") : []) {
      for (const { word } of wordsOf(line)) {
        let number = this.stemOf.get(word);
        if (number === undefined) this.stemOf.set(word, number = this.add(stem(word)));
        this.count(word);
        stems.push(number);
      }
      stems.push(-1);
    }
    return stems;
  }
}

/** Reads a page: the entries of itself and of its parts. */
export function readPage(written: WrittenPage, lexicon: Lexicon, worth: number): SearchedPart[] {
  const entries: SearchedPart[] = [];
  const add = (kind: string, id: string, title: string, text: string, rules: string[], heading?: SearchedPart): SearchedPart => {
    const entry = { kind, href: written[0] + (id && "#" + id), title, text, rules, worth, asked: [], titleWords: wordsOf(title).filter(({ word }) => !light.has(word)).length, titleStems: lexicon.read(title), textStems: lexicon.read(text) } as unknown as SearchedPart;
    entry.page = entries[0] || entry;
    entry.heading = heading || entry.page;
    entries.push(entry);
    return entry;
  };
  let heading = add("p", "", written[1] || "", written[2] || "", []);
  for (let i = 3; i < written.length; i += 3) {
    const [id = "", ...rules] = (written[i] || "").split(" ");
    const title = written[i + 1] || "";
    const entry = add(id.charAt(0), id.slice(1) || slug(title), title, written[i + 2] || "", rules, heading);
    if (entry.kind === "h") entry.heading = heading = entry;
  }
  return entries;
}

/** The identifier of a heading that the build leaves out: it is made of the words in this way. */
function slug(title: string): string {
  return title.toLowerCase().replace(/['’]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/** Gives each rule the words of the questions that test it: these say in other words, as people do, what the rule is for. */
export function addQuestions(entries: SearchedPart[]): void {
  const rules = new Map<string, SearchedPart>();
  for (const entry of entries) if (entry.kind === "r") rules.set(entry.href.slice(entry.href.indexOf("#") + 1), entry);
  for (const entry of entries) {
    for (const id of entry.rules) rules.get(id)?.asked.push(...entry.titleStems);
  }
}

/** The stems of some words, without their numbers. */
export function stemsOf(text: string): string[] {
  return wordsOf(text).map(({ word }) => stem(word));
}
