const loads = new Map<string, Promise<void>>();

/**
 * Loads a script that a page has in a <template>, the first time that it is asked for: Trusted Types allow no address made by a script. selector finds
 * the template. The promise fails where the script cannot be loaded, and it is then loaded again when it is asked for again.
 */
export function loadLater(selector: string): Promise<void> {
  const before = loads.get(selector);
  if (before) return before;
  const load = new Promise<void>((loaded, failed) => {
    const later = document.querySelector<HTMLTemplateElement>(selector);
    const script = document.importNode(later?.content.firstElementChild as Element, true);
    script.addEventListener("load", () => loaded());
    script.addEventListener("error", failed);
    document.body.append(script);
  });
  loads.set(selector, load);
  load.catch(() => loads.delete(selector));
  return load;
}
