package builder

import (
	"encoding/json"
	"fmt"
	"html/template"
	"image"
	"image/color"
	"image/draw"
	"io"
	"net/url"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"handrail/internal/picture"
	"handrail/internal/site"
)

// appIcon is an icon for a home screen: a letter on a square of the accent colour.
type appIcon struct {
	path    string
	size    int     // in pixels
	purpose string  // in the manifest; "" for an icon that it does not name
	corner  float32 // radius of the square's corners, as a part of its size: systems that cut icons themselves want none
	height  float32 // of the letter, as a part of the size
}

// appIcons lists the icons. A maskable one may be cut down to a circle of 4/5 of its size
// (https://www.w3.org/TR/appmanifest/#icon-masks).
func appIcons() []appIcon {
	return []appIcon{
		{"icon-192.png", 192, "any", 7. / 32, .5},
		{"icon-512.png", 512, "any", 7. / 32, .5},
		{"icon-maskable.png", 512, "maskable", 0, .4},
		{"apple-touch-icon.png", 180, "", 0, .5},
	}
}

// app plans what a device needs to put the site on its home screen: a manifest (https://www.w3.org/TR/appmanifest/) and
// icons.
func (p *planner) app() []Output {
	letter := letterOf(p.Site.Config)
	accent, _ := site.ParseColour(p.Site.Config.Accent) // the check of the accent reports what is wrong with it
	outputs := []Output{made("manifest.webmanifest", p.manifest)}
	writers := sync.Pool{New: func() any { return new(picture.FlatWriter) }}
	for _, icon := range appIcons() {
		outputs = append(outputs, Output{Path: icon.path,
			Digest: func() string { return digestOf(p.Version, icon.path, letter, accent) },
			Render: func(w io.Writer) error {
				writer := writers.Get().(*picture.FlatWriter)
				defer writers.Put(writer)
				return icon.draw(w, writer, letter, accent)
			}})
	}
	return outputs
}

// DrawIcon draws the icon of the program itself as that of a site: a letter on a colour, as a PNG file of so many pixels.
func DrawIcon(w io.Writer, size int, letter rune, accent site.Colour) error {
	return appIcon{path: "icon.png", size: size, corner: 7. / 32, height: .5}.draw(w, new(picture.FlatWriter), letter, accent)
}

// manifest says how the site looks as an app. Its addresses are relative to it.
func (p *planner) manifest() []byte {
	type image struct {
		Src     string `json:"src"`
		Sizes   string `json:"sizes"`
		Type    string `json:"type"`
		Purpose string `json:"purpose"`
	}
	c := p.Site.Config
	accent, _ := site.ParseColour(c.Accent)
	var icons []image
	for _, icon := range appIcons() {
		if icon.purpose != "" {
			icons = append(icons, image{icon.path, fmt.Sprintf("%dx%[1]d", icon.size), "image/png", icon.purpose})
		}
	}
	text, err := json.MarshalIndent(struct {
		Name        string  `json:"name"`
		Short       string  `json:"short_name,omitempty"`
		Description string  `json:"description,omitempty"`
		Lang        string  `json:"lang"`
		Dir         string  `json:"dir"`
		Start       string  `json:"start_url"`
		Scope       string  `json:"scope"`
		Display     string  `json:"display"`
		Theme       string  `json:"theme_color"`
		Background  string  `json:"background_color"`
		Icons       []image `json:"icons"`
	}{c.Title, c.ShortTitle, c.Summary, c.Language, "auto", "index.html", "./", "standalone", accent.String(), site.PageLight().String(), icons}, "", " ")
	if err != nil {
		panic("builder: a manifest is not plain data: " + err.Error())
	}
	return append(text, '\n')
}

// letterOf is the letter of the site's icon: the first letter or digit of its name.
func letterOf(c site.Config) rune {
	for _, r := range c.ShortTitle + c.Title {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
	}
	return 0
}

// markOf is the letter as text; "" when there is none, as neither XML nor HTML can have a zero.
func markOf(c site.Config) string {
	if r := letterOf(c); r != 0 {
		return string(r)
	}
	return ""
}

// icon draws the icon that browsers show beside the title of a page.
func icon(c site.Config, accent site.Colour) template.URL {
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="%s"/>`+
		`<text x="16" y="23" style="font:700 21px sans-serif" text-anchor="middle" fill="#fff">%s</text></svg>`,
		accent, markOf(c))
	return template.URL("data:image/svg+xml," + strings.ReplaceAll(url.PathEscape(svg), "%2F", "/"))
}

// shades is how many steps there are from clear to the accent colour at the edge of the square, and from that to white at the
// edge of the letter. Both together are a palette of 256 colours: a quarter of the bytes to compress that a true colour has.
const shades = 128

// draw draws the icon as a PNG file, a band of it at a time. The letter is white: what the accent says on a light page, white says on the accent.
func (icon appIcon) draw(w io.Writer, writer *picture.FlatWriter, letter rune, accent site.Colour) error {
	size := float32(icon.size)
	segments, err := glyph(letter, int(icon.height*size))
	if err != nil {
		return err
	}
	shape := func(o *iconShape) { roundedSquare(o, size, icon.corner*size) }
	mark := func(o *iconShape) { trace(o, segments, size) }
	if segments == nil {
		mark = func(o *iconShape) { lines(o, size, icon.height*size) }
	}
	var o iconShape
	band := make([]uint8, icon.size*bandHeight) // the place in the palette of each pixel
	mask := make([]uint8, len(band))
	err = writer.Write(w, image.Pt(icon.size, icon.size), palette(accent), func(y int, row []uint8) {
		if y%bandHeight == 0 {
			o.cover(mask, icon.size, y, shape)
			for i, inside := range mask {
				band[i] = inside / (256 / shades)
			}
			o.cover(mask, icon.size, y, mark)
			for i, inside := range mask {
				if inside > 0 { // the letter is well inside the square
					band[i] = shades + inside/(256/shades)
				}
			}
		}
		copy(row, band[y%bandHeight*icon.size:])
	})
	if err != nil {
		return fmt.Errorf("drawing %s: %w", icon.path, err)
	}
	return nil
}

// bandHeight is how many rows of an icon are drawn at a time: what is needed for that is small.
const bandHeight = 64

// iconShape is a shape in a band of an icon.
type iconShape struct {
	vector.Rasterizer
	top float32
}

func (o *iconShape) MoveTo(x, y float32)         { o.Rasterizer.MoveTo(x, y-o.top) }
func (o *iconShape) LineTo(x, y float32)         { o.Rasterizer.LineTo(x, y-o.top) }
func (o *iconShape) QuadTo(bx, by, x, y float32) { o.Rasterizer.QuadTo(bx, by-o.top, x, y-o.top) }
func (o *iconShape) CubeTo(bx, by, cx, cy, x, y float32) {
	o.Rasterizer.CubeTo(bx, by-o.top, cx, cy-o.top, x, y-o.top)
}

// cover says how much of each pixel of the band from a row on a shape covers.
func (o *iconShape) cover(mask []uint8, width, top int, trace func(*iconShape)) {
	o.Reset(width, bandHeight)
	o.top = float32(top)
	trace(o)
	o.DrawOp = draw.Src
	alpha := &image.Alpha{Pix: mask, Stride: width, Rect: image.Rect(0, 0, width, bandHeight)}
	o.Draw(alpha, alpha.Rect, image.Opaque, image.Point{})
}

// palette has the shades from clear to the accent colour, and then those from it to white.
func palette(accent site.Colour) []color.NRGBA {
	colours := make([]color.NRGBA, 2*shades)
	for i := range shades {
		mixed := func(c uint8) uint8 { return uint8((int(c)*(shades-1-i) + 255*i) / (shades - 1)) }
		colours[i] = color.NRGBA{accent.R, accent.G, accent.B, uint8(255 * i / (shades - 1))}
		colours[shades+i] = color.NRGBA{mixed(accent.R), mixed(accent.G), mixed(accent.B), 255}
	}
	return colours
}

// roundedSquare traces a square. A corner is a curve that differs from a circle's by less than a thousandth of its radius.
func roundedSquare(r *iconShape, size, radius float32) {
	far, bend := size-radius, radius*(1-0.5523)
	r.MoveTo(radius, 0)
	r.LineTo(far, 0)
	r.CubeTo(size-bend, 0, size, bend, size, radius)
	r.LineTo(size, far)
	r.CubeTo(size, size-bend, size-bend, size, far, size)
	r.LineTo(radius, size)
	r.CubeTo(bend, size, 0, size-bend, 0, far)
	r.LineTo(0, radius)
	r.CubeTo(0, bend, bend, 0, radius, 0)
	r.ClosePath()
}

// lines traces three lines of text, which stand for a letter that the font does not have.
func lines(r *iconShape, size, height float32) {
	left, top, thick := (size-height)/2, (size-height)/2, height/5
	for i, width := range []float32{height, height, height * .6} {
		y := top + float32(i)*2*thick
		r.MoveTo(left, y)
		r.LineTo(left+width, y)
		r.LineTo(left+width, y+thick)
		r.LineTo(left, y+thick)
		r.ClosePath()
	}
}

// glyph is the outline of a letter, a capital of which is so many pixels high; nil when the font does not have it.
func glyph(letter rune, height int) (sfnt.Segments, error) {
	bold, err := sfnt.Parse(gobold.TTF)
	if err != nil {
		return nil, fmt.Errorf("reading the font of the icons: %w", err)
	}
	var buf sfnt.Buffer
	index, err := bold.GlyphIndex(&buf, letter)
	if err != nil || index == 0 || letter == 0 {
		return nil, err
	}
	em := fixed.I(1000)
	metrics, err := bold.Metrics(&buf, em, font.HintingNone)
	if err != nil {
		return nil, fmt.Errorf("reading the font of the icons: %w", err)
	}
	return bold.LoadGlyph(&buf, index, fixed.Int26_6(height*64*int(em)/int(metrics.CapHeight)), nil)
}

// trace traces a letter in the middle of a square.
func trace(r *iconShape, segments sfnt.Segments, size float32) {
	bounds := segments.Bounds()
	dx := (size - float32(bounds.Min.X+bounds.Max.X)/64) / 2
	dy := (size - float32(bounds.Min.Y+bounds.Max.Y)/64) / 2
	at := func(p fixed.Point26_6) (x, y float32) { return float32(p.X)/64 + dx, float32(p.Y)/64 + dy }
	for i, s := range segments {
		x, y := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				r.ClosePath()
			}
			r.MoveTo(x, y)
		case sfnt.SegmentOpLineTo:
			r.LineTo(x, y)
		case sfnt.SegmentOpQuadTo:
			bx, by := at(s.Args[1])
			r.QuadTo(x, y, bx, by)
		case sfnt.SegmentOpCubeTo:
			bx, by := at(s.Args[1])
			cx, cy := at(s.Args[2])
			r.CubeTo(x, y, bx, by, cx, cy)
		}
	}
	r.ClosePath()
}
