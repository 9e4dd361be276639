// Draws the QR code of a result. The page loads this when somebody first asks for the picture, as few do.
import type { Wanted } from "./contract";
import { qr } from "./qr";

addEventListener("picture", (event) => {
  const wanted = (event as CustomEvent<Wanted>).detail;
  wanted.place.textContent = "";
  wanted.place.append(qr(wanted.text, wanted.name) ?? "");
});
