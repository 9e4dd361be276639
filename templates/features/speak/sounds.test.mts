import assert from "node:assert/strict";
import { test } from "node:test";
import { soundOf } from "./sounds";

const none = new Map<string, string>();

test("what is written is said as people say it", () => {
  const texts: [written: string, said: string][] = [
    ["The MSS has a UK office.", "The M S S has a U K office."],
    ["GDPR, MS and the ICO", "G D P R, M S and the I C O"],
    ["Two FAQs about QR codes", "Two F A Qs about Q R codes"],
    ["The MSS's list", "The M S S's list"],
    ["Do NOT add them; use WhatsApp", "Do NOT add them; use WhatsApp"],
    ["STOP AND READ THIS FIRST", "STOP AND READ THIS FIRST"],
    ["Your SIM and your PIN", "Your SIM and your PIN"],
    ["names & numbers", "names and numbers"],
    ["his/her phone and/or tablet", "his or her phone and or tablet"],
    ["Open Settings > Linked devices", "Open Settings, then Linked devices"],
    ["Settings → Account → Privacy", "Settings, then Account, then Privacy"],
    ["A friend, e.g. Raj, i.e. a member", "A friend, for example, Raj, that is, a member"],
    ["Call 0303 123 4567 or 0808 800 8000.", "Call 0 3 0 3, 1 2 3, 4 5 6 7 or 0 8 0 8, 8 0 0, 8 0 0 0."],
    ["+44 20 7946 0018", "plus 4 4, 2 0, 7 9 4 6, 0 0 1 8"],
    ["In danger call 999.", "In danger call 9 9 9."],
    ["It holds 256 contacts, 2.5 a day, at 10:30", "It holds 256 contacts, 2.5 a day, at 10:30"],
    ["Between 6–8 pm, about ~10 people", "Between 6 to 8 pm, about about 10 people"],
    ["Changed on 2026-11-20.", "Changed on 20 November 2026."],
    ["By 5/12/2026", "By 5 December 2026"],
    ["From 2026-13-45 on", "From 2026-13-45 on"],
    ["Write to jo.smith@mssociety.org.uk.", "Write to jo dot smith at mssociety dot org dot uk."],
    ["See https://www.mssociety.org.uk/care/", "See mssociety dot org dot uk slash care"],
    ["Read more at mssociety.org.uk/privacy", "Read more at mssociety dot org dot uk slash privacy"],
    ["At the p.m. meeting, i.e. e.g. Node.js.", "At the pm meeting, that is, for example, Node dot js."],
    ["(faq.whatsapp.com)", "(faq dot whatsapp dot com)"],
    ["Well done 🎉👍🏽 and ❤️ to all 👩‍👩‍👧", "Well done and to all"],
    ["“Yes”, it’s fine…", "“Yes”, it’s fine…"],
  ];
  for (const [written, said] of texts) assert.equal(soundOf(written, "en-GB", none), said);
});

test("a word of the site's own is said as the site says", () => {
  const sounds = new Map([["mss", "the Society"], ["nicely", "nice-ly"]]);
  assert.equal(soundOf("MSS works nicely, MS too", "en-GB", sounds), "the Society works nice-ly, M S too");
});

test("any text has a sound", () => {
  // A pattern that goes back over a text again and again would never be done with these.
  for (const text of ["", " ", "&", "/".repeat(5000), "0 ".repeat(5000), "a.".repeat(5000), "@".repeat(5000), "A".repeat(9000), "a@".repeat(5000), "1/".repeat(5000)]) {
    assert.equal(typeof soundOf(text, "en-GB", none), "string");
  }
});
