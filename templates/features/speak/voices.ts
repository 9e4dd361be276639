/** What is known of a voice. */
export type KnownVoice = Pick<SpeechSynthesisVoice, "default" | "lang" | "localService" | "name" | "voiceURI">;

/**
 * The voices that speak a language on the device itself, the best first: those of the same country, and the one that the device uses by itself. Others
 * send the text to somebody, and so do those that their names say it of, whatever the browser says.
 */
export function voicesFor<Voice extends KnownVoice>(language: string, all: readonly Voice[]): Voice[] {
  const wanted = tag(language);
  const rank = (voice: Voice): number => (tag(voice.lang) === wanted ? 0 : 2) + (voice.default ? 0 : 1);
  return all.filter((voice) => voice.localService === true && !/\b(?:online|network)\b/i.test(voice.voiceURI + " " + voice.name) && base(voice.lang) === base(language))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** Android writes en_GB. */
function tag(language: string): string {
  return language.toLowerCase().replace(/_/g, "-");
}

function base(language: string): string {
  return tag(language).split("-", 1)[0] as string;
}

/** Where voices come from: speechSynthesis. */
export type VoiceSource = Pick<SpeechSynthesis, "getVoices" | "addEventListener">;

/** How long voices may take, in milliseconds. */
const patience = 4000;

/**
 * Calls found with the voices for a language, and again when there are others: some browsers have none until a while after they were first asked for. Where none
 * has come by then, it is called with none. Safari reports no change, so it is asked as well.
 */
export function followVoices(source: VoiceSource, language: string, later: (run: () => void, after: number) => void, found: (voices: SpeechSynthesisVoice[]) => void): void {
  let before: string | null = null;
  const look = (last: boolean): boolean => {
    const voices = voicesFor(language, source.getVoices());
    const now = voices.map((voice) => voice.voiceURI).join("\n");
    if (now !== before && (now || last || before !== null)) {
      before = now;
      found(voices);
    }
    return before !== null;
  };
  const wait = (left: number): void => {
    if (!look(left <= 0)) later(() => wait(left - 250), 250);
  };
  source.addEventListener("voiceschanged", () => look(false));
  wait(patience);
}
