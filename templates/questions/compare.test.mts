import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { keyOf, near, numbersIn, same } from "./compare";

const alike = (one: string, other: string): boolean => same(keyOf(one), keyOf(other));
const nearly = (accepted: string, typed: string): boolean => near(keyOf(accepted), keyOf(typed));

test("capitals, punctuation, apostrophes and invisible characters do not matter", () => {
  for (const [one, other] of [["A broadcast list", "a  Broadcast-List."], ["O'Hara", "O’hara"], ["ΟΔΟΣ", "οδος"], ["re\u00adset", "reset"], ["İstanbul", "istanbul"]] as const) {
    equal(alike(one, other), true, `${one}, ${other}`);
  }
  for (const [one, other] of [["list", "lists"], ["", ""], ["?", "!"]] as const) equal(alike(one, other), false, `${one}, ${other}`);
});

test("a number in words is the number, where it is alone", () => {
  equal(alike("ten days", "10 days"), true);
  equal(alike("one two", "12"), false);
  equal(alike("1-2", "12"), false);
});

test("a slip is one character of a word of six or more", () => {
  for (const [accepted, typed] of [["broadcast", "brodcast"], ["broadcast", "braodcast"], ["a broadcast list", "a broadcasst list"]] as const) {
    equal(nearly(accepted, typed), true, typed);
  }
  for (const [accepted, typed] of [["phone", "phne"], ["broadcast", "brdcast"], ["Tuesday", "Tusday"], ["neither", "either"], ["trainer", "trainee"], ["broadcast", "broadcast"]] as const) {
    equal(nearly(accepted, typed), false, typed);
  }
});

test("a number is read however its thousands and fraction are written", () => {
  for (const text of ["1,234.5", "1 234,5", "1.234,5", "1'234.5", "１２３４．５", " 1234.5. "]) equal(numbersIn(text).includes(1234.5), true, text);
  deepEqual(numbersIn("seven"), [7, 7]);
  equal(numbersIn("−3").includes(-3), true);
  for (const text of ["", "about 3", "1,23,4", "3 4"]) deepEqual(numbersIn(text), [], text);
});
