import { make, type Part } from "../../browser/elements";
import type { Words } from "../../browser/words";
import type { SearchHit, SearchResults } from "./engine/find";
import { corrected, pieces } from "./query";

/** A heading that can take the focus: a reader who presses Enter goes on there. */
function heading(words: string): HTMLElement {
  return make("h2", { tabindex: "-1" }, words);
}

/** What was found, up to a number of results. help is what says whom to ask; more is pressed for more results. */
export function resultsOf(found: SearchResults, query: string, limit: number, words: Words, help: Node, more: HTMLElement): Part[] {
  const shown = found.hits.slice(0, limit);
  if (!shown.length) return nothing(found, query, words, help);
  const some = found.hits.length > limit;
  return [
    heading(some ? words.text("first", { n: limit, words: query }) : words.count("found", shown.length, { words: query })),
    found.took.length ? make("p", { class: "taken" }, words.text("taken", { taken: corrected(query, found.took), typed: query })) : null,
    make("ol", { class: "hits" }, ...shown.map((hit) => item(hit, words))),
    some ? more : null,
  ];
}

/** A result: the page and the heading as its link, what it is, and the words that were found. */
function item(hit: SearchHit, words: Words): HTMLElement {
  const kind = hit.kind === "rule" || hit.kind === "question" || hit.kind === "word" ? hit.kind : "";
  return make("li", {},
    make("a", { href: hit.href }, make("span", {}, hit.heading || hit.page), hit.heading ? make("span", { class: "hidden" }, ": ") : null,
      hit.heading ? make("span", { class: "page" }, hit.page) : null),
    make("p", {}, kind ? make("strong", { class: "is" }, words.text(kind)) : null, kind ? " " : null,
      ...pieces(hit.text, hit.marks).map(([text, marked]) => (marked ? make("mark", {}, text) : text))));
}

function nothing(found: SearchResults, query: string, words: Words, help: Node): Part[] {
  return [
    heading(words.text("none", { words: query })),
    make("p", {}, words.text("try")),
    found.near.length ? make("p", {}, words.text("near")) : null,
    found.near.length ? make("ul", { class: "links" }, ...found.near.map((near) => make("li", {}, make("a", { href: near.href }, near.title)))) : null,
    help,
  ];
}
