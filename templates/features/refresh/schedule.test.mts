import { equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { fixture } from "../../../test/modules/fixture";
import type { LogEntry } from "../../questions/memory";
import { dueOn, recall, replay } from "./schedule";

interface Recorded {
  log: LogEntry[];
  stability: number;
  difficulty: number;
  interval: number;
  later: number; // days after the last answer
  recall: number; // then
}

const today = 30000;
const near = (got: number, want: number, what: string): void => ok(Math.abs(got - want) <= 1e-5 * Math.max(1, want), `${what}: ${got} in place of ${want}`);

// Recorded from ts-fsrs 5.4.2 (MIT), FSRS-6 with its default parameters: next_state for each entry of a log, with the grades Again, Hard
// and Good for 0, 1 and 2; then next_interval and forgetting_curve.
test("the schedule is that of ts-fsrs", () => {
  const all = fixture<Recorded[]>("test/modules/testdata/fsrs.json");
  ok(all.length >= 80);
  for (const one of all) {
    const memory = replay(one.log, today);
    const name = JSON.stringify(one.log);
    near(memory.stability, one.stability, name);
    near(memory.difficulty, one.difficulty, name);
    near(recall(memory, memory.last + one.later), one.recall, name);
    equal(dueOn(memory), memory.last + one.interval, name);
  }
});

test("a memory is due when 90% are left", () => {
  const memory = replay([[20000, 2], [20003, 2], [20010, 2]], today);
  near(recall(memory, memory.last + memory.stability), 0.9, "recall");
});

test("gaps grow with right answers, and begin again after one that is not right", () => {
  let log: LogEntry[] = [[20000, 2]];
  let gap = 0;
  const far = 1e6;
  for (let i = 0; i < 8; i++) {
    const memory = replay(log, far);
    const due = dueOn(memory);
    ok(due - memory.last > gap, `gap ${i}: ${due - memory.last} after ${gap}`);
    gap = due - memory.last;
    log = [...log, [due, 2]];
  }
  const memory = replay([...log, [dueOn(replay(log, far)), 0]], far);
  ok(dueOn(memory) - memory.last < gap / 4);
});

test("days that cannot be do no harm", () => {
  const right = (log: LogEntry[], now = today): void => {
    const memory = replay(log, now);
    for (const n of [memory.stability, memory.difficulty, recall(memory, now)]) ok(Number.isFinite(n) && n > 0, JSON.stringify(log));
    ok(memory.last >= 18262 && memory.last <= Math.max(now, 18262), JSON.stringify(log));
    ok(dueOn(memory) > memory.last);
  };
  right([[99999, 2], [25000, 2], [24000, 0]]); // the future, then backwards
  right([[0, 0], [-5, 1], [12, 2]]); // before 2020
  right([[40000, 2]], 20000);
  right([[20000, 2]], 3); // the clock is now before 2020
  right(Array.from({ length: 12 }, (_, i): LogEntry => [i % 2 ? 9_999_999 : -9_999_999, 2]));
  equal(replay([[20000, 2], [40000, 2]], 20100).last, 20000);
  ok(dueOn(replay([[40000, 2]], 20000)) < 20000, "what was answered in the future is due");
});
