// The page for records: what people hand over of their paths is added, and the page shows how far they have come. Everything stays in the browser.
import { modern } from "../../browser/modern";
import { readWords } from "../../browser/words";
import { RecordsBoard } from "./board";
import type { Data, Selector } from "./contract";
import { readPlan } from "./plan";

const list = document.querySelector<HTMLElement>('[data-widget="record"][data-site][data-words]' satisfies Selector);
if (list && modern()) new RecordsBoard(list, readPlan(list), readWords((list.dataset as Data).words ?? "", document.documentElement.lang)).start();
