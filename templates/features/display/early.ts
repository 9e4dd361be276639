// The first part of the script in the head of every page, so that the page is as its reader wants it when it is first painted.
import { displayKey, displayPattern } from "../../browser/display";

const key = displayKey(document.currentScript);

// A page that reads its storage this early may find it as it was before the last page wrote there, in Chromium, and all of its scripts with it. So what
// is kept is read here from the storage of the tab, which has a copy, and only the first page of a tab reads the other.
const read = (first: boolean): void => {
  let kept: string | null = null;
  try {
    kept = first ? sessionStorage.getItem(key) : null;
    if (kept === null) sessionStorage.setItem(key, kept = localStorage.getItem(key) || "");
  } catch { /* storage is off */ }
  document.documentElement.style.cssText = kept && displayPattern.test(kept) ? kept : "";
};
read(true);
// Another page may have changed it: while this one was in the browser's memory, or is in another tab.
for (const event of ["pageshow", "storage", "pagehide"]) addEventListener(event, () => read(false));
