// Package picture reads the files of pictures, and writes them again without what readers must not get: where and when a photo was
// taken, on which phone, and by whom.
//
// [Read] says what a picture is, [Clean] copies it without its metadata, [Shrink] makes it smaller, and [CleanSVG] copies a drawing
// without what could run or load something. A file is known by its content, never by its name. What cannot be shown is a [*Fault].
package picture

import (
	"bytes"
	"fmt"
	"slices"
)

// Format is how a picture is written.
type Format string

// The formats that browsers show.
const (
	JPEG Format = "JPEG" // ITU-T T.81
	PNG  Format = "PNG"  // https://www.w3.org/TR/png-3/
	GIF  Format = "GIF"  // https://www.w3.org/Graphics/GIF/spec-gif89a.txt
	WebP Format = "WebP" // RFC 9649
	AVIF Format = "AVIF" // https://aomediacodec.github.io/av1-avif/
	SVG  Format = "SVG"  // https://www.w3.org/TR/SVG2/
)

// Endings lists how the name of a file of the format may end, the usual one first.
func (f Format) Endings() []string {
	switch f {
	case JPEG:
		return []string{".jpg", ".jpeg", ".jpe", ".jfif"}
	case PNG:
		return []string{".png", ".apng"}
	case GIF:
		return []string{".gif"}
	case WebP:
		return []string{".webp"}
	case AVIF:
		return []string{".avif"}
	}
	return []string{".svg"}
}

// IsName says whether a file with an ending such as ".jpg", in lowercase letters, should be a picture.
func IsName(ending string) bool {
	for _, f := range []Format{JPEG, PNG, GIF, WebP, AVIF, SVG} {
		if slices.Contains(f.Endings(), ending) {
			return true
		}
	}
	return slices.Contains([]string{".heic", ".heif", ".hif", ".tif", ".tiff", ".bmp", ".psd", ".jxl", ".jp2"}, ending)
}

// MaxBytes is the largest file that is read as a picture. A photo of 100 megapixels has about 30 MB.
const MaxBytes = 64 << 20

// Info is what is known of a picture without its pixels.
type Info struct {
	Format        Format
	Width, Height int  // as it is shown, in pixels; for a drawing in CSS pixels. 0 when a drawing does not say
	Turn          int  // the orientation that EXIF gives it, 1 to 8: how the pixels are turned before they are shown
	Animated      bool // it moves
	Resizable     bool // Shrink can read it
}

// Fault is why a file cannot be shown as a picture, and what an editor can do.
type Fault struct{ Message, Hint string }

func (f *Fault) Error() string { return f.Message }

const again = "Open it in an image editor and save it again, or copy it again from where it came from."

func broken(format, why string, args ...any) *Fault {
	return &Fault{"this " + format + " picture is broken: " + fmt.Sprintf(why, args...), again}
}

func short(format string) *Fault {
	return &Fault{"this " + format + " picture is cut short", again}
}

// content is a picture taken apart: what it is, and the pieces of its file that are kept, in their order.
type content struct {
	Info
	kept [][]byte
}

func (c *content) keep(pieces ...[]byte) { c.kept = append(c.kept, pieces...) }

// turned swaps width and height when the orientation lays the picture on its side.
func (c *content) turned(orientation int) {
	if c.Turn = orientation; orientation >= 5 {
		c.Width, c.Height = c.Height, c.Width
	}
}

// Read says what a picture is. It reads the whole file, so it finds one that is cut short. The error is a *Fault.
func Read(data []byte) (Info, error) {
	c, err := read(data)
	return c.Info, err
}

// Clean copies a picture without its metadata: what is left has the same pixels, the same colours, and the same side up. What
// follows the end of the picture is left out too: phones put films and second pictures there. The error is a *Fault.
func Clean(data []byte) ([]byte, error) {
	c, err := read(data)
	if err != nil {
		return nil, err
	}
	return bytes.Join(c.kept, nil), nil
}

func read(data []byte) (content, error) {
	has := func(at int, text string) bool {
		return len(data) >= at+len(text) && string(data[at:at+len(text)]) == text
	}
	switch {
	case len(data) == 0:
		return content{}, &Fault{"this file is empty", "Copy it again from where it came from."}
	case has(0, "\xff\xd8\xff"):
		return readJPEG(data)
	case has(0, pngSignature):
		return readPNG(data)
	case has(0, "GIF87a"), has(0, "GIF89a"):
		return readGIF(data)
	case has(0, "RIFF") && has(8, "WEBP"):
		return readWebP(data)
	case has(4, "ftyp"):
		return readISO(data)
	case isSVG(data):
		clean, err := CleanSVG(data)
		if err != nil {
			return content{}, err
		}
		return content{clean.Info, [][]byte{clean.Data}}, nil
	}
	return content{}, unknown(data)
}

// unknown says what a file is that browsers do not show as a picture.
func unknown(data []byte) *Fault {
	const export = "Open it in an image editor, and export it as JPEG for a photo, or PNG for anything else."
	head := data[:min(len(data), 512)]
	for _, known := range []struct{ start, message, hint string }{
		{"II*\x00", "this is a TIFF picture, and browsers do not show it", export},
		{"MM\x00*", "this is a TIFF picture, and browsers do not show it", export},
		{"BM", "this is a BMP picture, which is far too large for a page", export},
		{"8BPS", "this is a Photoshop file, and browsers do not show it", export},
		{"\x00\x00\x00\x0cJXL ", "this is a JPEG XL picture, and most browsers do not show it", export},
		{"\xff\x0a", "this is a JPEG XL picture, and most browsers do not show it", export},
		{"\x00\x00\x00\x0cjP  ", "this is a JPEG 2000 picture, and most browsers do not show it", export},
		{"%PDF", "this is a PDF file, not a picture", "Link to it, as [its name](file.pdf), or export the page that you want as PNG."},
		{"version https://git-lfs", "this is the note that Git LFS leaves in place of a file, not the picture", "Run: git lfs pull"},
	} {
		if bytes.HasPrefix(head, []byte(known.start)) {
			return &Fault{known.message, known.hint}
		}
	}
	if text := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff")))); bytes.HasPrefix(text, []byte("<!doctype html")) || bytes.HasPrefix(text, []byte("<html")) {
		return &Fault{"this is a web page, not a picture", "Open the page it comes from, press the picture with the right button, and choose to save the picture."}
	}
	return &Fault{"this is not a picture that browsers can show", "Use JPEG for a photo, PNG for a screenshot, and SVG for a drawing."}
}
