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

// MinContrast is the contrast that text needs at least (WCAG 2.2, success criterion 1.4.6, level AAA).
const MinContrast = 7.0

// ParseColour reads a colour written as #rrggbb.
func ParseColour(text string) (Colour, error) {
	v, err := strconv.ParseUint(text[min(1, len(text)):], 16, 32)
	if err != nil || len(text) != 7 || text[0] != '#' {
		return Colour{}, fmt.Errorf("%q is not a colour: write # and six digits, for example %s", text, defaultAccent)
	}
	return Colour{uint8(v >> 16), uint8(v >> 8), uint8(v)}, nil
}

// String gives the colour as #rrggbb.
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

// ForDark is the colour mixed with white until it stands out from a dark page.
func (c Colour) ForDark() Colour { return c.standOut(Colour{255, 255, 255}, PageDark()) }

// ForLight is the colour mixed with black until it stands out from a light page.
func (c Colour) ForLight() Colour { return c.standOut(Colour{}, PageLight()) }

func (c Colour) standOut(mix, page Colour) Colour {
	part := func(v, w uint8, share float64) uint8 {
		return uint8(math.Round(float64(v) + (float64(w)-float64(v))*share))
	}
	for share := 0.0; ; share += 0.01 {
		mixed := Colour{part(c.R, mix.R, share), part(c.G, mix.G, share), part(c.B, mix.B, share)}
		if Contrast(mixed, page) >= MinContrast+0.2 || share >= 1 {
			return mixed
		}
	}
}
