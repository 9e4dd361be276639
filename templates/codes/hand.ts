import { copyText } from "../browser/clipboard";
import { button, make } from "../browser/elements";
import { cleanName } from "../browser/names";
import type { Words } from "../browser/words";
import { qr } from "./qr";

const MAIL = 1900; // letters of an address that every mail program takes
const PICTURE = 1000; // letters of a picture that an old phone can still scan, and can draw at each key
const PAUSE = 1000; // milliseconds without a key, after which a reader has typed what they wanted

/** What a reader can hand over as a code. */
export interface HandedCode {
  file: string; // name of the file that it can be saved as
  /** The code with a name; empty when it would be too long. */
  code(name: string): string;
  /** What a file and an email say, for people. The board finds the code in it. */
  letter(name: string, code: string): { subject: string; body: string };
}

/** A code, and ways to give it to somebody. The page sends nothing, and keeps no name. */
export function handOver(handed: HandedCode, words: Words): HTMLElement[] {
  const say = (key: string): HTMLElement => make("p", {}, words.text(key));
  if (!handed.code("")) return [say("hand-long")];
  const name = make("input", { type: "text", autocomplete: "name", maxlength: "300" });
  const code = make("p", { class: "code", translate: "no" });
  // What a status says is heard, since it is there before its words are. That a name is in the code can be seen.
  const said = make("p", { role: "status" });
  const heard = make("span", { class: "hidden", role: "status" });
  const file = make("a", { class: "alone", download: handed.file }, words.text("hand-file"));
  const save = make("p", {}); // has the link when there is something to save
  const mail = make("div", {});
  const picture = make("div", {});
  const shown = make("details", {}, make("summary", {}, words.text("hand-qr")), picture);
  const copy = button(words.text("hand-copy"), () => {
    said.textContent = "";
    void copyText(text, code).then((done) => (said.textContent = words.text(done ? "hand-copied" : "hand-refused")));
  });
  copy.className = "go";
  let text = "";

  const draw = (): void => {
    picture.textContent = "";
    if (!shown.open) return;
    const fits = text.length <= PICTURE;
    const place = make("div");
    picture.append(say(fits ? "hand-qr-how" : "hand-qr-long"), place);
    if (fits) place.append(qr(text, words.text("hand-qr-name")) ?? "");
  };
  const write = (): void => {
    const typed = cleanName(name.value);
    text = handed.code(typed);
    code.textContent = "";
    if (text.length > PICTURE) code.textContent = text; // nobody reads that out
    else for (const group of text.match(/.{1,5}/g) ?? []) code.append(make("span", {}, group), make("wbr"));
    const letter = handed.letter(typed, text);
    URL.revokeObjectURL(file.href);
    file.href = URL.createObjectURL(new Blob([letter.subject, "\r\n\r\n", letter.body], { type: "text/plain" }));
    save.append(file);
    const address = `mailto:?subject=${encodeURIComponent(letter.subject)}&body=${encodeURIComponent(letter.body)}`;
    mail.textContent = "";
    if (address.length > MAIL) mail.append(say("hand-mail-long"));
    else mail.append(make("a", { class: "alone", href: address }, words.text("hand-mail")), say("hand-mail-how"));
    draw();
  };

  let wait = 0;
  name.addEventListener("input", () => {
    write();
    clearTimeout(wait);
    heard.textContent = "";
    wait = setTimeout(() => {
      heard.textContent = words.text(cleanName(name.value) ? "hand-named" : "hand-unnamed");
    }, PAUSE);
  });
  // A reader sees what of the name is in the code.
  name.addEventListener("change", () => (name.value = cleanName(name.value)));
  shown.addEventListener("toggle", draw);
  write();
  return [say("hand-what"), make("label", { class: "field" }, words.text("hand-name"), name), heard,
    make("p", { class: "label" }, words.text("hand-code")), code, say("hand-aloud"), copy, said, save, mail, shown];
}
