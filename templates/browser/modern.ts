/**
 * Whether the browser is one that the widgets are written for: Safari from 14.1, Chrome and Edge from 87, Samsung Internet from 14,
 * Firefox from 78. Each of them, and none before it, has both of what is asked for here. In an older browser the page stays
 * the plain one, whole: a widget that stopped half-way would do harm.
 */
export function modern(): boolean {
  return "replaceChildren" in Element.prototype && CSS.supports("inset-inline-start", "0");
}
