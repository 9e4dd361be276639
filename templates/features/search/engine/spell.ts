// Words that are nearly the same.

/**
 * How many characters have to be added, left out, replaced or exchanged with the next one to make one word of another, where none is
 * changed twice: the distance of Damerau (1964) and Levenshtein (1966) as optimal string alignment. Above limit it is limit + 1.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last: number[] = [];
  for (let j = 0; j <= b.length; j++) last.push(j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let n = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) n = Math.min(n, before[j - 2]! + 1);
      row.push(n);
      least = Math.min(least, n);
    }
    if (least > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/**
 * The words that another one is most likely meant to be, the likeliest first; none where it is too short or has a number in it. People
 * seldom mistake the first letter, but for the second; and of four letters, another one most often makes another word.
 */
export function nearest(word: string, words: Map<string, number>): string[] {
  if (word.length < 4 || /\d/.test(word)) return [];
  const limit = word.length < 7 ? 1 : 2;
  const found: [word: string, cost: number][] = [];
  for (const [other, count] of words) {
    if (other.length < 3 || other[0] !== word[0] && (other[0] !== word[1] || other[1] !== word[0])) continue;
    const n = distance(word, other, limit);
    if (n > limit || word.length === 4 && other.length === 4 && sorted(word) !== sorted(other)) continue;
    found.push([other, n - Math.min(0.5, Math.log(1 + count) / 12)]); // what is written often is meant often
  }
  found.sort((a, b) => a[1] - b[1]);
  return found.slice(0, 3).filter(([, cost]) => cost < found[0]![1] + 0.5).map(([other]) => other);
}

function sorted(word: string): string {
  return word.split("").sort().join("");
}
