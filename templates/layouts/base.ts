// The script of every page, written into it. Each part works on what the page already says without it.
import { openContents } from "../features/contents/contents";
import { keepOffline } from "../features/offline/offline";
import { copyRuleLinks } from "../features/rule/rule";
import { showOverdue } from "../features/review/review";

openContents();
copyRuleLinks();
showOverdue();
keepOffline();
