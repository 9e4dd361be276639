// The script of every page, in its head. It shows the page as its reader has chosen before anything of it is painted. The rest begins when the page has
// been read to its end, before the scripts of widgets do: each part works on what the page already says without it.
import "../features/display/early";
import { leadToSearch, offerTools } from "../browser/tools";
import { openContents } from "../features/contents/contents";
import { keepOffline } from "../features/offline/offline";
import { showOverdue } from "../features/review/review";

document.addEventListener("readystatechange", () => {
  offerTools();
  leadToSearch();
  openContents();
  showOverdue();
  keepOffline();
}, { once: true });
