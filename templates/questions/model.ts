import { wordsOf } from "../browser/elements";
import { keyOf } from "./compare";
import type { Data, Selector } from "./contract";
import { type Kind, kinds } from "./kinds";
import { all, type Offer } from "./offer";

/** A quiz as the page holds it. Elements are the page's own: they are copied to be shown. */
export interface Quiz {
  title: string;
  name: string; // within the site, for example "quizzes/the-basics"
  way: string; // from its page to the site's folder: "", "../" and so on
  digest: number; // of the name, 20 bits
  site: string; // distinguishes its site from every other one
  version: string; // digest of the questions and answers
  pass: number | null; // per cent; null when nobody passes or fails
  draw: number; // how many questions are asked
  shuffleQuestions: boolean;
  shuffleChoices: boolean;
  atEnd: boolean; // answers are explained at the end
  certificate: string; // who gives one; empty when nobody does
  questions: Question[];
}

export interface Question extends Offer {
  id: string;
  digest: number; // how a result names the question, 20 bits
  points: number;
  heading: Element;
  title: string;
  story: Element | null; // of its scenario
  stem: Element | null;
  how: Element | null; // what to do, in words
  hint: Element | null;
  elsewhere: () => Set<string>; // the keys of all that can be answered in the quiz
  answer: Element; // all of the feedback on the answer
  explanation: Element | null;
  rules: Rule[];
}

/** A rule that questions test, or an update that they rest on. */
export interface Rule {
  title: string;
  id: string;
  version: string; // of its words or its meaning; empty for an update
  href: string; // empty where the page cannot lead to it
  source: string; // who says so, in words; empty when the site does not say
  page: string; // title of the page that it is on
}

/** Reads the quiz from the list of questions that the page is without a script. */
export function readQuiz(list: HTMLElement): Quiz {
  const data: Data = list.dataset;
  const questions: Question[] = [];
  let story: Element | null = null;
  for (const element of list.children) {
    if (element.matches(".story" satisfies Selector)) story = element;
    if (!element.matches("[data-question]" satisfies Selector)) continue;
    const question = readQuestion(element as HTMLElement);
    // A question of a scenario has its heading below that of the story.
    question.story = question.heading.localName === "h3" ? story : null;
    questions.push(question);
  }
  let keys: Set<string> | null = null; // it takes time in a large bank, and is seldom asked for
  const elsewhere = (): Set<string> => (keys = keys || new Set(([] as string[]).concat(...questions.map(answersOf)).map((text) => keyOf(text).plain)));
  for (const question of questions) question.elsewhere = elsewhere;
  const shuffle = data.shuffle || "";
  return {
    title: wordsOf(document.querySelector("h1" satisfies Selector)),
    name: data.name || "",
    way: (data.name || "").replace(/[^/]/g, "").replace(/\//g, "../"),
    digest: Number(data.digest),
    site: data.site || "",
    version: data.version || "",
    pass: Number(data.pass) || null,
    draw: Math.min(Number(data.draw) || questions.length, questions.length),
    shuffleQuestions: shuffle === "questions" || shuffle === "both",
    shuffleChoices: shuffle === "choices" || shuffle === "both",
    atEnd: data.feedback === "at-end",
    certificate: data.certificate || "",
    questions,
  };
}

/** Reads a question from its element. */
export function readQuestion(element: HTMLElement): Question {
  const heading = element.querySelector("h2, h3" satisfies Selector) || element;
  const answer = element.querySelector(":scope > .answer" satisfies Selector) || element;
  const offer = kinds[(element.dataset as Data).kind as Kind](element, answer);
  return {
    choices: [], rows: [], right: (offer.rows || []).map((_, row) => row), items: [], heads: [], accepted: [],
    ...offer,
    id: (element.dataset as Data).question || "",
    digest: Number((element.dataset as Data).digest),
    points: Number((element.dataset as Data).points) || 1,
    heading,
    title: wordsOf(heading),
    story: null,
    stem: element.querySelector(":scope > .stem" satisfies Selector),
    how: element.querySelector(":scope > .how" satisfies Selector),
    hint: element.querySelector(":scope > .hint" satisfies Selector),
    elsewhere: () => new Set(),
    answer,
    explanation: answer.querySelector(":scope > .explanation" satisfies Selector),
    rules: all(answer, ":scope > .rules a").map(readRule),
  };
}

function readRule(link: Element): Rule {
  const data: Data = (link as HTMLElement).dataset;
  const href = link.getAttribute("href") || "";
  return {
    title: wordsOf(link), id: data.rule ?? href.replace(/.*#/, ""), version: data.version || "", href,
    source: wordsOf(link.parentElement?.querySelector(".source" satisfies Selector)), page: data.page || "",
  };
}

/** All that can be answered to a question, right or not. */
function answersOf(question: Question): string[] {
  const texts = question.choices.map((choice) => choice.text).concat(question.rows, question.items.map((item) => item.text));
  return texts.map(wordsOf).concat(...question.accepted.map((accepted) => accepted.forms));
}

/** Makes two texts that differ in capitals, spaces and punctuation alone the same, as Fold of the package quiz does. */
export function fold(text: string): string {
  // The two small forms of the Greek sigma are one letter here, and so is an i with one dot more.
  const small = text.toLowerCase().replace(/ς/g, "σ").replace(/i\u0307/g, "i");
  return small.split(/[ \t\n\r\u00a0.,;:!?'’‘"“”()]+/).filter(Boolean).join(" ");
}
