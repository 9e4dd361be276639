package markdown

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"handrail/internal/pattern"
	"handrail/internal/source"
	"handrail/internal/text"
)

// Format writes a file's text again from what was read of it. The front matter, comments and definitions of links stay as they are.
// What is written is read again, and an error says what would not be the same, or would be lost, or that the text has mistakes, which
// have to be fixed first.
func (p *Parser) Format(f *source.File) ([]byte, error) { return p.format(f, false) }

// FormatHTML is Format for a file whose text may hold HTML.
func (p *Parser) FormatHTML(f *source.File) ([]byte, error) { return p.format(f, true) }

func (p *Parser) format(f *source.File, allowHTML bool) ([]byte, error) {
	d, diags := p.parse(f, allowHTML)
	if len(diags) > 0 {
		return nil, fmt.Errorf("%s:%d: %s", f.Path, diags[0].Line, diags[0].Message)
	}
	if len(d.unseen) > 0 {
		return nil, fmt.Errorf("%s:%d: readers do not see what is here, and it would be lost", f.Path, f.Pos(f.Body+d.unseen[0]).Line)
	}
	blocks, err := d.FileBlocks()
	if err != nil {
		return nil, fmt.Errorf("reading the text of %s: %w", f.Path, err)
	}
	written := append(slices.Clone(f.Data[:f.Body]), inLines(f, text.Markdown(blocks))...)
	again, diags := source.Parse(f.Path, written)
	if again == nil || len(diags) > 0 || again.Body != f.Body {
		return nil, &ChangeError{f.Path, "front matter", written}
	}
	back, _ := p.parse(again, allowHTML)
	if part := changedPart(d, back); part != "" {
		return nil, &ChangeError{f.Path, part, written}
	}
	return written, nil
}

// ChangeError says that a text cannot be written as markdown that would be read as the same.
type ChangeError struct {
	Path    string
	Part    string // what would change
	written []byte
}

func (e *ChangeError) Error() string {
	return fmt.Sprintf("%s cannot be written as markdown: its %s would change", e.Path, e.Part)
}

// inLines gives some lines the line breaks that the file has.
func inLines(f *source.File, written string) string {
	if bytes.Contains(f.Data, []byte("\r\n")) {
		return strings.ReplaceAll(written, "\n", "\r\n")
	}
	return written
}

// unixBreaks writes line breaks as HTML reads them: within code goldmark leaves the CR of one whose LF it made a space.
func unixBreaks(h HTML) []byte {
	return bytes.ReplaceAll(bytes.ReplaceAll(h, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte(" "))
}

// emptyItem is an item of a list, or the meaning of a term, in which there is nothing that readers see.
var emptyItem = pattern.New(`(<(?:li|dd)>)\n(</(?:li|dd)>)`)

// changedPart says in what two texts differ, places apart; "" when they are the same.
func changedPart(a, b *Doc) string {
	for _, part := range []struct {
		name string
		of   func(d *Doc) any
	}{
		{"title", func(d *Doc) any { return d.Title }},
		{"text", func(d *Doc) any {
			return emptyItem().ReplaceAll(unixBreaks(d.Body), []byte("$1$2"))
		}},
		{"headings", func(d *Doc) any { return without(d.Headings, func(h *Heading) { h.Pos = source.Pos{} }) }},
		{"links", func(d *Doc) any { return without(d.Links, func(l *Link) { l.Pos = source.Pos{} }) }},
		{"images", func(d *Doc) any { return without(d.Images, func(i *Image) { i.Pos = source.Pos{} }) }},
		{"blocks", func(d *Doc) any { return without(d.Blocks, func(b *Block) { b.Pos = source.Pos{} }) }},
		{"fields", func(d *Doc) any {
			return without(d.Fields, func(g *Field) { g.Pos, g.Start, g.End = source.Pos{}, 0, 0 })
		}},
		{"footnotes", func(d *Doc) any { return without(d.Refs, func(r *NoteRef) { r.Pos = source.Pos{} }) }},
		{"rules", func(d *Doc) any { return values(d.Rules, func(r *Rule) { r.Pos = source.Pos{} }) }},
		{"updates", func(d *Doc) any { return values(d.Updates, func(u *Update) { u.Pos = source.Pos{} }) }},
	} {
		x, y := part.of(a), part.of(b)
		if !reflect.DeepEqual(x, y) {
			return part.name
		}
	}
	return ""
}

// without is a copy of a list, with something changed in each item.
func without[T any](list []T, change func(*T)) []T {
	var changed []T
	for _, item := range list {
		change(&item)
		changed = append(changed, item)
	}
	return changed
}

func values[T any](list []*T, change func(*T)) []T {
	var plain []T
	for _, item := range list {
		plain = append(plain, *item)
	}
	return without(plain, change)
}
