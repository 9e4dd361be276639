// How pages and stores are called. All of it starts from where the worker is: the site's folder, on any host and below
// any path.
import { worker } from "./global";

/** The address of the site's folder. */
export const scope = new URL("./", worker.location.href);

/** What the names of this site's stores begin with. Other sites on the same host have other paths, and no path has a space. */
export const prefix = `handrail ${scope.pathname} `;

/**
 * What a file is kept under: its address as the hosts that leave out most have it, without "index.html", ".html" and what
 * follows a question mark. Null for what is not within the site.
 */
export function keyOf(address: string | URL): string | null {
  const url = new URL(String(address), scope.href);
  if (url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return null;
  const name = url.pathname.slice(scope.pathname.length).replace(/(^|\/)index(\.html)?$/, "$1").replace(/\.html$/, "");
  try {
    return addressOf(decodeURIComponent(name)); // a character can be written as itself or in hexadecimal
  } catch {
    return null;
  }
}

/** The address of a file by its path within the site. */
export function addressOf(name: string): string {
  return scope.href + name.split("/").map(encodeURIComponent).join("/");
}

/** The address of the page that is kept under a key. */
export function pageOf(key: string): string {
  return key + (key.endsWith("/") ? "index.html" : ".html");
}

/** Whether pages are whole without a file: it is no page, no script and no style, but a picture or something to download. */
export function isSpare(path: string): boolean {
  return !/(\/|^|\.(html|css|js))$/.test(path);
}

/** Whether the name of a file holds its digest: then it is never another file. */
export function isLasting(key: string): boolean {
  return key.startsWith(scope.href + "assets/") && /^[^/]+-[0-9a-f]{10}\.[a-z0-9]+$/.test(key.slice(scope.href.length + 7));
}
