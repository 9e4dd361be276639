import assert from "node:assert/strict";
import { test } from "node:test";
import { followVoices, voicesFor } from "./voices";

const voice = (name: string, lang: string, localService = true, isDefault = false): SpeechSynthesisVoice =>
  ({ name, lang, localService, default: isDefault, voiceURI: "urn:" + name });

const all = [voice("Zoe", "en-US"), voice("Far", "en-GB", false, true), voice("Daniel", "en-GB"), voice("Kate", "en_GB"), voice("Cymraeg", "cy-GB"),
  voice("Karen", "en-AU", true, true), voice("Sonia Online (Natural)", "en-GB"), voice("en-gb-x-rjs-network", "en-GB"), voice("Enya", "eng")];

test("only voices of the device and of the language are used, those of the country first", () => {
  assert.deepEqual(voicesFor("en-GB", all).map((one) => one.name), ["Daniel", "Kate", "Karen", "Zoe"]);
  assert.deepEqual(voicesFor("cy", all).map((one) => one.name), ["Cymraeg"]);
  assert.deepEqual(voicesFor("en-GB", all.map((one) => ({ ...one, localService: undefined as unknown as boolean }))), []);
  assert.deepEqual(voicesFor("fr", all), []);
});

/** Follows voices that come when a test says so, and returns what was found, by name. */
function follow(): { found: string[]; voices: SpeechSynthesisVoice[]; change(): void; pass(): void } {
  const waiting: (() => void)[] = [];
  const listeners: (() => void)[] = [];
  const made = {
    found: [] as string[],
    voices: [] as SpeechSynthesisVoice[],
    change: () => listeners.forEach((run) => run()),
    pass: () => waiting.splice(0).forEach((run) => run()),
  };
  const source = { getVoices: () => made.voices, addEventListener: (_: string, run: () => void) => void listeners.push(run) };
  followVoices(source as never, "en-GB", (run) => void waiting.push(run), (voices) => made.found.push(voices.map((one) => one.name).join() || "none"));
  return made;
}

test("voices that come late are found, whether or not the browser says so", () => {
  const said = follow();
  said.pass();
  said.voices = [all[2] as SpeechSynthesisVoice];
  assert.deepEqual(said.found, []);
  said.change();
  said.pass();
  assert.deepEqual(said.found, ["Daniel"]);

  const quiet = follow();
  quiet.pass();
  quiet.voices = all;
  quiet.pass();
  assert.deepEqual(quiet.found, ["Daniel,Kate,Karen,Zoe"]);
});

test("that there is none is said after a while, and a voice that is put on the device after that is found", () => {
  const made = follow();
  made.voices = all.filter((one) => !one.localService);
  made.change();
  for (let i = 0; i < 15; i++) made.pass();
  assert.deepEqual(made.found, []);
  for (let i = 0; i < 15; i++) made.pass();
  assert.deepEqual(made.found, ["none"]);
  made.voices = all;
  made.change();
  made.change();
  assert.deepEqual(made.found, ["none", "Daniel,Kate,Karen,Zoe"]);
});
