import type { Selector } from "./contract";
import { all, type Reads } from "./offer";

/** Choices, with which of them are right and the feedback to each. */
function choose(several?: boolean, fixed?: boolean): Reads {
  return (question, answer) => {
    const texts = all(question, ":scope > .choices > li");
    return {
      form: "choose", several, fixed,
      choices: all(answer, ":scope > .choices > li").map((item, i) => ({
        text: texts[i] as Element,
        right: item.hasAttribute("data-right"),
        feedback: item.querySelector(":scope > .feedback" satisfies Selector),
      })),
    };
  };
}

export const one = choose();
export const many = choose(true);
export const trueFalse = choose(false, true); // true comes before false everywhere else
