import { type Question, readQuestion } from "../../questions/model";
import type { Selector } from "./contract";
import type { IndexedQuestion } from "./index";
import { elementOf } from "./tree";

/** What a file of questions hands over: the quiz's name, and for each question its identifier, answers that are not nearly right, and its elements. */
type HandedOver = [quiz: string, questions: [id: string, confusable: string[], trees: unknown[]][]];

/** The files of questions, which are loaded as they are needed. */
export class QuestionFiles {
  private readonly made = new Map<string, Question>();
  private readonly loading = new Map<number, Promise<void>>();

  constructor() {
    addEventListener("questions", (event) => {
      const [quiz, questions] = (event as CustomEvent<HandedOver>).detail;
      for (const [id, confusable, trees] of questions) {
        const question = questionOf(trees);
        if (!question) continue;
        question.id = `${quiz}#${id}`;
        question.elsewhere = () => new Set(confusable);
        this.made.set(question.id, question);
      }
    });
  }

  /** The questions, in the same order. It fails when a file cannot be loaded. */
  async get(wanted: IndexedQuestion[]): Promise<Question[]> {
    await Promise.all(wanted.map((one) => this.load(one.file)));
    return wanted.map((one) => {
      const question = this.made.get(one.name);
      if (question && !one.mixed) question.fixed = true;
      return question;
    }).filter((one): one is Question => one !== undefined);
  }

  private load(file: number): Promise<void> {
    const begun = this.loading.get(file);
    if (begun) return begun;
    const loaded = new Promise<void>((done, fail) => {
      const template = document.querySelectorAll<HTMLTemplateElement>("template[data-file]" satisfies Selector)[file];
      // A copy of what the page has: Trusted Types allow no address that a script makes.
      const script = template?.content.querySelector("script")?.cloneNode() as HTMLScriptElement | undefined;
      if (!script) return fail(new Error("no such file"));
      script.addEventListener("load", () => done());
      script.addEventListener("error", () => {
        this.loading.delete(file);
        script.remove();
        fail(new Error("not loaded"));
      });
      document.body.append(script);
    });
    this.loading.set(file, loaded);
    return loaded;
  }
}

/** A question made of its elements: the last one, with the story before it if it has one. */
function questionOf(trees: unknown[]): Question | null {
  const elements = trees.map((tree) => elementOf(tree));
  const element = elements[elements.length - 1];
  if (!(element instanceof HTMLElement)) return null;
  const question = readQuestion(element);
  question.story = elements.length > 1 ? elements[0] ?? null : null;
  return question;
}
