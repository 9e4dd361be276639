import { make, type Part } from "../browser/elements";
import type { Words } from "../browser/words";
import { type Fault, faultList, Faults, where } from "./faults";
import type { CodeKind, Found } from "./find";
import { puttingView } from "./putting";
import { open, readText } from "./reading";

/** What a board does with the codes that are put in. */
export interface Board<T> {
  kind: CodeKind<T>;
  /** Adds what was found, and says what became of it: "added", "again" or a fault. */
  add(found: Found<T>): string;
  /** Says what is wrong with a code that can be read and is not counted, and how to fix it; null for other faults. */
  fault?(fault: Fault<T>): Part[] | null;
  readonly undo: HTMLElement; // is emptied when something is added
  /** Shows what is on the board. */
  show(): Promise<void> | void;
  /** Keeps it. */
  keep(): void;
}

/** Takes in what people put on a board: a text, files, or either dropped on the page. It says what came of them. */
export class Intake<T> {
  readonly status = make("p", { role: "status" });
  readonly faults = make("section", { class: "faults" });
  readonly putting: ReturnType<typeof puttingView>;
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly board: Board<T>, private readonly words: Words) {
    this.putting = puttingView(words, { text: (text) => this.read([text]), files: (files) => this.read(files) });
  }

  /** Does something once all that is being read has been. */
  then(work: () => Promise<void>): void {
    this.queue = this.queue.then(work);
  }

  /** Reads files, or a text without a name, one after the other, and says what came of them. */
  private read(files: (File | string)[]): void {
    const board = this.board;
    this.then(async () => {
      const became: Record<string, number> = { added: 0, again: 0 };
      const faults = new Faults<T>();
      board.undo.textContent = "";
      this.status.textContent = this.words.text("reading");
      await new Promise((shown) => setTimeout(shown)); // the page shows the press before the work begins
      for (const file of files) {
        const name = typeof file === "string" ? "" : file.name;
        const before = faults.n;
        const text = await open(board.kind, file, (why, entry) => faults.add(why, nothing, () => name + (entry && ": " + entry)));
        if (text.trim()) {
          await readText(board.kind, text, (found) => {
            const what = board.add(found);
            if (what in became) became[what] = (became[what] ?? 0) + 1;
            else faults.add(what, found, () => where(found, text, name));
          });
        } else if (name && faults.n === before) faults.add("foreign", nothing, () => name);
      }
      if (typeof files[0] === "string") this.putting.area.value = "";
      await board.show();
      board.keep();
      const parts = Object.keys(became).map((key) => became[key] ? this.words.count(key, became[key]) : "");
      if (faults.n > 0) parts.push(this.words.count("unread", faults.n));
      this.status.textContent = parts.filter(Boolean).join(" ") || this.words.text("nothing");
      this.list(faults);
    });
  }

  /** Lists what could not be counted, in place of what was listed. */
  list(faults: Faults<T> | null): void {
    this.faults.textContent = "";
    if (faults) this.faults.append(...(faultList(faults, this.words, (fault) => this.board.fault?.(fault) ?? null).filter(Boolean) as Node[]));
  }
}

/** Stands for a file that could not be read at all. */
const nothing: Found<never> = { fault: "foreign", have: 0, want: 0, code: "", at: 0, content: null };
