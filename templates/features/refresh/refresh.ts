// A few questions from all quizzes of the site, chosen by what the device knows of its reader's answers.
import { modern } from "../../browser/modern";
import { readWords } from "../../browser/words";
import type { Data, Selector } from "./contract";
import { Practice } from "./practice";
import { readIndex } from "./index";

const list = document.querySelector<HTMLElement>('[data-widget="refresh"]' satisfies Selector);
const index = document.querySelector("script.index" satisfies Selector);
if (list && index && modern()) new Practice(list, readIndex(index.textContent ?? ""), readWords((list.dataset as Data).words ?? "", document.documentElement.lang)).start();
