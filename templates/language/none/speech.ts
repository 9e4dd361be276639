// How what is written is said, in a language that is not known.
import type { SpeechWords } from "../language";

const nothing = /^(?!)/;
export const said: SpeechWords["said"] = [];
export const address: SpeechWords["address"] = { "@": " @ ", ".": ".", "/": " ", "_": " " };
export const plus: SpeechWords["plus"] = "+";
export const asWord: SpeechWords["asWord"] = nothing;
export const digits: SpeechWords["digits"] = nothing;
export const goesOn: SpeechWords["goesOn"] = nothing;
