const loads = new Map<string, Promise<unknown>>();

/**
 * Loads what a page has in a <template>, a script and perhaps its style sheet, the first time that it is asked for: Trusted Types allow no address made
 * by a script. selector finds the template. The promise fails where one of them cannot be loaded, and they are then loaded again when they are asked
 * for again.
 */
export function loadLater(selector: string): Promise<unknown> {
  const before = loads.get(selector);
  if (before) return before;
  const parts = Array.from(document.querySelector<HTMLTemplateElement>(selector)?.content.children ?? [], (part) => document.importNode(part, true));
  const load = Promise.all(parts.map((part) => new Promise((loaded, failed) => {
    part.addEventListener("load", loaded);
    part.addEventListener("error", failed);
    document.body.append(part);
  })));
  loads.set(selector, load);
  load.catch(() => loads.delete(selector));
  return load;
}
