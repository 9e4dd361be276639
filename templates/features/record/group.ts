import { oddDay } from "../../codes/days";
import type { CodeFault } from "../../codes/faults";
import type { Found } from "../../codes/find";
import type { PathRecord } from "../../codes/record";
import { type Plan, PlanIndex } from "./plan";

/** A record that counts. */
export interface HeldRecord {
  code: string;
  record: PathRecord;
  path: number; // the place of its path in the plan
}

/** A person, as far as records say: what one device noted of one path. */
export interface Person extends HeldRecord {
  name: string; // that which any of the records has
  held: HeldRecord[]; // all that is known of them
}

/** The records on the board. The same as Group of the Go package internal/record. */
export class RecordSet {
  readonly index: PlanIndex;
  came = 0; // codes that were added
  private held: HeldRecord[] = [];
  private known = new Map<string, HeldRecord[]>(); // by device: one for each name

  constructor(plan: Plan, private readonly odd: (day: number) => boolean = oddDay) {
    this.index = new PlanIndex(plan);
  }

  /** Adds what was found, and says what became of it. The later of two records of one device and one name replaces the earlier. */
  add(found: Found<PathRecord>): "added" | "again" | CodeFault {
    const record = found.content;
    if (found.fault || !record) return found.fault || "wrong";
    if (record.site !== this.index.site) return "other";
    const path = this.index.path(record.path);
    if (path === undefined) return "gone";
    this.came++;
    const one = { code: found.code, record, path };
    const same = this.of(one);
    const before = same.find((other) => other.record.name === record.name);
    if (before) {
      if (this.later(one, before) === one) Object.assign(before, one);
      return "again";
    }
    same.push(one);
    this.held.push(one);
    return pairs(same) ? "again" : "added";
  }

  /** What is known of the device that a record is from. */
  private of(one: HeldRecord): HeldRecord[] {
    const key = `${one.path} ${one.record.device}`;
    const same = this.known.get(key) ?? [];
    this.known.set(key, same);
    return same;
  }

  /** The people. A record without a name is of the one person who has a name on its device; where there are more, it is of one more. */
  people(): Person[] {
    const people: Person[] = [];
    for (const one of this.held) {
      const same = this.of(one);
      if (!pairs(same)) people.push({ ...one, name: one.record.name, held: [one] });
      else if (same[0] === one) {
        const other = same[1] as HeldRecord;
        people.push({ ...this.later(one, other), name: one.record.name + other.record.name, held: [...same] });
      }
    }
    return people;
  }

  /** Of two records of a person the one that counts. A wrong clock never wins; of two of one day it is the one that holds more. */
  private later(a: HeldRecord, b: HeldRecord): HeldRecord {
    const rank = (one: HeldRecord): number[] => [this.odd(one.record.day) ? -1 : one.record.day, one.record.steps.length, one.record.rules.length];
    const other = rank(b);
    const differ = rank(a).map((n, i) => n - (other[i] as number)).find((n) => n !== 0) ?? (a.code < b.code ? -1 : 1);
    return differ > 0 ? a : b;
  }

  /** What is held now, to be put back. */
  all(): HeldRecord[] {
    return this.held;
  }

  /** Replaces all records by others: with some removed, or with earlier ones put back. */
  set(held: HeldRecord[]): void {
    this.held = held;
    this.known = new Map();
    for (const one of held) this.of(one).push(one);
    this.came = held.length;
  }

  isOdd(day: number): boolean {
    return this.odd(day);
  }
}

/** Whether the records of a device are of one person, who has given a name with one of two. */
function pairs(same: HeldRecord[]): boolean {
  return same.length === 2 && same.some((one) => one.record.name === "");
}
