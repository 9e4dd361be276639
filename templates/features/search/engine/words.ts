// A text as words. The program does the same for large sites (words.go of internal/search).

/** A word of a text, folded, with its place there. */
export interface TextWord {
  word: string;
  from: number;
  to: number;
}

const pattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}\p{N}\p{M}]+)*/gu;

/** The words of a text. Whatever is neither a letter nor a number is between them, but for an apostrophe within a word. */
export function wordsOf(text: string): TextWord[] {
  const words: TextWord[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    words.push({ word: fold(found[0]), from: found.index, to: pattern.lastIndex });
  }
  return words;
}

/** A word in lowercase, without accents, apostrophes and the ending that says whose something is. */
export function fold(word: string): string {
  word = word.replace(/['’]s$/i, "");
  if (/[^a-z\d]/i.test(word)) word = word.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "");
  return word.toLowerCase().replace(/ς/g, "σ");
}
