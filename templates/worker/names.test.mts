import { equal } from "node:assert/strict";
import { test } from "node:test";

Object.assign(globalThis, { self: { location: new URL("https://example.org/our site/sw.js?x") } });
const { addressOf, isLasting, isSpare, keyOf, pageOf, prefix } = await import("./names");
const site = "https://example.org/our%20site/";

test("a file is kept under its address as the hosts that leave out most have it", () => {
  for (const [address, key] of [
    ["index.html", ""], ["a/index.html", "a/"], ["a/index", "a/"], ["a/", "a/"], ["a.html", "a"], ["a", "a"], ["a.html?x=1#y", "a"], ["./b/../a.html", "a"],
    ["b%20c.html", "b%20c"], ["b c.html", "b%20c"], ["%c3%a9.png", "%C3%A9.png"], ["aindex.html", "aindex"],
  ] as const) equal(keyOf(new URL(address, site)), site + key, address);
});

test("what is not within the site has no key", () => {
  for (const address of ["https://example.com/our%20site/a", "https://example.org/a", "http://example.org/our%20site/a", site + "%ff"]) equal(keyOf(address), null, address);
});

test("an address is that of a path, and a key that of a page", () => {
  equal(addressOf("a b/c?.html"), site + "a%20b/c%3F.html");
  equal(pageOf(site + "a/"), site + "a/index.html");
  equal(pageOf(site + "a"), site + "a.html");
  equal(prefix, "handrail /our%20site/ ");
});

test("only names with a digest last", () => {
  equal(isLasting(site + "assets/quiz-0123456789.js"), true);
  for (const key of ["assets/quiz.js", "assets/a/quiz-0123456789.js", "quiz-0123456789.js", "assets/quiz-012345678g.js"]) equal(isLasting(site + key), false, key);
});

test("pages are whole without a picture, and not without a style", () => {
  for (const path of ["a.png", "b/c.pdf", "a.ics"]) equal(isSpare(path), true, path);
  for (const path of ["", "a/", "a.html", "b.css", "b.js"]) equal(isSpare(path), false, path);
});
