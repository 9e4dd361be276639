import { cleanName } from "../../browser/names";
import { type Answers } from "./applies";
import { type Day, dayOf, isDay, nextDue, type Repeat } from "./due";

/** The version of the format. What has a higher one was made for a newer version of the site. */
const format = 1;

/** The maximum length of a list that two are merged into, in UTF-16 units: one of thousands of items is shorter. */
export const longest = 2000000;

/** The maximum length of a text that is read: more than a list of that length can grow to by ticks. */
const longestRead = 2 * longest;

/** A day, in seconds: how far the clock of another device may be ahead of this one. */
const ahead = 86400;

/** The maximum of names that stay with an item. */
const mostNames = 8;

/** The state of an item. Without done and skip, it has been taken back. */
export interface Entry {
  at: number; // seconds since 1970 when it was last changed
  done?: Day;
  last?: Day; // when it was done before that, so that taking it back leads there
  again?: boolean; // done, and to be done again for a new person
  skip?: boolean; // does not apply
  by?: string; // who did it, if that person gave a name
  also?: string[]; // who else did it, according to other lists
}

/** Everything that a list holds: the same on the device, in a file and in a link. */
export interface State {
  name: string; // the checklist, by its path in the site
  answers: Answers;
  asked: Map<string, number>; // seconds since 1970 of each answer
  items: Map<string, Entry>;
  lost: number; // entries that could not be read, and are left out
}

/** Why a text is not a list: it is broken, was made for a newer version of the site, or is of another checklist. */
export type ListFault = "broken" | "newer" | "other";

export function newState(name: string): State {
  return { name, answers: new Map(), asked: new Map(), items: new Map(), lost: 0 };
}

/** Seconds for a change that is to win over an earlier one, whatever the clock of that device said. */
export function later(before: number | undefined, now: Date): number {
  return Math.max(Math.floor(now.getTime() / 1000), (before ?? 0) + 1);
}

/** Writes a list as JSON for the device and for a file. */
export function writeState(state: State): string {
  const items: Record<string, Entry> = {};
  for (const id of keysOf(state.items)) {
    const entry = state.items.get(id) as Entry;
    // Always in this order: the same list is the same text.
    items[id] = { at: entry.at, done: entry.done, last: entry.last, again: entry.again, skip: entry.skip, by: entry.by, also: entry.also };
  }
  return JSON.stringify({ handrail: "checklist " + format, name: state.name, answers: plain(state.answers), asked: plain(state.asked), items });
}

/**
 * Reads what writeState wrote. An answer or item that does not fit is left out and counted: the rest is still the list.
 * Nothing can have been done later than tomorrow: a date from a clock that is wrong, or that somebody made up, would win over
 * every tick to come.
 */
export function readState(text: string, name: string, now = new Date()): State | ListFault {
  const json = parse(text);
  const version = /^checklist (\d{1,9})$/.exec(typeof json?.["handrail"] === "string" ? json["handrail"] : "");
  if (!json || !version) return "broken";
  if (Number(version[1]) > format) return "newer";
  return check(json["name"], json["answers"], json["asked"], json["items"], name, now);
}

/** Writes a list for the fragment of a link: short keys, in base64 that an address may have. */
export function writeLink(state: State): string {
  const items: Record<string, unknown> = {};
  for (const id of keysOf(state.items)) {
    const entry = state.items.get(id) as Entry;
    const row = [entry.at, entry.done ?? 0, (entry.skip ? 1 : 0) + (entry.again ? 2 : 0), entry.last ?? 0, entry.by ?? 0, entry.also ?? 0];
    while (row.length > 1 && row[row.length - 1] === 0) row.pop();
    items[id] = row;
  }
  const json = JSON.stringify({ h: format, n: state.name, q: plain(state.answers), t: plain(state.asked), i: items });
  let bytes = "";
  for (const byte of new TextEncoder().encode(json)) bytes += String.fromCharCode(byte);
  return btoa(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** Reads what writeLink wrote. */
export function readLink(text: string, name: string, now = new Date()): State | ListFault {
  const json = parse(decode(text));
  const version = json?.["h"];
  if (!json || typeof version !== "number") return "broken";
  if (version > format) return "newer";
  if (!isObject(json["i"])) return "broken";
  const items: Record<string, unknown> = {};
  for (const id of Object.keys(json["i"])) {
    const row = json["i"][id];
    if (!Array.isArray(row)) {
      items[id] = null;
      continue;
    }
    const at = (i: number): unknown => (row[i] === 0 ? undefined : row[i]);
    items[id] = { at: row[0], done: at(1), skip: (Number(row[2] ?? 0) & 1) !== 0, again: (Number(row[2] ?? 0) & 2) !== 0, last: at(3), by: at(4), also: at(5) };
  }
  return check(json["n"], json["q"], json["t"], items, name, now);
}

function decode(text: string): string {
  if (!/^[\w-]+$/.test(text)) return "";
  try {
    const bytes = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  } catch {
    return "";
  }
}

function parse(text: string): Record<string, unknown> | null {
  if (text.length > longestRead) return null;
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? json : null;
  } catch {
    return null;
  }
}

function check(named: unknown, answers: unknown, asked: unknown, items: unknown, name: string, now: Date): State | ListFault {
  if (typeof named !== "string" || !isObject(answers) || !isObject(items) || !isObject(asked ?? {})) return "broken";
  if (named !== name) return "other";
  const state = newState(name);
  const times = (asked ?? {}) as Record<string, unknown>;
  const last = Math.floor(now.getTime() / 1000) + ahead;
  const tomorrow = dayOf(new Date(last * 1000));
  for (const key of Object.keys(answers)) {
    const answer = answers[key];
    const at = times[key] ?? 0;
    if (!isID(key) || !isTime(at) || !(answer === "unsure" || isTexts(answer))) {
      state.lost++;
      continue;
    }
    state.answers.set(key, answer);
    state.asked.set(key, Math.min(at, last));
  }
  for (const id of Object.keys(items)) {
    const entry = readEntry(items[id], last, tomorrow);
    if (isID(id) && entry) state.items.set(id, entry);
    else state.lost++;
  }
  return state;
}

function readEntry(data: unknown, last: number, tomorrow: Day): Entry | null {
  if (!isObject(data) || !isTime(data["at"])) return null;
  const entry: Entry = { at: Math.min(data["at"], last) };
  for (const key of ["done", "last"] as const) {
    const day = data[key];
    if (day === undefined) continue;
    if (!isDay(day)) return null;
    entry[key] = day < tomorrow ? day : tomorrow;
  }
  for (const key of ["skip", "again"] as const) {
    if (data[key] === undefined || data[key] === false) continue;
    if (data[key] !== true) return null;
    entry[key] = true;
  }
  const by = data["by"];
  const also = data["also"];
  if ((by !== undefined && typeof by !== "string") || (also !== undefined && !isTexts(also))) return null;
  return named(entry, cleanName(by ?? ""), (also ?? []).map((name) => cleanName(name)));
}

/** Gives an entry its names: who did it, and who else did. */
function named(entry: Entry, by: string, also: string[]): Entry {
  const others = Array.from(new Set(also)).filter((name) => name !== "" && name !== by).sort().slice(0, mostNames);
  if (by !== "") entry.by = by;
  else delete entry.by;
  if (others.length > 0) entry.also = others;
  else delete entry.also;
  return entry;
}

/**
 * Merges two lists. For each item the later change counts; within the same second, done does. The order of the lists does
 * not matter, nor how often they are merged.
 */
export function merge(one: State, other: State): State {
  const merged = newState(one.name);
  for (const state of [one, other]) {
    for (const key of keysOf(state.answers)) {
      const answer = state.answers.get(key) ?? "unsure";
      const at = state.asked.get(key) ?? 0;
      const before = merged.asked.get(key) ?? -1;
      if (at < before || (at === before && JSON.stringify(answer) <= JSON.stringify(merged.answers.get(key)))) continue;
      merged.answers.set(key, answer);
      merged.asked.set(key, at);
    }
    for (const id of keysOf(state.items)) {
      const entry = state.items.get(id) as Entry;
      const before = merged.items.get(id);
      merged.items.set(id, before ? mergeEntries(before, entry) : entry);
    }
  }
  return merged;
}

function mergeEntries(one: Entry, other: Entry): Entry {
  const first = one.at > other.at || (one.at === other.at && rank(one) >= rank(other)) ? one : other;
  const second = first === one ? other : one;
  const names = (first.also ?? []).concat(second.also ?? [], second.by ?? []);
  return named(Object.assign({}, first), first.by ?? "", names);
}

/** A text that is greater for the entry that counts. */
function rank(entry: Entry): string {
  const is = entry.done && !entry.again ? "1" : "0";
  return String(entry.at).padStart(12, "0") + is + JSON.stringify([entry.done ?? "", !!entry.skip, !!entry.again, entry.last ?? "", entry.by ?? ""]);
}

/** An entry for an item that is done today. */
export function doneEntry(before: Entry | undefined, day: Day, by: string, now: Date): Entry {
  const entry: Entry = { at: later(before?.at, now), done: day };
  if (before?.done) entry.last = before.done;
  return named(entry, by, []);
}

/** An entry for an item that does not apply. */
export function skipEntry(before: Entry | undefined, by: string, now: Date): Entry {
  const entry: Entry = { at: later(before?.at, now), skip: true };
  if (before?.done) entry.last = before.done;
  if (before?.again) entry.again = true;
  return named(entry, by, []);
}

/** Takes back the last change: what had been done before it is still done. */
export function undoneEntry(before: Entry, repeat: Repeat, now: Date): Entry {
  const entry: Entry = { at: later(before.at, now) };
  if (before.last) entry.done = before.last;
  if (before.last && repeat === "each-person" && (before.done || before.again)) entry.again = true;
  return entry;
}

/** The status of an item on a day. */
export interface ItemStatus {
  is: "todo" | "done" | "skipped";
  why: "new" | "due" | "changed" | "again" | ""; // why it is to do
  next: Day | null; // when it is due again, or was
}

/** Returns the status of an item. changed is the day on which its rule last changed; "" when that is not known. */
export function standing(entry: Entry | undefined, repeat: Repeat, changed: Day | "", today: Day): ItemStatus {
  if (!entry || (!entry.done && !entry.skip)) return { is: "todo", why: "new", next: null };
  const said = entry.skip ? dayOf(new Date(entry.at * 1000)) : entry.done ?? "";
  if (changed > said && changed <= today) return { is: "todo", why: "changed", next: null };
  if (entry.skip) return { is: "skipped", why: "", next: null };
  if (entry.again) return { is: "todo", why: "again", next: null };
  const next = nextDue(entry.done ?? "", repeat);
  return next !== null && next <= today ? { is: "todo", why: "due", next } : { is: "done", why: "", next };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

/** Identifiers have letters, digits and dashes, and keys of questions a plus between them; never a name that every object has. */
function isID(text: string): boolean {
  return /^[^\s_"'<>&]{1,1000}$/.test(text);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= 100 && value.every((text) => typeof text === "string" && text.length <= 200);
}

/** The keys of a map in their order, so that the same list is the same text. */
function keysOf(map: Map<string, unknown>): string[] {
  return Array.from(map.keys()).sort();
}

function plain<T>(map: Map<string, T>): Record<string, T> {
  const object: Record<string, T> = {};
  for (const key of keysOf(map)) object[key] = map.get(key) as T;
  return object;
}
