// What a device has noted of a path, as a code for whoever asks for it. The page loads this when its reader first wants to show what they have
// done, as few do.
import { dayWords, make } from "../../browser/elements";
import { type Progress, ProgressStore, siteRoot, today } from "../../browser/progress";
import type { Words } from "../../browser/words";
import { handOver } from "../../codes/hand";
import { encodeRecord } from "../../codes/record";
import { AnswerLog } from "../../questions/memory";
import type { Data, RecordWanted } from "./contract";
import { makeRecord } from "./make";
import { readParts, type ListedStep } from "./read";

addEventListener("record", (event) => {
  const { list, words, place } = (event as CustomEvent<RecordWanted>).detail;
  place.textContent = "";
  place.append(...recordPart(list, words));
});

/** The code, ways to hand it over, and what it shows. */
function recordPart(list: HTMLElement, words: Words): HTMLElement[] {
  const data = list.dataset as Data;
  const root = siteRoot(data.root ?? "");
  const path = data.path ?? "";
  const store = new ProgressStore(root);
  const day = today();
  const parts = {
    site: data.site ?? "", path, steps: ([] as ListedStep[]).concat(...readParts(list).map((part) => part.steps)),
    progress: store.read(), answers: new AnswerLog(root).read(), device: deviceOf(store, path), today: Date.parse(day) / 864e5,
  };
  const title = document.querySelector("h1")?.textContent ?? "";
  return [
    ...handOver({
      file: `record-${path.replace(/.*\//, "")}-${day}.txt`,
      code: (name) => encodeRecord(makeRecord(parts, name)),
      letter: (name, code) => ({
        subject: words.text("hand-subject", { title }),
        body: [words.text("hand-day", { date: dayWords(day) }), name && words.text("hand-by", { name }), words.text("hand-for"), "", code, ""].filter((line, i) => line || i > 2).join("\r\n"),
      }),
    }, words),
    make("p", {}, words.text("show-where"), " ", make("a", { href: (data.root ?? "") + "record.html", class: "alone" }, words.text("show-page"))),
  ];
}

/** The random bits that the device keeps with a path, so that a later record of it replaces this one; 0 for a path that was not begun. */
function deviceOf(store: ProgressStore, path: string): number {
  const before = store.read();
  const kept = (progress: Progress): number => progress.paths[path]?.device ?? 0;
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return kept(before) || !before.paths[path] ? kept(before) : kept(store.change((progress) => {
    const state = progress.paths[path];
    if (state) state.device = (high & 0xfffff) * 0x100000 + (low & 0xfffff) || 1;
  }));
}
