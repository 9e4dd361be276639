package importer

import (
	"slices"
	"strconv"
	"strings"
)

// Fonts of symbols have other characters where letters are, and documents say a character by its place in the font: in the private
// use area of Unicode from U+F000 on, or as the letter itself.

func isPrivate(r rune) bool { return r >= 0xf000 && r <= 0xf0ff }

func isSymbolFont(font string) bool {
	return slices.Contains([]string{"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "zapfdingbats", "zapf dingbats"}, strings.ToLower(font))
}

// symbolCode reads the number of a character, which is written in hexadecimal digits.
func symbolCode(hex string) rune {
	n, err := strconv.ParseUint(hex, 16, 16)
	if err != nil {
		return 0
	}
	return rune(n)
}

// symbolOf gives the nearest character of Unicode to a character of a font of symbols. known is false where none is, and a square is in its place.
func symbolOf(font string, r rune) (c string, known bool) {
	code := r
	if isPrivate(r) {
		code = r - 0xf000
	} else if !isSymbolFont(font) {
		return string(r), r != 0
	}
	if code == ' ' {
		return " ", true
	}
	pairs := wingdings()
	switch strings.ToLower(font) {
	case "symbol":
		pairs = symbols()
	case "wingdings 2":
		pairs = map[rune]string{0x50: "✓", 0x4f: "✗", 0x52: "☑", 0x53: "☒", 0x51: "☒", 0xa3: "☐", 0x2a: "☐", 0x96: "•", 0x97: "●"}
	case "wingdings 3":
		pairs = map[rune]string{0x22: "↑", 0x23: "↓", 0x74: "▸", 0x7d: "▶", 0x84: "▶", 0x70: "▲", 0x71: "▼"}
	case "webdings":
		pairs = map[rune]string{0x61: "✓", 0x72: "✗", 0x63: "☐", 0x67: "■", 0x34: "▶", 0x33: "◀", 0x3d: "●", 0xc9: "📞"}
	case "zapfdingbats", "zapf dingbats":
		if code >= 0x21 && code <= 0x7e {
			return string(rune(0x2700 + code - 0x20)), true // the block Dingbats has the order of this font
		}
		pairs = nil
	}
	if c, known = pairs[code]; !known {
		c = "□"
	}
	return c, known
}

// wingdings is the font Wingdings, as far as documents use it.
func wingdings() map[rune]string {
	return map[rune]string{
		0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2a: "✉", 0x2b: "✉", 0x33: "📄", 0x36: "⌛", 0x3f: "✍", 0x41: "✌", 0x43: "👍", 0x44: "👎", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟",
		0x4a: "☺", 0x4b: "😐", 0x4c: "☹", 0x4d: "💣", 0x4e: "☠", 0x51: "✈", 0x52: "☼", 0x54: "❄", 0x6c: "●", 0x6d: "○", 0x6e: "■", 0x6f: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0x73: "⬧",
		0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9e: "·", 0x9f: "•", 0xa1: "○", 0xa7: "▪", 0xa8: "☐", 0xab: "★", 0xd8: "➢", 0xdc: "➲", 0xdf: "←", 0xe0: "→", 0xe1: "↑", 0xe2: "↓",
		0xe7: "←", 0xe8: "→", 0xe9: "↑", 0xea: "↓", 0xef: "⇦", 0xf0: "⇨", 0xf1: "⇧", 0xf2: "⇩", 0xfb: "✗", 0xfc: "✓", 0xfd: "☒", 0xfe: "☑",
	}
}

// symbols is the font Symbol: Adobe's encoding, by runs of characters in the order of their codes.
func symbols() map[rune]string {
	table := map[rune]string{}
	for start, run := range map[rune]string{
		0x21: "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
		0xa0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|―↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
	} {
		for _, c := range run {
			table[start] = string(c)
			start++
		}
	}
	return table
}
