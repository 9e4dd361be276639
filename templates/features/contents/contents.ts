import type { Selector } from "./contract";

/** Opens the contents of the page where they are beside the text. On a phone they stay closed, to keep the text near. */
export function openContents(): void {
  const contents = document.querySelector<HTMLDetailsElement>(".contents details" satisfies Selector);
  if (contents && matchMedia("(min-width: 60rem)").matches) contents.open = true;
}
