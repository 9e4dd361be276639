import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { elementOf } from "./tree";

/** What an element of the browser is here: its name, its attributes and what is in it. */
class Made {
  attributes: Record<string, string> = {};
  parts: unknown[] = [];
  constructor(readonly localName: string) {}
  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }
  append(part: unknown): void {
    this.parts.push(part);
  }
}

/** Makes an element in a document that has no browser, as [name, attributes, parts …]. An element of a drawing has "svg:" before its name. */
function made(tree: unknown): unknown {
  Object.assign(globalThis, { document: {
    createElement: (name: string) => new Made(name),
    createElementNS: (_: string, name: string) => new Made("svg:" + name),
  } });
  const plain = (one: unknown): unknown => (one instanceof Made ? [one.localName, one.attributes, ...one.parts.map(plain)] : one);
  return plain(elementOf(tree));
}

test("elements have their attributes and what is in them", () => {
  deepEqual(made(["p", { class: "how" }, "Choose ", ["strong", "one"], "."]), ["p", { class: "how" }, "Choose ", ["strong", {}, "one"], "."]);
  deepEqual(made(["svg", { viewBox: "0 0 9 9" }, ["path", { d: "M0 0h9", "marker-end": "url(#tip)" }], ["title", "A line"]]),
    ["svg:svg", { viewBox: "0 0 9 9" }, ["svg:path", { d: "M0 0h9", "marker-end": "url(#tip)" }], ["svg:title", {}, "A line"]]);
  deepEqual(made(["p"]), ["p", {}]);
});

test("what is not allowed is left out", () => {
  for (const tree of [null, 7, "p", {}, [], [7], [["p"]], ["script", "alert(1)"], ["SCRIPT"], ["iframe"], ["style"], ["form"], ["input"], ["object"], ["embed"], ["base"], ["link"],
    ["meta"], ["template"], ["path"], ["foreignObject"], ["constructor"], ["__proto__"]]) equal(made(tree), null, JSON.stringify(tree));
  deepEqual(made(["p", ["script", "x"], "y", 7, null, ["iframe", { src: "x" }]]), ["p", {}, "y"]);
  deepEqual(made(["svg", ["script", "x"], ["p", "x"], ["a", { href: "x" }], ["use"], ["foreignObject", ["p"]], ["style", "x"], ["image"]]), ["svg:svg", {}]);
  deepEqual(made(["p", { onclick: "x", style: "x", srcdoc: "x", srcset: "x", formaction: "x", "xlink:href": "x", href: "x", src: "x", is: "x", class: 7, id: ["x"], title: "y" }]), ["p", { title: "y" }]);
  deepEqual(made(["path", { fill: "red" }]), null);
  deepEqual(made(["svg", { fill: "url(https://example.org/#x)", stroke: " URL( 'x#y')", "marker-mid": 'url("#z")' }]), ["svg:svg", { "marker-mid": 'url("#z")' }]);
});

test("a link leads to a page, and a picture is a file of the site", () => {
  const href = (value: string): unknown => (made(["a", { href: value }]) as [string, Record<string, string>])[1].href;
  for (const good of ["guidance/phones.html#pin", "../a.html", "#pin", "https://example.org", "mailto:a@b.c", "tel:+44", "a/b:c"]) equal(href(good), good);
  for (const bad of ["javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "JAVASCRIPT://x", "\u0001javascript:x", "data:text/html,x", "vbscript:x", "blob:x"]) equal(href(bad), undefined, bad);
  const src = (value: string): unknown => (made(["img", { src: value }]) as [string, Record<string, string>])[1].src;
  for (const good of ["guidance/a.png", "../a.png"]) equal(src(good), good);
  for (const bad of ["https://example.org/a.png", "//example.org/a.png", "\\\\example.org\\a.png", " //example.org", "data:image/png,x", "javascript:x"]) equal(src(bad), undefined, bad);
});

test("what is nested too deeply is left out", () => {
  let tree: unknown = "x";
  for (let i = 0; i < 5000; i++) tree = ["div", tree];
  let depth = 0;
  for (let at = made(tree) as unknown[]; Array.isArray(at); at = at[2] as unknown[]) depth++;
  equal(depth, 101);
});
