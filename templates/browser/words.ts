/** The words of the interface, which the page carries. */
export interface Words {
  /** The text of a key, with the words in braces filled in. */
  text(key: string, gaps?: Record<string, string | number>): string;
  /** The text of a key for a number, which {n} stands for. */
  count(key: string, n: number, gaps?: Record<string, string | number>): string;
}

type Phrase = string | Record<string, string>;

/** Reads the words as the layout writes them: JSON of texts, and of plurals by their category. */
export function readWords(json: string, language: string): Words {
  const phrases = JSON.parse(json) as Record<string, Phrase>;
  const rules = new Intl.PluralRules(language);
  const fill = (text: string, gaps: Record<string, string | number>): string =>
    // In one pass: what fills a gap may have braces of its own.
    text.replace(/\{([a-z]+)\}/g, (gap, name: string) => String(gaps[name] ?? gap));
  const find = (key: string, n?: number): string => {
    const phrase = phrases[key];
    if (phrase === undefined || typeof phrase === "string") return phrase ?? key;
    return phrase[rules.select(n ?? 0)] ?? phrase["other"] ?? key;
  };
  return {
    text: (key, gaps = {}) => fill(find(key), gaps),
    count: (key, n, gaps = {}) => fill(find(key, n), { ...gaps, n }),
  };
}
