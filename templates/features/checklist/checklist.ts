// The checklist on the screen: a few questions, then the items that are for this group, ticked off over days. It reads
// everything from the plain list that the page is without a script; nothing is sent.
import { modern } from "../../browser/modern";
import { button, dayWords, make } from "../../browser/elements";
import { readWords } from "../../browser/words";
import { askScreen } from "./ask";
import type { Data, Selector } from "./contract";
import { handoverScreen } from "./handover";
import { addsNothing, fromFragment, openScreen, whichScreen } from "./incoming";
import { keepScreen } from "./keep";
import { ListScreen } from "./list";
import { readChecklist } from "./model";
import { setPaper } from "./paper";
import { type ListFault, longest, merge, type State, writeState } from "./state";
import { todayScreen } from "./today";
import { Work } from "./work";

/** The one place on the page where a screen is shown, and the ways between the screens. */
class Screens {
  private readonly place = make("div", { class: "take screen" });
  private day: string;
  private at = ""; // the screen that is shown, for what other pages do

  constructor(private readonly box: HTMLElement, private readonly work: Work) {
    this.day = work.today;
  }

  start(): void {
    this.box.before(this.place);
    document.body.classList.add("taking");
    const note = this.unread();
    if (this.work.begun()) this.list(note, false);
    else this.first(note, false);
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

  /** Shows a screen. The focus goes to its heading, except on the first screen of a visit. */
  private show(screen: HTMLElement, at: string, focus = true): void {
    this.at = at;
    this.day = this.work.today;
    const body = document.body.classList;
    body.toggle("working", at !== "first");
    body.toggle("handing", at === "handover");
    body.remove("listing");
    this.place.textContent = "";
    this.place.append(screen);
    setPaper(this.work);
    if (focus) screen.querySelector<HTMLElement>('h2[tabindex="-1"]')?.focus();
  }

  /** Another page has changed the list, or another day has begun. Half-finished input on other screens stays. */
  private follow(): void {
    this.work.load();
    if (!["first", "list", "today"].includes(this.at)) return;
    const inside = this.place.contains(document.activeElement);
    if (!this.work.begun()) this.first(null, inside);
    else if (this.at === "today") this.today();
    else this.list(null, inside);
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
      make("div", { class: "actions" }, go, all, button(words.text("open"), () => this.open(() => this.first(null))))), "first", focus);
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
      back: () => {
        if (changing) this.list();
        else if (at > 0) this.ask(at - 1);
        else if (this.work.begun()) this.list();
        else this.first(null);
      },
    }, changing), "ask");
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
    show(todayScreen(this.work, () => this.list(), show));
  }

  private keep(): void {
    this.show(keepScreen(this.work, {
      list: () => this.list(),
      open: () => this.open(() => this.keep()),
      handOver: () => this.show(handoverScreen(this.work, { print: () => window.print(), back: () => this.keep() }), "handover"),
      print: () => this.print(),
      remove: () => {
        const before = this.work.state;
        this.work.remove(true);
        this.first(this.undoNote("removed", before));
      },
    }), "keep");
  }

  private print(): void {
    setPaper(this.work);
    window.print();
  }

  private open(back: () => void): void {
    this.show(openScreen(this.work, (found) => this.take(found), back), "open");
  }

  /** The list in the address of the page. It is taken out of the address, so that a reload does not bring it again. */
  private fromAddress(): void {
    const found = fromFragment(location.href, this.work.list.name);
    if (!found) return;
    try {
      history.replaceState(null, "", location.href.replace(/#.*$/, ""));
    } catch {
      location.hash = "";
    }
    this.take(found);
  }

  /** Takes a list from a file or a link. The list that is here is changed only when the reader says so. */
  private take(found: State | ListFault): void {
    const work = this.work;
    const back = (note: Node): void => (work.begun() ? this.list(note) : this.first(note));
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
    this.show(whichScreen(work, found, {
      together: () => {
        const merged = merge(before, found);
        if (writeState(merged).length > longest) back(this.note("fault-long"));
        else use(merged, "merged");
      },
      instead: () => use(found, "replaced"),
      neither: () => this.list(),
    }), "which");
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
        this.work.remove(false); // the reader has not asked for more
        return this.first(this.note("undone"));
      }
      this.work.replace(before);
      this.list(this.note("undone"));
    })));
    return note;
  }
}

const box = document.querySelector<HTMLElement>('[data-widget="checklist"]' satisfies Selector);
if (box && modern()) new Screens(box, new Work(readChecklist(box), readWords((box.dataset as Data).words ?? "", document.documentElement.lang))).start();
