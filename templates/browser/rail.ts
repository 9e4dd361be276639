import { make } from "./elements";

/** More stations than this would be too small to be of use. */
const most = 30;

/**
 * How far one is, as stations on a line: those that are behind, and that at which one is, counted from 1; 0 for none. Words beside it say
 * the same. It is null where there are too many.
 */
export function rail(all: number, done: number, here = 0): HTMLElement | null {
  if (all > most) return null;
  const line = make("span", { class: "rail", "aria-hidden": "true" });
  for (let n = 1; n <= all; n++) line.append(make("span", { class: n <= done ? "done" : n === here ? "here" : "" }));
  return line;
}
