// The script of every page, written into it. Each part works on what the page already says without it.
import { openContents } from "../widgets/contents/contents";
import { keepOffline } from "../widgets/offline/offline";
import { copyRuleLinks } from "../widgets/rule/rule";
import { showOverdue } from "../widgets/review/review";

openContents();
copyRuleLinks();
showOverdue();
keepOffline();
