import type { CodeFault } from "../../codes/faults";
import type { Found } from "../../codes/find";
import type { Result } from "../../questions/code";
import type { Quiz } from "../../questions/model";
import { type Marker, markResult, newMarker, saysLess, type ScoredResult } from "./scored";

/** The results on the board, each once. */
export class ResultSet {
  taken: ScoredResult[] = [];
  /** How many were added that were here before. */
  again = 0;
  private readonly keys = new Map<string, ScoredResult>();
  private readonly marker: Marker;

  constructor(private readonly quiz: Quiz) {
    this.marker = newMarker(quiz);
  }

  /** Adds what was found, and says what became of it. */
  add(found: Found<Result>): "added" | "again" | CodeFault {
    const result = found.content;
    if (found.fault || !result) return found.fault || "wrong";
    if (result.quiz !== this.quiz.digest) return "other";
    const one = markResult(this.marker, result, found.code);
    if (one.answers.length === 0) return "unmatched";
    const before = this.keys.get(one.key);
    if (before) {
      this.again++;
      if (saysLess(before, one)) this.replace(before, one);
      return "again";
    }
    this.keys.set(one.key, one);
    this.taken.push(one);
    return "added";
  }

  private replace(before: ScoredResult, one: ScoredResult): void {
    this.taken[this.taken.indexOf(before)] = one;
    this.keys.set(one.key, one);
  }

  /** Replaces all results by others: with some removed, or with earlier ones put back. */
  set(taken: ScoredResult[]): void {
    this.taken = taken;
    this.keys.clear();
    for (const one of taken) this.keys.set(one.key, one);
  }
}
