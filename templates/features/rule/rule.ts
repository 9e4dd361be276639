import { hasAddress } from "../../browser/elements";
import type { Data, Selector } from "./contract";

/**
 * Makes each rule's link copy its full address, and say so in words. Where the browser has no clipboard, or refuses it, the
 * link stays a link: it leads to the rule, and the address bar then has the address. The same holds where the page has no
 * address to pass on.
 *
 * It has no use for what copyText does beyond writing, and every page would be 57 bytes larger for it, compressed.
 */
export function copyRuleLinks(): void {
  // The types say that there is a clipboard; a page served over plain http has none.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard || !hasAddress()) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.rule-link[href^="#"]' satisfies Selector)) {
    // A live region is announced only if it was there before its words.
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    link.after(said);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      said.textContent = "";
      clipboard.writeText(link.href).then(
        () => {
          // Not location.hash: the page would scroll under the finger.
          history.replaceState(null, "", link.href);
          said.textContent = (link.dataset as Data).copied ?? "";
        },
        () => location.assign(link.href),
      );
    });
  }
}
