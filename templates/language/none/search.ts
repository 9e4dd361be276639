// Words to search for in a language that is not known.
import type { SearchWords } from "../language";

export const light: SearchWords["light"] = new Set();
export const stem: SearchWords["stem"] = (word) => word;
