import { button, make } from "../../browser/elements";
import { option } from "../../questions/fields";
import type { Words } from "../../browser/words";

/** What a trainer may choose. It is in memory alone. */
export interface Settings {
  characters: boolean; // keys of one character work
  bars: boolean; // the hands are shown before the answer too
  answerFirst: boolean; // going on shows the answer before the next question
  people: number; // in the room; 0 when that was not said
  size: number; // of the text, among SIZES
}

/** The sizes of the text, as percentages. */
export const SIZES = [60, 70, 85, 100, 120, 140, 170, 200];

export function newSettings(): Settings {
  return { characters: true, bars: false, answerFirst: false, people: 0, size: SIZES.indexOf(100) };
}

/** A checkbox. */
export function tick(words: string, checked: boolean, change: (checked: boolean) => void): HTMLElement {
  const input = make("input", { type: "checkbox" });
  input.checked = checked;
  input.addEventListener("change", () => change(input.checked));
  return option(input, words);
}

/** The fields of the settings. Each change is reported at once. */
export function settingsFields(settings: Settings, words: Words, changed: () => void, resize: (by: number) => void): HTMLElement {
  const box = (key: "characters" | "bars" | "answerFirst", text: string): HTMLElement => tick(words.text(text), settings[key], (checked) => {
    settings[key] = checked;
    changed();
  });
  const people = make("input", { type: "text", inputmode: "numeric", autocomplete: "off", maxlength: "3", id: "room_people" });
  people.value = settings.people > 0 ? String(settings.people) : "";
  people.addEventListener("input", () => {
    settings.people = /^\s*\d+\s*$/.test(people.value) ? Number(people.value) : 0;
    changed();
  });
  return make("fieldset", { class: "settings" }, make("legend", {}, words.text("settings")),
    box("characters", "characters"), box("bars", "bars"), box("answerFirst", "answer-first"),
    make("p", {}, make("label", { class: "field", for: "room_people" }, words.text("people")), people),
    make("div", { class: "actions" }, button(words.text("smaller"), () => resize(-1)), button(words.text("larger"), () => resize(1))));
}
