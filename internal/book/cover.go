package book

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// epoch is the day that a book has of which nobody says when it was written: the first that an archive can name.
func epoch() time.Time { return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) }

// cover is a drawing: the title in white on the colour of the site.
func (e *epubWriter) cover() error {
	e.items = append(e.items, item{"cover-picture", "cover.svg", "image/svg+xml", "cover-image", false}, item{"cover", "cover.xhtml", xhtml, "", true})
	if err := e.file("EPUB/cover.svg", e.drawCover()); err != nil {
		return err
	}
	return e.file("EPUB/cover.xhtml", e.page(e.Title, ` epub:type="cover" class="cover"`,
		`<p><img src="cover.svg" alt="`+escapeValue(e.Words.Cover)+`"/></p>`))
}

// drawCover draws the cover on a surface of 1600 by 2400.
func (e *epubWriter) drawCover() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 2400" width="1600" height="2400" role="img" aria-label="%s">`, escapeValue(e.Words.Cover))
	fmt.Fprintf(&b, `<rect width="1600" height="2400" fill="%s"/><rect x="120" y="260" width="24" height="1880" fill="#fff"/>`, escapeValue(e.Accent))
	y := 420
	text := func(size, weight int, lines []string) {
		for _, line := range lines {
			fmt.Fprintf(&b, `<text x="230" y="%d" font-family="sans-serif" font-size="%d" font-weight="%d" fill="#fff">%s</text>`, y, size, weight, escape(line))
			y += size * 5 / 4
		}
	}
	text(100, 400, broken(e.Site, 22, 5))
	y += 140
	text(200, 700, broken(e.Name, 11, 5))
	y = 2100
	text(64, 400, broken(e.Edition, 36, 1))
	return b.String() + "</svg>\n"
}

// broken breaks a text into lines of so many characters at most, and so many lines; what there is no room for is left out, and marked.
func broken(text string, width, most int) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		for utf8.RuneCountInString(word) > width {
			runes := []rune(word)
			lines, word = append(lines, string(runes[:width])), string(runes[width:])
		}
		if last := len(lines) - 1; last >= 0 && utf8.RuneCountInString(lines[last])+1+utf8.RuneCountInString(word) <= width {
			lines[last] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] += " …"
	}
	return lines
}
