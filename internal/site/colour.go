package site

import (
	"fmt"
	"math"
	"strconv"
)

// Colour is a colour of the sRGB space, its parts from 0 to 255.
type Colour struct{ R, G, B uint8 }

// The pages' backgrounds, which the accent colour has to stand out from. colours.css has the same values; a test keeps
// them so.
func PageLight() Colour { return Colour{0xf6, 0xf6, 0xf1} }

// PageDark is the background of a page in dark mode.
func PageDark() Colour { return Colour{0x1a, 0x1f, 0x21} }

// MinContrast is the minimum contrast of text (WCAG 2.2, success criterion 1.4.6, level AAA).
const MinContrast = 7.0

// MinLine is the minimum contrast of lines and shapes (WCAG 2.2, success criterion 1.4.11).
const MinLine = 3.0

// ParseColour reads a colour written as #rrggbb.
func ParseColour(text string) (Colour, error) {
	v, err := strconv.ParseUint(text[min(1, len(text)):], 16, 32)
	if err != nil || len(text) != 7 || text[0] != '#' {
		return Colour{}, fmt.Errorf("%q is not a colour: write # and six digits, for example %s", text, defaultAccent)
	}
	return Colour{uint8(v >> 16), uint8(v >> 8), uint8(v)}, nil
}

// String returns the colour as #rrggbb.
func (c Colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// luminance is the relative luminance as WCAG 2.2 defines it, from 0 for black to 1 for white.
func (c Colour) luminance() float64 {
	part := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

// Contrast is the contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21.
func Contrast(a, b Colour) float64 {
	l, m := a.luminance(), b.luminance()
	return (max(l, m) + 0.05) / (min(l, m) + 0.05)
}

// ForDark is the colour made lighter until text in it stands out from a dark page. A light colour that is fully saturated
// glares in the dark, so it is made softer as well.
func (c Colour) ForDark() Colour {
	h, s, l := c.hsl()
	return standOut(h, min(s, 0.45), l, 0.01, PageDark(), MinContrast)
}

// ForLight is the colour made darker until its contrast with a light page is at least the given one.
func (c Colour) ForLight(contrast float64) Colour {
	h, s, l := c.hsl()
	return standOut(h, s, l, -0.01, PageLight(), contrast)
}

// standOut changes the lightness step by step and keeps the hue: mixed with white or black, a colour would turn grey.
func standOut(h, s, l, step float64, page Colour, contrast float64) Colour {
	for ; l >= 0 && l <= 1; l += step {
		if changed := fromHSL(h, s, l); Contrast(changed, page) >= contrast+0.2 {
			return changed
		}
	}
	return fromHSL(h, s, min(max(l, 0), 1))
}

// hsl returns the colour's hue in sixths of a turn, and its saturation and lightness from 0 to 1 (CSS Color 4, section 7).
func (c Colour) hsl() (h, s, l float64) {
	r, g, b := float64(c.R)/255, float64(c.G)/255, float64(c.B)/255
	high, low := max(r, g, b), min(r, g, b)
	l = (high + low) / 2
	if high == low {
		return 0, 0, l
	}
	s = (high - low) / (1 - math.Abs(2*l-1))
	switch high {
	case r:
		h = math.Mod((g-b)/(high-low)+6, 6)
	case g:
		h = (b-r)/(high-low) + 2
	default:
		h = (r-g)/(high-low) + 4
	}
	return h, s, l
}

func fromHSL(h, s, l float64) Colour {
	part := func(n float64) uint8 {
		k := math.Mod(n+2*h, 12)
		return uint8(math.Round(255 * (l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1)))))
	}
	return Colour{part(0), part(8), part(4)}
}
