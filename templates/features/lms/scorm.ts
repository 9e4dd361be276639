import { passOf, type Refused } from "./system";

/** What a learning system offers to a page: functions that take and give texts. */
type ScormAPI = Record<string, (...given: string[]) => unknown>;

/**
 * Finds what a system offers under a name: in the window, in those around it, ten at most, and in the same way from the window that opened it
 * (SCORM 1.2 Run-Time Environment, 3.3.6.1). The system may need a moment to be there. Null if it is not.
 */
export async function findAPI(name: string): Promise<ScormAPI | null> {
  for (let tries = 0; tries < 11; tries++) {
    const found = above(window, name) ?? above(reached(() => window.opener as Window | null), name);
    if (found) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  return null;
}

function above(from: Window | null, name: string): ScormAPI | null {
  let at = from;
  for (let steps = 0; at && steps <= 10; steps++) {
    const here = at as Window & Record<string, ScormAPI | undefined>;
    const found = reached(() => here[name]);
    if (found) return found;
    const up = reached(() => here.parent);
    at = up === here ? null : up;
  }
  return null;
}

/** What a look into another window gives; null where that is of another origin. */
function reached<T>(look: () => T | null | undefined): T | null {
  try {
    return look() ?? null;
  } catch {
    return null;
  }
}

/** Calls what a system offers, and looks at each answer. prefix is what the names of its functions begin with. */
export class ScormSession {
  /** Nothing is written: the attempt is over, or none. */
  readOnly = false;
  private readonly begun = Date.now();
  private ended = false;
  private objectives: Map<string, number> | null = null; // the places of those that are known, by their identifiers

  constructor(private readonly api: ScormAPI, private readonly prefix: "LMS" | "", private readonly refused: Refused) {}

  /** How long the session has been, in seconds. */
  get seconds(): number {
    return (Date.now() - this.begun) / 1000;
  }

  initialize(): boolean {
    return this.did("Initialize", "");
  }

  /** A value; empty where the system has none. It need not have all that can be asked for. */
  get(element: string): string {
    return String(this.call("GetValue", element) ?? "");
  }

  /**
   * The percentage that passes, by an element of which max is the whole; null where the system sets none. Some systems give 0 where nobody has
   * set anything, so then the quiz's own counts: else everybody would pass.
   */
  pass(element: string, max: number): number | null {
    const score = Number(this.get(element));
    return score > 0 && score <= max ? passOf(score / max) : null;
  }

  set(element: string, value: string | number): boolean {
    return this.readOnly || this.ended || this.did("SetValue", element, String(value));
  }

  commit(): void {
    if (!this.ended && !this.readOnly) this.did("Commit", "");
  }

  /** Ends the session, once. before sets what is set last. */
  end(name: "Finish" | "Terminate", before: () => void): void {
    if (this.ended) return;
    before();
    this.ended = true;
    this.did(name, "");
  }

  /** The element of an objective, which may have been set before, or by the system. */
  objective(id: string): string {
    if (!this.objectives) {
      this.objectives = new Map();
      const count = Number(this.get("cmi.objectives._count")) || 0;
      for (let n = 0; n < count; n++) this.objectives.set(this.get(`cmi.objectives.${n}.id`), n);
    }
    const known = this.objectives.get(id) ?? this.objectives.size;
    const element = `cmi.objectives.${known}`;
    if (!this.objectives.has(id) && this.set(element + ".id", id)) this.objectives.set(id, known);
    return element;
  }

  private call(name: string, ...given: string[]): unknown {
    return reached(() => this.api[this.prefix + name]?.(...given));
  }

  /** Says whether the system did something. What it did not do is handed on, with its number and its words. */
  private did(name: string, ...given: string[]): boolean {
    if (String(this.call(name, ...given)) === "true") return true;
    const number = String(this.call("GetLastError") ?? "");
    this.refused(number, String(this.call("GetErrorString", number) ?? ""));
    return false;
  }
}

/** A number with so many decimals at most. */
export function decimals(value: number, most: number): string {
  return String(Number(value.toFixed(most)));
}
