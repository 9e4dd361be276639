package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"handrail/internal/source"
)

// maxParagraph is how long a paragraph, or a line, can be, in bytes: more than 1,500 words. The time to read one grows with the
// square of its length when it is full of brackets, and nobody reads a longer one.
const maxParagraph = 10_000

// tooLong reports the first line that is longer than a paragraph can be: a heading, or a row of a table.
func tooLong(f *source.File, body []byte) []source.Diagnostic {
	offset := 0
	for line := range bytes.Lines(body) {
		if len(line) > maxParagraph && len(line)-pictureBytes(line) > maxParagraph {
			return []source.Diagnostic{longError(f, f.Body+offset, "line", len(line))}
		}
		offset += len(line)
	}
	return nil
}

// pictureBytes is how many bytes of a line are pictures that are written into the text as data: addresses, as Google Docs exports
// them. No character of those is markup, so they cost little to read, and each is reported as the picture that it is.
func pictureBytes(line []byte) (n int) {
	const base64 = ";base64,"
	for {
		_, rest, found := bytes.Cut(line, []byte("data:image/"))
		if !found {
			return n
		}
		at := bytes.Index(rest[:min(len(rest), 40)], []byte(base64))
		if at < 0 {
			line = rest
			continue
		}
		rest = rest[at+len(base64):]
		length := 0
		for length < len(rest) && isBase64(rest[length]) {
			length++
		}
		n, line = n+length, rest[length:]
	}
}

func isBase64(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '='
}

func longError(f *source.File, offset int, what string, length int) source.Diagnostic {
	d := f.Errorf(offset, "source", "this %s is too long: %d bytes, and the maximum is %d", what, length, maxParagraph)
	d.Hint = "Put an empty line between its parts, so that each is a paragraph of its own."
	return d
}

var longKey = parser.NewContextKey()

// longParagraphs notes paragraphs that are too long, and empties them before their text is read.
type longParagraphs struct{}

func (longParagraphs) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	length := 0
	for i := range lines.Len() {
		segment := lines.At(i)
		length += segment.Len()
	}
	if length > maxParagraph {
		for i := range lines.Len() {
			segment := lines.At(i)
			length -= pictureBytes(segment.Value(reader.Source()))
		}
	}
	if length <= maxParagraph {
		return
	}
	found, _ := pc.Get(longKey).([]span)
	pc.Set(longKey, append(found, span{lines.At(0).Start, lines.At(lines.Len() - 1).Stop}))
	lines.SetSliced(0, 0)
}

// boundOptions adds it to goldmark's parser, after tables and definitions of links have been separated from paragraphs.
func boundOptions() parser.Option {
	return parser.WithParagraphTransformers(util.Prioritized(longParagraphs{}, 300))
}

// parseBounded reads a text, and reports which of its paragraphs are too long and have been left out.
func (p *Parser) parseBounded(f *source.File, body []byte, pc parser.Context) (root ast.Node, long []span, diags []source.Diagnostic) {
	md := p.md
	if mayHoldAddress(body) {
		md = p.bare
	}
	root = md.Parser().Parse(text.NewReader(body), parser.WithContext(pc))
	long, _ = pc.Get(longKey).([]span)
	for _, s := range long {
		diags = append(diags, longError(f, f.Body+s.start, "paragraph", s.end-s.start))
	}
	return root, long, diags
}
