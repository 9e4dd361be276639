import { copy, make, type Part, wordsOf } from "../../browser/elements";
import type { Question, Quiz } from "../../questions/model";
import { type AnswerForm, itemAt, ranked } from "../../questions/offer";
import { type Answer, type Mark, mark } from "../../questions/score";
import type { Words } from "../../browser/words";
import { bar, fewAnswers, Listing, More, row, shown, table } from "../../codes/parts";
import type { GivenAnswer, QuestionReport, Report } from "./report";

/** How many takers it takes to measure how well a question distinguishes people. The report has the same number. */
const fewTakers = 10;

/** How hard each question was, how well it distinguishes people, and what was answered. */
export function questionsView(quiz: Quiz, words: Words): { parts: Part[]; show(report: Report): void } {
  const byID = new Map(quiz.questions.map((q) => [q.id, q]));
  const whole = table("questions", [words.text("question"), words.text("right-head"), words.text("apart")]);
  const listing = new Listing<QuestionReport>(whole.body, (report) => report.id, (report) => JSON.stringify(report), (report, before) => {
    const question = byID.get(report.id) as Question;
    const details = make("details", {}, make("summary", {}, words.text("answers"), make("span", { class: "hidden" }, ": " + question.title)));
    // What is in it is made when it is first opened: a bank may have 500 questions.
    details.addEventListener("toggle", () => {
      if (details.open && details.childElementCount === 1) details.append(answers(question, report, words));
    });
    details.open = before?.querySelector("details")?.open || false;
    const drawn = drawsPeople(question, report);
    const line = row([make("p", {}, question.title), drawn ? make("p", { class: "drawn" }, words.count("draws", drawn.n,
      { choice: wordsOf(question.choices[drawn.choice || 0]?.text), all: report.asked })) : null,
      report.unclear > 0 ? make("p", {}, words.text("unclear", { n: report.unclear, all: report.asked })) : null, report.asked > 0 ? details : null],
      shown(report.right, report.asked, words), [apart(report, words)]);
    line.lastElementChild?.setAttribute("data-head", words.text("apart")); // a narrow window hides the head of the column
    return line;
  });
  let last: Report | null = null;
  const more = new More(20, words, () => {
    const first = whole.body.children.length;
    if (last) listing.show(more.of(last.questions));
    whole.body.children[first]?.querySelector("summary")?.focus();
  });
  return {
    parts: [make("h3", {}, words.text("questions")), make("p", {}, words.text("apart-how")), whole.whole, more.button],
    show: (report) => {
      last = report;
      listing.show(more.of(report.questions));
    },
  };
}

/** How well a question distinguishes those who know much from those who know little. */
function apart(report: QuestionReport, words: Words): string {
  const r = report.discrimination;
  if (r === null) return words.text(report.asked < fewTakers ? "apart-few" : "apart-alike");
  const key = r >= 0.3 ? "apart-well" : r >= 0.1 ? "apart-little" : r > -0.1 ? "apart-none" : "apart-round";
  return words.text(key, { r: r.toFixed(2).replace("-", "−") });
}

/** The wrong choice that most people made, if a fifth of them or more did. */
function drawsPeople(question: Question, report: QuestionReport): GivenAnswer | null {
  if (report.asked < fewAnswers) return null;
  let most: GivenAnswer | null = null;
  for (const given of report.given) {
    if (given.choice === undefined || question.choices[given.choice]?.right) continue;
    if (given.n * 5 >= report.asked && given.n > (most?.n || 0)) most = given;
  }
  return most;
}

/** Every answer to a question, with how many people gave it. */
function answers(question: Question, report: QuestionReport, words: Words): HTMLElement {
  const whole = table("given", [words.text("answer"), words.text("given")]);
  for (const given of report.given) {
    const verdict = verdictOf(question, given);
    const said = verdict === "right" || verdict === "nearly" ? make("span", { class: "verdict" }, words.text(verdict === "right" ? "is-right" : "is-nearly")) : null;
    whole.body.append(row([answered[question.form](question, given), said],
      [report.asked >= fewAnswers ? bar(given.n, report.asked) : null, make("span", { class: "share-words" }, words.text("of", { n: given.n, all: report.asked }))]));
  }
  if (report.none > 0) whole.body.append(row([words.text("none")], [bar(report.none, report.asked), words.text("of", { n: report.none, all: report.asked })]));
  return make("div", {}, whole.whole, report.partly > 0 ? make("p", {}, words.count("partly", report.partly)) : null,
    report.nearly > 0 ? make("p", {}, words.count("nearly", report.nearly)) : null);
}

function verdictOf(question: Question, given: GivenAnswer): Mark {
  if (given.choice !== undefined) return question.choices[given.choice]?.right ? "right" : "wrong";
  return mark(question, (given.places ?? given.words) as Answer);
}

/** An answer as people read it. */
const answered: Record<AnswerForm, (question: Question, given: GivenAnswer) => Part> = {
  choose: (question, given) => make("span", {}, copy(question.choices[given.choice as number]?.text)),
  rank: (question, given) => make("ol", {}, ...ranked(question, given.places ?? []).map((row) => make("li", {}, wordsOf(row)))),
  pair: (question, given) => make("ul", {}, ...question.rows.map((row, i) =>
    make("li", {}, `${wordsOf(row)}: ${itemAt(question, given.places?.[i])?.words || ""}`))),
  write: (_, given) => make("bdi", {}, given.words || ""),
};
