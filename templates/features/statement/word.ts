import { escapeXML, fill, type Values } from "./value";

/** One file of a Word document, as the program wrote it: a template. */
export interface WordPart {
  name: string;
  text: string;
}

/**
 * Fills in the parts of a Word document and packs them (APPNOTE.TXT of PKWARE, 4.3): stored as they are, since an old
 * browser cannot compress.
 */
export function packWord(parts: WordPart[], values: Values): Blob {
  const encoder = new TextEncoder();
  const files: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let offset = 0;
  let length = 0;
  for (const part of parts) {
    const name = encoder.encode(part.name);
    const data = encoder.encode(fill(part.text, values, escapeXML));
    // What both headers say: version 2.0, names in UTF-8, stored, at midnight on 1 January 1980.
    const said = [2, 20, 2, 0x800, 2, 0, 2, 0, 2, 0x21, 4, crc32(data), 4, data.length, 4, data.length, 2, name.length, 2, 0];
    const local = numbers([4, 0x04034b50].concat(said));
    files.push(local, name, data);
    const entry = numbers([4, 0x02014b50, 2, 20].concat(said, [2, 0, 2, 0, 2, 0, 4, 0, 4, offset]));
    directory.push(entry, name);
    offset += local.length + name.length + data.length;
    length += entry.length + name.length;
  }
  const end = numbers([4, 0x06054b50, 2, 0, 2, 0, 2, parts.length, 2, parts.length, 4, length, 4, offset, 2, 0]);
  return new Blob(files.concat(directory, end), { type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" });
}

/** Writes numbers as bytes, the lowest first. Each follows the number of bytes that it takes. */
function numbers(pairs: number[]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    for (let n = 0; n < (pairs[i] ?? 0); n++) bytes.push(((pairs[i + 1] ?? 0) >>> (8 * n)) & 0xff);
  }
  return new Uint8Array(bytes);
}

/** The checksum of ZIP files (ISO 3309, polynomial 0xedb88320). */
function crc32(data: Uint8Array): number {
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
