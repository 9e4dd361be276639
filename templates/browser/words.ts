/** The words of the interface, which the page carries. */
export interface Words {
  /** The text of a key, with the words in braces filled in. */
  text(key: string, gaps?: Record<string, string | number>): string;
  /** The text of a key for a number, which {n} stands for. */
  count(key: string, n: number, gaps?: Record<string, string | number>): string;
}

/** Reads the words as the layout writes them: a line for each text, with its key; that of a plural ends in ":" and its category. */
export function readWords(lines: string, language: string): Words {
  const phrases = new Map(lines.split("\n").map((line) => [line.split(" ", 1)[0], line.slice(line.indexOf(" ") + 1)]));
  const rules = new Intl.PluralRules(language);
  const fill = (text: string, gaps: Record<string, string | number>): string =>
    // In one pass: what fills a gap may have braces of its own.
    text.replace(/\{([a-z]+)\}/g, (gap, name: string) => String(gaps[name] ?? gap));
  const find = (key: string): string => phrases.get(key) ?? key;
  return {
    text: (key, gaps = {}) => fill(find(key), gaps),
    count: (key, n, gaps = {}) => fill(phrases.get(`${key}:${rules.select(n)}`) ?? phrases.get(key + ":other") ?? find(key), { ...gaps, n }),
  };
}
