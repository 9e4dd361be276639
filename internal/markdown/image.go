package markdown

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"handrail/internal/source"
)

// Image is an image as it is written.
type Image struct {
	Src, Alt, Title string
	Size            ImageSize
	Alone           bool // nothing else is in its paragraph, so it is a figure
	Pos             source.Pos
}

// ImageSize is how wide an image is to be shown, as the editor wrote it: ![words](picture.png){width=50%}. At most one of the two
// is not 0.
type ImageSize struct {
	Percent int // of the column, a multiple of PercentStep
	Pixels  int // CSS pixels
}

// PercentStep is in which steps a share of the column can be given. Others are rounded.
const PercentStep = 5

// maxImageWidth is the largest width that can be asked for, in CSS pixels.
const maxImageWidth = 4000

// image notes an image, with the attributes that follow it at once.
func (r *reader) image(n *ast.Image) {
	img := Image{Src: destination(n.Destination), Alt: plain(n, r.src), Title: string(literal(n.Title)), Pos: r.pos(n)}
	if next, ok := n.NextSibling().(*ast.Text); ok && next.Segment.Start > 0 && bytes.IndexByte([]byte(")]"), r.src[next.Segment.Start-1]) >= 0 {
		img.Size = r.imageSize(n, next)
	}
	img.Alone = alone(n) && n.Parent().Kind() == ast.KindParagraph
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if kind := c.Kind(); kind == ast.KindLink || kind == ast.KindImage { // only its words are the image's
			r.doc.unseen = append(r.doc.unseen, r.offset(n)-r.doc.File.Body)
		}
	}
	setIndex(n, len(r.doc.Images))
	r.doc.Images = append(r.doc.Images, img)
}

// imageSize reads {width=50%} at the start of the text that follows an image, and takes it out of the tree.
func (r *reader) imageSize(n *ast.Image, next *ast.Text) (size ImageSize) {
	start := next.Segment.Start
	line := r.src[start:lineEnd(r.src, start)]
	if len(line) < 2 || line[0] != '{' || line[1] == '{' || line[1] == '%' {
		return size
	}
	length := bytes.IndexByte(line, '}') + 1
	if length == 0 {
		return size
	}
	// The text may be in several pieces, as at an underscore. If anything else is among them, all stays as it is.
	end := start + length
	var taken []*ast.Text
	for c := ast.Node(next); ; c = c.NextSibling() {
		text, ok := c.(*ast.Text)
		if !ok {
			return size
		}
		if taken = append(taken, text); text.Segment.Stop >= end {
			break
		}
	}
	for _, text := range taken {
		if text.Segment = text.Segment.WithStart(min(end, text.Segment.Stop)); text.Segment.Len() == 0 && !text.SoftLineBreak() && !text.HardLineBreak() {
			n.Parent().RemoveChild(n.Parent(), text)
		}
	}
	r.account(start, end)
	for _, written := range strings.Fields(string(line[1 : length-1])) {
		key, value, _ := strings.Cut(written, "=")
		read, ok := readWidth(strings.Trim(value, `"'`))
		if key == "width" && ok && size == (ImageSize{}) {
			size = read
			continue
		}
		d := r.doc.File.Errorf(r.doc.File.Body+start, "image", "an image cannot have %s", written)
		d.Hint = fmt.Sprintf("Write how wide it is: {width=50%%} of the column, or {width=300} pixels, up to %d. Its height follows.", maxImageWidth)
		r.diags = append(r.diags, d)
	}
	return size
}

// readWidth reads a width: 50%, 300 or 300px.
func readWidth(value string) (size ImageSize, ok bool) {
	if share, isShare := strings.CutSuffix(value, "%"); isShare {
		n, err := strconv.Atoi(share)
		return ImageSize{Percent: max(PercentStep, (n+PercentStep/2)/PercentStep*PercentStep)}, err == nil && n >= 1 && n <= 100
	}
	n, err := strconv.Atoi(strings.TrimSuffix(value, "px"))
	return ImageSize{Pixels: n}, err == nil && n >= 1 && n <= maxImageWidth
}
