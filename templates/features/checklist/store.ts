import { cleanName } from "../../browser/names";
import { isJSONOf, Slot } from "../../browser/storage";
import type { State } from "./state";
import { type ListFault, readState, writeState } from "./state";

/** What is kept on the device besides the list: it goes into no file and no link. */
export interface Own {
  me: string; // the name that is kept with what is done here
  saved: boolean; // a file or a link has been made
}

/** The storage on the device for a list. It can be off, full, changed by another page, or hold rubbish. */
export class ChecklistStore {
  private readonly slot: Slot;
  private known: string | null = null; // what this page read or wrote last

  constructor(private readonly name: string) {
    this.slot = new Slot("handrail:1:checklist:" + location.pathname, (text) => {
      const state = readState(text, name);
      return typeof state !== "string" && isJSONOf(text, JSON.parse(write(state, readOwn(text))));
    });
  }

  get key(): string {
    return this.slot.key;
  }

  /** Whether its last use did not fail. */
  get works(): boolean {
    return this.slot.works;
  }

  /** What is kept; null when nothing is. */
  read(): { state: State | ListFault; own: Own } | null {
    const text = this.slot.read();
    this.known = text;
    return text === null ? null : { state: readState(text, this.name), own: readOwn(text) };
  }

  /** Whether another page has changed what is kept since this one read or wrote it. */
  changed(): boolean {
    return this.slot.read() !== this.known;
  }

  /** Whether something is kept of which not all can be read. */
  damaged(): boolean {
    return this.slot.damaged();
  }

  /** Keeps a list. */
  write(state: State, own: Own): void {
    const text = write(state, own);
    this.slot.write(text);
    if (this.works) this.known = text;
  }

  /** Removes the list, and what was set aside of it. Returns what puts all of it back. */
  remove(): () => void {
    this.known = null;
    return this.slot.remove();
  }

  /** Removes the list alone. */
  empty(): void {
    this.known = null;
    this.slot.write(null);
  }
}

function write(state: State, own: Own): string {
  return writeState(state).replace(/}$/, `,"own":${JSON.stringify(own)}}`);
}

function readOwn(text: string): Own {
  try {
    const own = ((JSON.parse(text) as { own?: Partial<Own> } | null)?.own ?? {}) as Partial<Own>;
    return { me: cleanName(typeof own.me === "string" ? own.me : ""), saved: own.saved === true };
  } catch {
    return { me: "", saved: false };
  }
}
