import { type CodeKind, find, type Found } from "./find";
import { isPlain, openText, pause } from "./mail";
import { bytesOf, type Closed, mostFile, openZip } from "./zip";

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

/**
 * The text of a file, or of what was pasted, in which codes may be: a text, a saved mail, a mailbox, a page, or an archive of those. What could
 * not be read is handed over: the name is that of a file in an archive, or empty.
 */
export async function open(kind: CodeKind<unknown>, file: Blob | string, closed: (why: Closed, name: string) => void): Promise<string> {
  if (typeof file === "string") {
    if (isPlain(file)) return file;
    file = new Blob([file]);
  }
  const texts: string[] = [];
  const take = async (name: string, content: ArrayBuffer | Closed): Promise<void> => {
    if (typeof content === "string") closed(content, name);
    else texts.push(await openText(kind, content));
  };
  try {
    if (/^PK(\x03\x04|\x05\x06)/.test(await new Response(file.slice(0, 4)).text())) await openZip(file, take);
    else await take("", file.size > mostFile ? "large" : await bytesOf(file));
  } catch {
    closed("damaged", "");
  }
  return texts.join("\n\n");
}
