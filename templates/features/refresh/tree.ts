// Makes elements of what a file of questions says of them. A file is a script of the site, and its text never becomes markup: only these elements
// are made, with these attributes, and text is text.

const html = new Set(`a b blockquote br code dd del details div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img li ol p pre s span strong sub summary sup table tbody td
  th thead tr ul`.split(/\s+/));

const svg = new Set("svg g path rect circle ellipse line polyline polygon text tspan title desc defs marker".split(" "));

const attributes = new Set(`class id lang dir title alt width height loading decoding start reversed value open scope role tabindex rel
  aria-hidden aria-label aria-labelledby aria-describedby
  data-question data-digest data-kind data-points data-place data-right data-number data-tolerance data-forms data-version
  transform viewBox x y x1 y1 x2 y2 cx cy r rx ry d points dx dy fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray
  stroke-opacity stroke-miterlimit opacity text-anchor dominant-baseline font-family font-size font-weight font-style letter-spacing marker-start marker-mid
  marker-end markerWidth markerHeight markerUnits orient refX refY focusable preserveAspectRatio`.split(/\s+/));

/** Deeper than this nothing is nested that somebody wrote. */
const deepest = 100;

/** Makes an element of data: its name, its attributes if it has any, and what is in it. It is null for what is no element that is allowed. */
export function elementOf(tree: unknown, depth = 0, within = ""): Element | null {
  if (!Array.isArray(tree) || depth > deepest) return null;
  const [tag, second] = tree as unknown[];
  const drawn = within === "svg" || tag === "svg";
  if (typeof tag !== "string" || !(drawn ? svg : html).has(tag)) return null;
  const element = drawn ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  const given = typeof second === "object" && second !== null && !Array.isArray(second) ? (second as Record<string, unknown>) : null;
  for (const name of Object.keys(given ?? {})) {
    const value = given?.[name];
    if (typeof value === "string" && isAllowed(tag, name, value)) element.setAttribute(name, value);
  }
  for (const part of (tree as unknown[]).slice(given ? 2 : 1)) {
    const child = typeof part === "string" ? part : elementOf(part, depth + 1, drawn ? "svg" : "");
    if (child !== null) element.append(child);
  }
  return element;
}

function isAllowed(tag: string, name: string, value: string): boolean {
  if (name === "href") return tag === "a" && /^(https?:|mailto:|tel:|[^:]*$|[^:]*[/?#])/i.test(value.trim());
  if (name === "src") return tag === "img" && /^([^:]*$|[^:]*[/?#])/.test(value.trim()) && !/^[/\\]{2}/.test(value.trim());
  return attributes.has(name) && (!/url\(/i.test(value) || /^\s*url\(\s*["']?#/i.test(value));
}
