/** The longest query, in UTF-16 code units. Nobody types more, and a longer text would only take time. */
export const longest = 200;

/** The query that an address has, in its fragment or else in its query part: #q=… or ?q=…; null for one that has none. */
export function queryIn(address: { hash: string; search: string }): string | null {
  const query = new URLSearchParams(address.hash.slice(1)).get("q") ?? new URLSearchParams(address.search).get("q");
  return query === null ? null : tidy(query);
}

/** The fragment that keeps a query in the address of the page. It is never sent. */
export function fragmentOf(query: string): string {
  // Half of a pair of surrogates, which some keyboards leave, has no code.
  return "#q=" + encodeURIComponent(query.replace(/[\uD800-\uDFFF]/gu, "")).replace(/%20/g, "+");
}

/** A query as it is searched for: without the spaces that nobody sees. */
export function tidy(typed: string): string {
  return typed.slice(0, longest).replace(/\s+/g, " ").trim();
}

/** What was typed, with the spellings that were taken in its place. */
export function corrected(typed: string, took: [typed: string, taken: string][]): string {
  const taken = new Map(took.map(([from, to]) => [from.toLowerCase(), to]));
  return typed.replace(/[\p{L}\p{N}'’]+/gu, (word) => taken.get(word.toLowerCase()) ?? word);
}

/** A text in pieces, each with whether it is marked. Marks that the text does not have are left out. */
export function pieces(text: string, marks: [from: number, to: number][]): [text: string, marked: boolean][] {
  const cut: [string, boolean][] = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (!(from >= at && to > from && to <= text.length)) continue;
    if (from > at) cut.push([text.slice(at, from), false]);
    cut.push([text.slice(from, to), true]);
    at = to;
  }
  if (at < text.length) cut.push([text.slice(at), false]);
  return cut;
}
