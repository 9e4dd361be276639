import { mix } from "./attempt";
import { copy, make, type Part, wordsOf } from "../browser/elements";
import type { Question } from "./model";
import type { AnswerForm } from "./offer";
import type { Answer } from "./score";
import type { Words } from "../browser/words";

/** The controls of a question. */
export interface Fields {
  parts: Part[];
  first: HTMLElement; // takes the focus when something is missing
  read(): Answer | Problem;
}

/** What is missing, as a key of the words. */
export interface Problem {
  problem: string;
}

type Make = (question: Question, before: Answer | undefined, words: Words, shuffle: boolean, seed: number) => Fields;

const makers: Record<AnswerForm, Make> = {
  choose: choiceFields,
  rank: (question, before, words) => {
    const rows = question.items.map((item) => ({ text: item.text, at: item.place }));
    const fields = placeFields(rows, rows.map((_, i) => ({ place: i, words: String(i + 1) })), before, "place", "none-order", words);
    return {
      ...fields,
      read: () => {
        const answer = fields.read();
        return Array.isArray(answer) && new Set(answer).size < answer.length ? { problem: "twice-order" } : answer;
      },
    };
  },
  pair: (question, before, words) => {
    const seen = new Set<string>();
    const options = question.items.filter((item) => !seen.has(item.words) && seen.add(item.words)); // the same words in two rows are one option
    return placeFields(question.rows.map((text, at) => ({ text, at })), options, before, "belongs", "none-match", words);
  },
  write: shortField,
};

/** Makes the controls of a question, with an answer that was given before, or with nothing chosen. */
export function fieldsOf(question: Question, before: Answer | undefined, shuffle: boolean, seed: number, words: Words): Fields {
  return makers[question.form](question, before, words, shuffle, seed);
}

function choiceFields(question: Question, before: Answer | undefined, _: Words, shuffle: boolean, seed: number): Fields {
  const many = question.several;
  const order = choiceOrder(question, shuffle, seed);
  const inputs = order.map((i) => {
    const input = make("input", { type: many ? "checkbox" : "radio", name: "answer", value: String(i) });
    input.checked = before?.includes(i as never) || false;
    return input;
  });
  return {
    parts: inputs.map((input, at) => option(input, copy(question.choices[order[at] || 0]?.text))),
    first: inputs[0] as HTMLElement,
    read: () => {
      const chosen = inputs.filter((input) => input.checked).map((input) => Number(input.value)).sort((a, b) => a - b);
      return chosen.length > 0 ? chosen : { problem: many ? "none-many" : "none-one" };
    },
  };
}

/** The places of the choices in the order in which they are shown. */
export function choiceOrder(question: Question, shuffle: boolean, seed: number): number[] {
  const order = question.choices.map((_, i) => i);
  return shuffle && !question.fixed ? mix(order, seed + sum(question.id)) : order;
}

/** A box to tick with its words: the whole of it can be pressed. */
export function option(input: HTMLInputElement, words: Part): HTMLElement {
  return make("label", { class: "option" }, input, make("span", {}, words));
}

/** A select for each row, with a place for it in the answer. */
function placeFields(rows: { text: Element; at: number }[], options: { place: number; words: string }[], before: Answer | undefined,
  label: string, none: string, words: Words): Fields {
  const selects = rows.map((row) => {
    const select = make("select", { "aria-label": words.text(label, { item: wordsOf(row.text) }) }, make("option", { value: "" }, words.text("choose")),
      ...options.map((option) => make("option", { value: String(option.place) }, option.words)));
    const chosen = before?.[row.at];
    if (chosen !== undefined) select.value = String(chosen);
    return select;
  });
  return {
    parts: [make("ul", { class: "places" }, ...rows.map((row, i) => make("li", {}, make("span", {}, copy(row.text)), selects[i])))],
    first: selects[0] as HTMLElement,
    read: () => {
      const answer: number[] = [];
      if (selects.some((select) => select.value === "")) return { problem: none };
      rows.forEach((row, i) => (answer[row.at] = Number(selects[i]?.value)));
      return answer;
    },
  };
}

function shortField(question: Question, before: Answer | undefined, words: Words): Fields {
  const input = make("input", { type: "text", name: "answer", autocomplete: "off", maxlength: String(room(question)) });
  if (typeof before === "string") input.value = before;
  return {
    parts: [make("label", { class: "field" }, words.text("short"), input)],
    first: input,
    read: () => (input.value.trim() === "" ? { problem: "none-short" } : input.value.trim()),
  };
}

/** How many characters a short answer may have: few, as a result has to be short. More where one that is right is long. */
export function room(question: Question): number {
  return question.accepted.some((accepted) => accepted.forms.some((form) => form.length > 30)) ? 200 : 40;
}

function sum(text: string): number {
  return Array.from(text).reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) | 0, 7);
}
