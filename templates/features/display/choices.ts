/** An answer to one question of the panel: its name, and what it declares on the root element of a page. */
export interface DisplayOption {
  name: string; // its text in the words is "GROUP-NAME"
  declares: string; // CSS; "" for a page as the site has it
  family?: string; // the font that it names, where its text has a gap for that
}

/** One question of the panel. */
export interface DisplayGroup {
  name: string; // its text in the words
  options: DisplayOption[]; // the first is as the site has it. Of a group with two options, the second is a box to tick
}

/** What a device and a site bring to the choices. */
export interface DisplaySurroundings {
  accent: string; // of light pages, as #rrggbb
  accentDark: string;
  second: string; // of the line beside the text; "" where the site has none of its own
  secondDark: string;
  distinct: string; // the name of a font whose letters are easy to distinguish; "" where the device has none
  ownFont: boolean; // the site brings a font
}

/** The colours of a page, in the order in which they are declared. */
const parts = ["page", "panel", "ink", "muted", "line", "rail-colour", "band", "link", "stop"];

/** The colours of light pages and of dark ones, as templates/layouts/colours.css has them. The site's own take the place of "". */
const light = ["#f6f6f1", "#ffffff", "#1d2426", "#454f52", "#80898b", "#b4c2bf", "", "", "#8c1d18"];
const dark = ["#1a1f21", "#101415", "#e8ecea", "#b9c3c0", "#7d898a", "#49595a", "", "", "#ffb3a7"];

/**
 * Cream is a light page with another paper, no darker, so every colour of a site keeps its contrast. The other two have no colour of the site: what a
 * reader needs there is the contrast.
 */
const cream = ["#fff6d6", "#fffdf2", ...light.slice(2)];
const yellow = ["#ffec5c", "#fff6b0", "#000000", "#000000", "#5c5200", "#5c5200", "#000000", "#000000", "#6b0000"];
const contrast = ["#000000", "#000000", "#ffffff", "#ffffff", "#ffffff", "#ffffff", "#000000", "#ffff00", "#ffb3a7"];

/** All questions of the panel, in their order. */
export function displayGroups(about: DisplaySurroundings): DisplayGroup[] {
  const { accent, accentDark, second, secondDark, distinct, ownFont } = about;
  const number = (group: string, value: string, more = ""): DisplayOption => ({ name: value.replace(".", "-"), declares: `--${group}:${value};${more}` });
  const font = (name: string, family: string, named?: string): DisplayOption =>
    ({ name, declares: `--letters:${name};--font:${family};`, ...(named ? { family: named } : {}) });
  const colours = (name: string, scheme: "light" | "dark", values: string[]): DisplayOption =>
    ({ name, declares: `--colours:${name};color-scheme:${scheme};` + parts.map((part, i) => `--${part}:${values[i]};`).join("") });
  const ofSite = (values: string[], rail: string, link: string): string[] =>
    values.map((value, i) => ({ "rail-colour": rail, band: accent, link })[parts[i] as string] || value);
  const asItIs = { name: "site", declares: "" };
  return [
    { name: "text", options: [asItIs, number("text", "1.25"), number("text", "1.5", "--large:1;"), number("text", "2", "--large:1;")] },
    {
      name: "colours",
      options: [asItIs, colours("light", "light", ofSite(light, second, accent)), colours("dark", "dark", ofSite(dark, secondDark, accentDark)),
        colours("cream", "light", ofSite(cream, second, accent)), colours("yellow", "light", yellow), colours("contrast", "dark", contrast)],
    },
    {
      name: "letters",
      options: [asItIs, ...ownFont ? [font("system", "system-ui")] : [], font("serif", "Georgia, Noto Serif, serif"), ...distinct ? [font("distinct", distinct, distinct)] : []],
    },
    { name: "lines", options: [asItIs, number("lines", "2", "--para:2;"), number("lines", "2.4", "--para:2.4;")] },
    { name: "spread", options: [asItIs, number("spread", "1"), number("spread", "2")] },
    { name: "measure", options: [asItIs, number("measure", "1.5"), number("measure", "2.4")] },
    { name: "ruler", options: [asItIs, number("ruler", "1")] },
    { name: "only", options: [asItIs, number("only", "1")] },
  ];
}

/** Which option of each group a reader has chosen: the position of each in its group. */
export type DisplayChoice = Map<DisplayGroup, number>;

/** Reads which options declarations are of. A colour may be of another version of the site: the name counts. */
export function readChoice(groups: DisplayGroup[], declarations: string): DisplayChoice {
  const named = (option: DisplayOption): string => /^[^;]*;/.exec(option.declares)?.[0] ?? "\n";
  return new Map(groups.map((group) => [group, Math.max(0, group.options.findIndex((option) => declarations.includes(named(option))))]));
}

/** The declarations of what is chosen. */
export function declarationsOf(choice: DisplayChoice): string {
  return Array.from(choice, ([group, at]) => group.options[at]?.declares ?? "").join("");
}
