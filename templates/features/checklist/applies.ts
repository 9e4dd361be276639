/** The part of a question that decides which items are on a list. */
export interface QuestionTopics {
  key: string; // what answers are kept under
  topics: string[]; // what its options bring
}

/** The answers by the keys of their questions. "unsure" brings every topic of its question, as no answer at all does. */
export type Answers = Map<string, string[] | "unsure">;

/** When an item is for a group: when all topics of one of the parts are brought. No parts: always. */
export type Condition = string[][];

/** Whether an item is on a list, and the topics that put it there. The program has the same rule (internal/checklist). */
export interface Verdict {
  holds: boolean;
  why: string[];
}

/** The key of a question: its topics. A new option makes it another question, which is asked again. */
export function keyOf(topics: string[]): string {
  return Array.from(new Set(topics)).filter((topic) => topic !== "").sort().join("+");
}

/** Reads a condition as the source has it: "a+b c" holds with a and b together, or with c. */
export function readCondition(text: string): Condition {
  return text.split(/[\s,]+/).map((part) => part.split("+").filter((topic) => topic !== "")).filter((all) => all.length > 0);
}

/** The topics that the answers bring. What is not known is included rather than left out. */
export function broughtBy(questions: QuestionTopics[], answers: Answers): Set<string> {
  const brought = new Set<string>();
  for (const question of questions) {
    const answer = answers.get(question.key);
    for (const topic of question.topics) {
      if (topic !== "" && (answer === undefined || answer === "unsure" || answer.includes(topic))) brought.add(topic);
    }
  }
  return brought;
}

/** Says whether a condition holds with the topics that the answers bring, and why. */
export function applies(condition: Condition, brought: Set<string>): Verdict {
  if (condition.length === 0) return { holds: true, why: [] };
  const why = condition.find((all) => all.every((topic) => brought.has(topic)));
  return { holds: why !== undefined, why: why ?? [] };
}
