import { equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { shows } from "./shows";

test("a rule is shown for its kind and its audience", () => {
  const rule = { kind: "must-not", audiences: ["lead", "trainer"] };
  for (const [kind, audience, want] of [
    ["", "", true], ["must-not", "", true], ["must", "", false], ["", "lead", true], ["", "volunteer", false], ["must-not", "trainer", true], ["must", "lead", false],
  ] as const) equal(shows(rule, { kind, audience }), want, `${kind}, ${audience}`);
});

test("a page that names no audience is for everybody", () => {
  ok(shows({ kind: "must", audiences: [] }, { kind: "", audience: "lead" }));
});
