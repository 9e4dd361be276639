import type { Marks } from "./marks";
import type { PageSentence } from "./saying";

/**
 * Where reading begins, as the page is before its reader: at what they have selected, at the heading that has the focus, or else with the first sentence in sight. The
 * selection goes, as the mark takes its place.
 */
export function startOf(sentences: PageSentence[], heading: Element | null, marks: Pick<Marks, "inSight">): number {
  const selection = getSelection();
  if (selection && !selection.isCollapsed && selection.rangeCount > 0) {
    const range = selection.getRangeAt(0);
    const at = sentences.findIndex((sentence) => sentence.where.some(({ node, from, to }) => range.comparePoint(node, from) <= 0 && range.comparePoint(node, to) >= 0));
    selection.removeAllRanges();
    if (at >= 0) return at;
  }
  const headed = heading?.isConnected ? sentences.findIndex((sentence) => heading.contains(sentence.element) || follows(heading, sentence.element)) : -1;
  if (headed >= 0 && marks.inSight(sentences[headed] as PageSentence)) return headed;
  const seen = sentences.findIndex((sentence) => marks.inSight(sentence));
  return seen >= 0 || sentences.length === 0 ? seen : 0;
}

function follows(one: Node, other: Node): boolean {
  return (one.compareDocumentPosition(other) & 4) > 0; // DOCUMENT_POSITION_FOLLOWING
}
