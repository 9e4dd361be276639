import { type CodeKind, find, type Found } from "./find";
import { loadLater } from "../browser/later";
import { isPlain, pause } from "./mail";
import type { Closed } from "./zip";

/** How long the page may be busy before it responds to its reader, in milliseconds. */
const busy = 12;

/** Finds the codes of a text and hands each over, with pauses in which the page can do other things. */
export async function readText<T>(kind: CodeKind<T>, text: string, take: (found: Found<T>) => void): Promise<void> {
  let since = performance.now();
  for (const found of find(kind, text)) {
    take(found);
    if (performance.now() - since > busy) {
      await pause();
      since = performance.now();
    }
  }
}

/** What the event "open" asks opening.ts for: the text of a file. */
export interface OpenWanted {
  kind: CodeKind<unknown>;
  file: Blob;
  closed(why: Closed, name: string): void;
  done(text: string): void;
}

/**
 * The text of a file, or of what was pasted, in which codes may be: a text, a saved mail, a mailbox, a page, or an archive of those. What could
 * not be read is handed over: the name is that of a file in an archive, or empty. Most people paste codes: what opens all else is loaded when it
 * is needed, by the template that a page has for it.
 */
export async function open(kind: CodeKind<unknown>, file: Blob | string, closed: OpenWanted["closed"]): Promise<string> {
  if (typeof file === "string" && isPlain(file)) return file;
  try {
    await loadLater('template[data-later="files"]');
  } catch {
    closed("missing", "");
    return "";
  }
  return new Promise((done) => dispatchEvent(new CustomEvent<OpenWanted>("open", { detail: { kind, file: new Blob([file]), closed, done } })));
}
