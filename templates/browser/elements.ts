export type Part = Node | string | null | undefined;

/** Makes an element. A string becomes text, never markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | boolean> = {},
  ...parts: Part[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes)) {
    const value = attributes[name] ?? false;
    if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  for (const part of parts) if (part) element.append(part);
  return element;
}

/** Makes an element of a drawing. */
export function drawing(tag: string, attributes: Record<string, string>, ...parts: Node[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag) as SVGElement;
  for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name] as string);
  element.append(...parts);
  return element;
}

/** A button that does something. */
export function button(words: string, press: () => void): HTMLButtonElement {
  const made = make("button", { type: "button" }, words);
  made.addEventListener("click", press);
  return made;
}

/** Makes a control the one on the screen that a reader most likely wants. */
export function primary<T extends HTMLElement>(control: T): T {
  control.className = "go";
  return control;
}

/**
 * Copies what is in an element of the page. The page's own elements keep their identifiers; those of the copy,
 * and what refers to them, get new ones.
 */
export function copy(from: Element | null | undefined): DocumentFragment {
  const to = document.createDocumentFragment();
  if (!from) return to;
  for (const node of from.childNodes) to.append(node.cloneNode(true));
  const names = new Set<string>();
  for (const element of to.querySelectorAll("[id]")) {
    names.add(element.id);
    element.id += "_copy";
  }
  if (names.size === 0) return to;
  const renamed = (name: string): string => (names.has(name) ? name + "_copy" : name);
  for (const element of to.querySelectorAll("*")) {
    for (const attribute of Array.from(element.attributes)) {
      const name = attribute.name;
      const value = attribute.value;
      if (/^aria-(labelledby|describedby|controls)$/.test(name)) {
        element.setAttribute(name, value.split(" ").map(renamed).join(" "));
      } else if (name !== "id" && value.includes("#")) {
        element.setAttribute(name, value.replace(/^#(.+)$|url\(#([^)]+)\)/g, (whole, at?: string, url?: string) =>
          at ? "#" + renamed(at) : url ? `url(#${renamed(url)})` : whole));
      }
    }
  }
  return to;
}

/** A day, such as 2026-11-20, in words. */
export function dayWords(day: string): string {
  // At noon: in no place is that another day.
  return new Date(day + "T12:00").toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric" });
}

/** The words of an element, without the spaces that only the source has. */
export function wordsOf(element: Element | null | undefined): string {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** Whether the page has an address that is of use on another device. That of a file is not, and may have somebody's name in it. */
export function hasAddress(): boolean {
  return /^https?:$/.test(location.protocol);
}

/** A path as people write it. What is no path stays as it is. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Saves data as a file of the reader's. */
export function save(data: Blob, name: string): void {
  const link = make("a", { download: name });
  link.href = URL.createObjectURL(data);
  link.click();
  // The browser reads the data after the press, and does not say when it has.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
