/**
 * Copies a text. Where the browser has no clipboard, as on a page served over plain HTTP, or refuses it, the element that shows the text
 * is selected, for the reader to copy. Says whether the text was copied.
 */
export async function copyText(text: string, shown?: Element | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (shown) getSelection()?.selectAllChildren(shown);
    return false;
  }
}
