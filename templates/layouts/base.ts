// The script of every page, written into it. Each part works on what the page already says without it.
import { leadToSearch, offerTools } from "../browser/tools";
import { openContents } from "../features/contents/contents";
import { keepOffline } from "../features/offline/offline";
import { copyRuleLinks } from "../features/rule/rule";
import { explainWords } from "../features/words/explain";
import { showOverdue } from "../features/review/review";

offerTools();
leadToSearch();
openContents();
copyRuleLinks();
showOverdue();
explainWords();
keepOffline();
