// Keeps the site for when there is no network. Pages come from the network when there is one, so that they are the newest;
// else from a store. A page of a store takes all that it loads from there, and a page of the network nothing that another
// version may have under the same name.
import { isLasting, keyOf, pageOf, scope } from "./names";
import { isPage, SiteCache } from "./cache";
import { type PrecacheManifest, worker } from "./global";

declare const site: PrecacheManifest;

const store = new SiteCache(site);

/** How long a page may take to begin, in milliseconds, before the one that is kept is shown. */
const patience = 4000;

/** The stores that pages came from. A page of a store loads its parts in the seconds after it, so the worker is still the same. */
const stored = new Map<string, string>();

worker.addEventListener("install", (event) => event.waitUntil(store.fill()));

worker.addEventListener("activate", (event) => event.waitUntil(begin()));

/** A page that has been notified of a new version may ask for it. */
worker.addEventListener("message", (event) => {
  if (event.data === "use") event.waitUntil(worker.skipWaiting());
});

worker.addEventListener("fetch", (event) => {
  const key = event.request.method === "GET" && !event.request.headers.has("Range") ? keyOf(event.request.url) : null;
  if (!key) return;
  if (event.request.mode === "navigate") event.respondWith(page(event, key));
  else if (isLasting(key) || stored.has(event.clientId)) event.respondWith(part(event, key));
});

async function begin(): Promise<void> {
  await store.visitAgain(); // what was visited while this version waited
  await store.removeOthers();
  // Where the network fails, a browser may fail the page with its preload (https://github.com/GoogleChrome/workbox/issues/3134). Earlier
  // versions of this worker have turned it on.
  await worker.registration.navigationPreload?.disable();
  await worker.clients.claim();
  if (site.whole) return;
  // Pages that were open before there was a worker count as visited.
  for (const client of await worker.clients.matchAll({ type: "window", includeUncontrolled: true })) {
    const key = keyOf(client.url);
    if (key && !(await store.page(key))) await fetch(client.url).then((response) => store.visit(client.url, response)).catch(() => undefined);
  }
}

/** What a page loads, from a store, or else from the network. */
async function part(event: FetchEvent, key: string): Promise<Response> {
  const kept = await store.part(key, stored.get(event.clientId));
  return kept ?? (stored.has(event.clientId) ? store.fetchPart(key, event.request) : fetch(event.request));
}

/** A page from the network; from a store when that fails or is slow; or one that says that it is not there. */
async function page(event: FetchEvent, key: string): Promise<Response> {
  const network = fetch(event.request);
  network.catch(() => undefined); // it may fail when nobody waits for it any more
  // First of all that wait for it, as it can be read once; and also when it comes late.
  if (!site.whole) event.waitUntil(network.then((response) => store.visit(event.request.url, response.clone())).catch(() => undefined));
  const late = new Promise<undefined>((tell) => setTimeout(tell, patience, undefined));
  const first = await Promise.race([network, late]).catch(() => undefined);
  if (first && first.status < 500) return first;
  return (await kept(event, key)) ?? (await folder(key)) ?? network.catch(() => sayOffline(event));
}

/** A page of a store. Its images do not wait until they are scrolled to: the worker may have forgotten by then where it is from. */
async function kept(event: FetchEvent, key: string): Promise<Response | undefined> {
  const found = await store.page(key);
  if (!found) return undefined;
  stored.set(event.resultingClientId, found.store);
  if (!isPage(found.response)) return found.response;
  const text = (await found.response.text()).replace(/ loading="lazy"/g, "");
  return new Response(text, { headers: found.response.headers });
}

/** Leads to the folder that is meant by its name without a slash, as hosts do: its links would lead elsewhere. */
async function folder(key: string): Promise<Response | undefined> {
  return (await store.page(key + "/")) && Response.redirect(key + "/");
}

/** The page that says that there is no network, and which pages are kept. Its links are those of the site's top. */
async function sayOffline(event: FetchEvent): Promise<Response> {
  const found = await store.page(scope.href + "offline");
  if (!found) return Response.error();
  stored.set(event.resultingClientId, found.store);
  const links = (await store.titles()).map((page) => `<li><a href="${pageOf(page.key)}">${page.title}</a></li>`);
  const text = (await found.response.text())
    .replace(/\b(href|src)="(?!["#]|[a-z]+:)/g, (attribute) => attribute + scope.href)
    .replace(/(id="kept_pages")(?: hidden)?>/, (list, id: string) => links.length ? id + ">" + links.join("") : list);
  return new Response(text, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
