// The quiz on a page that a learning system plays. It is that of the site, but for where a go is kept.
import { make } from "../../browser/elements";
import { modern } from "../../browser/modern";
import { readWords } from "../../browser/words";
import { readQuiz } from "../../questions/model";
import { take } from "../quiz/taking";
import { alone } from "./alone";
import { cmi5 } from "./cmi5";
import type { Data, Selector } from "./contract";
import { InSystem } from "./insystem";
import { scorm12 } from "./scorm12";
import { scorm2004 } from "./scorm2004";
import type { MakeSystem } from "./system";

const systems: Record<string, MakeSystem> = { scorm12, scorm2004, cmi5 };

async function open(list: HTMLElement): Promise<void> {
  const data = list.dataset as Data;
  const quiz = readQuiz(list);
  const words = readWords(data.words ?? "", document.documentElement.lang);
  const said = make("p", { role: "status" }, words.text("looking"));
  const notice = make("div", {}, said);
  list.parentElement?.prepend(notice); // above all screens
  document.body.classList.add("taking"); // the list is not shown in the meantime

  /** Says that a result may not arrive, and offers the code by which it can be handed in. */
  const warn = (text: string): void => {
    notice.className = "note notice";
    said.textContent = text;
    document.body.classList.add("unsent");
  };
  const system = systems[data.system ?? ""]?.(quiz, (number, reason) => warn(words.text("refused", { number: number || "?", reason: reason || "?" })));
  const started = await system?.start();
  if (!system || !started || started === "once") {
    if (!notice.className) warn(words.text(started === "once" ? started : "alone"));
    take(list, quiz, words, alone(words));
    return;
  }
  if (!notice.className) said.textContent = "";
  quiz.pass = started.pass ?? quiz.pass;
  take(list, quiz, words, new InSystem(quiz, words, system, started, warn));
  // Browsers do not let pages do anything as they are unloaded, and some not even ask: what comes before is used.
  addEventListener("pagehide", () => system.leave());
  addEventListener("pageshow", (event) => event.persisted && location.reload()); // the session has ended
  if (!started.readOnly) document.addEventListener("visibilitychange", () => document.hidden && system.commit());
}

const list = document.querySelector<HTMLElement>('[data-widget="lms"]' satisfies Selector);
if (list && modern()) void open(list);
