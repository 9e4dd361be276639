package exchange

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"

	"handrail/internal/picture"
	"handrail/internal/source"
	"handrail/internal/text"
)

// The limits for the pictures of a file that is imported, in bytes.
const (
	mostPicture  = 5 << 20
	mostPictures = 50 << 20
)

// picture keeps a picture, and gives its place in Set.Images: its address in the file, and more if another has that. It is "" for one that is too large.
func (i *importing) picture(a *allower, src string, data []byte) string {
	i.pictures += len(data)
	switch {
	case len(data) > mostPicture:
		a.lose("a picture of more than 5 MB is left out", "Make it smaller in an image editor, and put it beside the quiz.")
		return ""
	case i.pictures > mostPictures:
		a.lose("a picture is left out, as the pictures before it take 50 MB already", "Import the questions in several files.")
		return ""
	}
	place := src
	if strings.HasPrefix(src, "data:") {
		place = fmt.Sprintf("picture-%x", sha256.Sum256(data))
	}
	for old := i.set.Images[place]; old != nil && string(old.Data) != string(data); old = i.set.Images[place] {
		place += "+"
	}
	i.set.Images[place] = &Image{Name: place, Data: data}
	return place
}

// dataAddress is what an address of the scheme data holds in base64 (RFC 2397); nil for any other.
func dataAddress(src string) []byte {
	rest, ok := strings.CutPrefix(src, "data:")
	kind, rest, comma := strings.Cut(rest, ",")
	if !ok || !comma || !strings.HasSuffix(kind, ";base64") {
		return nil
	}
	if strings.Contains(rest, "%") {
		rest, _ = url.PathUnescape(rest)
	}
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(rest), ""))
	if err != nil {
		return nil
	}
	return data
}

// image gives a picture its place in the folder of the pictures, without its metadata, and named after what it holds. What is no picture that the site can
// show becomes the words for it.
func (a *adopter) image(pos source.Pos, in text.Inline) text.Inline {
	words := text.Inline{Kind: text.Words, Text: "[" + in.Text + "]"}
	image := a.set.Images[in.Href]
	if image == nil {
		if a.kept[in.Href] != nil { // it has its place
			return in
		}
		return words
	}
	info, err := picture.Read(image.Data)
	clean := image.Data
	if err == nil {
		clean, err = picture.Clean(image.Data)
	}
	if fault := new(picture.Fault); errors.As(err, &fault) {
		a.Warn(pos, fault.Hint, "a picture is left out: %s", fault.Message)
		return words
	}
	media := map[picture.Format]string{picture.PNG: "image/png", picture.JPEG: "image/jpeg", picture.GIF: "image/gif", picture.WebP: "image/webp", picture.SVG: "image/svg+xml"}[info.Format]
	if media == "" {
		a.Warn(pos, "Open it in an image editor, and export it as PNG or JPEG.", "a picture of the format %s is left out", info.Format)
		return words
	}
	if in.Text == "" {
		a.Warn(pos, "Write them between its square brackets: ![What it shows](picture.png).", "a picture has no words that say what it shows")
	}
	digest := sha256.Sum256(clean)
	base := strings.TrimSuffix(path.Base(image.Name), path.Ext(image.Name))
	name := fmt.Sprintf("%s-%x%s", slug(base, "picture"), digest[:4], info.Format.Endings()[0])
	in.Href = a.site.Media + name
	a.kept[in.Href] = &Image{Name: name, Type: media, Data: clean}
	return in
}
