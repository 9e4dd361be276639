import { wordsOf } from "../browser/elements";
import type { Data, Selector } from "./contract";

/**
 * How a question is answered, which several kinds may share: by choosing, by putting items in order, by giving each row an item, or
 * in words. What a feature does for a question is a record over these forms, so that a missing one does not compile.
 */
export type AnswerForm = "choose" | "rank" | "pair" | "write";

/** What a question offers to answer, and what of it is right. */
export interface Offer {
  form: AnswerForm;
  several?: boolean; // choose: more than one can be chosen
  fixed?: boolean; // choose: the choices are never shuffled
  choices: Choice[]; // choose
  rows: Element[]; // rank: the items in their right order; pair: what is given an item
  right: number[]; // rank, pair: the place of the item that is right for each row
  items: Item[]; // rank, pair: what is put in its place, as it is shown
  heads: Element[]; // pair: above the rows and above the items
  accepted: Accepted[]; // write
}

export interface Choice {
  text: Element;
  right: boolean;
  feedback: Element | null;
}

export interface Item {
  text: Element;
  words: string;
  place: number; // by which an answer names it, from 0
}

export interface Accepted {
  text: Element;
  forms: string[]; // what may be written: with and without what is optional
  number: number; // NaN for words
  tolerance: number;
}

/** Reads what a question of one kind offers, from its element and that of its answer. What its form does not need is left out. */
export type Reads = (question: Element, answer: Element) => Pick<Offer, "form"> & Partial<Offer>;

/** The elements within another that a selector finds. */
export function all(within: Element, selector: Selector): Element[] {
  return Array.from(within.querySelectorAll(selector));
}

/** The item that an answer names by a place. */
export function itemAt(offer: Offer, place: unknown): Item | undefined {
  return offer.items.find((item) => item.place === place);
}

/** The rows of a rank in the order of the places that an answer gives them. */
export function ranked(offer: Offer, places: number[]): Element[] {
  return offer.rows.map((row, i) => ({ row, place: places[i] || 0 })).sort((a, b) => a.place - b.place).map((one) => one.row);
}

/** Reads items, each with its place. */
export function readItems(question: Element): Item[] {
  return all(question, ":scope [data-place]").map((text) => ({
    text,
    words: wordsOf(text),
    place: Number(((text as HTMLElement).dataset as Data).place),
  }));
}
