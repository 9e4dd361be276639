// Short answers in English. The program has the same in english.go of internal/language.
import type { AnswerWords } from "../language";

export const numbers: AnswerWords["numbers"] = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(" ");
export const names: AnswerWords["names"] = /^(mon|tues|wednes|thurs|fri|satur|sun)day$|^(january|february|march|april|may|june|july|august|september|october|november|december)$/;
export const before: AnswerWords["before"] = /[an]/;
export const last: AnswerWords["last"] = /^(re|er)$/;
export const truth: AnswerWords["truth"] = "true";
