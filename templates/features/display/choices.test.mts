import assert from "node:assert/strict";
import { test } from "node:test";
import { displayPattern } from "../../browser/display";
import { declarationsOf, type DisplayChoice, displayGroups, readChoice } from "./choices";

const groups = displayGroups({ accent: "#0b5563", accentDark: "#6ec6d8", second: "#b36b00", secondDark: "", distinct: "Atkinson Hyperlegible", ownFont: true });

/** Every option alone, and the last of each group together. */
function choices(): DisplayChoice[] {
  const none = (): DisplayChoice => readChoice(groups, "");
  const each = groups.flatMap((group) => group.options.map((_, at) => none().set(group, at)));
  return [none(), ...each, new Map(groups.map((group) => [group, group.options.length - 1]))];
}

test("what is kept is what the head of a page puts in force, and is read as what was chosen", () => {
  for (const choice of choices()) {
    const kept = declarationsOf(choice);
    assert.match(kept, displayPattern);
    assert.deepEqual(readChoice(groups, kept), choice, kept);
  }
});

test("nothing is put in force that no page has written", () => {
  const dark = declarationsOf(readChoice(groups, "").set(groups.find(({ name }) => name === "colours")!, 2));
  for (const text of [
    "x", "{}", "--text:2", "--text:0;", "--text:9;", "--text:1e9;", "--text:2.345;", "--text:2;display:none;", "display:none;", "--text:2;\n", " --text:2;",
    "--letters:a;--font:url(x);", '--letters:a;--font:"x";', "--font:Arial;", "--letters:a;--font:x;}*{;", "--page:#000000;", "--colours:dark;color-scheme:dark;",
    dark.slice(0, -1), dark.replace("#1a1f21", "url(//x)"), dark.replace("#1a1f21", "#1a1f2"), dark.replace("--page", "--pages"), dark + "--ink:#000000;",
  ]) assert.ok(!displayPattern.test(text), text);
});

test("colours of an earlier version of a site are still those that were chosen", () => {
  const cream = readChoice(groups, "").set(groups.find(({ name }) => name === "colours")!, 3);
  assert.deepEqual(readChoice(groups, declarationsOf(cream).replace("#0b5563", "#123456")), cream);
});

/** The luminance of a colour, as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

test("text has 7:1 in each scheme, and lines have 3:1 (WCAG 2.2, 1.4.6 and 1.4.11)", () => {
  for (const { name, declares } of groups.find((group) => group.name === "colours")!.options.slice(1)) {
    const colours = Object.fromEntries(Array.from(declares.matchAll(/--([\w-]+):(#\w+);/g), ([, part, value]) => [part, value])) as Record<string, string>;
    for (const paper of ["page", "panel"]) {
      for (const text of ["ink", "muted", "link", "stop"]) assert.ok(ratio(colours[text]!, colours[paper]!) >= 7, `${name}: ${text} on ${paper}`);
      assert.ok(ratio(colours.line!, colours[paper]!) >= 3, `${name}: line on ${paper}`);
    }
    assert.ok(ratio("#ffffff", colours.band!) >= 7, `${name}: the masthead`);
  }
});
