import { find, type Found } from "../quiz/code";
import { openText } from "./mail";
import { bytesOf, type Closed, mostFile, openZip } from "./zip";

/** How long the page may be busy before it looks whether its reader wants something, in milliseconds. */
const busy = 12;

/** How many letters are read at one go, at least. */
const slice = 8000;

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

/**
 * The text of a file in which results may be: a text, a saved mail, a mailbox, a page, or an archive of those. What could
 * not be read is handed over: the name is that of a file in an archive, or empty.
 */
export async function open(file: Blob, closed: (why: Closed, name: string) => void): Promise<string> {
  const texts: string[] = [];
  const take = (name: string, content: ArrayBuffer | Closed): void => {
    if (typeof content === "string") closed(content, name);
    else texts.push(openText(content));
  };
  try {
    if (/^PK(\x03\x04|\x05\x06)/.test(await new Response(file.slice(0, 4)).text())) await openZip(file, take);
    else take("", file.size > mostFile ? "large" : await bytesOf(file));
  } catch {
    closed("damaged", "");
  }
  return texts.join("\n\n");
}
