/** What the page knows of the site's questions before it loads any. */
export interface QuestionIndex {
  all: number; // questions of the site; the page of a very large one does not know them all
  rules: IndexedRule[];
  questions: IndexedQuestion[];
}

/** A rule that questions test, or an update. */
export interface IndexedRule {
  id: string;
  version: string; // empty for an update
  words: string;
  href: string;
  page: { title: string; href: string }; // the same object for all rules of the page
}

/** A question that can be asked. */
export interface IndexedQuestion {
  name: string; // "QUIZ#QUESTION"
  story: string; // the same for the questions of one story; empty for a question without one
  mixed: boolean; // its choices may be shuffled
  rules: IndexedRule[];
  file: number; // which of the files of questions has it, counted from 0
}

/** The index as the build writes it (QuestionIndex in internal/builder/refresh.go). */
interface WrittenIndex {
  all: number;
  pages: [title: string, href: string][];
  rules: [id: string, version: string, page: number, words: string][];
  quizzes: { name: string; mixed: boolean; files: number[]; questions: [id: string, story: number, ...rules: number[]][] }[];
}

/** Reads the index of a page. */
export function readIndex(text: string): QuestionIndex {
  const written = JSON.parse(text) as WrittenIndex;
  const pages = written.pages.map(([title, href]) => ({ title, href }));
  const rules = written.rules.map(([id, version, at, words]): IndexedRule => {
    const page = pages[at] ?? { title: "", href: "" };
    return { id, version, words, href: `${page.href}#${id}`, page };
  });
  const questions: IndexedQuestion[] = [];
  let file = 0;
  for (const quiz of written.quizzes) {
    let at = 0;
    for (const n of quiz.files) {
      for (const [id, story, ...tested] of quiz.questions.slice(at, at + n)) {
        questions.push({
          name: `${quiz.name}#${id}`, story: story ? `${quiz.name}#${story}` : "", mixed: quiz.mixed,
          rules: tested.map((one) => rules[one]).filter((rule): rule is IndexedRule => rule !== undefined), file,
        });
      }
      at += n;
      file++;
    }
  }
  return { all: written.all, rules, questions };
}
