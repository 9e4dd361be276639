import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { ScreenHistory } from "./history";

/** The history of a tab: its entries, and what a browser does to them. */
class Tab {
  entries: { state: unknown }[] = [{ state: null }];
  at = 0;
  refuses = false;
  private listener: (() => void) | null = null;

  constructor() {
    const change = (): void => {
      if (this.refuses) throw new Error("too many");
    };
    const tab = this;
    Object.assign(globalThis, {
      document: { title: "Page - Site" },
      addEventListener: (_: string, listener: () => void) => (this.listener = listener),
      history: {
        get state(): unknown { return structuredClone(tab.entries[tab.at]?.state); },
        pushState: (state: unknown) => { change(); this.add(state); },
        replaceState: (state: unknown) => { change(); this.entries[this.at] = { state }; },
        back: () => this.go(-1),
      },
    });
  }

  /** A press on Back (-1), on Forward (1), or more of them. */
  go(by: number): void {
    this.at += by;
    this.listener?.();
  }

  /** A press on a link to a part of the page. */
  follow(): void {
    this.add(null);
    this.listener?.();
  }

  private add(state: unknown): void {
    this.entries = this.entries.slice(0, this.at + 1).concat({ state });
    this.at++;
  }
}

/** A page with screens, which notes those that it shows. */
function page(): { history: ScreenHistory; shown: string[]; show(screen: string): void } {
  const shown: string[] = [];
  const show = (screen: string): void => {
    shown.push(screen);
    history.enter(screen, screen.toUpperCase());
  };
  const history = new ScreenHistory(show);
  return { history, shown, show };
}

test("each screen has an entry, and Back and Forward lead from one to another", () => {
  const tab = new Tab();
  const { shown, show } = page();
  for (const screen of ["first", "one", "one", "two"]) show(screen);
  equal(tab.entries.length, 3);
  tab.go(-1);
  tab.go(-1);
  tab.go(2);
  deepEqual(shown.slice(4), ["one", "first", "two"]);
  equal(tab.entries.length, 3);
});

test("the title names the screen", () => {
  new Tab();
  const { history, show } = page();
  show("one");
  equal(document.title, "ONE - Page - Site");
  history.enter("first", "");
  equal(document.title, "Page - Site");
});

test("a page that is loaded again knows where it was, and Back still leads to the screen before", () => {
  const tab = new Tab();
  equal(page().history.left, "");
  const before = page();
  before.show("first");
  before.show("one");
  const after = page();
  equal(after.history.left, "one");
  after.show("one");
  equal(tab.entries.length, 2);
  equal(after.history.back("first"), true);
  deepEqual(after.shown, ["one", "first"]);
});

test("a screen that is not the one before is not gone back to", () => {
  const tab = new Tab();
  const { history, show } = page();
  for (const screen of ["first", "one", "two"]) show(screen);
  equal(history.back("first"), false);
  equal(tab.at, 2);
});

test("a screen that is shown in place of another takes its entry, and leaves the way back open", () => {
  const tab = new Tab();
  const history: ScreenHistory = new ScreenHistory((screen) => history.enter(screen === "gone" ? "one" : screen, ""));
  for (const screen of ["first", "gone", "two"]) history.enter(screen, "");
  tab.go(-1);
  deepEqual([tab.entries.length, tab.at, (tab.entries[1]?.state as { screen: string }).screen], [3, 1, "one"]);
  tab.go(-1);
  equal(tab.at, 0);
});

test("a link to a part of the page leaves the screen as it is, also when the page is loaded again there", () => {
  const tab = new Tab();
  const { history, shown, show } = page();
  show("first");
  show("one");
  tab.follow();
  tab.go(-1);
  deepEqual(shown, ["first", "one"]);
  equal(history.back("first"), true);
  deepEqual(shown, ["first", "one", "first"]);
  tab.go(2);
  equal(page().history.left, "one");
});

test("a state that another script has written, or a refusal, stops nothing", () => {
  const tab = new Tab();
  for (const state of [7, "list", { screen: 1 }, { screen: "one" }]) {
    tab.entries = [{ state }];
    tab.at = 0;
    equal(page().history.left, "");
  }
  tab.refuses = true;
  const { shown, show } = page();
  show("first");
  show("one");
  deepEqual(shown, ["first", "one"]);
});
