import { type PathState, type Progress, type ProgressStore, today } from "../../browser/progress";
import type { PathStep } from "../../browser/steps";

/** What a reader says of the steps of one path, on the page of that path. Each change gives what takes it back. */
export class KeptPath {
  constructor(readonly name: string, private readonly store: ProgressStore) {}

  /** Begins the path, or begins it again: then none of its steps is done. */
  begin(steps: PathStep[]): () => void {
    return this.change(steps, (progress, path) => {
      for (const step of steps) forget(progress, step.name);
      path.begun = today();
      path.steps = {};
    });
  }

  /** Goes on with a path that was begun. */
  goOn(): void {
    if (this.store.read().path !== this.name) this.change([], () => undefined);
  }

  say(step: PathStep, state: "done" | "left"): () => void {
    return this.change([step], (_, path) => (path.steps[step.name] = { state, day: today(), version: step.version ?? "" }));
  }

  /** Makes a step one that is still to be done. */
  open(step: PathStep): () => void {
    return this.change([step], (progress, path) => {
      forget(progress, step.name);
      delete path.steps[step.name];
    });
  }

  /** Changes what is kept of some steps, and gives what puts back what was kept of these before. */
  private change(steps: PathStep[], edit: (progress: Progress, path: PathState) => void): () => void {
    const before = this.store.read();
    this.store.change((progress) => {
      edit(progress, (progress.paths[this.name] ??= { begun: today(), steps: {} }));
      progress.path = this.name;
    });
    return () => void this.store.change((progress) => {
      progress.path = before.path;
      put(progress.paths, before.paths, this.name);
      for (const step of steps) {
        put(progress.read, before.read, step.name);
        put(progress.quizzes, before.quizzes, step.name);
      }
    });
  }
}

function forget(progress: Progress, name: string): void {
  delete progress.read[name];
  delete progress.quizzes[name];
}

/** Makes an entry of a table what it is in another. */
function put<T>(to: Record<string, T>, from: Record<string, T>, name: string): void {
  const value = from[name];
  if (value === undefined) delete to[name];
  else to[name] = value;
}
