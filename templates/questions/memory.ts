import { isJSONOf, Slot } from "../browser/storage";
import type { Question } from "./model";
import type { Mark } from "./score";

/** How well a question was answered: 0 not right, 1 partly or nearly, 2 right. */
export type Grade = 0 | 1 | 2;

/** An answer to a question: its day, counted from 1 January 1970 as the device has it, and how well it was answered. */
export type LogEntry = [day: number, grade: Grade];

/** What is known of a question that was answered. */
export interface Answered {
  log: LogEntry[]; // the newest last, twelve at most
  rules: Record<string, string>; // the rules that it tested when it was last answered, each with its version then
}

/** What was answered to the questions of a site, by "QUIZ#QUESTION". */
export type AnsweredQuestions = Record<string, Answered>;

const most = 12;

/** The first day that a device with a right clock can have: 1 January 2020. */
export const earliest = 18262;

/** A day, counted from 1 January 1970 as the device has it. One before 2020 is taken as the first of 2020: the clock is wrong. */
export function dayNumber(date: Date): number {
  return Math.max(earliest, Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000));
}

/** The answers to the questions of all quizzes of a site, as the device keeps them. Storage can be off, full or hold anything. */
export class AnswerLog {
  private readonly slot: Slot;

  /** root is the path of the site's folder on its host. */
  constructor(root: string) {
    this.slot = new Slot("handrail:1:answers:" + root, (text) => isJSONOf(text, readAnswers(text)));
  }

  /** Whether something is kept of which not all can be read. */
  damaged(): boolean {
    return this.slot.damaged();
  }

  /** Whether the browser keeps what is written. */
  works(): boolean {
    return this.slot.works;
  }

  read(): AnsweredQuestions {
    return readAnswers(this.slot.read());
  }

  /** Keeps how a question was answered on a day. Its name is "QUIZ#QUESTION". */
  add(name: string, question: Question, mark: Mark, day: number): void {
    const all = this.read();
    const entry: LogEntry = [day, mark === "right" ? 2 : mark === "wrong" ? 0 : 1];
    const rules = none<string>();
    for (const rule of question.rules) if (rule.version) rules[rule.id] = rule.version;
    all[name] = { log: (all[name]?.log ?? []).concat([entry]).slice(-most), rules };
    this.slot.write(JSON.stringify(all));
  }

  /** Removes the answers to a quiz. Returns what puts them back. */
  remove(quiz: string): () => void {
    const before = this.slot.read();
    const all = this.read();
    for (const name of Object.keys(all)) if (name.startsWith(quiz + "#")) delete all[name];
    this.slot.write(JSON.stringify(all));
    return () => this.slot.write(before);
  }
}

/** Reads the answers that a text holds. What is not one is left out. */
export function readAnswers(text: string | null): AnsweredQuestions {
  const answers = none<Answered>();
  for (const [name, value] of membersOf(parsed(text))) {
    const log = (value as Partial<Answered> | null)?.log;
    if (!Array.isArray(log) || log.length === 0 || log.length > most || !log.every(isEntry)) continue;
    const rules = none<string>();
    for (const [id, version] of membersOf((value as Partial<Answered>).rules)) if (typeof version === "string") rules[id] = version;
    answers[name] = { log, rules };
  }
  return answers;
}

function isEntry(value: unknown): value is LogEntry {
  return Array.isArray(value) && value.length === 2 && Number.isInteger(value[0]) && Math.abs(value[0] as number) < 1e7 && [0, 1, 2].includes(value[1] as number);
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

function membersOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value && !Array.isArray(value) ? Object.entries(value) : [];
}

/** A table with nothing in it, not even what every object has: a rule may be called "constructor". */
function none<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}
