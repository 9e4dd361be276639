import { wordsOf } from "../../browser/elements";
import { truth } from "../../language/answers";
import { fold, type Question } from "../../questions/model";
import type { AnswerForm } from "../../questions/offer";
import type { Answer } from "../../questions/score";

/** An answer as a learning system reports it. */
export interface Interaction {
  type: string;
  response: string;
  patterns: string[]; // each is a response that is right; none where the standard has no way to write it
}

/** What can be chosen, put in order or put together, each with the name that responses have for it. */
export interface Components {
  choices: Component[]; // or the rows of an order
  sources: Component[]; // the rows of pairs
  targets: Component[];
}

export interface Component {
  id: string;
  words: string;
}

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

/**
 * An answer by the rules of SCORM 1.2 (Run-Time Environment, 3.4.7, CMIFeedback), in which a choice has one character: its place in the
 * file. A number has no tolerance there, so what is right is left out where there is one: it would say too little.
 */
export function plainInteraction(question: Question, answer: Answer): Interaction {
  const letter = (place: number): string => letters[place] ?? "";
  if (question.form === "write") {
    const text = answer as string;
    const numeric = isNumeric(question, text);
    const accepted = question.accepted.filter((one) => !numeric || one.tolerance === 0);
    return {
      type: numeric ? "numeric" : "fill-in", response: text.slice(0, 255),
      patterns: numeric ? accepted.map((one) => String(one.number)) : formsOf(question).map((form) => form.slice(0, 255)),
    };
  }
  if (isTrueFalse(question)) return trueFalse(question, answer, "t", "f");
  return places(question, answer as number[], {
    choice: letter, source: letter, target: (place) => String(place + 1), within: ".", between: ",",
  });
}

/**
 * An answer by the rules of SCORM 2004 4th Edition (Run-Time Environment, 4.2.9), which are those of xAPI too. What can be chosen is named by its
 * place in the file and its words, so that reports can be read.
 */
export function fullInteraction(question: Question, answer: Answer): Interaction {
  const named = componentsOf(question);
  if (question.form === "write") {
    const text = answer as string;
    const only = question.accepted[0];
    if (only && question.accepted.length === 1 && isNumeric(question, text)) {
      const bound = (sign: number): string => String(Number((only.number + sign * only.tolerance).toFixed(7)));
      return { type: "numeric", response: String(Number(text)), patterns: [`${bound(-1)}[:]${bound(1)}`] };
    }
    return { type: "fill-in", response: literal(text), patterns: formsOf(question).map((form) => "{case_matters=false}" + literal(form)) };
  }
  if (isTrueFalse(question)) return trueFalse(question, answer, "true", "false");
  const id = (list: Component[]) => (place: number): string => list[place]?.id ?? "";
  return places(question, answer as number[], { choice: id(named.choices), source: id(named.sources), target: id(named.targets), within: "[.]", between: "[,]" });
}

/** Names what a question offers. */
export function componentsOf(question: Question): Components {
  const list = (mark: string, words: string[]): Component[] => words.map((text, place) => ({ id: `${mark}${place + 1}${slug(text)}`, words: text }));
  const rows = question.rows.map(wordsOf);
  const targets: string[] = [];
  for (const item of question.items) targets[item.place] = item.words;
  return {
    choices: list("c", question.form === "rank" ? rows : question.choices.map((choice) => wordsOf(choice.text))),
    sources: list("l", question.form === "pair" ? rows : []),
    targets: list("r", question.form === "pair" ? targets : []),
  };
}

/** How a standard writes places. */
interface Names {
  choice(place: number): string;
  source(place: number): string;
  target(place: number): string;
  within: string; // between two things that belong together
  between: string;
}

/** Of two things with the same words either is right, so both have the name of the first. */
function places(question: Question, answer: number[], names: Names): Interaction {
  const first = (place: number): number => {
    const words = question.items.find((item) => item.place === place)?.words;
    return Math.min(place, ...question.items.filter((item) => item.words === words).map((item) => item.place));
  };
  const writers: Record<Exclude<AnswerForm, "write">, (given: number[]) => string[]> = {
    choose: (given) => given.map(names.choice),
    rank: (given) => given.map((_, place) => names.choice(first(given.indexOf(place)))),
    pair: (given) => given.map((place, row) => names.source(row) + names.within + names.target(first(place))),
  };
  const form = question.form as Exclude<AnswerForm, "write">;
  const write = (given: number[]): string => writers[form](given).join(names.between);
  return { type: { choose: "choice", rank: "sequencing", pair: "matching" }[form], response: write(answer), patterns: [write(rightPlaces(question))] };
}

/** The answer that is right, as a learner gives it. */
function rightPlaces(question: Question): number[] {
  if (question.form !== "choose") return question.right;
  return question.choices.map((choice, place) => (choice.right ? place : -1)).filter((place) => place >= 0);
}

/** Whether a question asks what is true, in a language of which the word for that is known. */
function isTrueFalse(question: Question): boolean {
  return question.form === "choose" && question.fixed === true && truth !== "";
}

function trueFalse(question: Question, answer: Answer, yes: string, no: string): Interaction {
  const said = (place: unknown): string => (fold(wordsOf(question.choices[place as number]?.text)) === truth ? yes : no);
  return { type: "true-false", response: said(answer[0]), patterns: [said(rightPlaces(question)[0])] };
}

/** Whether numbers alone are accepted, and what was typed is one as every system reads it. */
function isNumeric(question: Question, text: string): boolean {
  return question.accepted.every((one) => !isNaN(one.number)) && /^-?\d{1,5}(\.\d{1,7})?$/.test(text);
}

/** All that may be written; of a number, itself: no standard has a tolerance among words. */
function formsOf(question: Question): string[] {
  return ([] as string[]).concat(...question.accepted.map((one) => (isNaN(one.number) ? one.forms : [String(one.number)])));
}

/**
 * A text in which nothing is taken for what parts texts, as some systems take a comma too, and that is short enough for every system. What is left
 * out says nothing in a short answer.
 */
function literal(text: string): string {
  const plain = text.replace(/\[[,.:]\]|,(?=\s|$)/g, " ").replace(/^[\s{]+/, "").replace(/\s+/g, " ");
  return plain.slice(0, 250).trim() || "?";
}

/** The words of a text as the end of a name; empty for those without letters of ASCII. */
function slug(text: string): string {
  const plain = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-/, "").slice(0, 40).replace(/-$/, "");
  return words && "-" + words;
}
