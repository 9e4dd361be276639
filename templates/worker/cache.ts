// What is kept: the files of the list, all of one version or none, and on a large site the pages that were visited. A picture or a
// download that the host refuses is kept as a 404, which says that it is missing.
import { addressOf, isLasting, isSpare, keyOf, pageOf, prefix, scope } from "./names";
import type { PrecacheManifest } from "./global";

/** How many visited pages are kept, with what they load. The one that was not visited for longest makes room. */
const mostVisited = 100;

/** How many files are fetched at once: others want the network too. */
const lanes = 6;

/** What comes in the name of a visited page's store before its key. No key has a space. */
const visited = " visited ";

/** A page, and the name of the store that has what it loads. */
interface CachedPage {
  response: Response;
  store: string;
}

/** The stores of one version: one for the files of the list, and one for each visited page, with all that it loads. */
export class SiteCache {
  private readonly own: string;
  private readonly visited: string; // what the names of visited pages' stores begin with; the page's key follows
  private listed: Map<string, string> | undefined; // the digests of the files of the list, by key; made when it is first needed
  private keeping: Promise<unknown> = Promise.resolve(); // what was kept last

  constructor(private readonly site: PrecacheManifest) {
    this.own = prefix + site.version;
    this.visited = this.own + visited;
  }

  /** A file of the list as it is kept. Any script of this origin can write into a store, so only its bytes say that it is the file. */
  private async ownFile(key: string): Promise<Response | undefined> {
    const response = await caches.match(key, { cacheName: this.own });
    return response && isFile(response, this.digest(key));
  }

  /** The digest of a file of the list. */
  private digest(key: string): string | undefined {
    this.listed ??= new Map(Object.keys(this.site.files).map((name) => [keyOf(addressOf(name)) ?? "", this.site.files[name] ?? ""]));
    return this.listed.get(key);
  }

  async page(key: string): Promise<CachedPage | undefined> {
    const own = await this.ownFile(key);
    if (own) return { response: own, store: this.own };
    const store = this.visited + key;
    const response = await caches.match(key, { cacheName: store });
    return response && { response, store };
  }

  /** What a page of one of the stores loads, and nothing that another version may have under the same name. */
  async part(key: string, store = this.own): Promise<Response | undefined> {
    const visited = store === this.own ? undefined : await caches.match(key, { cacheName: store });
    return visited ?? (store === this.own || isLasting(key) ? this.ownFile(key) : undefined);
  }

  /** What a page of a store loads and is not kept, from the network. What another version has under the same name is an error. */
  async fetchPart(key: string, request: Request): Promise<Response> {
    const response = await fetch(request);
    const digest = isLasting(key) ? undefined : this.digest(key);
    return digest === undefined ? response : (await isFile(response, digest)) ?? Response.error();
  }

  /**
   * Keeps every file of the list, but for spare ones that the host refuses, or none. Each has to be the one that the build made: a
   * site that is just being changed fails.
   */
  async fill(): Promise<void> {
    try {
      const store = await caches.open(this.own);
      const rest = Object.keys(this.site.files)[Symbol.iterator]();
      await Promise.all(Array.from({ length: lanes }, async () => {
        for (const name of rest) await store.put(keyOf(addressOf(name)) ?? "", await fetchListed(name, this.site.files[name] ?? ""));
      }));
      await this.visitAgain();
    } catch (error) {
      await remove((name) => this.has(name));
      throw error;
    }
  }

  /** Removes the stores of every other version. */
  async removeOthers(): Promise<void> {
    await remove((name) => !this.has(name));
  }

  private has(name: string): boolean {
    return name === this.own || name.startsWith(this.visited);
  }

  /** Keeps a page that was visited, once all that it loads is there. */
  async visit(address: string, response: Response): Promise<void> {
    const key = keyOf(address);
    if (!key || !isPage(response) || (response.redirected && keyOf(response.url) !== key)) return;
    if (await caches.match(key, { cacheName: this.own })) return;
    const files = new Map<string, Response>();
    for (const need of needs(await response.clone().text(), address)) {
      const part = keyOf(need);
      if (!part || files.has(part) || (isLasting(part) && (await this.part(part)))) continue;
      const got = await fetch(need);
      const refused = isSpare(new URL(need).pathname) && refuses(got);
      if (!got.ok && !refused) return;
      files.set(part, refused ? missing() : await plain(got));
    }
    files.set(key, await plain(response)); // last: without it, the store counts for nothing
    this.keeping = this.keeping.catch(() => undefined).then(() => this.keep(key, files));
    await this.keeping;
  }

  /** Makes the store of a visited page. One is made after the other, as two may be of the same page. */
  private async keep(key: string, files: Map<string, Response>): Promise<void> {
    const name = this.visited + key;
    await caches.delete(name); // it goes to the end of the list
    const store = await caches.open(name);
    for (const file of files) await store.put(file[0], file[1]);
    const all = (await caches.keys()).filter((other) => other.startsWith(this.visited));
    await Promise.all(all.slice(0, -mostVisited).map((old) => caches.delete(old)));
  }

  /** Keeps the pages that were visited in other versions as they are now. One that cannot be had is left out. */
  async visitAgain(): Promise<void> {
    if (this.site.whole) return;
    const names = await caches.keys();
    for (const name of names.filter((name) => name.startsWith(prefix) && !this.has(name))) {
      const key = name.split(visited)[1];
      if (!key || names.includes(this.visited + key)) continue;
      const address = pageOf(key);
      await fetch(address, { cache: "no-cache" }).then((response) => this.visit(address, response)).catch(() => undefined);
    }
  }

  /** The titles of pages that are kept, by their keys: those near the top of the site first. */
  async titles(): Promise<{ key: string; title: string }[]> {
    const keys = new Set((await (await caches.open(this.own)).keys()).map((request) => request.url));
    for (const name of await caches.keys()) if (name.startsWith(this.visited)) keys.add(name.slice(this.visited.length));
    const depth = (key: string): number => key.split("/").length;
    const titles: { key: string; title: string }[] = [];
    for (const key of Array.from(keys).sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))) {
      const found = await this.page(key);
      if (!found || !isPage(found.response) || key === scope.href + "offline") continue;
      const title = /<h1[^>]*>([^]*?)<\/h1>/.exec(await found.response.text());
      if (title?.[1]) titles.push({ key, title: title[1].replace(/<[^>]*>/g, "").trim() });
      if (titles.length === mostVisited) break;
    }
    return titles;
  }
}

/** Removes some of this site's stores. */
async function remove(which: (name: string) => boolean): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && which(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** A file of the list, as an earlier version kept it or else from the network. */
async function fetchListed(name: string, digest: string): Promise<Response> {
  const before = await caches.match(keyOf(addressOf(name)) ?? "");
  const same = before && (await isFile(before, digest));
  if (same) return same;
  const response = await fetch(addressOf(name), { cache: "no-cache" });
  if (isSpare(name) && refuses(response)) return missing();
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const file = await isFile(await plain(response), digest);
  if (!file) throw new Error(`${name} is of another version`);
  return file;
}

/**
 * Whether a host says that it does not hand out a file. That it is busy, or asks for patience (408, 425, 429), is another matter.
 * Some hosts say so with a page, and a status that says all is well.
 */
function refuses(response: Response): boolean {
  const status = response.status;
  return isPage(response) || (status >= 400 && status < 500 && ![408, 425, 429].includes(status));
}

/** What is kept in place of a file that the host refuses. */
function missing(): Response {
  return new Response(null, { status: 404 });
}

/** A response, if its bytes have a digest. */
async function isFile(response: Response, digest: string | undefined): Promise<Response | undefined> {
  const bytes = await response.arrayBuffer();
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...sum)) === digest ? new Response(bytes, { headers: response.headers }) : undefined;
}

/** A copy of what a host sent. A host may lead from x.html to x, and a page cannot be shown with a response that was led on. */
async function plain(response: Response): Promise<Response> {
  return new Response(await response.blob(), { headers: { "Content-Type": response.headers.get("Content-Type") ?? "" } });
}

/** Whether a response is a page, which loads other files. */
export function isPage(response: Response): boolean {
  return response.ok && /^text\/html\b/.test(response.headers.get("Content-Type") ?? "");
}

/** The addresses of what a page of this site loads. */
function needs(text: string, address: string): string[] {
  const found: string[] = [];
  for (const tag of text.match(/<(?:link rel="stylesheet"|script|img)\b[^>]*>/g) ?? []) {
    const at = /\s(?:href|src)="([^"]+)"/.exec(tag);
    if (at?.[1] && !at[1].startsWith("data:")) found.push(new URL(at[1].replace(/&amp;/g, "&"), address).href);
  }
  return found;
}
