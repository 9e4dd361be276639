package site

import (
	"bytes"
	"cmp"
	"io"
	"path"
	"slices"
	"strings"
)

// Logo is a picture in place of the letter in the masthead.
type Logo struct {
	File string `yaml:"file" json:"file"` // within content/
	Alt  string `yaml:"alt" json:"alt"`   // what it says, for those who do not see it
}

// Font is a font that the site brings itself, in WOFF2 (https://www.w3.org/TR/WOFF2/). Readers see the text in a font of their device
// until it is there.
type Font struct {
	Regular string `yaml:"regular" json:"regular"`     // file within content/
	Bold    string `yaml:"bold" json:"bold,omitempty"` // likewise; without it, browsers make the bold letters themselves
}

// Files are the files of a font.
func (f *Font) Files() []string {
	if f == nil {
		return nil
	}
	return slices.DeleteFunc([]string{f.Regular, f.Bold}, func(name string) bool { return name == "" })
}

// EveryPage are the files within content/ that every page loads: the logo and the font.
func (c Config) EveryPage() []string {
	names := c.Font.Files()
	if c.Logo != nil {
		names = append(names, c.Logo.File)
	}
	return names
}

// maxCorners is the largest radius of corners, in pixels: half of the height of a button.
const maxCorners = 24

// maxFont is the largest file of a font, in bytes. A first visit loads it beside the page, which has 14 KB.
const maxFont = 30_000

// appearance checks what site.yaml says of how the site looks. bad reports a mistake at a key, with a hint. What cannot be used is left out.
func (r *reader) appearance(c *Config, bad func(key, hint, format string, args ...any)) {
	if l := c.Logo; l != nil {
		switch {
		case l.File == "":
			bad("logo", "Add file: and the picture, for example file: logo.svg.", "the logo has no file")
			c.Logo = nil
		case l.Alt == "":
			bad("logo", "Add alt: and the name that the logo shows.", "the logo has no alternative text")
		}
	}
	if c.Logo != nil {
		if _, _, ok := r.start(c.Logo.File); !ok {
			bad("logo.file", cmp.Or(forwardSlashes(c.Logo.File), "Put the picture there, or write the path that it has within content/."), "there is no file content/%s", c.Logo.File)
			c.Logo = nil
		} else if !slices.Contains([]string{".svg", ".png", ".webp", ".jpg", ".jpeg", ".avif"}, strings.ToLower(path.Ext(c.Logo.File))) {
			bad("logo.file", "Save it as .svg, .png, .webp, .jpg or .avif.", "browsers do not show %s as a picture", c.Logo.File)
			c.Logo = nil
		}
	}
	if c.Corners != nil && (*c.Corners < 0 || *c.Corners > maxCorners) {
		bad("corners", "Write the radius in pixels, from 0 for square corners to 24.", "corners cannot have a radius of %d pixels", *c.Corners)
		c.Corners = nil
	}
	if c.Font == nil {
		return
	}
	if c.Font.Regular == "" {
		bad("font", "Add regular: and the font, for example regular: fonts/name.woff2.", "the font has no file for regular letters")
		c.Font = nil
	}
	for _, name := range c.Font.Files() {
		key := "font.regular"
		if name == c.Font.Bold {
			key = "font.bold"
		}
		start, size, ok := r.start(name)
		switch {
		case !ok:
			bad(key, cmp.Or(forwardSlashes(name), "Put the font there, or write the path that it has within content/."), "there is no file content/%s", name)
		case !bytes.Equal(start, []byte("wOF2")):
			bad(key, "Have it converted to WOFF2: pyftsubset FONT --flavor=woff2 --unicodes=U+20-7E,U+A0-17F,U+2010-2026 --layout-features='*'.", "%s is not a font in WOFF2", name)
		case size > maxFont:
			bad(key, "Keep only the characters that your pages have: pyftsubset FONT --flavor=woff2 --unicodes=U+20-7E,U+A0-17F,U+2010-2026.",
				"the font %s has %d KB, and readers would load it with their first page: it can have %d", name, (size+999)/1000, maxFont/1000)
		default:
			continue
		}
		c.Font = nil
		return
	}
}

// start reads the first four bytes of a file of the content folder, and how large it is, in bytes. ok is false where there is none that can
// be read.
func (r *reader) start(name string) (start []byte, size int64, ok bool) {
	f, err := r.content.Open(name)
	if err != nil {
		return nil, 0, false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, 0, false
	}
	start = make([]byte, 4)
	n, err := io.ReadFull(f, start)
	return start[:n], info.Size(), err == nil || n > 0 || err == io.EOF
}
