import { isJSONOf, Slot } from "../../browser/storage";
import type { Values } from "./value";

/** What is remembered for all statements together: the group types its name once. */
export interface SavedValues {
  values: Values;
  versions: Record<string, number>; // the version that was used last, by the statement's name
}

/** The storage on the device for what is remembered. It can be off, full or hold rubbish: then nothing is remembered. */
export class StatementStore {
  private readonly slot: Slot;

  /** root is the path of the site's folder: one host may have several sites. */
  constructor(root: string) {
    this.slot = new Slot("handrail:1:statement:" + root, (text) => {
      const kept = readKept(text);
      return kept !== null && isJSONOf(text, kept);
    });
  }

  /** What is kept; null when there is nothing, or nothing that can be read. */
  read(): SavedValues | null {
    const text = this.slot.read();
    return text === null ? null : readKept(text);
  }

  /** Whether something is kept of which not all can be read. */
  damaged(): boolean {
    return this.slot.damaged();
  }

  /** Keeps a value, or nothing for null; says whether that worked. */
  write(kept: SavedValues | null): boolean {
    this.slot.write(kept && JSON.stringify(kept));
    return this.slot.works;
  }

  /** Forgets everything, including what cannot be read. Returns what puts all of it back. */
  remove(): () => void {
    return this.slot.remove();
  }
}

function readKept(text: string): SavedValues | null {
  try {
    const data: unknown = JSON.parse(text);
    if (!isObject(data)) return null;
    const kept: SavedValues = { values: {}, versions: {} };
    const values = data["values"];
    const versions = data["versions"];
    if (isObject(values)) for (const name of Object.keys(values)) if (typeof values[name] === "string") kept.values[name] = values[name];
    if (isObject(versions)) for (const name of Object.keys(versions)) if (Number.isSafeInteger(versions[name])) kept.versions[name] = versions[name] as number;
    return kept;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
