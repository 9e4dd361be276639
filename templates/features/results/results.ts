// The trainer's board: the results that learners hand over are added, and the page shows what the group has understood.
// Everything stays in the browser.
import { readQuiz } from "../../questions/model";
import { readWords } from "../../browser/words";
import { modern } from "../../browser/modern";
import { ResultsBoard } from "./board";
import type { Data, Selector } from "./contract";

const list = document.querySelector<HTMLElement>('[data-widget="results"]' satisfies Selector);
if (list && modern()) new ResultsBoard(list, readQuiz(list), readWords((list.dataset as Data).words ?? "", document.documentElement.lang)).start();
