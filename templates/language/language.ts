// What the scripts of a page know of its language. Each language has a folder, named by its code in ISO 639; none/ is for those that are
// not known. A script imports forms.ts, answers.ts or speech.ts of this folder: the build puts those of the page's language in the place of English.
// The program has the same in internal/language, which says more.

/** How forms ask for what is to be filled in. */
export interface FormWords {
  /** Says whether the words of a bracket in a statement's field ask somebody to fill something in. */
  asks(words: string): boolean;
  /** Says whether words that are in no bracket ask for a value, and can hardly be one. */
  asksPlainly(words: string): boolean;
  /** The word for a group at the end of its name, in lowercase. */
  group: string;
}

/** How short answers are typed. */
export interface AnswerWords {
  /** The numbers that people write as one word, from 0. */
  numbers: string[];
  /** Finds the names of days and months: none of them is a misspelling of another. */
  names: RegExp;
  /** Finds a letter that makes another word where it is put before a word, as n makes neither of either. */
  before: RegExp;
  /** Finds two letters that make another word where they replace each other at a word's end, as in trainer and trainee. */
  last: RegExp;
  /** The word of a choice that says that something is true, in lowercase; empty where it is not known. */
  truth: string;
}

/** How words are searched for. */
export interface SearchWords {
  /** Words that say little of what somebody looks for: those of questions, and those that hold a sentence together. */
  light: Set<string>;
  /** What a word has in common with its other forms. It is given in lowercase, without accents and apostrophes. */
  stem(word: string): string;
}

/** How what is written is said aloud. */
export interface SpeechWords {
  /** What is written one way and said another: patterns, each with what is said in its place. Later ones find what earlier ones have made. */
  said: [pattern: RegExp, words: string][];
  /** How the characters of an address are said, with a space on either side. */
  address: Record<"@" | "." | "/" | "_", string>;
  /** How + is said before a telephone number. */
  plus: string;
  /** Finds a word in capitals that is said as a word and not as letters. */
  asWord: RegExp;
  /** Finds a short number that is said digit by digit, such as that of the emergency services. */
  digits: RegExp;
  /** Finds an abbreviation at the end of a text, after which its sentence goes on. */
  goesOn: RegExp;
}
