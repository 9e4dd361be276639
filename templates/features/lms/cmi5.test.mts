import { deepEqual, equal, ok } from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Question, Quiz } from "../../questions/model";
import { cmi5 } from "./cmi5";
import type { Outcome, Started, System } from "./system";

interface Asked {
  method: string;
  path: string;
  body: string;
  keepalive: boolean;
  open: number; // requests before it that had no answer yet
}

/** A system that plays the quiz, and what it was asked. */
const lms = {
  asked: [] as Asked[],
  documents: new Map<string, string>(),
  open: 0, // requests that are not answered yet
  fetched: false,
  answer: null as null | ((request: Asked) => Response | Error | null), // in place of what is usual
  data: {} as Record<string, unknown>,
};

const endpoint = "https://lrs.example/xapi/";
const launch = "?" + new URLSearchParams({
  endpoint, fetch: "https://lms.example/fetch", activityId: "https://lms.example/au", registration: "a1b2c3d4-0000-4000-8000-000000000001",
  actor: '{"account":{"homePage":"https://lms.example","name":"7"}}',
}).toString();

async function play(address: string, init: RequestInit = {}): Promise<Response> {
  const request = { method: init.method ?? "GET", path: address.replace(endpoint, ""), body: String(init.body ?? ""), keepalive: Boolean(init.keepalive), open: lms.open };
  lms.asked.push(request);
  lms.open++;
  await new Promise((done) => setImmediate(done));
  lms.open--;
  const own = lms.answer?.(request);
  if (own instanceof Error) throw own;
  if (own) return own;
  if (request.path === "https://lms.example/fetch") {
    if (lms.fetched) return new Response('{"error-code":"1","error-text":"It was returned already."}', { status: 400 });
    lms.fetched = true;
    return new Response('{"auth-token":"dG9rZW4="}');
  }
  equal((init.headers as Record<string, string>).Authorization, "Basic dG9rZW4=");
  equal((init.headers as Record<string, string>)["X-Experience-API-Version"], "1.0.3");
  if (request.path.startsWith("statements")) return new Response(null, { status: 204 });
  const id = new URLSearchParams(request.path.replace(/.*\?/, "")).get("stateId") ?? "preferences";
  if (id === "LMS.LaunchData") return new Response(JSON.stringify(lms.data));
  if (request.method === "PUT") lms.documents.set(id, request.body);
  const there = lms.documents.get(id);
  return new Response(there ?? "", { status: there === undefined ? 404 : 200 });
}

beforeEach(() => {
  Object.assign(globalThis, { location: { search: launch, assign: (to: string) => went.push(to) }, document: { documentElement: { lang: "en-GB" } }, fetch: play });
  Object.assign(lms, { asked: [], documents: new Map(), fetched: false, answer: null, data: { contextTemplate: {}, launchMode: "Normal", masteryScore: 0.6, returnURL: "https://lms.example/back" } });
  went.length = 0;
  refusals.length = 0;
});
const went: string[] = [];
const refusals: string[] = [];

const quiz = { name: "quizzes/phones" } as Quiz;

async function begun(): Promise<{ system: System; started: Started }> {
  const system = cmi5(quiz, (number, words) => refusals.push(`${number} ${words}`));
  const started = await system.start();
  ok(started && started !== "once");
  return { system, started };
}

/** What was said, in the order in which it was sent. */
function verbs(): string[] {
  return lms.asked.filter((request) => request.path.startsWith("statements")).flatMap((request) => {
    const said = JSON.parse(request.body) as { verb: { id: string } } | { verb: { id: string } }[];
    return ([] as { verb: { id: string } }[]).concat(said).map((statement) => statement.verb.id.replace(/.*\//, ""));
  });
}

const given = (index: number): Parameters<System["answered"]>[0] => ({
  index, question: { id: "q" + String(index), title: "How?", form: "write", choices: [], rows: [], items: [], accepted: [{ forms: ["a"], number: NaN, tolerance: 0 }], rules: [] } as unknown as Question,
  answer: "a", right: true, seconds: 1, at: new Date(),
} as Parameters<System["answered"]>[0]);

const outcome = (percent: number, passed: boolean | null): Outcome => ({ percent, passed, rules: [] });

/** Waits until nothing is asked any more, nor about to be. */
async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet = lms.open > 0 ? 0 : quiet + 1) await new Promise((done) => setImmediate(done));
}

test("a page that was not launched by a system has none", async () => {
  Object.assign(globalThis, { location: { search: "" } });
  equal(await cmi5(quiz, () => refusals.push("")).start(), null);
  deepEqual([lms.asked.length, refusals], [0, []]);
});

test("a session begins, and says each thing once and in its order", async () => {
  const { system, started } = await begun();
  deepEqual({ ...started, exit: null }, { state: "", room: 64_000, readOnly: false, pass: 60, exit: null });
  system.answered(given(0));
  system.answered(given(1));
  system.finished(outcome(50, false));
  system.finished(outcome(55, false));
  system.finished(outcome(80, true));
  system.finished(outcome(90, true));
  await settled();
  system.leave();
  system.leave();
  await settled();
  deepEqual(verbs(), ["initialized", "answered", "answered", "completed", "failed", "scored", "passed", "scored", "terminated"]);
  ok(lms.asked.filter((request) => request.method === "PUT").every((request) => request.keepalive));
  deepEqual(refusals, []);
});

test("without a pass mark it is completed, with a score", async () => {
  delete lms.data.masteryScore;
  const { system, started } = await begun();
  equal(started.pass, null);
  system.finished(outcome(50, null));
  await settled();
  deepEqual(verbs(), ["initialized", "completed", "scored"]);
});

test("what was kept is there in the next session, and what was passed is not passed or failed again", async () => {
  const first = (await begun()).system;
  first.keep("HS1ABC", "q1");
  first.finished(outcome(80, true));
  first.keep("HS1ABD", "");
  first.leave();
  await settled();
  lms.fetched = false;
  lms.asked.length = 0;
  const { system, started } = await begun();
  equal(started.state, "HS1ABD");
  system.finished(outcome(100, true));
  system.finished(outcome(10, false));
  await settled();
  deepEqual(verbs(), ["initialized", "scored", "scored"]);
});

test("what has not been sent when the page is left goes in one request, after what is kept", async () => {
  const { system } = await begun();
  lms.asked.length = 0;
  system.answered(given(0));
  system.answered(given(1));
  system.keep("HS1ABC", "q1");
  system.leave();
  await settled();
  deepEqual(verbs(), ["answered", "answered", "terminated"]);
  equal(lms.asked.at(-1)?.method, "POST");
  ok(lms.asked.at(-1)?.keepalive);
  equal((JSON.parse(lms.documents.get("handrail") ?? "") as { state: string }).state, "HS1ABC");
  ok(lms.asked.findIndex((request) => request.path.includes("stateId=handrail")) < lms.asked.length - 1);
});

test("a token is given once: a page that is loaded again is refused", async () => {
  await begun();
  equal(await cmi5(quiz, (number, words) => refusals.push(`${number} ${words}`)).start(), "once");
  lms.answer = ({ path }) => (path.endsWith("/fetch") ? new Response('{"error-code":"1","error-text":"It was returned already."}') : null);
  equal(await cmi5(quiz, (number, words) => refusals.push(`${number} ${words}`)).start(), "once");
  deepEqual(refusals, []);
});

test("what the system refuses is reported, and is not sent again", async () => {
  const { system } = await begun();
  lms.answer = ({ path, body }) => (path.startsWith("statements") && body.includes("answered") ? new Response("not now", { status: 403 }) : null);
  system.answered(given(0));
  system.finished(outcome(80, true));
  await settled();
  deepEqual(refusals, ["403 not now"]);
  deepEqual(verbs(), ["initialized", "answered", "completed", "passed"]);
});

test("what did not arrive is reported, and sent again before what follows", async () => {
  const { system } = await begun();
  lms.answer = ({ path }) => (path.startsWith("statements") ? new Error("offline") : null);
  system.answered(given(0));
  await settled();
  deepEqual(refusals, [" offline"]);
  lms.answer = null;
  system.answered(given(1));
  await settled();
  deepEqual(verbs(), ["initialized", "answered", "answered", "answered"]);
  const ids = lms.asked.filter((request) => request.path.startsWith("statements")).map((request) => request.path);
  equal(ids[1], ids[2]);
});

test("nothing begins when the first statement is refused, or the launch says too little", async () => {
  lms.answer = ({ path }) => (path.startsWith("statements") ? new Response("", { status: 400 }) : null);
  equal(await cmi5(quiz, (number) => refusals.push(number)).start(), null);
  lms.answer = null;
  lms.fetched = false;
  lms.data = { launchMode: "Normal" };
  equal(await cmi5(quiz, (_, words) => refusals.push(words)).start(), null);
  deepEqual(refusals, ["400", "LMS.LaunchData"]);
});

test("a review reads what was kept, and the session ends", async () => {
  lms.documents.set("handrail", '{"state":"HS1ABC","completed":true,"passed":true}');
  lms.data.launchMode = "Review";
  const { system, started } = await begun();
  deepEqual([started.readOnly, started.state], [true, "HS1ABC"]);
  system.leave();
  await settled();
  deepEqual(verbs(), ["initialized", "terminated"]);
});

test("leaving by the button waits for all that was said, and leads back", async () => {
  const { system, started } = await begun();
  system.answered(given(0));
  system.keep("HS1ABC", "q1");
  started.exit?.();
  await settled();
  equal(lms.asked.find((request) => request.body.includes("terminated"))?.open, 0);
  deepEqual(verbs(), ["initialized", "answered", "terminated"]);
  deepEqual(went, ["https://lms.example/back"]);
  lms.data.returnURL = "javascript:alert(1)";
  lms.fetched = false;
  equal((await begun()).started.exit, null);
});

test("a score that passes is not below what the system compares it with", async () => {
  for (const [mastery, pass] of [[0.29, 29], [0.6, 60], [0.66664, 66.67], [2 / 3, 66.67], [1, 100], [0, 0]] as const) {
    lms.data.masteryScore = mastery;
    lms.fetched = false;
    equal((await begun()).started.pass, pass);
  }
});
