package statement

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// format is how a format writes text within a line.
type format struct {
	doc    Document
	escape func(string) string
	lines  string // what separates the lines of a field that has several
}

// template makes the plain stretches of a template fit for the format. A field that can have several lines says what separates
// them.
func (f format) template(text string) string {
	var b strings.Builder
	for _, part := range ParseTemplate(text) {
		b.WriteString(f.escape(part.Text))
		if part.Field == "" {
			continue
		}
		b.WriteString("{{" + part.Field)
		if f.lines != " " && slices.ContainsFunc(f.doc.Fields, func(field Field) bool { return field.Name == part.Field && field.Kind == KindText }) {
			b.WriteString("|" + f.lines)
		}
		b.WriteString("}}")
	}
	return b.String()
}

// when puts a template into a part that depends on some fields; none: it is always kept.
func when(names []string, text string) string {
	if len(names) == 0 || text == "" {
		return text
	}
	return "{{#when " + strings.Join(names, " ") + "}}" + text + "{{/when}}"
}

// runs writes the runs of a line. Neighbours in one part are written into one.
func runs(list []Run, write func(Run) string) string {
	var b strings.Builder
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].When == list[0].When {
			n++
		}
		var text strings.Builder
		for _, run := range list[:n] {
			text.WriteString(write(run))
		}
		b.WriteString(when(strings.Fields(list[0].When), text.String()))
		list = list[n:]
	}
	return b.String()
}

// piece is a block that is written, and the fields on which it depends.
type piece struct {
	text string
	when []string
}

// join puts what separates blocks between them. It goes with a block that is left out: with the one after it, or at the start
// with the one before it.
func join(pieces []piece, between string) string {
	first := slices.IndexFunc(pieces, func(p piece) bool { return len(p.when) == 0 })
	if first < 0 {
		first = len(pieces) - 1
	}
	var b strings.Builder
	for i, p := range pieces {
		switch {
		case i < first:
			b.WriteString(when(p.when, p.text+between))
		case i == first:
			b.WriteString(when(p.when, p.text))
		default:
			b.WriteString(when(p.when, between+p.text))
		}
	}
	return b.String()
}

// apart says whether the items of a list have an empty line between them: one of them has several paragraphs.
func (b Block) apart() bool {
	return slices.ContainsFunc(b.Blocks, func(item Block) bool {
		count := 0
		for _, block := range item.Blocks {
			if block.Kind != List {
				count++
			}
		}
		return count > 1
	})
}

// number is what is written before an item of a list: a template, and how wide it is.
func (b Block) number(i, list int) (text string, width int) {
	if !b.Ordered {
		return "- ", 2
	}
	plain := fmt.Sprintf("%d. ", b.Start+i)
	if slices.ContainsFunc(b.Blocks, func(item Block) bool { return len(item.When) > 0 }) { // it depends on those before it
		return fmt.Sprintf("{{#item %d %d}}. ", list, b.Start), len(plain)
	}
	return plain, len(plain)
}

// HTML is the document as the HTML of its blocks alone, fit to be put on the clipboard or into a page.
func (d Document) HTML() string {
	return d.htmlBlocks(d.text())
}

func (d Document) htmlBlocks(blocks []Block) string {
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(when(block.When, d.htmlBlock(block)+"\n"))
	}
	return b.String()
}

func (d Document) htmlBlock(block Block) string {
	switch block.Kind {
	case Heading:
		return fmt.Sprintf("<h%d>%s</h%d>", block.Level, d.htmlRuns(block.Runs), block.Level)
	case List:
		tag, start := "ul", ""
		if block.Ordered {
			tag = "ol"
			if block.Start != 1 {
				start = fmt.Sprintf(` start="%d"`, block.Start)
			}
		}
		return "<" + tag + start + ">\n" + d.htmlBlocks(block.Blocks) + "</" + tag + ">"
	case Item:
		if len(block.Blocks) > 0 && !slices.ContainsFunc(block.Blocks[1:], func(b Block) bool { return b.Kind != List }) && block.Blocks[0].Kind == Paragraph {
			first, rest := block.Blocks[0], block.Blocks[1:]
			text := when(first.When, d.htmlRuns(first.Runs))
			if len(rest) > 0 {
				text += "\n" + d.htmlBlocks(rest)
			}
			return "<li>" + text + "</li>"
		}
		return "<li>" + d.htmlBlocks(block.Blocks) + "</li>"
	case Quote:
		return "<blockquote>\n" + d.htmlBlocks(block.Blocks) + "</blockquote>"
	case Code:
		return "<pre><code>" + html.EscapeString(block.Text) + "</code></pre>"
	case Table:
		return d.htmlTable(block)
	case Rule:
		return "<hr>"
	}
	return "<p>" + d.htmlRuns(block.Runs) + "</p>"
}

// htmlTable has its lines in the elements: a mail program keeps no style sheet.
func (d Document) htmlTable(block Block) string {
	var b strings.Builder
	b.WriteString(`<table style="border-collapse:collapse">` + "\n")
	for i, row := range block.Rows {
		var cells strings.Builder
		for _, cell := range row.Cells {
			tag, attr, align := "td", "", "left"
			if i == 0 && block.Head && len(cell.Runs) > 0 {
				tag, attr = "th", ` scope="col"`
			}
			if cell.Align != "" {
				align = cell.Align
			}
			fmt.Fprintf(&cells, `<%s%s style="border:1px solid;padding:.3em .6em;text-align:%s;vertical-align:top">%s</%s>`, tag, attr, align, d.htmlRuns(cell.Runs), tag)
		}
		text := "<tr>" + cells.String() + "</tr>\n"
		if i == 0 && block.Head {
			text = "<thead>\n" + text + "</thead>\n"
		}
		b.WriteString(when(row.When, text))
	}
	return b.String() + "</table>"
}

func (d Document) htmlRuns(list []Run) string {
	f := format{d, EscapeXML, "<br>"}
	return runs(list, func(run Run) string {
		if run.Text == "\n" {
			return "<br>"
		}
		text := f.template(run.Text)
		if run.Code {
			text = "<code>" + text + "</code>"
		}
		if run.Href != "" {
			text = `<a href="` + html.EscapeString(run.Href) + `">` + text + "</a>"
		}
		return around(text, run, "<strong>", "</strong>", "<em>", "</em>")
	})
}

// Page is the document as a whole HTML file that needs nothing beside it. It begins with a title.
func (d Document) Page() string { return d.page(d.file()) }

// page is a whole HTML file with some blocks in it.
func (d Document) page(blocks []Block) string {
	subject := format{d, EscapeXML, " "}.template(d.subject())
	return `<!doctype html>
<html lang="` + html.EscapeString(d.Lang) + `">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>` + subject + `</title>
</head>
<body>
` + d.htmlBlocks(blocks) + "</body>\n</html>\n"
}

func around(text string, run Run, strong, strongEnd, em, emEnd string) string {
	if run.Em {
		text = em + text + emEnd
	}
	if run.Strong {
		text = strong + text + strongEnd
	}
	return text
}
