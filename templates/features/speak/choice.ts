import { isJSONOf, Slot } from "../../browser/storage";

/** What a reader has chosen. */
export interface SpeechChoice {
  speed: number; // the place of the rate in rates
  voice: string; // its voiceURI; "" for the best that there is
}

/** How fast voices speak. 1 is how a voice speaks by itself. */
export const rates = [0.6, 0.8, 1, 1.25, 1.5] as const;

const normal = 2;

/** Where a choice is kept, for the pages of a site, by the path of the site's folder. */
export function choiceSlot(root: string): Slot {
  return new Slot("handrail:1:speak:" + root, (text) => isJSONOf(text, readChoice(text)));
}

/** Reads a choice. What cannot be read of it is as for somebody who has not chosen. */
export function readChoice(text: string | null): SpeechChoice {
  let kept: unknown = null;
  try {
    kept = JSON.parse(text ?? "null");
  } catch {
    // not of this page's making
  }
  const { speed, voice } = (kept ?? {}) as Partial<Record<keyof SpeechChoice, unknown>>;
  return {
    speed: typeof speed === "number" && speed in rates ? speed : normal,
    voice: typeof voice === "string" ? voice : "",
  };
}
