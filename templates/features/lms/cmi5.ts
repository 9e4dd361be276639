import { type Launch, type LaunchData, launchOf, type XAPIStatement, Statements } from "./statements";
import { type LearnerAnswer, type MakeSystem, type Outcome, passOf, type Refused, type Started, type System } from "./system";

/** What the page keeps in the system. What may be said only once of a learner is noted in it. */
interface KeptDocument {
  state: string;
  completed: boolean;
  passed: boolean;
}

/** What the system answers when it does not do what it is asked. */
class Refusal extends Error {
  constructor(readonly number: string, words: string) {
    super(words);
  }
}

/** How long an answer of the system may take, in milliseconds. */
const patience = 30_000;

/** Plays the quiz as an assignable unit (cmi5 1.0, on xAPI 1.0.3). */
export const cmi5: MakeSystem = (quiz, refused) => {
  const launch = launchOf(location.search);
  return launch ? new Unit(launch, quiz.name, refused) : alone;
};

/** The page when no system has launched it. */
const alone: System = { start: () => Promise.resolve(null), answered: none, keep: none, finished: none, commit: none, leave: none };

function none(): void {}

/**
 * Statements are sent one after another, as their order has a meaning. One that did not reach the system is sent again before the next one.
 * Requests are kept alive, so that those of a page that is left arrive.
 */
class Unit implements System {
  private headers: Record<string, string> = {};
  private session: Statements | null = null; // null before it and after it
  private kept: KeptDocument = { state: "", completed: false, passed: false };
  private saved = ""; // what the system was given of it
  private failed = false; // was said in this session
  private readonly waiting: XAPIStatement[] = [];
  private sending: Promise<void> = Promise.resolve();
  private saving: Promise<void> = Promise.resolve();
  private ending: Promise<void> = Promise.resolve();

  constructor(private readonly launch: Launch, private readonly quizName: string, private readonly refused: Refused) {}

  async start(): Promise<Started | "once" | null> {
    try {
      const token = await this.token();
      if (!token) return "once";
      this.headers = { "Authorization": "Basic " + token, "X-Experience-API-Version": "1.0.3" };
      const [data, kept] = await Promise.all([this.read(this.document("LMS.LaunchData")), this.read(this.document("handrail")), this.read(this.preferences())]);
      if (!isLaunchData(data)) throw new Refusal("", "LMS.LaunchData");
      if (isKept(kept)) this.kept = kept;
      this.saved = JSON.stringify(this.kept);
      return await this.begin(data);
    } catch (error) {
      this.refuse(error);
      return null;
    }
  }

  answered(given: LearnerAnswer): void {
    this.say((session) => session.answered(given));
  }

  keep(state: string): void {
    this.kept.state = state;
    this.save();
  }

  /** It is completed once, passed once, and failed once in a session and never after it was passed. Any other score is said as a score alone. */
  finished(outcome: Outcome): void {
    const { kept } = this;
    if (!kept.completed) this.say((session) => session.completed());
    kept.completed = true;
    const judged = outcome.passed !== null && !kept.passed && (outcome.passed || !this.failed);
    this.say((session) => (judged ? session.judged(outcome, outcome.passed === true) : session.scored(outcome)));
    kept.passed = kept.passed || outcome.passed === true;
    this.failed = true;
    this.save();
  }

  /** Everything has been sent already. */
  commit(): void {}

  leave(): void {
    void this.end();
  }

  /** The first statement has to arrive before any other is sent. */
  private async begin(data: LaunchData): Promise<Started> {
    const session = new Statements(this.launch, data, this.quizName, document.documentElement.lang);
    await this.store([session.initialized()]);
    this.session = session;
    const back = data.returnURL || "";
    return {
      state: this.kept.state, room: 64_000, readOnly: /^(browse|review)$/i.test(data.launchMode),
      pass: data.masteryScore === undefined ? null : passOf(data.masteryScore),
      exit: /^https?:/i.test(back) ? () => void this.goBack(back) : null,
    };
  }

  private async goBack(address: string): Promise<void> {
    await this.sending;
    await this.saving;
    await this.end();
    location.assign(address);
  }

  private say(make: (session: Statements) => XAPIStatement): void {
    if (!this.session) return this.refused("", ""); // the session is over
    this.waiting.push(make(this.session));
    this.sending = this.sending.then(() => this.sendWaiting());
  }

  private async sendWaiting(): Promise<void> {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      try {
        await this.store([next]);
      } catch (error) {
        this.refuse(error);
        if (error instanceof Refusal || !this.session) continue;
        this.waiting.unshift(next); // it did not arrive
        return;
      }
    }
  }

  private save(): void {
    if (!this.session) return this.refused("", "");
    this.saving = this.saving.then(() => this.saveNow());
  }

  private async saveNow(): Promise<void> {
    const text = JSON.stringify(this.kept);
    if (text === this.saved) return; // with what was kept before it
    this.saved = text;
    try {
      await this.request(this.document("handrail"), "PUT", text);
    } catch (error) {
      this.saved = "";
      this.refuse(error);
    }
  }

  /** Ends the session, once. */
  private end(): Promise<void> {
    if (this.session) this.ending = this.endNow(this.session);
    return this.ending;
  }

  /** Nothing can be awaited when a page is left, so all that is left to say is one request. */
  private async endNow(session: Statements): Promise<void> {
    const last = this.waiting.splice(0).concat(session.terminated());
    const saved = this.saveNow();
    this.session = null;
    try {
      await Promise.all([saved, this.store(last)]);
    } catch (error) {
      this.refuse(error);
    }
  }

  private async store(statements: XAPIStatement[]): Promise<void> {
    const [first, ...more] = statements as [XAPIStatement];
    if (more.length) await this.request("statements", "POST", JSON.stringify(statements));
    else await this.request("statements?statementId=" + first.id, "PUT", JSON.stringify(first));
  }

  /** The token by which the system knows the page. It is given once (cmi5, 8.2): a page that is loaded again gets none. */
  private async token(): Promise<string | null> {
    const response = await limited(this.launch.fetch, { method: "POST" });
    const text = await response.text();
    if (!response.ok) return null;
    const token: unknown = (JSON.parse(text) as Record<string, unknown>)["auth-token"];
    return typeof token === "string" && token ? token : null; // else it is an error, with a number and words for programmers
  }

  /** Reads a document; null when there is none. */
  private async read(path: string): Promise<unknown> {
    const response = await this.request(path, "GET");
    return response && JSON.parse(response);
  }

  private async request(path: string, method: string, body?: string): Promise<string> {
    const headers = body === undefined ? this.headers : { ...this.headers, "Content-Type": "application/json" };
    const response = await limited(this.launch.endpoint + path, { method, headers, body, keepalive: method !== "GET", cache: "no-store" });
    const text = await response.text();
    if (method === "GET" && response.status === 404) return "";
    if (!response.ok) throw new Refusal(String(response.status), text.slice(0, 200));
    return text;
  }

  private document(name: string): string {
    const { activity, actor, registration } = this.launch;
    return "activities/state?" + new URLSearchParams({ activityId: activity, agent: JSON.stringify(actor), registration, stateId: name }).toString();
  }

  /** How the learner wishes texts and sounds to be. A system expects them to be read; the page has no such choice. */
  private preferences(): string {
    return "agents/profile?" + new URLSearchParams({ agent: JSON.stringify(this.launch.actor), profileId: "cmi5LearnerPreferences" }).toString();
  }

  private refuse(error: unknown): void {
    this.refused(error instanceof Refusal ? error.number : "", error instanceof Error ? error.message : "");
  }
}

/** Asks, and gives up when there is no answer. */
async function limited(address: string, request: RequestInit): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    return await fetch(address, { ...request, signal: stop.signal });
  } finally {
    clearTimeout(timer);
  }
}

function isLaunchData(value: unknown): value is LaunchData {
  const data = value as LaunchData | null;
  if (typeof data !== "object" || data === null || typeof data.contextTemplate !== "object" || data.contextTemplate === null) return false;
  const mastery: unknown = data.masteryScore;
  return mastery === undefined || (typeof mastery === "number" && mastery >= 0 && mastery <= 1);
}

function isKept(value: unknown): value is KeptDocument {
  const kept = value as KeptDocument | null;
  return typeof kept === "object" && kept !== null && typeof kept.state === "string" && typeof kept.completed === "boolean" && typeof kept.passed === "boolean";
}
