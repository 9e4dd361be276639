// How what is written in English is said.
import type { SpeechWords } from "../language";

export const said: SpeechWords["said"] = [
  [/\be\.?g\.,?/gi, "for example,"],
  [/\bi\.e\.,?/gi, "that is,"],
  [/\betc\./gi, "et cetera"],
  [/\b([ap])\.m\.?/gi, "$1m"],
  [/\bNo\.(?= ?\d)/g, "number"],
  [/\band ?\/ ?or\b/gi, "and or"],
  [/\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g, "$3-$2-$1"], // a day, which is said as other days are
  [/\b24\/7\b/g, "24 7"],
  [/([a-z])\s*\/\s*(?=[a-z])/gi, "$1 or "],
  [/\s*&\s*/g, " and "],
  [/\s*(?:>|›|→)\s*/g, ", then "],
  [/~\s*(?=\d)/g, "about "],
  [/\s*×\s*/g, " times "],
  [/(\d)\s*–\s*(?=\d)/g, "$1 to "],
];

export const address: SpeechWords["address"] = { "@": " at ", ".": " dot ", "/": " slash ", "_": " underscore " };
export const plus: SpeechWords["plus"] = "plus";
export const asWord: SpeechWords["asWord"] = /^(?:AND|ASAP|BIC|DO|IS|IT|MUST|NATO|NEVER|NO|NOT|NOW|ONLY|OR|PIN|RAM|SIM|SO|STOP|TO|YES|YOU|ZIP)s?$/;
export const digits: SpeechWords["digits"] = /\b(?:101|105|111|112|116|999)\b/g;
export const goesOn: SpeechWords["goesOn"] = /(?:^|[\s(])(?:e\.?g|i\.e|vs?|cf|approx|no|mr|mrs|ms|mx|dr|prof|rev|st|[a-z])\.$/i;
