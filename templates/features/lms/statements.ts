import { type Component, componentsOf, fullInteraction } from "./interactions";
import type { LearnerAnswer, Outcome } from "./system";

/** How a learning system launches the page: what it adds to its address (cmi5, 8.1). */
export interface Launch {
  endpoint: string; // of the record store, ending in a slash
  fetch: string; // where the token is, once
  actor: object;
  activity: string;
  registration: string;
}

/** What a learning system says of a launch: its document LMS.LaunchData (cmi5, 10). */
export interface LaunchData {
  contextTemplate: Context;
  launchMode: string; // "Normal", "Browse" or "Review"
  masteryScore?: number; // 0 to 1
  returnURL?: string;
}

interface Context {
  contextActivities?: Record<string, Activity | Activity[] | undefined>;
  extensions?: Record<string, unknown>;
  [key: string]: unknown;
}

interface Activity {
  id: string;
  definition?: object;
}

/** A statement of xAPI. */
export interface XAPIStatement {
  id: string;
  [key: string]: unknown;
}

/** What distinguishes a statement from others of the session. */
interface Parts {
  object?: Activity;
  result?: object;
  at?: Date;
  categories?: ("cmi5" | "moveon")[]; // of a statement that cmi5 defines
  other?: Activity[];
  mastery?: boolean;
}

/** Reads the address of the page; null when no learning system of cmi5 has launched it. */
export function launchOf(search: string): Launch | null {
  const from = new URLSearchParams(search);
  const [endpoint, fetch, actor, activity, registration] = ["endpoint", "fetch", "actor", "activityId", "registration"].map((name) => from.get(name) || "") as [string, string, string, string, string];
  try {
    const agent: unknown = JSON.parse(actor);
    if (!endpoint || !fetch || !activity || !registration || typeof agent !== "object" || agent === null) return null;
    return { endpoint: endpoint.replace(/\/?$/, "/"), fetch, actor: agent, activity, registration };
  } catch {
    return null;
  }
}

/** Makes the statements of a session of a quiz (cmi5, 9). */
export class Statements {
  private readonly began = Date.now();
  private readonly site: string;

  constructor(private readonly launch: Launch, private readonly data: LaunchData, quizName: string, private readonly language: string) {
    this.site = siteOf(data, quizName);
  }

  initialized(): XAPIStatement {
    return this.make("initialized", { categories: ["cmi5"] });
  }

  /** It has no category: it is one that cmi5 allows and does not define. */
  answered(given: LearnerAnswer): XAPIStatement {
    const { question, answer, right, seconds, at } = given;
    const { type, response, patterns } = fullInteraction(question, answer);
    const { choices, sources, targets } = componentsOf(question);
    const title = { [this.language]: question.title };
    const definition: Record<string, unknown> = {
      type: "http://adlnet.gov/expapi/activities/cmi.interaction", name: title, description: title, interactionType: type, correctResponsesPattern: patterns,
    };
    if (type === "choice" || type === "sequencing") definition.choices = this.described(choices);
    if (type === "matching") {
      definition.source = this.described(sources);
      definition.target = this.described(targets);
    }
    return this.make("answered", {
      object: { id: `${this.launch.activity}#${question.id}`, definition }, result: { success: right, response, duration: durationOf(seconds) }, at,
      other: this.site ? question.rules.map((rule) => ({ id: `${this.site}rules/${rule.id}`, definition: { type: "http://adlnet.gov/expapi/activities/objective" } })) : [],
    });
  }

  completed(): XAPIStatement {
    return this.make("completed", { result: { completion: true, duration: this.duration() }, categories: ["cmi5", "moveon"] });
  }

  /** Says that a quiz was passed or failed. The score that passes goes along, as the system can have set another. */
  judged(outcome: Outcome, passed: boolean): XAPIStatement {
    return this.make(passed ? "passed" : "failed", {
      result: { score: scoreOf(outcome), success: passed, duration: this.duration() }, categories: ["cmi5", "moveon"], mastery: true,
    });
  }

  /** Says a score when cmi5 has no other statement for it, such as a better one after it was passed. */
  scored(outcome: Outcome): XAPIStatement {
    return this.make("scored", { result: { score: scoreOf(outcome) } });
  }

  terminated(): XAPIStatement {
    return this.make("terminated", { result: { duration: this.duration() }, categories: ["cmi5"] });
  }

  private make(verb: string, parts: Parts): XAPIStatement {
    const { launch, data } = this;
    // A copy: what the system has put there belongs to each statement.
    const context = JSON.parse(JSON.stringify(data.contextTemplate)) as Context;
    const activities = (context.contextActivities = context.contextActivities || {});
    context.registration = launch.registration;
    const add = (key: string, more: Activity[] = []): void => {
      if (more.length) activities[key] = listOf(activities[key]).concat(more);
    };
    add("category", parts.categories?.map((name) => ({ id: "https://w3id.org/xapi/cmi5/context/categories/" + name })));
    add("other", parts.other);
    if (parts.mastery && data.masteryScore !== undefined) {
      context.extensions = { ...context.extensions, "https://w3id.org/xapi/cmi5/context/extensions/masteryscore": data.masteryScore };
    }
    const statement: XAPIStatement = {
      id: uuid(), actor: launch.actor, verb: { id: "http://adlnet.gov/expapi/verbs/" + verb, display: { en: verb } },
      object: parts.object || { id: launch.activity }, context, timestamp: (parts.at || new Date()).toISOString(),
    };
    if (parts.result) statement.result = parts.result;
    return statement;
  }

  private described(components: Component[]): object[] {
    return components.map(({ id, words }) => ({ id, description: { [this.language]: words } }));
  }

  /** How long the session has lasted. */
  private duration(): string {
    return durationOf((Date.now() - this.began) / 1000);
  }
}

/** One activity need not be in a list (xAPI 1.0.3, 2.4.6.2). */
function listOf(activities: Activity | Activity[] | undefined): Activity[] {
  return ([] as Activity[]).concat(activities || []);
}

/** The address of the site. The system knows the quiz by its address below it, as the package says (cmi5, 10.2.1). Empty when it does not. */
function siteOf(data: LaunchData, quizName: string): string {
  const end = "/" + encodeURI(quizName);
  const known = listOf(data.contextTemplate.contextActivities?.grouping).find((activity) => String(activity.id).endsWith(end));
  return known ? known.id.slice(0, 1 - end.length) : "";
}

function scoreOf(outcome: Outcome): object {
  return { scaled: Math.round(outcome.percent * 100) / 10000, raw: outcome.percent, min: 0, max: 100 };
}

/** A duration by ISO 8601, with the two decimals that xAPI keeps at least. */
function durationOf(seconds: number): string {
  return `PT${Math.max(0, Math.round(seconds * 100) / 100)}S`;
}

/** A random UUID (RFC 9562, 5.4). crypto.randomUUID is missing in older browsers and on pages without HTTPS. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
