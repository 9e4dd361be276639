import { Slot } from "../browser/storage";

/** The codes of a board, kept on the device. */
export class BoardStore {
  /** A kept text all of whose codes are on the board. */
  whole = "";
  private readonly slot: Slot;

  /** name is that of the kind of board, in lowercase letters. */
  constructor(name: string) {
    this.slot = new Slot(`handrail:1:${name}:${location.pathname}`, (text) => text === this.whole);
  }

  /** The last use did not fail. */
  get works(): boolean {
    return this.slot.works;
  }

  /** What was kept: codes, one a line. It is read like any text that is added. */
  read(): string {
    return this.slot.read() ?? "";
  }

  /** Keeps codes instead of the earlier ones. With none, or without space for all of them, only what cannot be read is kept. */
  write(codes: string[]): void {
    if (codes.length > 0) this.slot.write(codes.join("\n"));
    if (codes.length > 0 && this.slot.works) return;
    const worked = this.slot.works;
    this.slot.write(null);
    this.slot.works = this.slot.works && worked;
  }
}
