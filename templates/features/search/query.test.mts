import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { corrected, fragmentOf, longest, pieces, queryIn, tidy } from "./query";

test("the address keeps a query, whatever is in it", () => {
  for (const query of ["lost phone", "50% & more + less = #1?", "çà 電話 📱", "a/b\\c", "%41", "__proto__", "q=1"]) {
    equal(queryIn({ hash: fragmentOf(query), search: "" }), query);
  }
  equal(fragmentOf("lost phone"), "#q=lost+phone");
  equal(queryIn({ hash: fragmentOf("half \ud83d"), search: "" }), "half");
});

test("the fragment goes before the query part, and another fragment is none", () => {
  equal(queryIn({ hash: "#q=pin", search: "?q=wifi" }), "pin");
  equal(queryIn({ hash: "#q=", search: "?q=wifi" }), "");
  equal(queryIn({ hash: "#letter_a", search: "?q=wi%20fi+x" }), "wi fi x");
  equal(queryIn({ hash: "#letter_a", search: "" }), null);
  equal(queryIn({ hash: "", search: "" }), null);
  equal(queryIn({ hash: "#q=%", search: "" }), "%");
});

test("a query is short, and has no spaces that nobody sees", () => {
  equal(tidy("  lost \n\t phone\u00a0 "), "lost phone");
  equal(tidy("x".repeat(10_000)).length, longest);
});

test("spellings that were put right are put into what was typed", () => {
  equal(corrected("Whats a brodcast list?", [["brodcast", "broadcast"]]), "Whats a broadcast list?");
  equal(corrected("Brodcast, freind's", [["brodcast", "broadcast"], ["freind's", "friend's"]]), "broadcast, friend's");
  equal(corrected("constructor", []), "constructor");
});

test("marks cut a text, and those that it does not have are left out", () => {
  deepEqual(pieces("Protect every phone", [[8, 13]]), [["Protect ", false], ["every", true], [" phone", false]]);
  deepEqual(pieces("every phone", [[0, 5], [6, 11]]), [["every", true], [" ", false], ["phone", true]]);
  for (const wrong of [[[3, 3]], [[-1, 2]], [[2, 99]], [[Number.NaN, 2]]] as [number, number][][]) deepEqual(pieces("every", wrong), [["every", false]]);
  deepEqual(pieces("every phone", [[0, 5], [2, 8]]), [["every", true], [" phone", false]]);
  deepEqual(pieces("", []), []);
});
