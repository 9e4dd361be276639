import { type Attempt, askedOf, readAttempt, readsAll, result } from "../../questions/attempt";
import { button, make } from "../../browser/elements";
import { ProgressStore, siteRoot } from "../../browser/progress";
import { addressOf } from "../../browser/steps";
import { Slot } from "../../browser/storage";
import type { Words } from "../../browser/words";
import { AnswerLog, dayNumber } from "../../questions/memory";
import type { Question, Quiz } from "../../questions/model";
import { mark } from "../../questions/score";
import type { Data } from "./contract";
import type { Keeping } from "./keeping";
import { makeLater } from "./later";

/** Keeps a go on its reader's device, with what the site's other pages ask of it. */
export function onDevice(list: HTMLElement, quiz: Quiz, words: Words): Keeping {
  const root = siteRoot(quiz.way);
  const log = new AnswerLog(root);
  const progress = new ProgressStore(root);
  const store = new Slot("handrail:1:quiz:" + location.pathname, (text) => readsAll(quiz, text));
  const kept = readAttempt(quiz, store.read());

  /** Keeps how a question was answered, for the pages that ask it again or report it. An answer counts once nothing can be changed. */
  const remember = (current: Attempt, question: Question): void =>
    log.add(`${quiz.name}#${question.id}`, question, mark(question, current.answers[question.id]), dayNumber(new Date()));

  return {
    attempt: kept === "changed" ? null : kept,
    note: kept === "changed" ? kept : store.damaged() ? "aside" : "",
    terms: () => `${words.text("private")} ${words.text("time")}`,
    save: (attempt) => store.write(JSON.stringify(attempt)),
    answered: (attempt, question) => {
      if (!quiz.atEnd) remember(attempt, question);
    },
    finished: (attempt) => {
      if (quiz.atEnd) askedOf(quiz, attempt).forEach((question) => remember(attempt, question));
      if (attempt.first) return;
      // Where nobody can fail, whoever has come to the end has passed.
      const { got, all, passed } = result(quiz, attempt);
      progress.change((known) => (known.quizzes[quiz.name] = { day: attempt.done, got, all, passed: passed || quiz.pass === null }));
    },
    path: () => {
      const known = progress.read();
      const paths = JSON.parse((list.dataset as Data).paths ?? "[]") as string[];
      const path = [known.path, ...paths].find((name) => paths.includes(name) && known.paths[name]);
      return path ? addressOf(quiz.way, path) : "";
    },
    after: (attempt) => {
      const place = make("div", { class: "screen" });
      makeLater({ what: "reminders", quiz, attempt, place }, words);
      return place;
    },
    kept: (removed) => make("details", { class: "kept" }, make("summary", {}, words.text("kept")),
      make("p", {}, words.text(store.works ? "kept-what" : "kept-not")), quiz.certificate && make("p", {}, words.text("kept-name")),
      button(words.text("remove"), () => {
        store.remove();
        removed(log.remove(quiz.name));
      })),
  };
}
