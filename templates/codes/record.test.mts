import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { fixture } from "../../test/modules/fixture";
import { find } from "./find";
import { digest, encodeRecord, type PathRecord, recordCodes, versionOf } from "./record";

const { records, digests } = fixture<{ records: { about: string; record: PathRecord; code: string }[]; digests: Record<string, number> }>("internal/record/testdata/records.json");

test("a record is written and read as the program does", () => {
  ok(records.length > 10);
  for (const one of records) {
    equal(encodeRecord(one.record), one.code, one.about);
    deepEqual(recordCodes().decode(one.code), one.record, one.about);
  }
});

test("names have the digests that the program gives them", () => {
  ok(Object.keys(digests).length > 3);
  for (const name of Object.keys(digests)) equal(digest(name), digests[name], name);
  equal(versionOf("0010"), 32);
  for (const none of ["", "123", "12345", "U000", "abcd"]) equal(versionOf(none), 0, none);
});

test("records one below the other are found, and results among them are not", () => {
  const found = Array.from(find(recordCodes(), "HR101234 thanks\n" + records.map((one) => one.code).join("\n")), (f) => f.fault || f.code);
  deepEqual(found, records.map((one) => one.code));
});
