import { type Attempt, askedOf } from "../../questions/attempt";
import { handOver } from "../../codes/hand";
import { encode } from "../../questions/code";
import { dayWords } from "../../browser/elements";
import { cleanName } from "../../browser/names";
import { room } from "../../questions/fields";
import type { Quiz } from "../../questions/model";
import type { Words } from "../../browser/words";

/** The code of a go that is done, with a name if one was typed. */
export function codeOf(quiz: Quiz, attempt: Attempt, name: string): string {
  return encode({
    quiz: quiz.digest,
    version: parseInt(quiz.version.slice(0, 5), 16),
    day: Math.max(0, Date.parse(attempt.done) / 86400000 || 0),
    go: attempt.seed & 0x7fff,
    name,
    answers: askedOf(quiz, attempt).map((question) => {
      const answer = attempt.answers[question.id] ?? null;
      return {
        question: question.digest,
        sure: (attempt.sure[question.id] ?? -1) + 1,
        unclear: attempt.unclear?.includes(question.id),
        // Capitals say nothing in a short answer, and are longer.
        answer: typeof answer === "string" ? cleanName(answer.toLowerCase(), room(question)) : answer,
      };
    }),
  });
}

/** The code of a result, and ways to give it to a trainer. */
export function handIn(quiz: Quiz, attempt: Attempt, words: Words): HTMLElement[] {
  return handOver({
    file: `result-${quiz.name.replace(/.*\//, "")}-${attempt.done}.txt`,
    code: (name) => codeOf(quiz, attempt, name),
    letter: (name, code) => letterOf(quiz, attempt, name, code, words),
  }, words);
}

/** What a file and an email say, for people; the board finds the code in it. */
function letterOf(quiz: Quiz, attempt: Attempt, name: string, code: string, words: Words): { subject: string; body: string } {
  const lines = [words.text("hand-day", { date: dayWords(attempt.done) })];
  if (name) lines.push(words.text("hand-by", { name }));
  lines.push(words.text("hand-for"), "", code, "");
  return { subject: words.text("hand-subject", { title: quiz.title }), body: lines.join("\r\n") };
}
