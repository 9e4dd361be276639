import { copyText } from "../../browser/clipboard";
import { button, hasAddress, make, save } from "../../browser/elements";
import type { Words } from "../../browser/words";
import type { Selector } from "./contract";
import type { Form } from "./form";
import { shown, type Statement } from "./page";
import { escapeXML, fill, fileName, type Values } from "./value";
import { packWord } from "./word";

/** The maximum length of an address that mail programs take; some fail a little above it. */
const longest = 1900;

/** What can be done with the statement, once its fields are filled in. */
export function actions(statement: Statement, form: Form, words: Words): HTMLElement {
  const status = make("p", { class: "label", role: "status" });
  const say = (key: string): void => {
    status.textContent = words.text(key, { title: statement.title });
  };
  // Every action needs a complete form. Its name has that of the statement in it, for those who only hear the button.
  const action = (key: string, act: (values: Values) => void): HTMLButtonElement => {
    const made = button(words.text(key), () => {
      if (form.complete()) act(shown(statement, form.values()));
      else status.textContent = "";
    });
    made.append(make("span", { class: "hidden" }, ": " + statement.title));
    return made;
  };
  const formats = statement.formats;
  const saveAs = (ending: string, kind: string, data: (values: Values) => BlobPart) => (values: Values): void => {
    save(new Blob([data(values)], { type: kind }), fileName(fill(formats.file, values)) + ending);
    say("saved");
  };
  const rich = action("copy", (values) => void copy(statement, values).then((done) => say(done ? "copied" : "copy-failed")));
  rich.className = "go";
  const parts: (HTMLElement | null)[] = [rich,
    action("copy-subject", (values) => void copyText(fill(formats.subject, values)).then((done) => say(done ? "copied-subject" : "copy-failed"))),
    action("email", (values) => {
      const address = mailto(statement, values);
      if (address.length > longest) return say("email-long");
      location.href = address;
      say("emailed");
    }),
    typeof navigator.share === "function" ? action("share", (values) => void share(statement, values).then((key) => key && say(key))) : null,
    action("print", () => window.print()),
    hasAddress() ? action("link", () => void copyText(linkWith(form.values())).then((done) => say(done ? "linked" : "copy-failed"))) : null];
  const files = [
    action("save-word", (values) => {
      save(packWord(formats.word, values), fileName(fill(formats.file, values)) + ".docx");
      say("saved");
    }),
    action("save-text", saveAs(".txt", "text/plain", (values) => fill(formats.text, values))),
    action("save-html", saveAs(".html", "text/html", (values) => fill(formats.page, values, escapeXML))),
  ];
  return make("div", { class: "use screen" }, make("div", { class: "actions" }, ...parts),
    make("p", { class: "label" }, words.text("save")), make("div", { class: "actions" }, ...files), status);
}

/** The email with the statement in it, as an address that opens the mail program. */
export function mailto(statement: Statement, values: Values): string {
  const body = fill(statement.formats.text, values).replace(/\n/g, "\r\n");
  return `mailto:?subject=${encodeURIComponent(fill(statement.formats.subject, values))}&body=${encodeURIComponent(body)}`;
}

/** Copies the text, rich and plain together, so that it goes well into an email and into a message. */
async function copy(statement: Statement, values: Values): Promise<boolean> {
  const text = fill(statement.formats.text, values);
  try {
    const html = fill(statement.formats.html, values, escapeXML);
    await navigator.clipboard.write([new ClipboardItem({
      "text/html": new Blob([html], { type: "text/html" }),
      "text/plain": new Blob([text], { type: "text/plain" }),
    })]);
    return true;
  } catch {
    return copyText(text, document.querySelector(".sheet" satisfies Selector)); // selected, the statement is not yet copied
  }
}

async function share(statement: Statement, values: Values): Promise<string> {
  try {
    await navigator.share({ title: fill(statement.formats.subject, values), text: fill(statement.formats.text, values) });
    return "shared";
  } catch (problem) {
    return problem instanceof DOMException && problem.name === "AbortError" ? "" : "share-failed"; // whoever cancels knows it
  }
}

/** The address of this page with the values in its fragment, which is never sent to a server. */
function linkWith(values: Values): string {
  return location.href.replace(/#.*$/, "") + "#" + new URLSearchParams(values).toString();
}
