// The text of saved mails, mailboxes and pages. internal/code/mail.go is the twin in Go; both are tested with
// quiz/testdata/files.json. Bytes are here a string of one character each, as the decoder of "x-user-defined" returns
// them: the low eight bits of a character are the byte.
import { type CodeKind, find, hasCode } from "./find";

/** How deep mails in mails are read. */
const deepest = 8;

/** How many bytes at the beginning show whether a file is a mail, a mailbox or a page. */
const mostHead = 65536;

/** Reads bytes by the name of a character set (WHATWG Encoding), or as UTF-8, or as Windows writes. */
function decode(bytes: string, label = ""): string {
  const data = new Uint8Array(bytes.length);
  for (let i = 0; i < data.length; i++) data[i] = bytes.charCodeAt(i);
  return decodeBytes(data, label);
}

function decodeBytes(data: Uint8Array, label = ""): string {
  const mark = ((data[0] as number) << 8) | (data[1] as number);
  const name = mark === 0xfffe ? "utf-16le" : mark === 0xfeff ? "utf-16be" : label;
  try {
    if (name) return new TextDecoder(name).decode(data);
  } catch {
    // the browser does not know the name
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(data);
  } catch {
    return new TextDecoder("windows-1252").decode(data);
  }
}

/** How many bytes of a long text are decoded at a time. */
const piece = 1 << 20;

/** Decodes a text of any length, with pauses in which the page can do other things. */
async function decodeLong(data: Uint8Array): Promise<string> {
  for (const name of ["utf-8", "windows-1252"]) {
    const decoder = new TextDecoder(name, { fatal: name === "utf-8" });
    const texts: string[] = [];
    try {
      for (let at = 0; at < data.length; at += piece) {
        texts.push(decoder.decode(data.subarray(at, at + piece), { stream: at + piece < data.length }));
        await pause();
      }
      return texts.join("");
    } catch {
      // it is not UTF-8
    }
  }
  return "";
}

/** Lets the page do other things. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** The text of a file that is not an archive. One that is neither a mail, a mailbox nor a page is not searched character by character. */
export async function openText(kind: CodeKind<unknown>, data: ArrayBuffer): Promise<string> {
  const whole = new Uint8Array(data);
  const head = binary(whole.subarray(0, mostHead));
  // Where there can be a byte order mark, it decides the encoding, and is removed.
  if (/^[\uf7ef\uf7fe\uf7ff]/.test(head)) {
    const data = new TextEncoder().encode(decodeBytes(whole));
    if (data[0] !== 0xef) return openText(kind, data.buffer);
  }
  if (isPlain(head)) return decodeLong(whole);
  if (!isMailbox(head)) return openMail(kind, binary(whole));
  return binary(whole).split(/\n\r?\n(?=From )/)
    .map((mail) => openMail(kind, mail.slice(mail.indexOf("\n") + 1).replace(/^>(>*From )/gm, "$1"))).join("\n\n");
}

function binary(data: Uint8Array): string {
  return new TextDecoder("x-user-defined").decode(data);
}

/** Says whether a text, by its beginning, is neither a mail, a mailbox nor a page. */
export function isPlain(text: string): boolean {
  const head = text.slice(0, mostHead);
  return !isMailbox(head) && !isPage(head) && !isMail(cut(head).head);
}

function isMailbox(text: string): boolean {
  return /^From \S+ .*\d{4}.*\r?\n[!-9;-~]+:/.test(text.slice(0, 2000));
}

function isPage(text: string): boolean {
  return /^\s*<(!doctype html|html)/i.test(text);
}

function isMail(head: string): boolean {
  return /^(content-type|mime-version|received|message-id|return-path|delivered-to|from):/im.test(head.slice(0, mostHead));
}

/** What a mail says: its subject and its texts. What is not a mail, or has a code only in its source, is returned as it is. */
function openMail(kind: CodeKind<unknown>, bytes: string): string {
  const raw = decode(bytes);
  const mail = cut(bytes);
  let text: string;
  if (isPage(raw)) text = htmlText(raw);
  else if (isMail(mail.head)) text = words(decode(field(mail.head, "subject"))) + "\n\n" + partText(kind, mail, 0);
  else return raw;
  return hasCode(kind, text) || !hasCode(kind, raw) ? text : raw;
}

/** A mail, or a part of one. */
interface Mail {
  head: string; // each field in one line
  body: string;
}

function cut(bytes: string): Mail {
  const end = /(^|\n)\r?\n/.exec(bytes) || { 0: "", index: bytes.length };
  return { head: bytes.slice(0, end.index).replace(/\r?\n[ \t]+/g, " "), body: bytes.slice(end.index + end[0].length) };
}

function field(head: string, name: string): string {
  return first(head, `^${name}:(.*)`);
}

function param(value: string, name: string): string {
  return first(value, `[;\\s]${name}\\*?=\\s*"?([^";]*)`);
}

function first(text: string, pattern: string): string {
  return ((new RegExp(pattern, "im").exec(text) || [])[1] || "").trim();
}

function partText(codes: CodeKind<unknown>, mail: Mail, depth: number): string {
  const head = mail.head;
  const type = field(head, "content-type");
  const kind = first(type, "^([^;]+)").toLowerCase() || "text/plain";
  const bytes = plain(mail.body, field(head, "content-transfer-encoding"));
  if (depth > deepest) return "";
  if (kind.startsWith("multipart/")) {
    const texts = split(bytes, param(type, "boundary")).map((one) => partText(codes, cut(one), depth + 1));
    if (kind !== "multipart/alternative") return texts.join("\n\n");
    // They say the same: the first that has a whole code is taken.
    return texts.find((text) => Array.from(find(codes, text)).some((found) => !found.fault)) || texts.find((text) => hasCode(codes, text)) || texts.join("");
  }
  if (kind === "message/rfc822") return partText(codes, cut(bytes), depth + 1);
  const name = param(field(head, "content-disposition"), "filename") || param(type, "name");
  if (!kind.startsWith("text/") && !holdsText(name)) return "";
  const text = decode(bytes, param(type, "charset"));
  return kind === "text/html" ? htmlText(text) : text;
}

function split(bytes: string, boundary: string): string[] {
  const parts: string[] = [];
  if (!boundary) return parts;
  const line = "\n--" + boundary;
  for (const piece of ("\n" + bytes).split(line).slice(1)) {
    if (/^--\s/.test(piece + "\n")) break;
    if (/^[ \t\r]*\n/.test(piece)) parts.push(piece.slice(piece.indexOf("\n") + 1));
    else if (parts.length > 0) parts.push(parts.pop() + line + piece); // the boundary of parts within begins as this one
  }
  return parts;
}

/** Removes the transfer encoding of a mail (RFC 2045, 6.7 and 6.8). */
function plain(body: string, encoding: string): string {
  if (/^base64/i.test(encoding)) {
    const letters = body.replace(/=[^]*|[^\w+/]|_/g, "");
    return atob(letters.length % 4 === 1 ? letters + "A" : letters); // a single character left over cannot be decoded
  }
  if (!/^quoted/i.test(encoding)) return body;
  return body.replace(/=[ \t]*\r?\n/g, "").replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Reads the encoded words of a subject (RFC 2047). */
function words(subject: string): string {
  return subject.replace(/\?=\s+=\?/g, "?==?").replace(/=\?([^?]+)\?([bq])\?([^?]*)\?=/gi, (_, charset: string, how: string, text: string) =>
    decode(/b/i.test(how) ? plain(text, "base64") : plain(text.replace(/_/g, " "), "quoted"), charset));
}

/** Says whether codes can be in a file that is attached or archived, by its name. */
export function holdsText(name: string): boolean {
  return /(^|[\\/])(?!\._)([^\\/.]+|[^\\/]*\.(txt|eml|mbox|csv|json|html?|md))$/i.test(name);
}

/** The text of HTML as people read it: blocks are lines, and what is not shown is left out. */
function htmlText(source: string): string {
  return source
    .replace(/<!--[^]*?(-->|$)|<(style|script|title)\b[^]*?(<\/\2[^>]*>?|$)|<[a-z/!?](=\s*"[^"]*"|=\s*'[^']*'|[^>])*>?/gi, (tag) =>
      /^<\/?(br|p|div|li|t[rdh]|blockquote|h[1-3]|pre|table)\b/i.test(tag) ? "\n" : "")
    .replace(/&(?:#(x[0-9a-f]{1,5}|\d{1,5})|amp|[lg]t|nbsp|e[nm]sp|shy|zwn?j);?/gi, (whole, number: string) =>
      number ? String.fromCodePoint(+("0" + number)) : /sp/.test(whole) ? " " : /&[alg]/.test(whole) ? "&" : "\u00ad");
}
