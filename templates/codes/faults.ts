import { make, type Part } from "../browser/elements";
import type { Words } from "../browser/words";
import type { Found } from "./find";
import type { Closed } from "./zip";

/** Why something that was added is not counted: it has no code that can be read, or the page knows why not, by a key of its words. */
export type CodeFault = Found<unknown>["fault"] | Closed | string;

/** What cannot be counted, and why. */
export interface Fault<T> {
  kind: CodeFault;
  found: Found<T>;
  where: string; // the first characters of the text, or the name of the file
}

/** How many faults are listed one by one. */
const most = 20;

/** What could not be counted: the number of all faults, and the first ones in detail. */
export class Faults<T> {
  n = 0;
  readonly first: Fault<T>[] = [];

  /** Adds a fault. where is called only for those that are listed. */
  add(kind: CodeFault, found: Found<T>, where: () => string): void {
    this.n++;
    if (this.first.length < most) this.first.push({ kind, found, where: where() });
  }
}

/** How many characters of a text are shown, to find it by. */
const letters = 18;

/** A length below which a code is believed to be as long as it says: one that was mistyped can say 15,360. */
const believable = 1024;

/**
 * What could not be counted, one by one: where it is, what is wrong, and how to fix it. own says that of what only the page knows, and
 * is null for other faults.
 */
export function faultList<T>(faults: Faults<T>, words: Words, own: (fault: Fault<T>) => Part[] | null): Part[] {
  if (faults.n === 0) return [];
  const left = faults.n - faults.first.length;
  return [make("h3", {}, words.count("faults", faults.n)),
    make("ul", {}, ...faults.first.map((fault) => make("li", {}, make("bdi", { class: "where" }, fault.where), " ", ...(own(fault) ?? [described(fault, words)])))),
    left > 0 ? make("p", {}, words.count("faults-more", left)) : null];
}

function described(fault: Fault<unknown>, words: Words): string {
  const found = fault.found;
  if (fault.kind !== "cut") return words.text("fault-" + fault.kind);
  return words.text(found.want > 0 && found.want < believable ? "fault-cut" : "fault-short", { have: found.have, want: found.want });
}

/** Where a fault is: the first characters of what is wrong, or the name of a file that has no code in it. */
export function where(found: Found<unknown>, text: string, file: string): string {
  if (found.fault === "newer") return beginning((/.*/.exec(text.slice(found.at, found.at + 100)) as RegExpExecArray)[0]);
  return found.fault !== "foreign" ? beginning(found.code) : file || `“${beginning(text)}”`;
}

/** The first characters of a text. */
function beginning(text: string): string {
  const all = Array.from(text.slice(0, 4 * letters).trim().replace(/\s+/g, " "));
  return all.length > letters ? all.slice(0, letters).join("") + "…" : all.join("");
}
