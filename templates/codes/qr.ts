import { drawing } from "../browser/elements";

// QR codes as ISO/IEC 18004 has them: letters and digits only, level M, versions 1 to 40. Sections are those of the
// edition of 2015.

/** Rows of modules; true is dark. */
export type Picture = boolean[][];

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

// Table 9, level M: for each version, the check words of a block, and the blocks.
const CHECKS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40,
  43, 45, 47, 49];

/** Draws a text of the letters above. Nothing if it is too long, or has another letter. */
export function draw(text: string): Picture | null {
  const values = Array.from(text, (letter) => LETTERS.indexOf(letter));
  for (let version = 1; version <= 40 && !values.includes(-1); version++) {
    const blocks = BLOCKS[version - 1] as number;
    const checks = CHECKS[version - 1] ?? 28;
    const words = room(version) >> 3;
    const data = pack(values, version < 10 ? 9 : version < 27 ? 11 : 13, words - blocks * checks);
    if (data) return best(frame(version), weave(data, blocks, checks, words));
  }
  return null;
}

/** The modules that are left for words: table 1. */
function room(version: number): number {
  const marks = Math.floor(version / 7) + 2;
  return (16 * version + 128) * version + 64 - (version < 2 ? 0 : (25 * marks - 10) * marks - 55) - (version < 7 ? 0 : 36);
}

/** 7.4: the mode, the count and the letters as words of 8 bits, filled up. Nothing if there is no room for them. */
function pack(values: number[], countBits: number, words: number): number[] | null {
  let bits = "";
  const put = (value: number, length: number): void => {
    bits += value.toString(2).padStart(length, "0");
  };
  put(2, 4);
  put(values.length, countBits);
  for (let i = 0; i < values.length; i += 2) {
    const one = values[i] as number;
    const other = values[i + 1];
    if (other === undefined) put(one, 6);
    else put(one * 45 + other, 11);
  }
  if (bits.length > words * 8) return null;
  bits += "0000".slice(0, words * 8 - bits.length);
  const data = (bits.match(/.{1,8}/g) as string[]).map((word) => parseInt(word.padEnd(8, "0"), 2));
  for (let pad = 236; data.length < words; pad ^= 253) data.push(pad);
  return data;
}

/** 7.5 and 7.6: cuts the data into blocks, and takes a word of each in turn; so with the check words after them. */
function weave(data: number[], blocks: number, checks: number, words: number): number[] {
  const long = words % blocks; // blocks with a word more
  const length = Math.floor(words / blocks) - checks;
  const parts: number[][] = [];
  for (let i = 0, at = 0; i < blocks; i++) {
    const next = at + length + (i < blocks - long ? 0 : 1);
    parts.push(data.slice(at, next));
    at = next;
  }
  const woven: number[] = [];
  const take = (lists: number[][], most: number): void => {
    for (let i = 0; i < most; i++) for (const list of lists) if (i < list.length) woven.push(list[i] as number);
  };
  take(parts, length + 1);
  take(parts.map((part) => checkWords(part, checks)), checks);
  return woven;
}

/** Reed and Solomon's check words: the rest of a division by (x - 1)(x - 2)(x - 4) … over GF(256). */
function checkWords(data: number[], count: number): number[] {
  const divisor = [1];
  for (let i = 0, root = 1; i < count; i++, root = times(root, 2)) {
    divisor.push(0);
    for (let j = divisor.length - 1; j > 0; j--) divisor[j] = (divisor[j] as number) ^ times(divisor[j - 1] as number, root);
  }
  const rest = [...data, ...divisor.slice(1).fill(0)];
  data.forEach((_, i) => {
    const factor = rest[i] as number;
    divisor.forEach((by, j) => (rest[i + j] = (rest[i + j] as number) ^ times(by, factor)));
  });
  return rest.slice(data.length);
}

/** A product in GF(256), with the polynomial of 7.5.2. */
function times(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((other >> bit) & 1) * one);
  return product;
}

/** 6.3: what is at the same place in every code of a version; undefined where words go. */
function frame(version: number): (boolean | undefined)[][] {
  const size = version * 4 + 17;
  const grid: (boolean | undefined)[][] = Array.from({ length: size }, () => Array<undefined>(size));
  // Rings around a point: dark, but for the one at a distance that is light.
  const rings = (x: number, y: number, most: number, light: number[]): void => {
    for (let row = -most; row <= most; row++) for (let column = -most; column <= most; column++) {
      const line = grid[y + row];
      if (line && x + column >= 0 && x + column < size) line[x + column] = !light.includes(Math.max(Math.abs(row), Math.abs(column)));
    }
  };
  for (let i = 0; i < size; i++) (grid[6] as boolean[])[i] = (grid[i] as boolean[])[6] = i % 2 === 0;
  [[3, 3], [size - 4, 3], [3, size - 4]].forEach((at) => rings(at[0] as number, at[1] as number, 4, [2, 4]));
  // Annex E: the places of the alignment marks are even steps from the far end.
  const marks = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + marks * 3 + 5) / (marks * 4 - 4)) * 2;
  const places = version < 2 ? [] : Array.from({ length: marks }, (_, i) => (i > 0 ? size - 7 - step * (marks - 1 - i) : 6));
  for (const x of places) for (const y of places) {
    if (grid[y + 1]?.[x + 1] === undefined) rings(x, y, 2, [1]); // a corner has a mark of its own
  }
  if (version > 6) {
    const bits = (version << 12) | rest(version, 12, 0x1f25);
    for (let i = 0; i < 18; i++) {
      const long = Math.floor(i / 3);
      const short = size - 11 + (i % 3);
      (grid[long] as boolean[])[short] = (grid[short] as boolean[])[long] = ((bits >> i) & 1) === 1;
    }
  }
  tell(grid as Picture, 0); // keeps its places
  return grid;
}

/** What is left of a number, moved by so many bits, by a polynomial of as many. */
function rest(value: number, bits: number, by: number): number {
  value <<= bits;
  for (let bit = 31 - Math.clz32(value); bit >= bits; bit--) if ((value >> bit) & 1) value ^= by << (bit - bits);
  return value;
}

/** 7.9: writes the level, which is 0 for M, and the mask; and the dark module. */
function tell(grid: Picture, mask: number): void {
  const bits = ((mask << 10) | rest(mask, 10, 0x537)) ^ 0x5412;
  const size = grid.length;
  for (let i = 0; i < 15; i++) {
    const dark = ((bits >> i) & 1) === 1;
    (grid[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i] as boolean[])[8] = dark;
    (grid[8] as boolean[])[i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i] = dark;
  }
  (grid[size - 8] as boolean[])[8] = true;
}

/** 7.8: puts the words in with each of the eight masks in turn, and keeps the picture of least penalty. */
function best(grid: (boolean | undefined)[][], words: number[]): Picture {
  let least = Infinity;
  let kept: Picture = [];
  MASKS.forEach((turned, mask) => {
    const picture = fill(grid, words, turned);
    tell(picture, mask);
    const cost = penalty(picture);
    if (cost >= least) return;
    least = cost;
    kept = picture;
  });
  return kept;
}

/** 7.7.3: the bits of the words in columns of two, up and down from the right; the column of the clock is passed over. */
function fill(grid: (boolean | undefined)[][], words: number[], turned: (x: number, y: number) => number): Picture {
  const size = grid.length;
  const picture = grid.map((row) => row.slice());
  let bit = 0;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    const up = ((right + 1) & 2) === 0;
    for (let i = 0; i < size * 2; i++) {
      const y = up ? size - 1 - (i >> 1) : i >> 1;
      const x = right - (i & 1);
      const row = picture[y] as boolean[];
      if (row[x] !== undefined) continue;
      row[x] = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1 !== (turned(x, y) === 0);
      bit++;
    }
  }
  return picture as Picture;
}

// Table 10: a mask turns a module over where it is 0.
const MASKS: ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + (y >> 1)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** 7.8.3: the penalty of a picture, by the four rules of table 11. */
function penalty(picture: Picture): number {
  const size = picture.length;
  const rows = picture.map((row) => row.map(Number).join(""));
  const columns = rows.map((_, x) => rows.map((row) => row[x]).join(""));
  let cost = 0;
  for (const line of [...rows, ...columns]) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) cost += run.length - 2;
    // 1:1:3:1:1 with four light modules, or the margin, before it or else after it.
    cost += (`0000${line}0000`.match(/(?=00001011101|(?!0000)....10111010000)/g) ?? []).length * 40;
  }
  let dark = 0;
  picture.forEach((row, y) => row.forEach((module, x) => {
    dark += Number(module);
    const next = picture[y + 1];
    if (next && x > 0 && row[x - 1] === module && next[x] === module && next[x - 1] === module) cost += 3;
  }));
  return cost + Math.floor(Math.abs(dark * 20 - size * size * 10) / (size * size)) * 10;
}

/** The picture of a text with its margin of four modules (6.3.8), named by words. Nothing if the text cannot be drawn. */
export function qr(text: string, name: string): SVGElement | null {
  const picture = draw(text);
  if (!picture) return null;
  const side = picture.length + 8;
  // A run of dark modules is one step of the path.
  const path = picture.map((row, y) => row.map(Number).join("").replace(/1+|0+/g, (run, x: number) =>
    run[0] === "1" ? `M${x + 4} ${y + 4}h${run.length}v1h-${run.length}z` : "")).join("");
  // Whole points of the screen to a module, where there is room.
  const size = String(side * Math.max(4, Math.floor(320 / side)));
  return drawing("svg", { class: "qr", role: "img", "aria-label": name, viewBox: `0 0 ${side} ${side}`, width: size, height: size,
    "shape-rendering": "crispEdges" }, drawing("path", { d: path }));
}
