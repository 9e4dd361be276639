// Reads a zip archive (APPNOTE.TXT of PKWARE) as WhatsApp exports a chat. Never more than the limits is read, whatever the
// archive says of its sizes. internal/code/open.go is the twin in Go.
import { holdsText } from "./mail";

/** Why a file is not read: "zip" stands for a browser that cannot unpack one, "missing" for a part of the page that has not loaded. */
export type Closed = "large" | "locked" | "damaged" | "zip" | "missing";

export const mostFile = 20_000_000; // bytes of one file
const mostArchive = 60_000_000; // bytes of all files in an archive
const mostEntries = 10_000; // files in an archive

export function bytesOf(blob: Blob): Promise<ArrayBuffer> {
  return new Response(blob).arrayBuffer(); // older browsers have no other promise for it
}

interface Numbers {
  bytes: ArrayBuffer;
  two(at: number): number;
  four(at: number): number;
}

/** Reads the numbers of a part of a file, of two bytes or of four, the least significant first. */
async function numbers(part: Blob): Promise<Numbers> {
  const bytes = await bytesOf(part);
  const view = new DataView(bytes);
  return { bytes, two: (at) => view.getUint16(at, true), four: (at) => view.getUint32(at, true) };
}

/** Hands over the bytes of each file that can hold text, or why it is not read. It throws where an archive is damaged. */
export async function openZip(file: Blob, take: (name: string, content: ArrayBuffer | Closed) => Promise<void>): Promise<void> {
  try {
    new DecompressionStream("deflate-raw");
  } catch {
    return take("", "zip");
  }
  const tail = Math.max(0, file.size - 65557); // the end of an archive is 22 bytes and a comment
  const end = await numbers(file.slice(tail));
  let at = end.bytes.byteLength - 22;
  while (end.four(at) !== 0x06054b50 || at + 22 + end.two(at + 20) > end.bytes.byteLength) at--; // it throws below 0
  const all = end.four(at + 12); // bytes of the list of files
  const start = end.four(at + 16);
  if (all > mostFile) return take("", "large");
  const list = await numbers(file.slice(start, start + all));
  let left = mostArchive;
  let entries = 0;
  for (at = 0; at < all; at += 46 + list.two(at + 28) + list.two(at + 30) + list.two(at + 32)) {
    if (list.four(at) !== 0x02014b50) return take("", "damaged");
    const name = new TextDecoder().decode(list.bytes.slice(at + 46, at + 46 + list.two(at + 28)));
    if (++entries > mostEntries || left <= 0) return take(name, "large");
    if (!holdsText(name)) continue;
    const most = Math.min(left, mostFile);
    const locked = list.two(at + 8) & 1;
    await take(name, locked ? "locked" : await unpack(file, list, at, most).catch((): Closed => "damaged"));
    if (!locked) left -= Math.min(list.four(at + 24), most); // only this much was unpacked
  }
}

/** Unpacks an entry of the list: its length and sum have to be the ones that the list says. */
async function unpack(file: Blob, list: Numbers, at: number, most: number): Promise<ArrayBuffer | Closed> {
  const size = list.four(at + 24);
  let start = list.four(at + 42);
  const head = await numbers(file.slice(start, start + 30));
  start += 30 + head.two(26) + head.two(28);
  const stream: ReadableStream<Uint8Array> = file.slice(start, start + list.four(at + 20)).stream();
  const reader = (list.two(at + 10) ? stream.pipeThrough(new DecompressionStream("deflate-raw") as ReadableWritablePair<Uint8Array, Uint8Array>) : stream).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  let crc = -1;
  for (let got = await reader.read(); got.value; got = await reader.read()) {
    length += got.value.length;
    if (length > size) return "damaged";
    if (length > most) return "large";
    for (const byte of got.value) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    parts.push(got.value);
  }
  return length === size && ~crc >>> 0 === list.four(at + 16) ? bytesOf(new Blob(parts as BlobPart[])) : "damaged";
}
