import type { Progress } from "../../browser/progress";

/** The paths that a page is a step of: the names of the steps that follow it, by that of the path. Of a step that is done on the path's own page it ends in "*". */
export type StepNames = Record<string, string[]>;

/**
 * The name of the page on which a reader goes on with a path that they have begun: that of the next of its steps that is open; that of the path,
 * where the step is done there or none of those that follow is open. It is "" where the page is in no path that was begun.
 */
export function nextPage(progress: Progress, paths: StepNames): string {
  const path = [progress.path, ...Object.keys(paths)].find((name) => paths[name] && progress.paths[name]);
  if (!path) return "";
  const next = paths[path]?.find((step) => {
    const name = step.replace("*", "");
    return !progress.read[name] && !progress.quizzes[name]?.passed && !progress.paths[path]?.steps[name];
  });
  return next && !next.endsWith("*") ? next : path;
}
