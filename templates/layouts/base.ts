// The script of every page, written into it. Each part works on what the page already says without it.
import { leadToSearch, offerTools } from "../browser/tools";
import { openContents } from "../features/contents/contents";
import { keepOffline } from "../features/offline/offline";
import { showOverdue } from "../features/review/review";

offerTools();
leadToSearch();
openContents();
showOverdue();
keepOffline();
