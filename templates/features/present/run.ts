import type { Question, Quiz, Rule } from "../../questions/model";
import type { Hands } from "./hands";

/** One screen of the room: a story, a question, or what the hands show at the end. */
export interface RunStep {
  kind: "story" | "question" | "end";
  question: Question | null; // of a story: the first that follows it
  n: number; // the question's number, from 1
}

/** The screens of a quiz in their order. A story has one of its own, before its first question. */
export function stepsOf(quiz: Quiz): RunStep[] {
  const steps: RunStep[] = [];
  let story: Element | null = null;
  quiz.questions.forEach((question, i) => {
    if (question.story && question.story !== story) steps.push({ kind: "story", question, n: i + 1 });
    story = question.story;
    steps.push({ kind: "question", question, n: i + 1 });
  });
  steps.push({ kind: "end", question: null, n: quiz.questions.length });
  return steps;
}

/** Where the room is: kept in the address, so that it survives a reload. */
export interface Place {
  at: number; // among the steps; -1 at the start
  revealed: boolean;
}

/** The part of the address that names a place. No identifier of an editor has an underscore. */
export function hashOf(place: Place): string {
  return place.at < 0 ? "" : `#room_${place.at + 1}${place.revealed ? "_answer" : ""}`;
}

/** The place that an address names, or null. */
export function placeIn(hash: string, steps: RunStep[]): Place | null {
  const found = /^#room_(\d{1,4})(_answer)?$/.exec(hash);
  const at = Number(found?.[1]) - 1;
  const step = steps[at];
  return found && step ? { at, revealed: found[2] !== undefined && step.kind === "question" } : null;
}

/** How many hands were right, of all that were counted. */
export interface Share {
  right: number;
  all: number; // 0 when the total is not known
}

/**
 * How many hands were right for a question; null when none was counted. Where only the right ones are counted, the total
 * is the number of people in the room, if that is known.
 */
export function shareOf(question: Question, hands: Hands, people: number): Share | null {
  const counted = hands.of(question);
  const sum = counted.reduce((a, b) => a + b, 0);
  if (question.choices.length === 0) return sum > 0 ? { right: sum, all: people >= sum ? people : 0 } : null;
  return sum > 0 ? { right: counted.reduce((n, m, i) => n + (question.choices[i]?.right ? m : 0), 0), all: sum } : null;
}

/** The rules for which some hand was not right, those with the fewest right hands of all first. */
export function weakRules(quiz: Quiz, hands: Hands, people: number): { rule: Rule; share: Share }[] {
  const rules = new Map<string, { rule: Rule; share: Share }>();
  for (const question of quiz.questions) {
    const share = shareOf(question, hands, people);
    if (!share || share.all === 0) continue;
    for (const rule of question.rules) {
      const sum = rules.get(rule.href) ?? { rule, share: { right: 0, all: 0 } };
      sum.share.right += share.right;
      sum.share.all += share.all;
      rules.set(rule.href, sum);
    }
  }
  return Array.from(rules.values()).filter((r) => r.share.right < r.share.all)
    .sort((a, b) => a.share.right * b.share.all - b.share.right * a.share.all || b.share.all - a.share.all);
}
