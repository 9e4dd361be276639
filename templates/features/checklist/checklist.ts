// The checklist on the screen: a few questions, then the items that are for this group, ticked off over days. It reads
// everything from the plain list that the page is without a script; nothing is sent.
import { modern } from "../../browser/modern";
import { button, dayWords, make, wordsOf } from "../../browser/elements";
import { ScreenHistory } from "../../browser/history";
import { loadLater } from "../../browser/later";
import { Undo } from "../../browser/undo";
import { readWords } from "../../browser/words";
import { askScreen, placeOf } from "./ask";
import type { Data, KeepingScreens, KeepingWanted, Selector } from "./contract";
import { addsNothing, fromFragment } from "./incoming";
import { ListScreen } from "./list";
import { readChecklist } from "./model";
import { setPaper } from "./paper";
import { type ListFault, longest, merge, type State, writeState } from "./state";
import { todayScreen } from "./today";
import { Work } from "./work";

/** The one place on the page where a screen is shown, and the ways between the screens. */
class Screens {
  private readonly place = make("div");
  private readonly removed = new Undo();
  private readonly history = new ScreenHistory((screen) => this.go(screen));
  private day: string;
  private at = ""; // the screen that is shown: its name, and the number of its question

  /** words are the lines of the page's words. */
  constructor(private readonly box: HTMLElement, private readonly work: Work, private readonly words: string) {
    this.day = work.today;
  }

  start(): void {
    this.box.before(make("div", { class: "take screen" }, this.removed.element, this.place));
    document.body.classList.add("taking");
    const note = this.unread();
    if (note) this.main(note);
    else this.go(this.history.left);
    this.fromAddress();
    addEventListener("hashchange", () => this.fromAddress());
    addEventListener("beforeprint", () => setPaper(this.work));
    addEventListener("storage", (event) => {
      if (event.key === null || event.key === this.work.store.key) this.follow();
    });
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.day !== this.work.today) this.follow();
    });
    // A browser is slow to write its first date: it does so now, and not while somebody waits for a tick.
    setTimeout(() => dayWords(this.work.today));
  }

  /** Shows a screen by its name. What it shows may be gone: then it is the list, or the screen to start from. */
  private go(screen: string): void {
    const [name, n] = screen.split(" ");
    if (name === "ask" || name === "change") this.ask(Number(n), name === "change");
    else if (name === "open") this.open();
    else if (name === "today" && this.work.begun()) this.today();
    else if (name === "keep" && this.work.begun()) this.keep();
    else if (name === "handover" && this.work.begun()) this.handover();
    else this.main(null);
  }

  /** Shows the list, or the screen to start from where there is none. */
  private main(note: Node | null, focus = true): void {
    if (this.work.begun()) this.list(note, focus);
    else this.first(note, focus);
  }

  /** Goes back to a screen: by the browser's history, where it is the screen before. */
  private back(screen: string): void {
    if (!this.history.back(screen)) this.go(screen);
  }

  /** Shows a screen. The focus goes to its heading, except on the first screen of a visit. */
  private show(screen: HTMLElement, at: string, focus = true, title = wordsOf(screen.querySelector("h2"))): void {
    const opens = this.at === "";
    this.at = at;
    this.day = this.work.today;
    this.history.enter(at, at === "first" ? "" : title);
    const body = document.body.classList;
    body.toggle("working", at !== "first");
    body.toggle("asking", /^(ask|change) /.test(at));
    body.toggle("handing", at === "handover");
    body.remove("listing");
    this.place.textContent = "";
    this.place.append(screen);
    setPaper(this.work);
    if (focus && !opens) screen.querySelector<HTMLElement>('h2[tabindex="-1"]')?.focus();
  }

  /** Another page has changed the list, or another day has begun. Half-finished input on other screens stays. */
  private follow(): void {
    this.work.load();
    if (!["first", "list", "today"].includes(this.at)) return;
    const inside = this.place.contains(document.activeElement);
    if (this.at === "today" && this.work.begun()) this.today();
    else this.main(this.unread(), inside);
  }

  private first(note: Node | null, focus = true): void {
    const work = this.work;
    const words = work.words;
    const go = button(words.text("start"), () => this.ask(0));
    go.className = "go";
    const all = button(words.text("as-list"), () => {
      const shown = document.body.classList.toggle("listing");
      all.setAttribute("aria-expanded", String(shown));
    });
    all.setAttribute("aria-expanded", "false");
    this.show(make("section", {}, make("h2", { tabindex: "-1" }, words.text("make")), note,
      make("p", {}, words.count("questions", work.list.questions.length), " ", words.text("make-how", { n: work.list.items.size })),
      make("p", {}, words.text("private")), make("p", {}, words.text("time")),
      make("div", { class: "actions" }, go, all, button(words.text("open"), () => this.open()))), "first", focus);
  }

  private ask(at: number, changing = false): void {
    const question = this.work.list.questions[at];
    if (!question) return this.list();
    this.show(askScreen(this.work, question, {
      give: (answer) => {
        const before = this.work.count(this.work.list.groups).all;
        this.work.answer(question, answer);
        if (!changing) return this.ask(at + 1);
        const more = this.work.count(this.work.list.groups).all - before;
        this.list(this.note(more > 0 ? "more-items" : more < 0 ? "fewer-items" : "same-items", Math.abs(more)));
      },
      back: () => this.back(changing || at === 0 ? this.work.begun() ? "list" : "first" : "ask " + (at - 1)),
    }, changing), `${changing ? "change" : "ask"} ${at}`, true, placeOf(this.work, at));
  }

  private list(note: Node | null = null, focus = true): void {
    const questions = this.work.list.questions;
    const screen = new ListScreen(this.work, {
      today: () => this.today(),
      ask: (at) => this.ask(at, true),
      goOn: () => {
        const open = this.work.unanswered();
        this.ask(open[0] ? questions.indexOf(open[0]) : 0, open.length === 1);
      },
      keep: () => this.keep(),
      print: () => this.print(),
    }, note);
    this.show(screen.element, "list", focus);
  }

  private today(): void {
    const show = (screen: HTMLElement): void => this.show(screen, "today");
    show(todayScreen(this.work, () => this.back("list"), show));
  }

  private keep(): void {
    this.later(({ keepScreen }) => this.show(keepScreen(this.work, {
      list: () => this.back("list"),
      open: () => this.open(),
      handOver: () => this.handover(),
      print: () => this.print(),
      remove: () => {
        const before = this.work.state;
        const putBack = this.work.remove();
        this.removed.offer(this.work.words.text("removed"), this.work.words.text("undo-all"), () => {
          if (this.work.begun()) return this.take(before); // a new list has been begun meanwhile
          putBack();
          this.list(this.note("undone"));
        });
        this.first(null);
      },
    }), "keep"));
  }

  private handover(): void {
    this.later(({ handoverScreen }) => this.show(handoverScreen(this.work, { print: () => window.print(), back: () => this.back("keep") }), "handover"));
  }

  private print(): void {
    setPaper(this.work);
    window.print();
  }

  private open(): void {
    this.later(({ openScreen }) => this.show(openScreen(this.work, (found) => this.take(found), () => this.back(this.work.begun() ? "keep" : "first")), "open"));
  }

  /** Has a screen made by the script that the page loads the first time that one is asked for, and says so where it cannot be loaded. */
  private later(use: (screens: KeepingScreens) => void): void {
    const wanted: KeepingWanted = { use: (screens, lines) => {
      this.work.words = readWords(`${this.words}\n${lines}`, document.documentElement.lang);
      use(screens);
    } };
    loadLater('template[data-later="keeping"]' satisfies Selector).then(() => dispatchEvent(new CustomEvent("keeping", { detail: wanted })),
      () => this.main(this.note("later-missing")));
  }

  /** The list in the address of the page. It is taken out of the address, so that a reload does not bring it again. */
  private fromAddress(): void {
    const found = fromFragment(location.href, this.work.list.name);
    if (!found) return;
    try {
      history.replaceState(history.state, "", location.href.replace(/#.*$/, ""));
    } catch {
      location.hash = "";
    }
    this.take(found);
  }

  /** Takes a list from a file or a link. The list that is here is changed only when the reader says so. */
  private take(found: State | ListFault): void {
    const work = this.work;
    const back = (note: Node): void => this.main(note);
    if (typeof found === "string") return back(this.note("fault-" + found));
    const before = work.state;
    const use = (state: State, key: string): void => {
      work.replace(state);
      const note = this.undoNote(key, before);
      const lost = this.lost(found);
      if (lost) note.prepend(lost);
      this.list(note);
    };
    if (!work.begun()) return use(found, "taken");
    if (addsNothing(found, before)) return back(this.note("nothing-new"));
    this.later(({ whichScreen }) => this.show(whichScreen(work, found, {
      together: () => {
        const merged = merge(before, found);
        if (writeState(merged).length > longest) back(this.note("fault-long"));
        else use(merged, "merged");
      },
      instead: () => use(found, "replaced"),
      neither: () => this.list(),
    }), "which"));
  }

  /** Says that what the device keeps cannot be read, or not all of it; null when all of it can. */
  private unread(): HTMLElement | null {
    const work = this.work;
    if (work.fault) return this.note("fault-kept-" + work.fault);
    return this.lost(work.state) ?? (work.store.damaged() ? this.note("aside") : null);
  }

  /** Says how much of a list could not be read; null when all of it could. */
  private lost(state: State): HTMLElement | null {
    return state.lost > 0 ? this.note("lost", state.lost) : null;
  }

  private note(key: string, n = 0): HTMLElement {
    return make("div", { class: "note" }, make("p", { role: "status" }, this.work.words.count(key, n)));
  }

  /** Says what was done to the whole list, with a way to undo it. */
  private undoNote(key: string, before: State): HTMLElement {
    const note = this.note(key);
    note.append(make("p", {}, button(this.work.words.text("undo-all"), () => {
      if (before.answers.size + before.items.size === 0) {
        this.work.empty();
        return this.first(this.note("undone"));
      }
      this.work.replace(before);
      this.list(this.note("undone"));
    })));
    return note;
  }
}

const box = document.querySelector<HTMLElement>('[data-widget="checklist"]' satisfies Selector);
if (box && modern()) {
  const words = (box.dataset as Data).words ?? "";
  new Screens(box, new Work(readChecklist(box), readWords(words, document.documentElement.lang)), words).start();
}
