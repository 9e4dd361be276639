// Asks Pagefind and lunr what the site's own search is asked, and prints what they answer: for each query a list of results, and each of
// these as the addresses that it leads to. It reads { public, documents, queries } as JSON: public is a folder that Pagefind has indexed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import lunr from "lunr";

const { public: folder, documents, queries } = JSON.parse(readFileSync(0, "utf8"));
const most = 10;

/** Pagefind's own script, as a page loads it. What it asks of a browser is here: it fetches files, and reads the language of the page. */
async function openPagefind() {
  globalThis.fetch = async (address) => new Response(readFileSync(join(folder, decodeURIComponent(new URL(address, "http://site/").pathname))));
  globalThis.window = globalThis;
  globalThis.location = { href: "http://site/search.html", origin: "http://site" };
  const html = { getAttribute: () => "en-GB" };
  globalThis.document = { currentScript: null, querySelector: () => html, documentElement: html };
  const pagefind = await import(pathToFileURL(join(folder, "pagefind/pagefind.js")).href);
  await pagefind.options({ basePath: "/pagefind/", baseUrl: "/" });
  await pagefind.init();
  return pagefind;
}

/** A result of Pagefind is a page, under which its own interface shows three parts at most: those with the most matches. */
async function askPagefind(pagefind, query) {
  const { results } = await pagefind.search(query);
  const pages = await Promise.all(results.slice(0, most).map((result) => result.data()));
  return pages.map((page) => {
    const parts = [...page.sub_results].sort((a, b) => b.locations.length - a.locations.length).slice(0, 3);
    return [page.url, ...parts.map((part) => part.url)].map((address) => address.replace(/^\//, ""));
  });
}

/** An index of each heading, with its title ten times as heavy as its text. */
function openLunr() {
  return lunr(function () {
    this.ref("href");
    this.field("title", { boost: 10 });
    this.field("text");
    for (const one of documents) this.add(one);
  });
}

/** What is typed, as lunr takes it: without the characters that have a meaning in its queries. */
function askLunr(index, query) {
  return index.search(query.replace(/[:~^*+-]/g, " ")).slice(0, most).map(({ ref }) => [ref]);
}

const pagefind = await openPagefind();
const index = openLunr();
const answers = { pagefind: [], lunr: [] };
for (const query of queries) {
  answers.pagefind.push(await askPagefind(pagefind, query));
  answers.lunr.push(askLunr(index, query));
}
process.stdout.write(JSON.stringify(answers));
