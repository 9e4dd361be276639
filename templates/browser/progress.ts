import { isJSONOf, Slot } from "./storage";

/** What a reader of the site has done, as one device knows it. Days are such as 2026-11-20, by the clock of the device. */
export interface Progress {
  path: string; // the path that was last begun or gone on with, by its page's name; "" for none
  read: Record<string, Reading>; // by the page's name, such as "guidance/broadcast-lists"
  paths: Record<string, PathState>; // by the path's name, such as "volunteer"
  quizzes: Record<string, Taken>; // the last result of each, by the quiz's name
}

/** A page that its reader says to have read. */
export interface Reading {
  day: string;
  rules: Record<string, string>; // the versions of its rules then, by their identifiers
}

export interface PathState {
  begun: string; // the day
  device?: number; // 40 random bits, by which two records of the path are known to be of one person; none before the first record
  steps: Record<string, Step>; // by the step's name: that of its page, or "agree:" and the agreement's identifier
}

/** What a reader says of a step: done, or left out. A page that was read and a quiz that was taken are known without it. */
export interface Step {
  state: "done" | "left";
  day: string;
  version: string; // of the sentence that was agreed to; "" for other steps
}

export interface Taken {
  day: string;
  got: number; // points
  all: number;
  passed: boolean;
}

/** The path of the site's folder on its host, from what leads to it from the page: "", "../" and so on. */
export function siteRoot(way: string): string {
  return new URL(way || ".", location.href).pathname;
}

/** The key of what is kept of a reader's progress, by the path of the site's folder. */
export function progressKey(root: string): string {
  return "handrail:1:progress:" + root;
}

/** Today, as the device has it. */
export function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** Where a device keeps what its reader has done. */
export class ProgressStore {
  readonly slot: Slot;

  constructor(root: string) {
    this.slot = new Slot(progressKey(root), (text) => isJSONOf(text, validProgress(JSON.parse(text))));
  }

  /** What is kept, as far as it can be read; empty when nothing is. */
  read(): Progress {
    try {
      return validProgress(JSON.parse(this.slot.read() ?? "null"));
    } catch {
      return validProgress(null);
    }
  }

  /** Changes what is kept, as it is now: another page may have changed it since this one read it. */
  change(edit: (progress: Progress) => void): Progress {
    const progress = this.read();
    edit(progress);
    this.slot.write(JSON.stringify(progress));
    return progress;
  }
}

/** What can be read of kept data, which can hold anything. */
export function validProgress(data: unknown): Progress {
  const { path, read, paths, quizzes } = record(data);
  return { path: text(path), read: table(read, readingOf), paths: table(paths, pathOf), quizzes: table(quizzes, takenOf) };
}

function readingOf(data: unknown): Reading | null {
  const one = record(data);
  const on = day(one.day);
  return on ? { day: on, rules: table(one.rules, (version) => text(version) || null) } : null;
}

function pathOf(data: unknown): PathState {
  const one = record(data);
  const device = isCount(one.device) && one.device > 0 && one.device < 2 ** 40 ? { device: one.device } : {};
  return { begun: day(one.begun), ...device, steps: table(one.steps, stepOf) };
}

function stepOf(data: unknown): Step | null {
  const { state, day: on, version } = record(data);
  return day(on) && (state === "done" || state === "left") ? { state, day: day(on), version: text(version) } : null;
}

function takenOf(data: unknown): Taken | null {
  const { day: on, got, all, passed } = record(data);
  return day(on) && isCount(got) && isCount(all) && got <= all ? { day: day(on), got, all, passed: passed === true } : null;
}

/** A table without what every object has: a page may be called "constructor". Entries that cannot be read are left out. */
function table<T>(data: unknown, read: (one: unknown) => T | null): Record<string, T> {
  const to = Object.create(null) as Record<string, T>;
  const from = record(data);
  for (const name of Object.keys(from)) {
    const one = read(from[name]);
    if (one !== null) to[name] = one;
  }
  return to;
}

function record(data: unknown): Record<string, unknown> {
  return data && typeof data === "object" && !Array.isArray(data) ? data as Record<string, unknown> : {};
}

function text(data: unknown): string {
  return typeof data === "string" ? data : "";
}

function day(data: unknown): string {
  return /^\d{4}-\d\d-\d\d$/.test(text(data)) && !isNaN(Date.parse(text(data))) ? text(data) : "";
}

function isCount(data: unknown): data is number {
  return Number.isInteger(data) && (data as number) >= 0;
}
