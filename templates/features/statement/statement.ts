// A statement with the group's name in it: typed once, shown at once, and taken along in whatever form is useful. It reads
// everything from the page; what is typed reaches the page only as text, and nothing is sent.
import { make } from "../../browser/elements";
import { Undo } from "../../browser/undo";
import { readWords, type Words } from "../../browser/words";
import { modern } from "../../browser/modern";
import { actions } from "./actions";
import type { Data, Selector } from "./contract";
import { type Form, makeForm } from "./form";
import { readStatement, shown, type Statement } from "./page";
import { type SavedValues, StatementStore } from "./store";
import { fill, hasAny, type Values } from "./value";

/** How long typing has to pause before the new text is announced, in milliseconds. */
const pause = 1000;

const box = document.querySelector<HTMLElement>('[data-widget="statement"]' satisfies Selector);
if (box && modern()) start(box);

function start(box: HTMLElement): void {
  const statement = readStatement(box);
  const words = readWords((box.dataset as Data).words ?? "", document.documentElement.lang);
  const store = new StatementStore(location.pathname.slice(0, Math.max(location.pathname.lastIndexOf(statement.name), 0)));
  const kept = store.read();
  const said = make("p", { class: "hidden", role: "status" });
  let timer = 0;
  const remember = makeRemember(words, () => {
    if (!remember.box.checked) store.write(null);
    keep();
  });
  const form: Form = makeForm(statement, words, () => {
    show();
    clearTimeout(timer);
    timer = setTimeout(() => {
      said.textContent = words.text("now", { subject: fill(statement.formats.subject, shown(statement, form.values())) });
      keep();
    }, pause);
  });
  const show = (): void => preview(shown(statement, form.values()));
  const keep = (): void => {
    remember.told(!remember.box.checked ? "" : store.write(merged(statement, store.read(), form.values())) ? "kept" : "kept-not");
  };
  const forgotten = new Undo();
  const forget = (): void => {
    const typed = form.typed();
    const checked = remember.box.checked;
    const putBack = store.remove();
    const set = (values: Values, on: boolean): void => {
      remember.box.checked = on;
      remember.told("");
      form.set(values);
      show();
    };
    set({}, false);
    forgotten.offer(words.text("forgotten"), words.text("put-back"), () => {
      putBack();
      set(typed, checked);
      keep();
      remember.forget.focus();
    });
  };
  remember.forget.addEventListener("click", forget);

  const fromLink = (values?: Values): void => {
    form.set(Object.assign({}, values, readFragment(statement)));
    show();
  };
  addEventListener("hashchange", () => {
    if (Object.keys(readFragment(statement)).length > 0) fromLink(form.values());
  });
  form.element.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.complete()) document.querySelector<HTMLElement>("#page_text" satisfies Selector)?.focus();
  });
  box.querySelector(".gaps" satisfies Selector)?.replaceWith(form.element);
  box.querySelector(".how" satisfies Selector)?.remove();
  remember.element.append(forgotten.element);
  form.element.append(remember.element);
  remember.box.checked = kept !== null;
  fromLink(kept?.values);
  box.append(said);
  if (store.damaged()) form.element.before(make("div", { class: "note" }, make("p", {}, words.text("aside"))));
  const changed = news(statement, kept, words);
  if (changed) form.element.before(changed);
  document.querySelector(".files" satisfies Selector)?.replaceWith(actions(statement, form, words));
}

/** Puts the values into the fields of the statement on the page, and hides the optional parts whose fields are empty. */
function preview(values: Values): void {
  for (const gap of document.querySelectorAll<HTMLElement>("[data-field]" satisfies Selector)) {
    if (gap.dataset.blank === undefined) gap.dataset.blank = gap.textContent ?? "";
    const value = values[(gap.dataset as Data).field ?? ""];
    gap.textContent = value || gap.dataset.blank;
    gap.classList.toggle("blank", !value);
  }
  for (const part of document.querySelectorAll<HTMLElement>("[data-when]" satisfies Selector)) part.hidden = !hasAny(values, (part.dataset as Data).when ?? "");
}

/** The box that says whether to remember, and the button that forgets. */
function makeRemember(words: Words, press: () => void): {
  element: HTMLElement; box: HTMLInputElement; forget: HTMLButtonElement; told(key: string): void;
} {
  const box = make("input", { type: "checkbox", name: "remember" });
  const forget = make("button", { type: "button" }, words.text("forget"));
  const status = make("p", { role: "status" });
  box.addEventListener("change", press);
  return {
    element: make("div", { class: "remember" }, make("label", { class: "option" }, box, make("span", {}, words.text("remember"))), forget, status),
    box, forget,
    told: (key) => {
      const text = key && words.text(key);
      if (status.textContent !== text) status.textContent = text;
    },
  };
}

/** What has been kept before, with the values of this page and its version. */
function merged(statement: Statement, kept: SavedValues | null, values: Values): SavedValues {
  const versions = Object.assign({}, kept?.versions);
  versions[statement.name] = statement.version;
  return { values: Object.assign({}, kept?.values, values), versions };
}

/** The values in the fragment of the address, which no server ever sees: #group=Leeds. */
function readFragment(statement: Statement): Values {
  const values: Values = {};
  const given = new URLSearchParams(location.hash.slice(1));
  for (const field of statement.fields) {
    const value = given.get(field.name);
    if (value !== null) values[field.name] = value;
  }
  return values;
}

/** Says that the statement has changed since it was used on this device, with a way to what is new. */
function news(statement: Statement, kept: SavedValues | null, words: Words): HTMLElement | null {
  const used = kept?.versions[statement.name];
  if (used === undefined || used >= statement.version) return null;
  return make("div", { class: "note" }, make("p", {}, words.text("changed", { used, version: statement.version })),
    make("p", {}, make("a", { class: "alone", href: "#page_changes" }, words.text("what-changed"))));
}
