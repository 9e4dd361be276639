import { wordsOf } from "../../browser/elements";
import { type Condition, keyOf, type QuestionTopics, readCondition } from "./applies";
import type { Data, Selector } from "./contract";
import { type Day, isDay, type Repeat } from "./due";

/** One answer that a question offers. The topic is empty for an answer that brings none. */
export interface Option {
  topic: string;
  label: string;
}

export interface ChecklistQuestion extends QuestionTopics {
  ask: string;
  many: boolean;
  options: Option[];
}

/** A rule as something to do. */
export interface ChecklistItem {
  id: string;
  group: ItemGroup;
  condition: Condition;
  minutes: number; // 0 when it is not known
  changed: Day | ""; // when its meaning last changed
  kind: string; // "You must", and so on
  text: string;
  skip: string; // when it may be left out, in words
  source: string; // who says so, in words; "" when the site does not say
  href: string; // the rule in the guidance
  calendar: string; // the file that reminds of it; "" for none
  plain: HTMLElement; // the item in the plain list
}

/** Items that are done equally often, or promises: what is never done, and kept to. */
export interface ItemGroup {
  repeat: Repeat;
  promises: boolean;
  title: string;
  calendar: string;
  items: ChecklistItem[];
  plain: HTMLElement;
}

/** A checklist, as the page has it without a script. */
export interface Checklist {
  name: string;
  site: string; // distinguishes its site from every other
  title: string;
  questions: ChecklistQuestion[];
  groups: ItemGroup[];
  items: Map<string, ChecklistItem>;
}

export function readChecklist(box: HTMLElement): Checklist {
  const items = new Map<string, ChecklistItem>();
  const groups = Array.from(box.querySelectorAll<HTMLElement>("[data-repeat]" satisfies Selector)).map(readGroup);
  for (const group of groups) for (const item of group.items) items.set(item.id, item);
  const data: Data = box.dataset;
  return {
    name: data.name || "",
    site: data.site || "",
    title: wordsOf(document.querySelector("h1")),
    questions: Array.from(box.querySelectorAll<HTMLElement>("[data-choose]" satisfies Selector)).map(readQuestion),
    groups,
    items,
  };
}

/** The label of the option that brings a topic; "" when none does. */
export function labelOf(checklist: Checklist, topic: string): string {
  for (const question of checklist.questions) {
    for (const option of question.options) if (option.topic === topic) return option.label;
  }
  return "";
}

function readQuestion(box: HTMLElement): ChecklistQuestion {
  const options = Array.from(box.querySelectorAll<HTMLElement>("[data-topic]" satisfies Selector)).map((option) => ({ topic: (option.dataset as Data).topic || "", label: wordsOf(option) }));
  const topics = options.map((option) => option.topic).filter((topic) => topic !== "");
  return { key: keyOf(topics), topics, options, ask: wordsOf(box.querySelector(".ask" satisfies Selector)), many: (box.dataset as Data).choose === "many" };
}

function readGroup(plain: HTMLElement): ItemGroup {
  const repeat = (plain.dataset as Data).repeat as Repeat;
  const group: ItemGroup = { repeat, promises: repeat === "always", title: wordsOf(plain.querySelector("h2" satisfies Selector)), calendar: "", items: [], plain };
  for (const link of plain.querySelectorAll<HTMLAnchorElement>("a.calendar" satisfies Selector)) if (!link.closest("[data-item]" satisfies Selector)) group.calendar = link.href;
  group.items = Array.from(plain.querySelectorAll<HTMLElement>("[data-item]" satisfies Selector)).map((item) => readItem(item, group));
  return group;
}

function readItem(plain: HTMLElement, group: ItemGroup): ChecklistItem {
  const data: Data = plain.dataset;
  const changed = data.changed || "";
  return {
    id: data.item || "", group, plain,
    condition: readCondition(data.applies || ""),
    minutes: Number(data.minutes ?? 0),
    changed: isDay(changed) ? changed : "",
    kind: wordsOf(plain.querySelector(".label" satisfies Selector)),
    text: wordsOf(plain.querySelector(".say" satisfies Selector)),
    skip: wordsOf(plain.querySelector(".skip-if" satisfies Selector)),
    source: wordsOf(plain.querySelector(".source" satisfies Selector)),
    href: plain.querySelector<HTMLAnchorElement>(".share a" satisfies Selector)?.href || "",
    calendar: plain.querySelector<HTMLAnchorElement>("a.calendar" satisfies Selector)?.href || "",
  };
}
