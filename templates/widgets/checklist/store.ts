import { Slot } from "../quiz/storage";
import type { State } from "./state";
import { cleanName, type Fault, readState, writeState } from "./state";

/** What is kept on the device beside the list: it goes into no file and no link. */
export interface Own {
  me: string; // the name that stands with what is done here
  saved: boolean; // a file or a link has been made
}

/** How many texts are set aside at most, before nothing more is kept. */
const mostAside = 9;

/** The place on the device for a list. It can be off, full, changed by another page, or hold rubbish. */
export class Store {
  private readonly slot = new Slot("handrail:1:checklist:" + location.pathname);
  private known: string | null = null; // what this page read or wrote last
  private unread: string | null = null; // what is kept, when not all of it could be read

  constructor(private readonly name: string) {}

  get key(): string {
    return this.slot.key;
  }

  /** Whether the last use of it did not fail. */
  get works(): boolean {
    return this.slot.works;
  }

  /** What is kept; null when nothing is. */
  read(): { state: State | Fault; own: Own } | null {
    const text = this.slot.read();
    this.known = text;
    this.unread = null;
    if (text === null) return null;
    const state = readState(text, this.name);
    if (typeof state === "string" || state.lost > 0) this.unread = text;
    return { state, own: readOwn(text) };
  }

  /** Whether another page has changed what is kept since this one read or wrote it. */
  changed(): boolean {
    return this.slot.read() !== this.known;
  }

  /** Keeps a list. What could not be read before is set aside first, and nothing is written over it. */
  write(state: State, own: Own): void {
    if (this.unread !== null && !this.setAside(this.unread)) return;
    this.unread = null;
    const text = writeState(state).replace(/}$/, `,"own":${JSON.stringify(own)}}`);
    this.slot.write(text);
    if (this.works) this.known = text;
  }

  private setAside(text: string): boolean {
    for (let n = 1; n <= mostAside; n++) {
      const aside = new Slot(`handrail:1:aside:${location.pathname} ${n}`);
      const there = aside.read();
      if (there === text) return true;
      if (there !== null) continue;
      aside.write(text);
      this.slot.works = aside.works;
      return aside.works;
    }
    this.slot.works = false;
    return false;
  }

  remove(): void {
    this.known = this.unread = null;
    this.slot.remove();
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
