/**
 * Fonts in which letters that are alike in others, such as I, l and 1, are not. The first were made for people with low vision or dyslexia. Verdana and
 * DejaVu Sans are on most computers.
 */
const families = ["Atkinson Hyperlegible Next", "Atkinson Hyperlegible", "OpenDyslexic", "Lexend", "Andika", "Verdana", "DejaVu Sans"];

/** The first of these that the device has; "" where there is none. Nothing is loaded: a text is as wide in a font that is not there as without it. */
export function distinctFont(): string {
  const drawing = document.createElement("canvas").getContext("2d");
  if (!drawing) return "";
  const width = (font: string): number => {
    drawing.font = "40px " + font;
    return drawing.measureText("Illegible 1lI0O rn mw").width;
  };
  return families.find((family) => ["serif", "monospace"].every((other) => width(`"${family}", ${other}`) !== width(other))) ?? "";
}
