import { button, decoded, make } from "../../browser/elements";
import { Slot, wishes } from "../../browser/storage";
import type { Words } from "../../browser/words";
import type { Selector } from "./contract";

/** What the copy is made of. */
interface Size {
  files: number;
  bytes: number;
  missing: string[]; // the paths of files that the host refuses
}

/** The copy of the site that the worker keeps, to read without a signal; and the reader's wish not to have it. */
export class Copy {
  private readonly heading = make("h2", { tabindex: "-1" });
  private readonly status = make("p", { role: "status", class: "label" });
  private readonly rest = make("div", {});
  private readonly root = location.pathname.replace(/[^/]*$/, "");
  private readonly wish = new Slot(wishes + this.root, () => true);

  constructor(private readonly words: Words) {}

  /** The section of the page; nothing where no browser can have a copy. */
  static section(words: Words): HTMLElement | null {
    const worker = document.querySelector("[data-worker]" satisfies Selector);
    if (!worker || !(navigator.serviceWorker as unknown) || !("caches" in window) || !/^http/.test(location.protocol)) return null;
    const copy = new Copy(words);
    copy.heading.textContent = words.text("copy");
    void copy.show();
    navigator.serviceWorker.ready.then(() => copy.show(), () => undefined); // it fails where the site may keep nothing
    return make("section", { class: "screen" }, copy.heading, copy.status, copy.rest);
  }

  private async show(): Promise<void> {
    const words = this.words;
    if (this.wish.read() !== null) {
      this.fill(words.text("copy-off"), button(words.text("copy-again"), () => void this.keep()));
      return;
    }
    const copy = await this.size().catch(() => null); // as above
    if (!copy || copy.files === 0) {
      this.fill(words.text("copy-none"), null);
      return;
    }
    const size = copy.bytes < 1e6 ? words.text("copy-small") : words.text("copy-size", { size: (copy.bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }) });
    this.fill(`${words.count("copy-files", copy.files)} ${size} ${words.text("copy-holds")}`, button(words.text("copy-remove"), () => void this.remove()));
    const missing = copy.missing;
    if (missing.length === 0) return;
    this.rest.prepend(make("p", {}, words.count("copy-missing", missing.length)), make("ul", {}, ...missing.map((path) => make("li", {}, path))));
  }

  private fill(text: string, press: HTMLButtonElement | null): void {
    this.rest.textContent = "";
    this.rest.append(make("p", {}, text), press ? make("p", {}, press) : "");
  }

  private async remove(): Promise<void> {
    // The wish first: a copy must not come back because a page was quicker.
    this.wish.write("off");
    for (const registration of await navigator.serviceWorker.getRegistrations()) {
      if (new URL(registration.scope).pathname === this.root) await registration.unregister();
    }
    for (const name of await this.stores()) await caches.delete(name);
    await this.tell((await this.stores()).length === 0 ? "copy-removed" : "stuck");
  }

  private async keep(): Promise<void> {
    this.wish.remove();
    await this.tell("copy-later");
  }

  private async tell(key: string): Promise<void> {
    await this.show();
    this.status.textContent = this.words.text(key);
    this.heading.focus();
  }

  /** The names of the stores, which the worker gives them. */
  private async stores(): Promise<string[]> {
    return (await caches.keys()).filter((name) => name.startsWith(`handrail ${this.root} `));
  }

  private async size(): Promise<Size> {
    let files = 0;
    let bytes = 0;
    const missing = new Set<string>();
    for (const name of await this.stores()) {
      const store = await caches.open(name);
      for (const request of await store.keys()) {
        const file = await store.match(request);
        if (!file?.ok) {
          missing.add(decoded(new URL(request.url).pathname.slice(this.root.length)));
          continue;
        }
        files += 1;
        bytes += (await file.blob()).size;
      }
    }
    return { files, bytes, missing: Array.from(missing).sort() };
  }
}
