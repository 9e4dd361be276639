import type { State } from "./state";
import { cleanName, type Fault, readState, writeState } from "./state";

/** What is kept on the device beside the list: it goes into no file and no link. */
export interface Own {
  me: string; // the name that stands with what is done here
  saved: boolean; // a file or a link has been made
}

/** The place on the device for a list. It can be off, full, changed by another page, or hold rubbish. */
export class Store {
  readonly key = "handrail:1:checklist:" + location.pathname;
  /** Whether the last use of it did not fail. */
  works = true;
  private known: string | null = null; // what this page read or wrote last

  constructor(private readonly name: string) {}

  /** What is kept; null when nothing is. */
  read(): { state: State | Fault; own: Own } | null {
    const text = this.attempt(() => localStorage.getItem(this.key));
    this.known = text;
    if (text === null) return null;
    return { state: readState(text, this.name), own: readOwn(text) };
  }

  /** Whether another page has changed what is kept since this one read or wrote it. */
  changed(): boolean {
    return this.attempt(() => localStorage.getItem(this.key)) !== this.known;
  }

  write(state: State, own: Own): void {
    const text = writeState(state).replace(/}$/, `,"own":${JSON.stringify(own)}}`);
    this.attempt(() => localStorage.setItem(this.key, text));
    if (this.works) this.known = text;
  }

  remove(): void {
    this.known = null;
    this.attempt(() => localStorage.removeItem(this.key));
  }

  private attempt<T>(use: () => T): T | null {
    try {
      const value = use();
      this.works = true;
      return value;
    } catch {
      this.works = false;
      return null;
    }
  }
}

function readOwn(text: string): Own {
  try {
    const own = ((JSON.parse(text) as { own?: Partial<Own> } | null)?.own ?? {}) as Partial<Own>;
    return { me: cleanName(typeof own.me === "string" ? own.me : ""), saved: own.saved === true };
  } catch {
    return { me: "", saved: false };
  }
}
