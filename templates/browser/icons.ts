import { drawing } from "./elements";

const circle = "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22";

// What the drawings beside words are, as the attribute d of a path has it. Each has a shape of its own.
export const openIcon = circle;
export const doneIcon = circle + "M7 12.5l3.5 3.5 6.5-7.5";
export const leftIcon = circle + "M6.5 12h11";
export const nextIcon = circle + "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6";
export const changedIcon = "M20.5 8A9.5 9.5 0 1 0 21.5 13M21 2.5V8.5H15";

/** Draws what the words beside it say. */
export function icon(path: string): SVGElement {
  return drawing("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, drawing("path", { d: path }));
}
