package site

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestAppearance: what site.yaml says of the look is used, or reported with what to do, and then left out.
func TestAppearance(t *testing.T) {
	files := fstest.MapFS{"logo.svg": {Data: []byte("<svg/>")}, "logo.txt": {Data: []byte("A")}, "a.woff2": {Data: []byte("wOF2 and more")},
		"b.woff2": {Data: []byte("wOF2 bold")}, "large.woff2": {Data: append([]byte("wOF2"), make([]byte, maxFont)...)}, "a.ttf": {Data: []byte("\x00\x01\x00\x00")}, "empty.woff2": {}}
	for _, test := range []struct{ yaml, want string }{
		{"", ""},
		{"logo: {file: logo.svg, alt: Us}\ncorners: 0\nfont: {regular: a.woff2, bold: b.woff2}", "a.woff2 b.woff2 logo.svg 0"},
		{"logo: {alt: Us}", "the logo has no file"},
		{"logo: {file: logo.svg}", "the logo has no alternative text"},
		{"logo: {file: none.svg, alt: Us}", "there is no file content/none.svg"},
		{"logo: {file: logo.txt, alt: Us}", "browsers do not show logo.txt as a picture"},
		{"corners: 25", "corners cannot have a radius of 25 pixels"},
		{"font: {bold: b.woff2}", "the font has no file for regular letters"},
		{"font: {regular: none.woff2}", "there is no file content/none.woff2"},
		{"font: {regular: a.ttf}", "a.ttf is not a font in WOFF2"},
		{"font: {regular: empty.woff2}", "empty.woff2 is not a font in WOFF2"},
		{"font: {regular: a.woff2, bold: large.woff2}", "the font large.woff2 has 31 KB, and readers would load it with their first page: it can have 30"},
	} {
		files["site.yaml"] = &fstest.MapFile{Data: []byte("title: Site\n" + test.yaml + "\n")}
		c, diags := LoadConfig(files)
		var got []string
		for _, d := range diags {
			got = append(got, d.Message)
			if d.Hint == "" || d.Line < 2 {
				t.Errorf("%s: no hint, or no place: %s", test.yaml, d)
			}
		}
		if len(diags) == 0 {
			got = c.EveryPage()
			if c.Corners != nil {
				got = append(got, fmt.Sprint(*c.Corners))
			}
		} else if c.Corners != nil || c.Font != nil || c.Logo != nil && c.Logo.Alt != "" {
			t.Errorf("%s: it is used all the same", test.yaml)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: got %q, want %q", test.yaml, strings.Join(got, " "), test.want)
		}
	}
}
