/** What a key or a button asks for. */
export type Command = "next" | "back" | "first" | "last" | "reveal" | "hint" | "full" | "help" | "leave" | "larger" | "smaller" | "hand";

export interface Pressed {
  do: Command;
  scroll?: boolean; // the key scrolls on other pages: first it shows what is out of sight on this screen
  place?: number; // for a hand: which choice, from 0
  by?: number; // for a hand: 1 or -1
}

const named: Record<string, Pressed> = {
  ArrowRight: { do: "next" },
  PageDown: { do: "next", scroll: true },
  ArrowLeft: { do: "back" },
  PageUp: { do: "back", scroll: true },
  Enter: { do: "reveal" },
  Home: { do: "first" },
  End: { do: "last" },
  Escape: { do: "leave" },
};

const single: Record<string, Command> = { n: "next", r: "reveal", h: "hint", f: "full" };
const signs: Record<string, Command> = { "?": "help", "+": "larger", "=": "larger", "-": "smaller", ".": "reveal" };

/** What a screen counts by keys. */
export interface Counted {
  letters: number; // choices that have a letter
  places: number; // choices that have a number
}

/**
 * Reads a key; null for one that is not ours. A field that is typed in keeps its keys, and what can be pressed keeps
 * Space and Enter. Keys of one character can be turned off (WCAG 2.2, 2.1.4).
 */
export function readKey(event: KeyboardEvent, counted: Counted, characters: boolean): Pressed | null {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.isComposing) return null;
  const at = event.target instanceof Element ? event.target : document.body;
  const key = event.key;
  if (at.matches("select, textarea, input:not([type=checkbox])") && !/^(Page(Up|Down)|Escape)$/.test(key)) return null;
  if ((key === " " || key === "Enter") && at.closest("a, button, summary, input")) return null;
  if (key === " ") return { do: event.shiftKey ? "back" : "next", scroll: true };
  if (Object.prototype.hasOwnProperty.call(named, key)) return named[key] ?? null;
  return characters ? readCharacter(event, counted) : null;
}

function readCharacter(event: KeyboardEvent, counted: Counted): Pressed | null {
  const by = event.shiftKey ? -1 : 1;
  // With Shift, a digit's key gives a character that depends on the keyboard: it is known by its place.
  const digit = /^Digit([1-9])$/.exec(event.code);
  const place = digit ? Number(digit[1]) - 1 : /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1;
  if (place >= 0 && place < counted.places) return { do: "hand", place, by };
  const letter = letterOf(event);
  const at = letter ? letter.charCodeAt(0) - 97 : -1;
  if (at >= 0 && at < counted.letters) return { do: "hand", place: at, by };
  const command = letter ? single[letter] : signs[event.key];
  return command ? { do: command } : null;
}

/** The Latin letter of a key. A keyboard of another script has it at the same place. */
function letterOf(event: KeyboardEvent): string {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  const code = /^Key([A-Z])$/.exec(event.code);
  return code && event.key.length === 1 && event.key > "\u007f" ? (code[1] ?? "").toLowerCase() : "";
}
