import type { Found } from "../../questions/code";
import type { Quiz } from "../../questions/model";
import { type Marker, markResult, newMarker, type Taken } from "./taken";
import type { Closed } from "./zip";

/** What cannot be counted, and why. */
export interface ResultFault {
  kind: "foreign" | "newer" | "cut" | "wrong" | "other" | "unmatched" | Closed;
  found: Found;
  where: string; // the first characters of the text, or the name of the file
}

/** How many faults are listed one by one. */
const most = 20;

/** What could not be counted: the number of all faults, and the first ones in detail. */
export class Faults {
  n = 0;
  readonly first: ResultFault[] = [];

  /** Adds a fault. where is called only for those that are listed. */
  add(kind: ResultFault["kind"], found: Found, where: () => string): void {
    this.n++;
    if (this.first.length < most) this.first.push({ kind, found, where: where() });
  }
}

/** The results on the board, each once. */
export class ResultSet {
  taken: Taken[] = [];
  /** How many were added that were here before. */
  again = 0;
  private readonly keys = new Map<string, Taken>();
  private readonly marker: Marker;

  constructor(private readonly quiz: Quiz) {
    this.marker = newMarker(quiz);
  }

  /** Adds what was found, and says what became of it. */
  add(found: Found): "added" | "again" | ResultFault["kind"] {
    const result = found.result;
    if (found.fault || !result) return found.fault || "wrong";
    if (result.quiz !== this.quiz.digest) return "other";
    const one = markResult(this.marker, result, found.code);
    if (one.answers.length === 0) return "unmatched";
    const before = this.keys.get(one.key);
    if (before) {
      this.again++;
      if (!before.name) this.replace(before, one); // a name is kept, if one of the two has it
      return "again";
    }
    this.keys.set(one.key, one);
    this.taken.push(one);
    return "added";
  }

  private replace(before: Taken, one: Taken): void {
    this.taken[this.taken.indexOf(before)] = one;
    this.keys.set(one.key, one);
  }

  /** Replaces all results by others: with some removed, or with earlier ones put back. */
  set(taken: Taken[]): void {
    this.taken = taken;
    this.keys.clear();
    for (const one of taken) this.keys.set(one.key, one);
  }
}
