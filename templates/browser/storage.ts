/** What the keys of readers' wishes not to have a copy of a site begin with; the path of the site's folder follows. */
export const wishes = "handrail:1:offline:";

/**
 * A text that is kept on the device, under the key "handrail:1:NAME:PATH". Storage can be off, full, changed by others or
 * hold anything. What cannot be read is set aside before something is written over it, as "handrail:1:aside:PATH n".
 */
export class Slot {
  /** The last use of it did not fail. */
  works = true;
  /** Where texts are set aside. When all are taken, nothing more is kept. */
  private readonly aside: string[];
  private written: string | null = null; // what this page wrote last

  /** readable says whether the page can read all of a text, so that nothing is lost when it writes what it has read. */
  constructor(readonly key: string, private readonly readable: (text: string) => boolean) {
    this.aside = Array.from("123456789", (n) => key.replace(/^handrail:1:[a-z]+/, "handrail:1:aside") + " " + n);
  }

  /** What is kept; null when nothing is, or nothing can be read. */
  read(): string | null {
    return this.attempt(() => localStorage.getItem(this.key));
  }

  /** Whether something is kept of which not all can be read. It is set aside when the page writes. */
  damaged(): boolean {
    const text = this.read();
    return !!text && !this.whole(text);
  }

  /** Keeps a text, or nothing for null. Nothing is changed while what was there can neither be read nor be set aside. */
  write(text: string | null): void {
    this.attempt(() => {
      const there = localStorage.getItem(this.key);
      if (there && there !== text && !this.whole(there)) this.setAside(there);
      if (text === null) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, text);
      this.written = text;
    });
  }

  /** Removes what is kept, readable or not, and what was set aside of it, as somebody wishes. Returns what puts all of it back. */
  remove(): () => void {
    const keys = [this.key, ...this.aside];
    const texts = this.attempt(() => keys.map((key) => localStorage.getItem(key))) ?? [];
    this.attempt(() => keys.forEach((key) => localStorage.removeItem(key)));
    return () => void this.attempt(() => texts.forEach((text, i) => text !== null && localStorage.setItem(keys[i] as string, text)));
  }

  private whole(text: string): boolean {
    try {
      return text === this.written || this.readable(text);
    } catch {
      return false; // such as nested too deeply
    }
  }

  private setAside(text: string): void {
    for (const key of this.aside) {
      const there = localStorage.getItem(key);
      if (there !== null && there !== text) continue;
      localStorage.setItem(key, text);
      return;
    }
    throw new Error("too much is set aside");
  }

  private attempt<T>(use: () => T): T | null {
    try {
      const value = use();
      this.works = true;
      return value;
    } catch {
      this.works = false;
      return null;
    }
  }
}

/** Whether a text is the JSON of a value, with nothing more in it. Only the order of names may be another. */
export function isJSONOf(text: string, value: unknown): boolean {
  const json: unknown = JSON.parse(text);
  // What JSON.stringify writes it reads without loss; a name that comes twice, or a number too long, is not so.
  return JSON.stringify(json) === text && same(json, JSON.parse(JSON.stringify(value)));
}

function same(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => Object.prototype.hasOwnProperty.call(other, name) &&
    same((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]));
}
