/** A text that is kept on the device. Storage can be off, full or changed by others: then nothing is kept. */
export class Slot {
  /** The last use of it did not fail. */
  works = true;

  constructor(readonly key: string) {}

  /** What is kept; null when nothing is, or nothing can be read. */
  read(): string | null {
    return this.attempt(() => localStorage.getItem(this.key));
  }

  write(text: string): void {
    this.attempt(() => localStorage.setItem(this.key, text));
  }

  remove(): void {
    this.attempt(() => localStorage.removeItem(this.key));
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
