import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { type SearchResults, openSearch } from "./find";
import { distance, nearest } from "./spell";

const start = [
  ["delete|take off|remove", "boss>group lead"],
  [
    ["home.html", "Welcome", "Read a page today."],
    ["lists.html", "Broadcast lists", "A list sends one message to many people.\nIt can hold up to 256 contacts.",
      "h", "Who sees whose number", "Nobody sees the numbers of others.\nA reply comes to you alone.",
      "rmonthly", "Check your list each month.", "Take off anyone who has left.\nThey do not want to hear from us.",
      "hown", "Remove somebody", "Open the list.\nDelete the contact from it."],
    ["chats.html", "Group chats", "Everyone in a group chat sees every number.",
      "rno-group", "Never set up a group chat with members.", "It shows each number to all others.",
      "rlead", "Ask the group lead first.", ""],
  ],
  [
    ["quizzes/lists.html", "A quiz about lists", "Six questions.", "qann-moved no-group", "Ann wants a yoga chat.\nWhat now?", "No chats with members."],
  ],
];

const search = openSearch({ start, load: () => Promise.reject(new Error("there is no other part")) });
const find = (query: string, limit = 10): Promise<SearchResults> => search.find(query, limit);
const hrefs = async (query: string): Promise<string[]> => (await find(query)).hits.map((hit) => hit.href);

test("a hit is the page or the part of it, with the sentence that has most of the query", async () => {
  const { hits: [first] } = await find("contacts hold");
  deepEqual(first, { href: "lists.html", page: "Broadcast lists", heading: "", kind: "page", text: "It can hold up to 256 contacts.", marks: [[7, 11], [22, 30]] });
  const { hits: [rule] } = await find("check each month");
  deepEqual(rule, { href: "lists.html#monthly", page: "Broadcast lists", heading: "Who sees whose number", kind: "rule", text: "Check your list each month.", marks: [[0, 5], [16, 20], [21, 26]] });
  const { hits: [heading] } = await find("whose number");
  equal(heading?.href, "lists.html#who-sees-whose-number");
});

test("forms of a word, accents, apostrophes and case make no difference", async () => {
  for (const query of ["REPLIES", "replied", "réply", "reply's"]) equal((await hrefs(query))[0], "lists.html#who-sees-whose-number", query);
});

test("what means the same is found, as a word and as a phrase, and the other way round only where that is said", async () => {
  for (const query of ["delete", "take off", "removing"]) {
    const found = await hrefs(query);
    ok(found.includes("lists.html#own") && found.includes("lists.html#monthly"), `${query}: ${found}`);
  }
  equal((await hrefs("my boss"))[0], "chats.html#lead");
});

test("words that are joined or split are the same", async () => {
  equal((await hrefs("groupchat"))[0], "chats.html");
  equal((await hrefs("broad cast list"))[0], "lists.html");
});

test("a mistake is put right, and said", async () => {
  const { hits, took } = await find("brodcast");
  equal(hits[0]?.href, "lists.html");
  deepEqual(took, [["brodcast", "broadcast"]]);
});

test("the last word need not be finished, unless a space follows it", async () => {
  equal((await hrefs("broadc"))[0], "lists.html");
  deepEqual((await find("broadc")).took, []);
});

test("the words of a question find the rule that it tests", async () => {
  ok((await hrefs("yoga")).includes("chats.html#no-group"));
});

test("one heading does not fill the list before others", async () => {
  const found = await hrefs("list");
  equal(new Set(found.slice(0, 3).map((href) => href.split("#")[0])).size > 1, true, String(found));
});

test("what is about something else finds nothing, but topics", async () => {
  for (const query of ["chocolate cake recipe", "", "   ", "?!", "🙂"]) {
    const { hits, near } = await find(query);
    deepEqual(hits, [], query);
    ok(near.length > 0);
  }
  equal((await find("quizmaster")).near[0]?.href, "quizzes/lists.html");
});

test("no query does harm", async () => {
  for (const query of ["__proto__", "constructor", "toString hasOwnProperty", "x".repeat(10_000), "list ".repeat(2_000), "((((", "<script>alert(1)</script>", "שלום", "\u202elist", "\ud800", "list\0"]) {
    const { hits } = await find(query, 5);
    ok(hits.length <= 5);
    for (const hit of hits) for (const [from, to] of hit.marks) ok(0 <= from && from < to && to <= hit.text.length);
  }
});

test("the distance of two words", () => {
  for (const [a, b, n] of [["list", "list", 0], ["list", "lsit", 1], ["list", "lst", 1], ["list", "lists", 1], ["list", "fist", 1], ["abcd", "badc", 2], ["kitten", "sitting", 3], ["", "ab", 2]] as const) {
    equal(distance(a, b, 3), n, `${a} ${b}`);
    equal(distance(b, a, 3), n, `${b} ${a}`);
  }
  equal(distance("abcdefgh", "hgfedcba", 2), 3);
});

test("short words and numbers are left as they are typed", () => {
  const words = new Map([["care", 9], ["list", 9], ["2026", 9]]);
  deepEqual(nearest("cake", words), []);
  deepEqual(nearest("lis", words), []);
  deepEqual(nearest("2025", words), []);
  deepEqual(nearest("lsit", words), ["list"]);
});
