// What is read aloud of a page: its sentences as they sound, each with where it is.
import { wordsOf } from "../../browser/elements";
import type { Data, Leading, Selector, Silent } from "./contract";
import { soundOf } from "./sounds";
import { sentencesOf } from "./split";

/** A stretch of a text node. */
export interface Stretch {
  node: Text;
  from: number;
  to: number;
}

/** A sentence of the page. */
export interface PageSentence {
  say: string;
  where: Stretch[]; // none where it is not in a text, such as the description of a diagram
  element: Element; // that it is in, or that it is about
}

/** What a page adds of its own, in words: before the choices of a list to choose from. */
export interface SayingWords {
  choose: string;
}

const silent: Silent = ".screen:not(.take), .side, .crumbs, .turn, .siblings, .feedback, .share, .host, .noteref, .back";

const unread = silent + ", [hidden], [aria-hidden=true], script, style, template, button, input, textarea, option, audio, video, iframe";

const leading: Leading = ".kind, .tag, .label, dt";

/** The sentences of a part of the page, in the language of the page. sounds is as for soundOf. */
export function pageSentences(root: Element, language: string, sounds: ReadonlyMap<string, string>, words: SayingWords): PageSentence[] {
  const walk = new Walk(language, sounds, words);
  walk.enter(root);
  walk.end();
  return walk.sentences;
}

class Walk {
  readonly sentences: PageSentence[] = [];
  private text = ""; // of the block, with each space of the source as one
  private parts: { node: Text | null; at: number }[] = []; // what the text is made of: a node, or words that are in none
  private leads = false; // whether the block is said together with what follows it
  private lead: { say: string; where: Stretch[] } | null = null; // what the next sentence begins with
  private block: Element = document.body;

  constructor(private readonly language: string, private readonly sounds: ReadonlyMap<string, string>, private readonly words: SayingWords) {}

  enter(element: Element): void {
    if (element.matches(unread)) return;
    const style = getComputedStyle(element);
    // What is clipped is for screen readers alone: nobody could follow where that is read.
    if (style.display === "none" || style.visibility === "hidden" || style.clipPath === "inset(50%)") return;
    const name = element.localName;
    if (name === "br") return this.add(null, " ");
    if (name === "img" || name === "svg") return this.picture(element, style.display);
    if (name === "select") return this.choices(element as HTMLSelectElement);
    if (name === "table") return this.table(element as HTMLTableElement);
    if (style.display.startsWith("inline") || style.display === "contents") return this.children(element);
    this.end();
    const before = this.block;
    this.block = element;
    this.leadWith(numberOf(element, style));
    this.leads = this.leads || element.matches(leading);
    this.children(element);
    if (element.matches(leading)) this.endLead();
    this.end();
    this.block = before;
  }

  private children(element: Element): void {
    // What is closed is not read, and neither is what opens it.
    if (element.localName === "details" && !(element as HTMLDetailsElement).open) return;
    for (const child of element.childNodes) {
      if (child instanceof Text) this.add(child, child.data);
      else if (child instanceof Element) this.enter(child);
    }
  }

  private add(node: Text | null, text: string): void {
    this.parts.push({ node, at: this.text.length });
    this.text += text.replace(/\s/g, " ");
  }

  /** Ends a block: what was collected becomes sentences. */
  end(): void {
    if (this.leads) return this.add(null, " ");
    const text = this.text;
    for (const [from, to] of sentencesOf(text, this.language)) this.push(this.sound(text.slice(from, to)), this.stretches(from, to), this.block);
    this.text = "";
    this.parts = [];
  }

  /** Ends a block that is said together with what follows it. */
  private endLead(): void {
    const say = this.sound(this.text.trim());
    this.leads = false;
    if (say) this.leadWith(/[.:;?!]$/.test(say) ? say : say + ":", this.stretches(0, this.text.length));
    this.text = "";
    this.parts = [];
  }

  private leadWith(say: string, where: Stretch[] = []): void {
    if (!say) return;
    this.lead = { say: this.lead ? `${this.lead.say} ${say}` : say, where: (this.lead?.where ?? []).concat(where) };
  }

  private push(say: string, where: Stretch[], element: Element): void {
    if (!/[\p{L}\p{N}]/u.test(say)) return;
    const lead = this.lead;
    this.lead = null;
    this.sentences.push({ say: lead ? `${lead.say} ${say}` : say, where: lead ? lead.where.concat(where) : where, element });
  }

  private sound(text: string): string {
    return soundOf(text, this.language, this.sounds);
  }

  /** Where a part of the block's text is. */
  private stretches(from: number, to: number): Stretch[] {
    const where: Stretch[] = [];
    this.parts.forEach(({ node, at }, i) => {
      const end = Math.min(to, this.parts[i + 1]?.at ?? this.text.length);
      const stretch = { node: node as Text, from: Math.max(from - at, 0), to: end - at };
      if (node && stretch.to > stretch.from && node.data.slice(stretch.from, stretch.to).trim()) where.push(stretch);
    });
    return where;
  }

  /** A picture by its text alternative, a drawing by its description. */
  private picture(element: Element, display: string): void {
    const text = element.getAttribute("aria-label") ?? element.getAttribute("alt") ??
      Array.from(element.children).filter((child) => /^(?:title|desc)$/.test(child.localName)).map(wordsOf).join(". ");
    if (display.startsWith("inline") && this.text.trim()) return this.add(null, text);
    this.end();
    for (const [from, to] of sentencesOf(text, this.language)) this.push(this.sound(text.slice(from, to)), [], element);
  }

  /** What there is to choose from, once for a list of rows that all have the same. Numbers are plain from the rows. */
  private choices(select: HTMLSelectElement): void {
    const rows = select.closest("ul, ol, fieldset");
    const options = Array.from(select.options).filter((option) => option.value).map(wordsOf);
    if (rows?.querySelector("select") !== select || options.every((option) => /^\d+$/.test(option))) return;
    this.end();
    this.push(this.sound(`${this.words.choose} ${options.join("; ")}`), [], select);
  }

  /** A table row by row, each cell with the name of its column. */
  private table(table: HTMLTableElement): void {
    this.end();
    if (table.caption) this.enter(table.caption);
    const heads = Array.from(table.tHead?.rows[0]?.cells ?? [], wordsOf);
    for (const row of table.rows) {
      if (row.parentElement === table.tHead) continue;
      for (const cell of row.cells) {
        const head = heads[cell.cellIndex];
        if (head && wordsOf(cell)) this.leadWith(this.sound(head) + ":");
        this.enter(cell);
      }
    }
  }
}

/** What the page shows before an item: its number or its letter. Choices to press have numbers, as they have none on the page. */
function numberOf(element: Element, style: CSSStyleDeclaration): string {
  if (element.matches(".option" satisfies Selector)) {
    return `${1 + Array.from(element.closest("fieldset, ul")?.querySelectorAll(".option" satisfies Selector) ?? []).indexOf(element)}:`;
  }
  const list = element.parentElement;
  if (element.localName !== "li" || list?.localName !== "ol" || list.matches(".links" satisfies Selector)) return "";
  const n = (list as HTMLOListElement).start + Array.from(list.children).indexOf(element);
  return style.listStyleType.endsWith("-alpha") && n <= 26 ? `${String.fromCharCode(64 + n)}:` : `${n}:`;
}

/** The words that the page says in a way of their own, in lowercase. */
export function soundsOf(root: ParentNode): Map<string, string> {
  const sounds = new Map<string, string>();
  for (const word of root.querySelectorAll<HTMLElement>("[data-says]" satisfies Selector)) {
    sounds.set(wordsOf(word).toLowerCase(), (word.dataset as Data).says ?? "");
  }
  return sounds;
}
