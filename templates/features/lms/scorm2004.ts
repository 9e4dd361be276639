import { fullInteraction } from "./interactions";
import { decimals, findAPI, ScormSession } from "./scorm";
import type { LearnerAnswer, MakeSystem, Outcome, Refused, Started, System } from "./system";

/** A system that plays packages of SCORM 2004 (4th Edition, Run-Time Environment, 2009). */
class Scorm2004 implements System {
  private session: ScormSession | null = null;
  private exit = "";
  private isOver = false; // a score was sent
  private readonly types = new Map<number, string>(); // of the answers of this session

  constructor(private readonly language: string, private readonly refused: Refused) {}

  async start(): Promise<Started | null> {
    const api = await findAPI("API_1484_11");
    const session = api && new ScormSession(api, "", this.refused);
    if (!session?.initialize()) return null;
    this.session = session;
    const mode = session.get("cmi.mode");
    const status = session.get("cmi.completion_status");
    session.readOnly = mode === "browse" || mode === "review";
    const state = session.get("cmi.suspend_data");
    const pass = session.pass("cmi.scaled_passing_score", 1);
    this.isOver = status === "completed";
    if (!this.isOver && status !== "incomplete") session.set("cmi.completion_status", "incomplete");
    return { state, room: 64_000, readOnly: session.readOnly, pass, exit: null };
  }

  answered(given: LearnerAnswer): void {
    const { type, response, patterns } = fullInteraction(given.question, given.answer);
    const set = (name: string, value: string | number): unknown => this.session?.set(`cmi.interactions.${given.index}.${name}`, value);
    // What is right does not change with another answer, and must not be set twice.
    if (this.types.get(given.index) !== type) {
      set("id", "urn:handrail:q:" + encodeURIComponent(given.question.id));
      set("type", type);
      given.question.rules.forEach((rule, n) => set(`objectives.${n}.id`, ruleName(rule.id)));
      patterns.forEach((pattern, n) => set(`correct_responses.${n}.pattern`, pattern));
      set("weighting", given.question.points);
      set("description", this.localized(given.question.title));
      this.types.set(given.index, type);
    }
    set("timestamp", given.at.toISOString().slice(0, 19) + ".0Z");
    set("learner_response", response);
    set("result", given.right ? "correct" : "incorrect");
    set("latency", duration(given.seconds));
    if (!this.isOver) this.session?.set("cmi.progress_measure", decimals(given.progress, 4));
  }

  keep(state: string, place: string): void {
    this.session?.set("cmi.suspend_data", state);
    if (place) this.session?.set("cmi.location", encodeURIComponent(place).slice(0, 1000));
    this.leaveBy(place ? "suspend" : "normal");
  }

  finished(outcome: Outcome): void {
    const session = this.session;
    if (!session) return;
    this.isOver = true;
    session.set("cmi.score.scaled", decimals(outcome.percent / 100, 4));
    session.set("cmi.score.min", 0);
    session.set("cmi.score.max", 100);
    session.set("cmi.score.raw", decimals(outcome.percent, 2));
    session.set("cmi.progress_measure", 1);
    session.set("cmi.completion_status", "completed");
    session.set("cmi.success_status", outcome.passed === null ? "unknown" : outcome.passed ? "passed" : "failed");
    for (const rule of outcome.rules) {
      const element = session.objective(ruleName(rule.id));
      session.set(element + ".description", this.localized(rule.title));
      session.set(element + ".success_status", rule.passed ? "passed" : "failed");
      session.set(element + ".score.scaled", decimals(rule.percent / 100, 4));
    }
    this.leaveBy("normal");
  }

  commit(): void {
    this.setTime();
    this.session?.commit();
  }

  leave(): void {
    this.session?.end("Terminate", () => this.setTime());
  }

  private setTime(): void {
    this.session?.set("cmi.session_time", duration(this.session.seconds));
  }

  private leaveBy(exit: string): void {
    if (exit !== this.exit) this.session?.set("cmi.exit", exit);
    this.exit = exit;
  }

  /** A text with its language, of 250 characters at most. */
  private localized(text: string): string {
    return (`{lang=${this.language}}` + text).slice(0, 250);
  }
}

function ruleName(id: string): string {
  return "urn:handrail:rule:" + encodeURIComponent(id);
}

/** A duration as ISO 8601 writes it, such as PT1H2M3.45S, with two decimals at most (4.1.1.7). */
export function duration(seconds: number): string {
  const hundredths = Math.max(0, Math.round(seconds * 100));
  const part = (n: number, unit: string): string => (n > 0 ? n + unit : "");
  const left = (hundredths % 6000) / 100;
  return `PT${part(Math.floor(hundredths / 360_000), "H")}${part(Math.floor(hundredths / 6000) % 60, "M")}${decimals(left, 2)}S`;
}

export const scorm2004: MakeSystem = (_, refused) => new Scorm2004(document.documentElement.lang, refused);
