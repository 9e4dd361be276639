// What a reader makes of a result: reminders, a certificate, and the code for a trainer with its QR code. The page loads this with the first result.
import { readWords } from "../../browser/words";
import { certificate } from "./certificate";
import type { Wanted } from "./contract";
import { handIn } from "./handin";
import { reminders } from "./reminders";
import handWords from "strings:hand";
import outcomeWords from "strings:outcome";

const words = readWords(`${handWords}\n${outcomeWords}`, document.documentElement.lang);

addEventListener("outcome", (event) => {
  const wanted = (event as CustomEvent<Wanted>).detail;
  wanted.place.textContent = "";
  if (wanted.what === "reminders") wanted.place.append(...reminders(wanted.quiz, words));
  else wanted.place.append(...(wanted.what === "certificate" ? certificate : handIn)(wanted.quiz, wanted.attempt, words));
});
