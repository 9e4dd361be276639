// A quiz shown to a room: one question at a time on a big screen, and the trainer's notes in a window of their own. Both
// windows read everything from the list of questions that the page is without a script.
import { readQuiz } from "../../questions/model";
import { readWords } from "../../browser/words";
import { modern } from "../../browser/modern";
import type { Data, Selector } from "./contract";
import { NOTES } from "./link";
import { Notes } from "./notes";
import { Room } from "./room";

const list = document.querySelector<HTMLElement>('[data-widget="present"]' satisfies Selector);
if (list && modern()) {
  const quiz = readQuiz(list);
  const words = readWords((list.dataset as Data).words ?? "", document.documentElement.lang);
  new (location.hash === NOTES ? Notes : Room)(list, quiz, words).start();
}
