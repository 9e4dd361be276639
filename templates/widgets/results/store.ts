/** The codes of the board, kept on the device. It can be off, full or changed by others: then nothing is kept. */
export class Store {
  private readonly key = "handrail:1:results:" + location.pathname;
  /** The last use did not fail. */
  works = true;

  /** What was kept: codes, one a line. It is read as any text is that is put in. */
  read(): string {
    return this.attempt(() => localStorage.getItem(this.key)) ?? "";
  }

  /** Keeps codes instead of those before. With none, or without room for all of them, nothing is kept. */
  write(codes: string[]): void {
    if (codes.length > 0) this.attempt(() => localStorage.setItem(this.key, codes.join("\n")));
    if (codes.length > 0 && this.works) return;
    const worked = this.works;
    this.attempt(() => localStorage.removeItem(this.key));
    this.works = this.works && worked;
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
