/** What is kept with an entry of the browser's history. */
interface HistoryEntry {
  screen: string;
  from: string; // the screen of the entry before, where this page made it
}

/**
 * The screens of a page as entries of the browser's history: Back leads to the screen before, and a page that is loaded again shows the
 * screen that it showed. A screen is named by a text; what it needs beyond that, the page keeps elsewhere. Addresses stay as they are, so
 * fragments can lead to parts of the page, and pages in a folder work too.
 */
export class ScreenHistory {
  /** The screen at which the page was left, by a reload or a link; "" when it is opened for the first time. */
  readonly left = entryOf(history.state)?.screen ?? "";
  private readonly title = document.title;
  private at = "";

  /** show is called with the name of a screen as the reader goes back or forward to it, and has to call enter. */
  constructor(show: (screen: string) => void) {
    addEventListener("popstate", () => {
      const entry = entryOf(history.state);
      // A link to a part of the page makes an entry of its own, on which the screen stays.
      if (!entry) this.write("replaceState", { screen: this.at, from: "" });
      else if (entry.screen !== this.at) {
        this.at = ""; // a screen in place of this one takes its entry: a new one would bar the way back
        show(entry.screen);
      }
    });
  }

  /** Says which screen is shown, and what the title of the page says of it; "" for the title alone. A screen that was not shown before gets an entry. */
  enter(screen: string, words: string): void {
    const entry = entryOf(history.state);
    if (entry?.screen !== screen) this.write(this.at ? "pushState" : "replaceState", { screen, from: this.at });
    this.at = screen;
    document.title = (words ? words + " - " : "") + this.title;
  }

  /** Goes back to a screen, if it is that of the entry before; otherwise the caller has to show it. Says whether it goes. */
  back(screen: string): boolean {
    const goes = entryOf(history.state)?.from === screen;
    if (goes) history.back();
    return goes;
  }

  private write(how: "pushState" | "replaceState", entry: HistoryEntry): void {
    try {
      history[how](entry, "");
    } catch {
      // WebKit refuses more than a hundred within half a minute. The screen is shown all the same.
    }
  }
}

/** The entry that a state holds; null for that of another script, or none. */
function entryOf(state: unknown): HistoryEntry | null {
  const entry = state as Partial<HistoryEntry> | null;
  return typeof entry?.screen === "string" && typeof entry.from === "string" ? { screen: entry.screen, from: entry.from } : null;
}
