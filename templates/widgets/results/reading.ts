import { find, type Found } from "../quiz/code";

/** How long the page may be busy before it looks whether its reader wants something, in milliseconds. */
const busy = 12;

/** How many letters are read at one go, at least. */
const slice = 8000;

/** The largest file that can be one of results, in bytes. */
const largest = 20_000_000;

/**
 * Finds the codes of a text and hands each over, with pauses in which the page can do other things. A text may be as
 * long as a year of chats.
 */
export async function readText(text: string, take: (found: Found, slice: string) => void): Promise<void> {
  let foreign: Found | null = null;
  let any = false;
  let since = performance.now();
  const start = /\sHR[1-9]/gi; // others are found in the slice that they stand in
  for (let from = 0; from < text.length; ) {
    // A code ends before the next one that follows a space: nothing is cut in two here.
    start.lastIndex = from + slice;
    const next = start.exec(text);
    const to = next ? next.index : text.length;
    const part = text.slice(from, to);
    for (const found of find(part)) {
      if (found.fault === "foreign") foreign = found;
      else {
        any = true;
        take(found, part);
      }
    }
    from = to;
    if (performance.now() - since > busy) {
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
  }
  if (foreign && !any) take(foreign, text.slice(0, slice));
}

/** The text of a file; null if it cannot be read, or is too large to be one of results. */
export function readFile(file: File): Promise<string | null> {
  return new Promise((resolve) => {
    if (file.size > largest) return resolve(null);
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => resolve(null);
    reader.readAsText(file);
  });
}
