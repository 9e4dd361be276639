// The quiz on the screen: one question at a time, with a result. All that it knows it reads from the list of questions
// that the page is without it.
import { modern } from "../../browser/modern";
import { readQuiz } from "../../questions/model";
import type { Data, Selector } from "./contract";
import { onDevice } from "./device";
import { take } from "./taking";
import { readWords } from "../../browser/words";

const list = document.querySelector<HTMLElement>('[data-widget="quiz"]' satisfies Selector);
if (list && modern()) {
  const quiz = readQuiz(list);
  const words = readWords((list.dataset as Data).words ?? "", document.documentElement.lang);
  take(list, quiz, words, onDevice(list, quiz, words));
}
