// Prints, as JSON, what Alfa finds in pages: alfa.mjs reads one page from each line of its input, as {state, document, device} that Alfa's own
// scripts have made in a browser. A finding is {state, rule, says, where}.
import { createInterface } from "node:readline";
import { Audit } from "@siteimprove/alfa-act";
import rules from "@siteimprove/alfa-rules";
import { Page } from "@siteimprove/alfa-web";

// What is left out: how large targets are, that the focus can be seen and that a link to the text comes first (R111, R113, R65 and R87) are held by
// audit.js and testKeyboard, and take Alfa longest; and that there is text between two headings (R78) is no rule of WCAG, nor so before a statement. That a group has a name (R60) does not count the summary of what opens.
const ours = ["sia-r111", "sia-r113", "sia-r65", "sia-r87", "sia-r78", "sia-r60"];
const asked = [...rules].filter((rule) => !ours.includes(rule.uri.split("/").pop()));

const address = { url: "http://localhost/", headers: [], body: "" };
const findings = [];

for await (const line of createInterface({ input: process.stdin })) {
  const { state, document, device } = JSON.parse(line);
  const page = Page.from({ request: { ...address, method: "GET" }, response: { ...address, status: 200 }, document, device }).getUnsafe();
  for (const outcome of await Audit.of(page, asked).evaluate()) {
    const { outcome: result, rule, expectations } = outcome.toJSON();
    if (result !== "failed") continue;
    const says = expectations.filter(([, one]) => one.type === "err" || one.value?.type === "err").map(([, one]) => one.error?.message ?? one.value?.error?.message);
    findings.push({ state, rule: rule.uri.split("/").pop(), says: says.join(" "), where: String(outcome.target).replace(/\s+/g, " ").slice(0, 200) });
  }
}
console.log(JSON.stringify(findings));
