import { dayWords, make } from "./elements";
import { changedIcon, icon } from "./icons";
import type { ChangedPage } from "./steps";
import type { Words } from "./words";

/** What a notice says of pages that have changed since they were read: how many of their rules, and links to the pages. */
export function changesSince(changed: ChangedPage[], words: Words): HTMLElement[] {
  const rules = changed.reduce((sum, page) => sum + page.rules, 0);
  return [make("h2", { class: "tag" }, icon(changedIcon), make("span", {}, words.count("changed", rules))),
    make("ul", { class: "links" }, ...changed.map((one) => make("li", {}, make("a", { href: one.page.href ?? "" }, one.page.title),
      make("p", {}, words.count("changed-page", one.rules, { day: dayWords(one.day) })))))];
}
