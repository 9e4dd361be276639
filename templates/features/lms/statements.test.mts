import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import type { Question } from "../../questions/model";
import { launchOf, type LaunchData, type XAPIStatement, Statements } from "./statements";

const actor = { objectType: "Agent", account: { homePage: "https://lms.example", name: "7" } };
const registration = "a1b2c3d4-0000-4000-8000-000000000001";
const address = "?" + new URLSearchParams({
  endpoint: "https://lrs.example/xapi", fetch: "https://lms.example/fetch?t=1", actor: JSON.stringify(actor), registration, activityId: "https://lms.example/au/9",
}).toString();
const category = (...names: string[]): { id: string }[] => names.map((name) => ({ id: "https://w3id.org/xapi/cmi5/context/categories/" + name }));
const grouping = [{ id: "https://example.org/guide/quizzes/phones" }];
const extensions = { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s-1" };

function made(more: Partial<LaunchData> = {}): Statements {
  const launch = launchOf(address);
  ok(launch);
  return new Statements(launch, { contextTemplate: { contextActivities: { grouping }, extensions }, launchMode: "Normal", masteryScore: 0.6, ...more }, "quizzes/phones", "en-GB");
}

interface Plain {
  verb: { id: string };
  object: { id: string; definition: Record<string, unknown> };
  context: { registration: string; contextActivities: Record<string, object[]>; extensions: Record<string, unknown> };
  result: Record<string, unknown>;
}

const plain = (statement: XAPIStatement): Plain => statement as unknown as Plain;

function question(offer: object): Question {
  return { id: "all-at-once", title: "How?", choices: [], rows: [], items: [], right: [], accepted: [], rules: [{ id: "opt-in" }], ...offer } as unknown as Question;
}

test("a launch has each of its five parts, and an actor that is an object", () => {
  equal(launchOf(address)?.endpoint, "https://lrs.example/xapi/");
  deepEqual(launchOf(address)?.actor, actor);
  for (const name of ["endpoint", "fetch", "actor", "activityId", "registration"]) {
    const without = new URLSearchParams(address);
    without.delete(name);
    equal(launchOf("?" + without.toString()), null, name);
  }
  for (const wrong of ["{", "null", "7"]) {
    const other = new URLSearchParams(address);
    other.set("actor", wrong);
    equal(launchOf("?" + other.toString()), null, wrong);
  }
  equal(launchOf(""), null);
});

test("a statement has the context of the launch, and does not change it", () => {
  const template = { contextActivities: { grouping, category: category("lms") }, extensions };
  const before = JSON.stringify(template);
  const session = made({ contextTemplate: template });
  const first = plain(session.initialized());
  equal(first.verb.id, "http://adlnet.gov/expapi/verbs/initialized");
  equal(first.object.id, "https://lms.example/au/9");
  deepEqual(first.context, { contextActivities: { grouping, category: category("lms", "cmi5") }, extensions, registration });
  session.completed();
  equal(JSON.stringify(template), before);
  ok(session.initialized().id !== session.initialized().id);
  ok(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(session.initialized().id));
});

test("what cmi5 defines has its categories, a duration, and the mark that passes where there is a score", () => {
  const session = made();
  const outcome = { percent: 66.67, passed: true, rules: [] };
  const score = { scaled: 0.6667, raw: 66.67, min: 0, max: 100 };
  for (const [name, statement, categories, result, mastery] of [
    ["completed", session.completed(), ["cmi5", "moveon"], { completion: true }, undefined],
    ["passed", session.judged(outcome, true), ["cmi5", "moveon"], { score, success: true }, 0.6],
    ["failed", session.judged(outcome, false), ["cmi5", "moveon"], { score, success: false }, 0.6],
    ["terminated", session.terminated(), ["cmi5"], {}, undefined],
  ] as const) {
    const { verb, context, result: { duration, ...rest } } = plain(statement);
    equal(verb.id, "http://adlnet.gov/expapi/verbs/" + name);
    deepEqual(context.contextActivities.category, category(...categories), name);
    deepEqual(rest, result, name);
    ok(/^PT\d+(\.\d{1,2})?S$/.test(String(duration)), String(duration));
    equal(context.extensions["https://w3id.org/xapi/cmi5/context/extensions/masteryscore"], mastery, name);
    equal(context.extensions["https://w3id.org/xapi/cmi5/context/extensions/sessionid"], "s-1", name);
  }
  ok(!("https://w3id.org/xapi/cmi5/context/extensions/masteryscore" in plain(made({ masteryScore: undefined }).judged(outcome, true)).context.extensions));
  const scored = plain(session.scored(outcome));
  deepEqual(scored.result, { score });
  equal(scored.context.contextActivities.category, undefined);
});

test("an answer has its question, and the rules as the objectives that the package lists", () => {
  const accepted = [{ forms: ["256"], number: 256, tolerance: 6 }];
  const given = { index: 0, question: question({ form: "write", accepted }), answer: "260", right: true, progress: 0, seconds: 12.345, at: new Date(Date.UTC(2026, 10, 29, 12)) };
  const statement = made().answered(given);
  const { object, result, context } = plain(statement);
  equal(statement.timestamp, "2026-11-29T12:00:00.000Z");
  deepEqual(object, { id: "https://lms.example/au/9#all-at-once", definition: {
    type: "http://adlnet.gov/expapi/activities/cmi.interaction", name: { "en-GB": "How?" }, description: { "en-GB": "How?" },
    interactionType: "numeric", correctResponsesPattern: ["250[:]262"],
  } });
  deepEqual(result, { success: true, response: "260", duration: "PT12.35S" });
  equal(context.contextActivities.category, undefined);
  deepEqual(context.contextActivities.other, [{ id: "https://example.org/guide/rules/opt-in", definition: { type: "http://adlnet.gov/expapi/activities/objective" } }]);
  const elsewhere = made({ contextTemplate: { contextActivities: { grouping: { id: "https://example.org/other" } } } });
  equal(plain(elsewhere.answered(given)).context.contextActivities.other, undefined, "a system that does not say where the quiz is from");
});
