// Written into the head of every page, so that the page is as its reader wants it when it is first painted. The build allows it by its hash.
import { displayKey, displayPattern } from "../../browser/display";

const key = displayKey(document.currentScript);
const apply = (): void => {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(key);
  } catch { /* storage is off */ }
  document.documentElement.style.cssText = kept && displayPattern.test(kept) ? kept : "";
};
apply();
// Another page may have changed it: while this one was in the browser's memory, or is in another tab.
addEventListener("pageshow", apply);
addEventListener("storage", apply);
