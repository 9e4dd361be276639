import { type Attempt, askedOf, begin } from "../../questions/attempt";
import { digits } from "../../browser/calendar";
import type { Selector } from "./contract";
import { button, copy, make } from "../../browser/elements";
import { ScreenHistory } from "../../browser/history";
import type { Keeping } from "./keeping";
import { makeLater } from "./later";
import type { Question, Quiz } from "../../questions/model";
import { isCertified, resultScreen } from "./results";
import { answeredScreen, askScreen, type Moves, placeOf } from "../../questions/screens";
import { Undo } from "../../browser/undo";
import { unclearButton } from "./unclear";
import type { Words } from "../../browser/words";

/** The part of the page that the fragment of an address names; a fragment can hold anything. */
function ledTo(hash: string): HTMLElement | null {
  if (hash.length < 2) return null; // Firefox writes a warning when it is asked for no name
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
}

/**
 * Leads a reader from screen to screen, in place of the list of questions, and has the go kept. It begins with the screen at which
 * the page was left, or else the first; a reader who is led to a question gets the list.
 */
export function take(list: HTMLElement, quiz: Quiz, words: Words, keeping: Keeping): void {
  const holder = make("div");
  const undo = new Undo();
  const place = make("div", { class: "take screen" }, undo.element, holder);
  const intro = document.querySelector(".intro" satisfies Selector);
  const entries = new ScreenHistory((name) => go(name));
  let attempt = keeping.attempt;

  (intro || list).before(place);
  if (keeping.note) first(false, keeping.note);
  else go(keeping.over ? "result" : entries.left, false);
  addEventListener("hashchange", led);
  if (!entries.left) led();

  function led(): void {
    const to = ledTo(location.hash);
    if (!to || !list.contains(to) || keeping.counts) return;
    first(false);
    showList(true);
    to.scrollIntoView();
  }

  function showList(shown: boolean): void {
    document.body.classList.toggle("taking", !shown);
  }

  /** Shows the screen of a name: a question by its place. In place of one that there is nothing for, it shows the next best. */
  function go(name: string, focus = true): void {
    if (!attempt || name === "first" || name === "") return first(focus);
    const at = Number(name);
    const open = attempt.asked.findIndex((id) => !(id in (attempt as Attempt).answers));
    if (isNaN(at) && open < 0) return name === "certificate" && isCertified(quiz, attempt) ? certificate(attempt, focus) : result(attempt, focus);
    attempt.at = open < 0 || at < open ? at : open;
    question(attempt, focus);
  }

  /** Shows a screen. The focus goes to its first heading that can take it, but for the screen that the page opens with. */
  function show(name: string, screen: HTMLElement, focus: boolean, title = ""): void {
    const open = name === "question" || name === "answered";
    entries.enter(open && attempt ? String(attempt.at) : name, title);
    for (const link of holder.querySelectorAll<HTMLAnchorElement>('a[href^="blob:"]')) URL.revokeObjectURL(link.href);
    holder.textContent = "";
    holder.append(screen);
    place.dataset.screen = name;
    showList(false);
    const classList = document.documentElement.classList;
    classList.toggle("asking", open);
    classList.toggle("away", name !== "first");
    classList.toggle("certified", name === "certificate");
    classList.toggle("finished", name === "result");
    const to = screen.querySelector<HTMLElement>("[tabindex='-1']");
    if (!focus || !to) return;
    to.focus({ preventScroll: open });
    // All of a question is in sight where that is possible, and then all of what the page says about the answer.
    if (name === "question") scrollTo(0, 0);
    else if (open) to.parentElement?.scrollIntoView({ block: "nearest" });
  }

  /** The screen to start from. */
  function first(focus = true, note = ""): void {
    const current = attempt;
    const n = current ? Object.keys(current.answers).length : 0;
    const buttons: HTMLElement[] = [];
    const add = (key: string, press: () => void): number => buttons.push(button(words.text(key), press));
    if (current?.done) add("see", () => result(current));
    else if (current && n > 0) add("go-on", () => question(current));
    if (!keeping.over) add(n > 0 ? "again" : "start", again);
    const go = buttons.shift() as HTMLElement;
    go.className = "go";
    const all = keeping.counts ? null : button(words.text("as-list"), () => {
      const shown = document.body.classList.contains("taking");
      showList(shown);
      all?.setAttribute("aria-expanded", String(shown));
    });
    all?.setAttribute("aria-expanded", "false");
    // The text of the page is within this screen, so that the main button stays in sight beside it.
    show("first", make("section", {},
      intro && make("div", {}, copy(intro)),
      make("h2", { tabindex: "-1" }, words.text("title")),
      note && make("p", { class: "label" }, words.text(note)),
      make("p", {}, words.count("length", quiz.draw), quiz.draw < quiz.questions.length ? " " + words.text("drawn", { all: quiz.questions.length }) : null,
        quiz.pass ? " " + words.text("pass", { percent: quiz.pass }) : null),
      make("p", {}, keeping.terms()),
      current && !current.done && n > 0 ? make("p", { class: "label" }, words.count("begun", n, { all: current.asked.length })) : null,
      go, make("div", { class: "actions" }, ...buttons, all), keeping.kept(removed)), focus);
  }

  function again(): void {
    const before = attempt;
    goOn(begin(quiz));
    if (before && Object.keys(before.answers).length > 0) offer("restarted", before);
  }

  /** Goes on with a go, or shows the result of one that is done. */
  function goOn(next: Attempt): void {
    attempt = next;
    save();
    if (next.done) result(next);
    else question(next);
  }

  /** Says what has become of a go, and offers to go on with it. */
  function offer(key: string, before: Attempt, back?: () => void): void {
    undo.offer(words.text(key), words.text("put-back"), () => {
      back?.();
      goOn(before);
    });
  }

  function save(): void {
    keeping.save(attempt as Attempt);
  }

  /** Shows the question at which a go is, or what is said about the answer: nothing can be changed once the result has been shown. */
  function question(current: Attempt, focus = true): void {
    const asked = askedOf(quiz, current)[current.at];
    if (!asked) return result(current, focus);
    const shown = { quiz, attempt: current, question: asked, words };
    const answer = quiz.atEnd && !current.done ? undefined : current.answers[asked.id];
    const moves = movesOf(current, asked);
    const title = placeOf(current, words);
    if (answer === undefined) show("question", askScreen(shown, moves), focus, title);
    else show("answered", answeredScreen(shown, answer, moves), focus, title);
  }

  function movesOf(current: Attempt, asked: Question): Moves {
    const id = asked.id;
    const move = (by: number): void => {
      current.at += by;
      save();
      question(current);
    };
    const rate = (sure: number | null): void => {
      if (sure === null) delete current.sure[id];
      else current.sure[id] = sure;
      save();
    };
    return {
      give: (answer, sure) => {
        current.answers[id] = answer;
        undo.clear(); // from here on, the line would be in the way
        rate(sure);
        keeping.answered(current, asked);
        move(quiz.atEnd ? 1 : 0);
      },
      rate,
      more: current.first ? null : unclearButton(current, id, words, save), // the code has the first go alone
      next: () => move(1),
      back: current.at > 0 ? () => entries.back(String(current.at - 1)) || move(-1) : null,
      stop: first,
    };
  }

  function result(current: Attempt, focus = true): void {
    if (!current.done) {
      current.done = digits(new Date()).replace(/(..)(..)$/, "-$1-$2");
      save();
      keeping.finished(current);
    }
    const screen = resultScreen(quiz, current, words, {
      certificate: () => certificate(current),
      missed: (questions) => goOn(begin(quiz, questions, current.first ?? current)),
      again: keeping.over ? null : again,
      full: goOn,
      path: keeping.path(),
      save,
    });
    screen.append(make("div", {}, keeping.after?.(current), keeping.kept(removed)));
    show("result", screen, focus, words.text("result"));
  }

  function certificate(current: Attempt, focus = true): void {
    const place = make("div");
    const title = words.text("certificate-show");
    show("certificate", make("div", {}, make("h2", { tabindex: "-1", class: "fill" }, title), place,
      make("div", { class: "actions" }, button(words.text("to-result"), () => entries.back("result") || result(current)))), focus, words.text("certificate"));
    makeLater({ what: "certificate", quiz, attempt: current, place }, words);
  }

  /** Says that the go is no longer kept. */
  function removed(back: () => void): void {
    const before = attempt;
    attempt = null;
    first();
    if (before) offer("removed", before, back);
  }
}
