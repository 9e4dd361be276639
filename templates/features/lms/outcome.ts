// What a learner makes of a result: a certificate, and the code for a trainer. The page loads this when it is first asked for.
import { readWords } from "../../browser/words";
import { certificate } from "../quiz/certificate";
import type { Wanted } from "../quiz/contract";
import { handIn } from "../quiz/handin";
import handWords from "strings:hand";
import outcomeWords from "strings:outcome";

const words = readWords(`${handWords}\n${outcomeWords}`, document.documentElement.lang);

addEventListener("outcome", (event) => {
  const wanted = (event as CustomEvent<Wanted>).detail;
  wanted.place.textContent = "";
  wanted.place.append(...(wanted.what === "certificate" ? certificate : handIn)(wanted.quiz, wanted.attempt, words));
});
