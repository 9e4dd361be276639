// What is kept: the files of the list, all of one version or none, and on a large site the pages that were visited.
import { addressOf, isLasting, keyOf, prefix, scope } from "./names";
import type { Kept } from "./types";

/** Where a kept file has its digest, for the next version. */
const digestHeader = "handrail-digest";

/** How many visited pages are kept, with their images. The one that was not visited for longest makes room. */
const mostVisited = 100;

/** How many files are fetched at once: others want the network too. */
const lanes = 6;

/** The stores of one version. */
export class Store {
  private readonly own: string;
  private readonly visited: string;

  constructor(private readonly site: Kept) {
    this.own = prefix + site.version;
    this.visited = this.own + " visited";
  }

  /** What is kept under a key. */
  async find(key: string): Promise<Response | undefined> {
    return (await caches.match(key, { cacheName: this.own })) ?? caches.match(key, { cacheName: this.visited });
  }

  /** Keeps every file of the list, or none. Each has to be the one that the build made: a site that is just being changed fails. */
  async fill(): Promise<void> {
    try {
      const store = await caches.open(this.own);
      const rest = Object.keys(this.site.files)[Symbol.iterator]();
      await Promise.all(Array.from({ length: lanes }, async () => {
        for (const name of rest) await store.put(keyOf(addressOf(name)) ?? "", await fetchListed(name, this.site.files[name] ?? ""));
      }));
      if (!this.site.whole) await this.visitAgain();
    } catch (error) {
      await caches.delete(this.own);
      await caches.delete(this.visited);
      throw error;
    }
  }

  /** Removes the stores of every other version. */
  async removeOthers(): Promise<void> {
    const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== this.own && name !== this.visited);
    await Promise.all(others.map((name) => caches.delete(name)));
  }

  /** Keeps a page that was visited, once all that it needs is kept; on a small site every page is there already. */
  async visit(address: string, response: Response): Promise<void> {
    const key = keyOf(address);
    if (this.site.whole || !key || !isPage(response) || response.redirected) return;
    const text = await response.clone().text();
    const store = await caches.open(this.visited);
    for (const need of needs(text, address)) {
      const part = keyOf(need);
      if (!part || (isLasting(part) && (await this.find(part)))) continue;
      const got = await fetch(need);
      if (!got.ok) return;
      await store.put(part, await plain(got));
    }
    await store.delete(key); // it goes to the end of the list
    await store.put(key, await plain(response));
    const old = (await store.keys()).map((request) => request.url).filter((at) => !isLasting(at));
    for (const at of old.slice(0, Math.max(0, old.length - mostVisited))) await store.delete(at);
  }

  /** Keeps the pages that were visited in earlier versions as they are now. One that cannot be had is left out. */
  private async visitAgain(): Promise<void> {
    for (const name of (await caches.keys()).filter((name) => name.startsWith(prefix) && name.endsWith(" visited") && name !== this.visited)) {
      for (const request of await (await caches.open(name)).keys()) {
        if (isLasting(request.url)) continue;
        await fetch(request.url, { cache: "no-cache" }).then((response) => this.visit(request.url, response)).catch(() => undefined);
      }
    }
  }

  /** The titles of pages that are kept, by their keys: those near the top of the site first. */
  async titles(): Promise<{ key: string; title: string }[]> {
    const keys = new Set<string>();
    for (const name of [this.own, this.visited]) {
      for (const request of await (await caches.open(name)).keys()) keys.add(request.url);
    }
    const depth = (key: string): number => key.split("/").length;
    const titles: { key: string; title: string }[] = [];
    for (const key of Array.from(keys).sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))) {
      const response = await this.find(key);
      if (!response || !isPage(response) || key === scope.href + "offline") continue;
      const title = /<h1[^>]*>([^]*?)<\/h1>/.exec(await response.text());
      if (title?.[1]) titles.push({ key, title: title[1].replace(/<[^>]*>/g, "").trim() });
      if (titles.length === mostVisited) break;
    }
    return titles;
  }
}

/** A file of the list, as an earlier version kept it or else from the network. */
async function fetchListed(name: string, digest: string): Promise<Response> {
  const before = await caches.match(keyOf(addressOf(name)) ?? "");
  if (before && before.headers.get(digestHeader) === digest) return before;
  const response = await fetch(addressOf(name), { cache: "no-cache", integrity: "sha256-" + digest });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return plain(response, digest);
}

/** A copy of what a host sent. A host may lead from x.html to x, and a page cannot be shown with a response that was led on. */
async function plain(response: Response, digest = ""): Promise<Response> {
  const headers: Record<string, string> = { "Content-Type": response.headers.get("Content-Type") ?? "" };
  if (digest) headers[digestHeader] = digest;
  return new Response(await response.blob(), { headers });
}

function isPage(response: Response): boolean {
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
