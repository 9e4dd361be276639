import { make, type Part } from "../../browser/elements";
import type { Quiz, Rule } from "../../questions/model";
import type { Words } from "../../browser/words";
import { Listing, More, row, shown, table } from "../../codes/parts";
import { type Report, ruleID, type RuleReport } from "./report";

/** How many rules are named to teach next. */
const most = 5;

/** The rules that a quiz tests, by their identifiers. */
export function rulesOf(quiz: Quiz): Map<string, Rule> {
  const rules = new Map<string, Rule>();
  for (const question of quiz.questions) for (const rule of question.rules) rules.set(ruleID(rule.href), rule);
  return rules;
}

/** The rules that people were sure of and got wrong, most often first. */
export function teachNext(report: Report): RuleReport[] {
  // The rules come weakest first, and a sort leaves equals in their order.
  return report.rules.filter((rule) => rule.sure_wrong > 0).sort((a, b) => b.sure_wrong - a.sure_wrong).slice(0, most);
}

/** How well each rule is known, and what to teach next. */
export function rulesView(quiz: Quiz, words: Words): { parts: Part[]; show(report: Report): void } {
  const rules = rulesOf(quiz);
  const link = (id: string): HTMLElement => {
    const rule = rules.get(id);
    return make("a", { href: rule?.href ?? "", class: "alone" }, rule?.title);
  };
  const whole = table("mastery", [words.text("rule"), words.text("right-head")]);
  const listing = new Listing<RuleReport>(whole.body, (rule) => rule.id, (rule) => JSON.stringify(rule), (rule) =>
    row([link(rule.id)], [...shown(rule.right, rule.asked, words),
      rule.sure_wrong > 0 && rule.asked > 0 ? make("span", { class: "small" }, words.count("sure-wrong", rule.sure_wrong)) : null]));
  let last: RuleReport[] = [];
  const more = new More(8, words, () => {
    const first = whole.body.children.length;
    listing.show(more.of(last));
    whole.body.children[first]?.querySelector("a")?.focus();
  });
  const teach = make("ol", { class: "teach" });
  const next = new Listing<RuleReport>(teach, (rule) => rule.id, (rule) => JSON.stringify(rule), (rule) =>
    make("li", {}, link(rule.id), make("p", {}, words.count("teach-n", rule.sure_wrong, { all: rule.asked }))));
  const nothing = make("p", {}, words.text("teach-none"));
  const how = make("p", {}, words.text("teach-how"));
  return {
    parts: [make("h3", {}, words.text("mastery")), make("p", {}, words.text("mastery-how")), whole.whole, more.button,
      make("h3", {}, words.text("teach")), how, teach, nothing],
    show: (report) => {
      last = report.rules;
      listing.show(more.of(last));
      const wrong = teachNext(report);
      next.show(wrong);
      how.hidden = teach.hidden = wrong.length === 0;
      nothing.hidden = wrong.length > 0;
    },
  };
}
