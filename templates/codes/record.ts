// The code of a record, format 1: what a device noted of its reader's way along a path. The package internal/record is its twin in Go and
// says what each part is; both are held to internal/record/testdata.
import type { CodeKind } from "./find";
import { fromCode, LETTERS, put, putNumber, putText, type Reader, toCode } from "./letters";

/** What a code of a record holds. Digests and versions have 20 bits. */
export interface PathRecord {
  site: number; // digests of the site's identity, and of the path's name
  path: number;
  day: number; // days since 1970-01-01
  device: number; // 40 random bits
  name: string; // empty if none was typed
  steps: RecordStep[];
  rules: RecordRule[];
}

export interface RecordStep {
  step: number; // digest of its name
  state: number; // 0 done, 1 left out, 2 a quiz that was taken and not passed
  ago: number; // days before the record's day
  scored: boolean; // it is a quiz, with points
  got: number;
  all: number;
  agreed: boolean; // it is an agreement, with the version of its sentence
  version: number;
}

export interface RecordRule {
  rule: number; // digest of its identifier
  read: boolean;
  answer: number; // the last to a question about it: 0 none, 1 not right, 2 partly or nearly, 3 right
  version: number; // as it was read, or else answered
  differ: boolean; // it was answered in another version than was read
  answered: number; // that version
}

const most = { steps: 500, rules: 3000, points: 1_000_000 };

/** How a record names a site, a path, a step and a rule: FNV-1a over the UTF-8 of a name, folded to 20 bits. */
export function digest(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 20) ^ (hash & 0xfffff);
}

/** A version of four letters as a number; 0 for what is none. */
export function versionOf(letters: string): number {
  return /^[0-9A-HJKMNP-TV-Z]{4}$/.test(letters) ? Array.from(letters).reduce((n, letter) => n * 32 + LETTERS.indexOf(letter), 0) : 0;
}

/** Writes the code of a record, whose name is clean. It is empty when the record is too much for one code. */
export function encodeRecord(record: PathRecord): string {
  const to: number[] = [];
  put(to, record.site, 4);
  put(to, record.path, 4);
  putNumber(to, record.day);
  put(to, Math.floor(record.device / 0x100000), 4);
  put(to, record.device % 0x100000, 4);
  putText(to, record.name);
  putNumber(to, record.steps.length);
  for (const step of record.steps) {
    put(to, step.step, 4);
    to.push(step.state + (step.scored ? 4 : 0) + (step.agreed ? 8 : 0));
    putNumber(to, step.ago);
    if (step.scored) [step.got, step.all].forEach((points) => putNumber(to, points));
    if (step.agreed) put(to, step.version, 4);
  }
  putNumber(to, record.rules.length);
  for (const rule of record.rules) {
    put(to, rule.rule, 4);
    to.push((rule.read ? 1 : 0) + 2 * rule.answer + (rule.differ ? 8 : 0));
    put(to, rule.version, 4);
    if (rule.differ) put(to, rule.answered, 4);
  }
  return toCode("HT", 1, to);
}

/** The kind of code that records have. */
export function recordCodes(): CodeKind<PathRecord> {
  return { start: "HT", newest: 1, decode: (code) => fromCode(code, "HT", 1, recordOf) };
}

function recordOf(from: Reader): PathRecord {
  const record: PathRecord = {
    site: from.fixed(4), path: from.fixed(4), day: from.day(), device: from.fixed(8), name: from.text(), steps: [], rules: [],
  };
  const steps = from.number();
  from.hold(steps <= most.steps);
  for (let i = 0; i < steps; i++) record.steps.push(stepOf(from, record.day));
  const rules = from.number();
  from.hold(rules <= most.rules);
  for (let i = 0; i < rules; i++) record.rules.push(ruleOf(from));
  return record;
}

function stepOf(from: Reader, day: number): RecordStep {
  const step = from.fixed(4);
  const head = from.fixed(1);
  const state = head & 3;
  const ago = from.number();
  const scored = (head & 4) > 0;
  const got = scored ? from.number() : 0;
  const all = scored ? from.number() : 0;
  const agreed = (head & 8) > 0;
  from.hold(state < 3 && head < 16 && ago <= day && got <= all && all <= most.points);
  return { step, state, ago, scored, got, all, agreed, version: agreed ? from.fixed(4) : 0 };
}

function ruleOf(from: Reader): RecordRule {
  const rule = from.fixed(4);
  const head = from.fixed(1);
  const version = from.fixed(4);
  const read = (head & 1) > 0;
  const answer = (head >> 1) & 3;
  const differ = head > 7;
  const answered = differ ? from.fixed(4) : 0;
  from.hold(head > 0 && head < 16 && (!differ || (read && answer > 0 && answered !== version)));
  return { rule, read, answer, version, differ, answered };
}
