// The page of a path: where its reader is, one step at a time, and what they can say of each step. All that it knows of the path it reads
// from the lists that the page is without it.
import { modern } from "../../browser/modern";
import { readWords } from "../../browser/words";
import type { Data, Selector } from "./contract";
import { follow } from "./page";

const list = document.querySelector<HTMLElement>('[data-widget="path"][data-path][data-root][data-words]' satisfies Selector);
if (list && modern()) follow(list, readWords((list.dataset as Data).words ?? "", document.documentElement.lang));
