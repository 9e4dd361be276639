package markdown

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/text"
)

// ReadBlocks reads a part of a page's text, such as Text.Body or a question's stem, as blocks, which can be written as markdown again, or
// as plain text. t is the text of d, which d itself may have let go. An error is one of the HTML parser.
func (d *Doc) ReadBlocks(t *Text, h HTML) ([]text.Block, error) {
	var b bytes.Buffer
	d.writeMarked(&b, t, h)
	return text.Read(b.String())
}

// writeMarked fills the holes with what text.Read takes for markdown's own.
func (d *Doc) writeMarked(b *bytes.Buffer, t *Text, h HTML) {
	h.fill(b, func(kind hole, n int) {
		switch kind {
		case holeLevel:
			b.WriteByte(byte('0' + n))
		case holeID:
			heading := t.Headings[n]
			b.WriteString(html.EscapeString(heading.ID))
			for _, a := range heading.Attrs {
				writeAttr(b, `" data-`+a.Name+`="`, a.Value, "")
			}
		case holeLinkOpen:
			b.WriteString("<a")
			if t.Links[n].Address {
				b.WriteString(" data-address")
			}
			writeAttr(b, ` href="`, t.Links[n].Dest, `">`)
		case holeLinkClose:
			b.WriteString("</a>")
		case holeImage:
			d.Images[n].writeMarked(b)
		case holeBlock:
			d.blockMarked(b, t, &t.Blocks[n])
		case holeField:
			writeAttr(b, `<span data-field="`, t.Fields[n].Name, `"></span>`)
		case holeNoteRef:
			writeAttr(b, `<sup data-note="`, t.Refs[n].Name, `"></sup>`)
		case holeNoteBack:
			b.WriteString(`<sup data-note=""></sup>`)
		case holeNote:
			i := slices.IndexFunc(t.Refs, func(ref NoteRef) bool { return ref.Note == n })
			b.WriteString(html.EscapeString(t.Refs[i].Name))
		case holeNotes:
			b.WriteString("<section data-notes>\n")
		case holeTask:
			b.WriteString(map[int]string{0: "<input>", 1: "<input checked>"}[n])
		}
	})
}

func writeAttr(b *bytes.Buffer, before, value, after string) {
	b.WriteString(before)
	b.WriteString(html.EscapeString(value))
	b.WriteString(after)
}

func (img Image) writeMarked(b *bytes.Buffer) {
	if img.Alone {
		b.WriteString("<p>")
		defer b.WriteString("</p>\n")
	}
	writeAttr(b, `<img src="`, img.Src, "")
	writeAttr(b, `" alt="`, img.Alt, "")
	writeAttr(b, `" title="`, img.Title, "")
	switch {
	case img.Size.Percent > 0:
		fmt.Fprintf(b, `" width="%d%%`, img.Size.Percent)
	case img.Size.Pixels > 0:
		fmt.Fprintf(b, `" width="%d`, img.Size.Pixels)
	}
	b.WriteString(`">`)
}

// blockMarked writes a ::: block.
func (d *Doc) blockMarked(b *bytes.Buffer, t *Text, block *Block) {
	if block.Kind == "pair" {
		d.blockMarked(b, t, &Block{Kind: "do", Body: block.Body})
		d.blockMarked(b, t, &Block{Kind: "dont", Body: block.Other})
		return
	}
	writeAttr(b, `<div data-block="`, block.Kind, `"`)
	for _, a := range d.blockAttrs(block) {
		if a.Value != "" {
			writeAttr(b, " data-"+a.Name+`="`, a.Value, `"`)
		}
	}
	b.WriteString(">\n")
	if block.Rule > 0 {
		rule := d.Rules[block.Rule-1]
		b.WriteString("<p>")
		d.writeMarked(b, t, rule.Text)
		b.WriteString("</p>\n")
		d.writeMarked(b, t, rule.Why)
	}
	d.writeMarked(b, t, block.Body)
	b.WriteString("\n</div>\n")
}

// blockAttrs are the attributes of a block as an editor would write them.
func (d *Doc) blockAttrs(block *Block) Attrs {
	switch {
	case block.Rule > 0:
		r := d.Rules[block.Rule-1]
		attrs := Attrs{{"id", r.ID}, {"source", strings.Join(r.Sources, " ")}, {"words", r.Words}, {"applies", r.Applies.String()}}
		if r.Repeat != r.Kind.Repeat() {
			attrs = append(attrs, Attr{"repeat", r.Repeat})
		}
		if !r.Changed.IsZero() {
			attrs = append(attrs, Attr{"changed", r.Changed.String()}, Attr{"was", r.Was})
		}
		if r.Minutes > 0 {
			attrs = append(attrs, Attr{"minutes", strconv.Itoa(r.Minutes)})
		}
		return append(attrs, Attr{"skip-if", r.SkipIf}, Attr{"do", r.Do})
	case block.Update > 0:
		u := d.Updates[block.Update-1]
		attrs := Attrs{{"id", u.ID}, {"source", strings.Join(u.Sources, " ")}}
		if !u.Checked.IsZero() {
			attrs = append(attrs, Attr{"checked", u.Checked.Format("2006-01")})
		}
		return attrs
	}
	return nil
}
