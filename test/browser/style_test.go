package browser

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"golang.org/x/net/html"
)

// pictured is the height of a window in CSS pixels: what a browser on a small phone has left of it.
const pictured = 560

// part is something that pages are made of.
type part struct{ name, selector string } // a name of elements, or a class after a dot

// parts are in the order in which a page has them.
func parts() []part {
	return []part{
		{"the head of a page", "header"},
		{"where a page is", ".crumbs"},
		{"for whom a page is, and how fresh", ".facts"},
		{"doors", ".doors"},
		{"steps of a path", ".way"},
		{"list of pages", ".cards"},
		{"contents", ".contents"},
		{"rule: what to do", ".must"},
		{"rule: what not to do", ".must-not"},
		{"rule: what is better", ".should"},
		{"note", ".note"},
		{"update", ".update"},
		{"what to do in danger", ".urgent"},
		{"steps", ".steps"},
		{"do and do not", ".pair"},
		{"drawing", "figure"},
		{"what opens", "details"},
		{"statement with its gaps", ".sheet"},
		{"the next page", ".turn"},
		{"the foot of a page", "footer"},
	}
}

// styleName is the file of a picture.
func styleName(state string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(state), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }), "-") + ".png"
}

// stylePage is the text of docs/style.md, and the names of its pictures.
func stylePage() (text string, pictures []string) {
	var b strings.Builder
	b.WriteString(`# What everything looks like

Each part of a page and each state of a widget, on a phone of 360 by 560 px, light and dark. A change of the look is a change of
these pictures. ` + "`make pictures`" + ` makes them again: look at what has changed before you commit it. A test holds the list to the
states that ` + "`TestWalk`" + ` goes through; it does not compare the pictures.
`)
	show := func(state, name string) {
		file := styleName(state)
		pictures = append(pictures, file)
		fmt.Fprintf(&b, "\n%s\n\n![%s, light and dark](style/%s)\n", strings.ToUpper(name[:1])+name[1:], state, file)
	}
	b.WriteString("\n## Parts of pages\n")
	for _, p := range parts() {
		show("part "+p.name, p.name)
	}
	for _, way := range walks() {
		if way.alike {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n", strings.ToUpper(way.name[:1])+way.name[1:])
		for _, stop := range way.stops {
			show(way.name+": "+stop.name, stop.name)
		}
	}
	return b.String(), pictures
}

// TestStyle: docs/style.md has a picture of each part of a page and of each state of a widget. With -update it makes them.
func TestStyle(t *testing.T) {
	t.Parallel()
	text, pictures := stylePage()
	folder := filepath.Join(top, "docs", "style")
	if *update {
		t.Cleanup(func() { ran.forget(t.Name()) }) // the table has the browsers of make test
		made := takePictures(t)
		if t.Failed() {
			return
		}
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
		for name, data := range made {
			write(t, filepath.Join(folder, name), string(data))
		}
		write(t, filepath.Join(top, "docs", "style.md"), text)
		return
	}
	const again = ": make pictures"
	if got, err := os.ReadFile(filepath.Join(top, "docs", "style.md")); err != nil || string(got) != text {
		t.Errorf("docs/style.md lists other states than there are (%v)%s", err, again)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	var size int64
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil {
			t.Fatal(err)
		}
		names, size = append(names, entry.Name()), size+info.Size()
	}
	slices.Sort(pictures)
	if !slices.Equal(names, pictures) {
		t.Errorf("docs/style has other pictures than docs/style.md%s", again)
	}
	if size > int64(len(pictures))*15*kB {
		t.Errorf("the pictures of docs/style have %d bytes", size)
	}
}

// takePictures returns the pictures by their names.
func takePictures(t *testing.T) map[string][]byte {
	t.Helper()
	made := map[string][]byte{}
	b := newTab(t)
	for _, p := range parts() {
		b.size(phone.width, pictured)
		b.open(fileURL(publicDir(t), pageWith(t, p.selector)))
		const at = "document.querySelector('%[1]s')"
		clip := eval[page.Viewport](b, fmt.Sprintf(`(box => ({x: 0, y: Math.max(0, box.top + scrollY - 12), width: innerWidth, height: Math.min(%[2]d, box.height + 24), scale: 1}))(`+at+`.getBoundingClientRect())`, p.selector, pictured))
		made[styleName("part "+p.name)] = b.lightAndDark(&clip)
	}
	server := httptest.NewServer(staticHost(walkSite(t)))
	t.Cleanup(server.Close)
	for _, way := range walks() {
		if way.alike {
			continue
		}
		w := &walker{learner{newTab(t)}}
		w.goes(server.URL+"/", way, func(state string) {
			w.size(phone.width, pictured)
			w.act("void document.activeElement?.scrollIntoView({block: 'nearest'})")
			made[styleName(state)] = w.lightAndDark(nil)
		})
	}
	return made
}

// pageWith is the first page of the site that has a part.
func pageWith(t *testing.T, selector string) string {
	t.Helper()
	class, isClass := strings.CutPrefix(selector, ".")
	full, _ := pages(t)
	for _, name := range full {
		root, err := html.Parse(strings.NewReader(readPage(t, name)))
		if err != nil {
			t.Fatal(err)
		}
		for node := range root.Descendants() {
			if node.Type != html.ElementNode {
				continue
			}
			if node.Data == selector {
				return name
			}
			for _, attribute := range node.Attr {
				if isClass && attribute.Key == "class" && slices.Contains(strings.Fields(attribute.Val), class) {
					return name
				}
			}
		}
	}
	t.Fatalf("no page has a %s", selector)
	return ""
}

// lightAndDark returns a part of the page, or the window, in light colours beside dark ones.
func (b *tab) lightAndDark(clip *page.Viewport) []byte {
	b.t.Helper()
	const gap = 8
	beyond := clip != nil
	var both *image.RGBA
	for i, look := range looks[:2] {
		b.prefers(look.media)
		shot := call(b, page.CaptureScreenshot, page.CaptureScreenshotParams{Clip: clip, CaptureBeyondViewport: &beyond})
		one, err := png.Decode(bytes.NewReader(shot.Data))
		if err != nil {
			b.t.Fatal(err)
		}
		size := one.Bounds()
		if both == nil {
			both = image.NewRGBA(image.Rect(0, 0, 2*size.Dx()+gap, size.Dy()))
			draw.Draw(both, both.Bounds(), image.NewUniform(color.Gray{Y: 128}), image.Point{}, draw.Src)
		}
		draw.Draw(both, size.Add(image.Pt(i*(size.Dx()+gap), 0)), one, size.Min, draw.Src)
	}
	b.prefers(looks[0].media)
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, fewColours(both)); err != nil {
		b.t.Fatal(err)
	}
	return out.Bytes()
}

// fewColours is a picture in 14 colours: those that it has most of, but for any that is near another. So a colour that few letters
// have is among them, and the rest are the edges of letters.
func fewColours(from *image.RGBA) *image.Paletted {
	pixels := map[color.RGBA]int{}
	size := from.Bounds()
	for y := range size.Dy() {
		for x := range size.Dx() {
			pixels[from.RGBAAt(x, y)]++
		}
	}
	most := slices.SortedFunc(maps.Keys(pixels), func(a, b color.RGBA) int {
		if pixels[a] != pixels[b] {
			return pixels[b] - pixels[a]
		}
		return int(a.R)<<16 + int(a.G)<<8 + int(a.B) - int(b.R)<<16 - int(b.G)<<8 - int(b.B)
	})
	apart := func(a, b uint8) int { return (int(a) - int(b)) * (int(a) - int(b)) }
	var palette color.Palette
	for _, c := range most {
		near := slices.ContainsFunc(palette, func(other color.Color) bool {
			o := other.(color.RGBA)
			return apart(c.R, o.R)+apart(c.G, o.G)+apart(c.B, o.B) < 18*18
		})
		if !near && len(palette) < 14 {
			palette = append(palette, c)
		}
	}
	index := map[color.RGBA]uint8{}
	for c := range pixels {
		index[c] = uint8(palette.Index(c))
	}
	to := image.NewPaletted(size, palette)
	for y := range size.Dy() {
		for x := range size.Dx() {
			to.SetColorIndex(x, y, index[from.RGBAAt(x, y)])
		}
	}
	return to
}
