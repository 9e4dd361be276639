import { Slot } from "../quiz/storage";
import type { Values } from "./value";

/** What is remembered for all statements together: the group types its name once. */
export interface Kept {
  values: Values;
  versions: Record<string, number>; // the version that was used last, by the statement's name
}

/** The place on the device for what is remembered. It can be off, full or hold rubbish: then nothing is remembered. */
export class Store {
  private readonly slot: Slot;

  /** root is the path of the site's folder: one host may have several sites. */
  constructor(root: string) {
    this.slot = new Slot("handrail:1:statement:" + root);
  }

  /** What is kept; null when there is nothing, or nothing that can be read. */
  read(): Kept | null {
    try {
      const data = JSON.parse(this.slot.read() ?? "null") as Partial<Kept> | null;
      if (!data || typeof data !== "object") return null;
      const kept: Kept = { values: {}, versions: {} };
      const values: Record<string, unknown> = data.values ?? {};
      const versions: Record<string, unknown> = data.versions ?? {};
      for (const name of Object.keys(values)) if (typeof values[name] === "string") kept.values[name] = values[name];
      for (const name of Object.keys(versions)) if (typeof versions[name] === "number") kept.versions[name] = versions[name];
      return kept;
    } catch {
      return null;
    }
  }

  /** Keeps what is given, or forgets all; says whether that worked. */
  write(kept: Kept | null): boolean {
    if (kept) this.slot.write(JSON.stringify(kept));
    else this.slot.remove();
    return this.slot.works;
  }
}
