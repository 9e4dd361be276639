import { plainInteraction } from "./interactions";
import { decimals, findAPI, ScormSession } from "./scorm";
import type { LearnerAnswer, MakeSystem, Outcome, Refused, Started, System } from "./system";

/** A system that plays packages of SCORM 1.2 (Run-Time Environment, version 1.2, 2001). */
class Scorm12 implements System {
  private session: ScormSession | null = null;
  private exit = "";

  constructor(private readonly refused: Refused) {}

  async start(): Promise<Started | null> {
    const api = await findAPI("API");
    const session = api && new ScormSession(api, "LMS", this.refused);
    if (!session?.initialize()) return null;
    this.session = session;
    const mode = session.get("cmi.core.lesson_mode"); // some systems give none: then it is normal
    const status = session.get("cmi.core.lesson_status");
    session.readOnly = mode === "browse" || mode === "review";
    const state = session.get("cmi.suspend_data");
    const pass = session.pass("cmi.student_data.mastery_score", 100);
    if (status === "not attempted" || status === "") session.set("cmi.core.lesson_status", "incomplete");
    return { state, room: 4096, readOnly: session.readOnly, pass, exit: null };
  }

  answered(given: LearnerAnswer): void {
    const element = `cmi.interactions.${given.index}`;
    const { type, response, patterns } = plainInteraction(given.question, given.answer);
    const set = (name: string, value: string | number): unknown => this.session?.set(`${element}.${name}`, value);
    set("id", encodeURIComponent(given.question.id).slice(0, 255));
    set("type", type);
    set("time", given.at.toTimeString().slice(0, 8));
    set("weighting", given.question.points);
    given.question.rules.forEach((rule, n) => set(`objectives.${n}.id`, encodeURIComponent(rule.id)));
    patterns.forEach((pattern, n) => set(`correct_responses.${n}.pattern`, pattern));
    set("student_response", response);
    set("result", given.right ? "correct" : "wrong");
    set("latency", timespan(given.seconds));
  }

  keep(state: string, place: string): void {
    this.session?.set("cmi.suspend_data", state);
    if (place) this.session?.set("cmi.core.lesson_location", encodeURIComponent(place).slice(0, 255));
    this.leaveBy(place ? "suspend" : "");
  }

  finished(outcome: Outcome): void {
    const session = this.session;
    if (!session) return;
    session.set("cmi.core.score.min", 0);
    session.set("cmi.core.score.max", 100);
    session.set("cmi.core.score.raw", decimals(outcome.percent, 2));
    session.set("cmi.core.lesson_status", outcome.passed === null ? "completed" : outcome.passed ? "passed" : "failed");
    for (const rule of outcome.rules) {
      const element = session.objective(encodeURIComponent(rule.id));
      session.set(element + ".status", rule.passed ? "passed" : "failed");
      session.set(element + ".score.raw", decimals(rule.percent, 2));
    }
    this.leaveBy("");
  }

  commit(): void {
    this.setTime();
    this.session?.commit();
  }

  leave(): void {
    this.session?.end("Finish", () => this.setTime());
  }

  private setTime(): void {
    this.session?.set("cmi.core.session_time", timespan(this.session.seconds));
  }

  /** Says what becomes of the attempt when the page is left: it is gone on with, or over. */
  private leaveBy(exit: string): void {
    if (exit !== this.exit) this.session?.set("cmi.core.exit", exit);
    this.exit = exit;
  }
}

/** A time as CMITimespan writes it, such as 0000:01:02.34 (3.4.2.1.1). */
export function timespan(seconds: number): string {
  const hundredths = Math.min(Math.max(0, Math.round(seconds * 100)), 9999 * 360_000);
  const two = (n: number): string => String(Math.floor(n)).padStart(2, "0");
  return `${String(Math.floor(hundredths / 360_000)).padStart(4, "0")}:${two((hundredths / 6000) % 60)}:${two((hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}

export const scorm12: MakeSystem = (_, refused) => new Scorm12(refused);
