// Forms in a language that is not known.
import type { FormWords } from "../language";

export const group: FormWords["group"] = "";
export const asks: FormWords["asks"] = () => false;
export const asksPlainly: FormWords["asksPlainly"] = () => false;
