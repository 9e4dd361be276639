import { equal, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fixture } from "../../../test/modules/fixture";
import { find } from "../../codes/find";
import { recordCodes } from "../../codes/record";
import { recordTable } from "./csv";
import { RecordSet } from "./group";
import type { Plan } from "./plan";
import { recordReport } from "./report";

const { today, plan, records } = fixture<{ today: number; plan: Plan; records: { code: string }[] }>("internal/record/testdata/records.json");

function group(codes: string[]): RecordSet {
  const set = new RecordSet(plan, (day) => day < 18262 || day > today + 1);
  for (const found of find(recordCodes(), codes.join("\n"))) set.add(found);
  return set;
}

const all = records.map((one) => one.code);

test("records are added up as the program does", () => {
  const set = group(all);
  ok(set.people().length > 5);
  equal(JSON.stringify(recordReport(set), null, 1) + "\n", readFileSync("internal/record/testdata/report.json", "utf8"));
  equal(recordTable(set, recordReport(set), set.people()), readFileSync("internal/record/testdata/report.csv", "utf8"));
});

test("what came first makes no difference", () => {
  const told = (codes: string[]): string => {
    const { paths, ...rest } = recordReport(group(codes));
    return JSON.stringify([rest, paths.map((path) => [path.steps, path.people.map((one) => JSON.stringify(one)).sort()])]);
  };
  equal(told([...all].reverse()), told(all));
});

test("records that are removed can be put back", () => {
  const set = group(all);
  const before = set.all();
  const people = set.people();
  const gone = people[2]!.held;
  set.set(before.filter((one) => !gone.includes(one)));
  equal(set.people().length, people.length - 1);
  set.set(before);
  equal(set.people().length, people.length);
});
