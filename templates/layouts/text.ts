// The script of pages that are read, written into them beside the script of every page.
import { offerReading } from "../features/reading/reading";
import { copyRuleLinks } from "../features/rule/rule";
import { explainWords } from "../features/words/explain";

copyRuleLinks();
explainWords();
offerReading();
