// The script of pages that are read: that of every page, and what only these need.
import "./base";
import { offerReading } from "../features/reading/reading";
import { copyRuleLinks } from "../features/rule/rule";
import { explainWords } from "../features/words/explain";

document.addEventListener("readystatechange", () => {
  copyRuleLinks();
  explainWords();
  offerReading();
}, { once: true });
