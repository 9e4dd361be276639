import type { Data, Selector } from "./contract";
import { modern } from "../../browser/modern";
import { wishes } from "../../browser/storage";

/** What trustedTypes is for here. Browsers without it take any address. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): string };
}

/**
 * Lets the site be kept on the device, and says when there is a new version. What is half done in any window of the site
 * keeps a new version waiting.
 */
export function keepOffline(): void {
  const news = document.querySelector<HTMLElement>("[data-worker]" satisfies Selector);
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!news || !workers || !modern() || !/^http/.test(location.protocol)) return;
  const address = new URL((news.dataset as Data).worker ?? "", location.href);
  const root = address.pathname.replace(/[^/]*$/, "");
  try {
    if (localStorage.getItem(wishes + root) !== null) return;
  } catch {
    return; // what keeps nothing keeps no site either
  }
  const lock = "handrail " + root;
  holdWhileBusy(lock);
  addEventListener("load", () => {
    const types = (window as { trustedTypes?: TrustedTypes }).trustedTypes;
    const rules = { createScriptURL: () => address.href };
    workers.register((types ? types.createPolicy("handrail", rules) : rules).createScriptURL(""), { updateViaCache: "none" })
      .then((kept) => follow(kept, workers, news, lock), () => undefined);
  });
}

/** Holds a lock from the first thing that is typed, chosen or pressed within the text until the page is left. */
function holdWhileBusy(lock: string): void {
  const hold = (event: Event): void => {
    if (!(event.target as Element).closest("main input, main select, main textarea, main button")) return;
    removeEventListener("input", hold, true);
    removeEventListener("click", hold, true);
    void navigator.locks?.request(lock, { mode: "shared" }, () => new Promise(() => undefined));
  };
  // Before the page's own listeners, which may take away what was pressed.
  addEventListener("input", hold, true);
  addEventListener("click", hold, true);
}

/** Shows what there is to say of new versions. */
function follow(kept: ServiceWorkerRegistration, workers: ServiceWorkerContainer, news: HTMLElement, lock: string): void {
  const show = (): void => {
    const next = kept.waiting;
    const words = news.querySelector("template" satisfies Selector);
    if (!words) return;
    while (news.lastChild !== words) news.lastChild?.remove();
    if (!next || !kept.active) return;
    news.append(words.content.cloneNode(true));
    news.querySelector("button" satisfies Selector)?.addEventListener("click", () => {
      workers.addEventListener("controllerchange", () => location.reload());
      next.postMessage("use");
    });
  };
  kept.addEventListener("updatefound", () => kept.installing?.addEventListener("statechange", show));
  workers.addEventListener("controllerchange", show);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) kept.update().catch(() => undefined);
  });
  // A page that has just been loaded can have the new version at once, if nobody is in the middle of something.
  if (kept.waiting && navigator.locks) {
    void navigator.locks.request(lock, { ifAvailable: true }, (free) => (free ? kept.waiting?.postMessage("use") : show()));
  } else show();
}
