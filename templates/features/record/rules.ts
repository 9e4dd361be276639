import { make, type Part } from "../../browser/elements";
import type { Words } from "../../browser/words";
import { Listing, More, row, shown, table } from "../../codes/parts";
import type { PlanRule } from "./plan";
import { asked, type KnownRule, type PersonReport, type RecordReport } from "./report";

/** How many people are named beside a rule. */
const most = 20;

export function ruleLink(rules: Map<string, PlanRule>, id: string): HTMLElement {
  const rule = rules.get(id);
  return make("a", { href: rule?.href ?? "", class: "alone" }, rule?.title ?? id);
}

/** Which rules have changed since people read them, and who these are. */
export function lookView(rules: Map<string, PlanRule>, words: Words): { parts: Part[]; show(report: RecordReport): void } {
  const how = make("p", {});
  const list = make("ul", { class: "look-again" });
  let people: PersonReport[] = [];
  let last: KnownRule[] = [];
  const listing = new Listing<KnownRule>(list, (rule) => rule.id, (rule) => rule.id + namesOf(rule.id).join("\n"), (rule) => {
    const names = namesOf(rule.id);
    const left = names.length - most;
    return make("li", {}, ruleLink(rules, rule.id), make("p", {}, words.text("look-who", { n: rule.before, all: rule.people }), ": ",
      ...([] as Part[]).concat(...names.slice(0, most).map((name, i) => [i > 0 ? ", " : "", make("bdi", {}, name)])), left > 0 ? ", " + words.text("and-more", { n: left }) : ""));
  });
  const more = new More(5, words, () => {
    const first = list.children.length;
    listing.show(more.of(last));
    list.children[first]?.querySelector("a")?.focus();
  });
  const namesOf = (id: string): string[] => people.filter((one) => one.look.includes(id)).map((one) => one.name || words.text("no-name"));
  return {
    parts: [make("h3", {}, words.text("look")), how, list, more.button],
    show: (report) => {
      last = changedRules(report);
      people = ([] as PersonReport[]).concat(...report.paths.map((path) => path.people));
      how.textContent = words.text(last.length > 0 ? "look-how" : "look-none");
      listing.show(more.of(last));
    },
  };
}

/** The rules that somebody read before they changed, most people first. */
export function changedRules(report: RecordReport): KnownRule[] {
  return report.rules.filter((rule) => rule.before > 0).sort((a, b) => b.before - a.before);
}

/** How well each rule is known: the least known first. */
export function knownView(rules: Map<string, PlanRule>, words: Words): { parts: Part[]; show(report: RecordReport): void } {
  const whole = table("mastery", [words.text("rule"), words.text("right-head")]);
  const listing = new Listing<KnownRule>(whole.body, (rule) => rule.id, (rule) => JSON.stringify(rule), (rule) =>
    row([ruleLink(rules, rule.id)], knownCell(rule, words)));
  let last: KnownRule[] = [];
  const more = new More(8, words, () => {
    const first = whole.body.children.length;
    listing.show(more.of(last));
    whole.body.children[first]?.querySelector("a")?.focus();
  });
  return {
    parts: [make("h3", {}, words.text("known")), make("p", {}, words.text("known-how")), whole.whole, more.button],
    show: (report) => {
      last = report.rules;
      listing.show(more.of(last));
    },
  };
}

export function knownCell(rule: KnownRule, words: Words): Part[] {
  const read = (["read", "before", "never"] as const).filter((state) => rule[state] > 0).map((state) => words.count("rule-" + state, rule[state]));
  return [...shown(rule.right, asked(rule), words), make("span", { class: "small" }, read.join(" "))];
}

