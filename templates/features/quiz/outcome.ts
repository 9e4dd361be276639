// What a reader makes of a result: a certificate, and the code for a trainer with its QR code. The page loads this when somebody first
// asks for one of them, as few do.
import { certificate } from "./certificate";
import type { Wanted } from "./contract";
import { handIn } from "./handin";

addEventListener("outcome", (event) => {
  const wanted = (event as CustomEvent<Wanted>).detail;
  wanted.place.textContent = "";
  wanted.place.append(...(wanted.what === "certificate" ? certificate : handIn)(wanted.quiz, wanted.attempt, wanted.words));
});
