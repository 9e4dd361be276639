/**
 * Makes each word that is explained open what it means, which follows it. Without this the word is a link to the list of words. It stays one in the
 * page, as a button cannot break across lines.
 */
export function explainWords(): void {
  for (const word of document.querySelectorAll<HTMLElement>(".word")) {
    const means = word.nextElementSibling as HTMLElement;
    const show = (open: boolean): void => {
      means.hidden = !open;
      word.setAttribute("aria-expanded", String(open));
    };
    word.setAttribute("role", "button");
    show(false);
    word.addEventListener("click", (event) => {
      event.preventDefault();
      show(!!means.hidden);
    });
    word.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        word.click();
      }
      if (event.key === "Escape") show(false);
    });
  }
}
