// Opens files and mails for a board. The page loads this when somebody first adds one.
import type { CodeKind } from "./find";
import { openText } from "./mail";
import type { OpenWanted } from "./reading";
import { bytesOf, type Closed, mostFile, openZip } from "./zip";

/** Answers what boards ask for. */
export function answerOpen(): void {
  addEventListener("open", (event) => {
    const { kind, file, closed, done } = (event as CustomEvent<OpenWanted>).detail;
    void openFile(kind, file, closed).then(done);
  });
}

/** The text of a file in which codes may be. What could not be read is handed over. */
export async function openFile(kind: CodeKind<unknown>, file: Blob, closed: OpenWanted["closed"]): Promise<string> {
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
