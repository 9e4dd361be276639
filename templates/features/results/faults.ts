import { dayWords, make, type Part } from "../../browser/elements";
import type { Words } from "../../browser/words";
import { isoDay } from "./days";
import type { Faults, ResultFault } from "./group";

/** How many characters of a text are shown, to find it by. */
const letters = 18;

/** A length below which a code is believed to be as long as it says: one that was mistyped can say 15,360. */
const believable = 1024;

/** What could not be counted, one by one: where it is, what is wrong, and how to fix it. */
export function faultList(faults: Faults, words: Words): Part[] {
  if (faults.n === 0) return [];
  const left = faults.n - faults.first.length;
  return [make("h3", {}, words.count("faults", faults.n)),
    make("ul", {}, ...faults.first.map((fault) => make("li", {}, ...described(fault, words)))),
    left > 0 ? make("p", {}, words.count("faults-more", left)) : null];
}

/** The first characters of a text. */
export function beginning(text: string): string {
  const all = Array.from(text.slice(0, 4 * letters).trim().replace(/\s+/g, " "));
  return all.length > letters ? all.slice(0, letters).join("") + "…" : all.join("");
}

function described(fault: ResultFault, words: Words): Part[] {
  const found = fault.found;
  const where = make("bdi", { class: "where" }, fault.where);
  const say = (key: string, gaps: Record<string, string | number> = {}): Part => " " + words.text(key, gaps);
  if (fault.kind === "cut") return [where, say(found.want > 0 && found.want < believable ? "fault-cut" : "fault-short", { have: found.have, want: found.want })];
  if (fault.kind === "unmatched") return [where, say("fault-unmatched", { date: dayWords(isoDay(found.result?.day ?? 0)) })];
  if (fault.kind !== "other") return [where, say("fault-" + fault.kind)];
  const board = document.querySelector(`.other[data-digest="${found.result?.quiz ?? 0}"] a`);
  if (!board) return [where, say("fault-other-unknown")];
  return [where, say("fault-other"), " ", make("a", { href: board.getAttribute("href") ?? "", class: "alone" }, board.textContent)];
}
