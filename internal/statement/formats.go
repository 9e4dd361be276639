package statement

import (
	"fmt"
	"html"
	"strings"
)

// Values are what fills the fields of a statement, by the fields' names.
type Values map[string]string

// Fill writes a template with its fields filled in. escape makes a value fit for the format; nil leaves it as it is. A
// field without a value stays as it stands.
func (v Values) Fill(template string, escape func(string) string) string {
	t, _ := ParseTemplate(template) // the statement was checked when it was read
	return t.Fill(func(field string) string {
		value, ok := v[field]
		switch {
		case !ok:
			return "{{" + field + "}}"
		case escape == nil:
			return value
		}
		return escape(value)
	})
}

// Text is the document as plain text. A link has its address after it.
func (d Document) Text() string {
	var b strings.Builder
	for i, block := range d.Blocks {
		b.WriteString(d.before(i, "\n\n", "\n"))
		if block.Item != "" {
			b.WriteString(block.Item + " ")
		}
		for _, run := range block.Runs {
			b.WriteString(run.Text)
			if run.Href != "" && address(run.Href) != run.Text && run.Href != run.Text {
				b.WriteString(" (" + run.Href + ")")
			}
		}
	}
	return b.String() + "\n"
}

// before is what stands between a block and the one before it: items of one list stand close.
func (d Document) before(i int, apart, close string) string {
	switch {
	case i == 0:
		return ""
	case d.Blocks[i].Item != "" && d.Blocks[i-1].Item != "":
		return close
	}
	return apart
}

// address is how people write where a link leads.
func address(href string) string {
	for _, scheme := range []string{"https://www.", "http://www.", "https://", "http://", "mailto:", "tel:"} {
		if rest, ok := strings.CutPrefix(href, scheme); ok {
			return strings.TrimSuffix(rest, "/")
		}
	}
	return href
}

// Markdown is the document as markdown, its subject as the title.
func (d Document) Markdown() string {
	var b strings.Builder
	b.WriteString("# " + escapeTemplate(d.Subject, EscapeMarkdown) + "\n\n")
	for i, block := range d.Blocks {
		b.WriteString(d.before(i, "\n\n", "\n"))
		switch {
		case block.Heading > 0:
			b.WriteString(strings.Repeat("#", min(block.Heading, 6)) + " ")
		case block.Item != "":
			b.WriteString(block.Item + " ")
		}
		for _, run := range block.Runs {
			text := escapeTemplate(run.Text, EscapeMarkdown)
			switch {
			case run.Text == "\n":
				text = "\\\n"
			case run.Href != "":
				text = "[" + text + "](" + run.Href + ")"
			}
			b.WriteString(around(text, run, "**", "**", "*", "*"))
		}
	}
	return b.String() + "\n"
}

// HTML is the document as the HTML of its blocks alone, fit to be put on the clipboard or into a page.
func (d Document) HTML() string {
	var b strings.Builder
	open := "" // the list that is open
	list := func(tag string) {
		if open != "" && open != tag {
			b.WriteString("</" + open + ">\n")
		}
		if tag != "" && open != tag {
			b.WriteString("<" + tag + ">\n")
		}
		open = tag
	}
	for i, block := range d.Blocks {
		tag := "p"
		switch {
		case block.Item == "1." && i > 0 && d.Blocks[i-1].Item != "": // another list
			list("")
			list("ol")
			tag = "li"
		case block.Item == "-":
			list("ul")
			tag = "li"
		case block.Item != "":
			list("ol")
			tag = "li"
		default:
			list("")
			if block.Heading > 0 {
				tag = fmt.Sprintf("h%d", block.Heading)
			}
		}
		b.WriteString("<" + tag + ">" + htmlRuns(block.Runs) + "</" + tag + ">\n")
	}
	list("")
	return b.String()
}

func htmlRuns(runs []Run) string {
	var b strings.Builder
	for _, run := range runs {
		text := escapeTemplate(run.Text, html.EscapeString)
		switch {
		case run.Text == "\n":
			text = "<br>"
		case run.Href != "":
			text = `<a href="` + html.EscapeString(run.Href) + `">` + text + "</a>"
		}
		b.WriteString(around(text, run, "<strong>", "</strong>", "<em>", "</em>"))
	}
	return b.String()
}

// Page is the document as a whole HTML file that needs nothing beside it.
func (d Document) Page() string {
	subject := escapeTemplate(d.Subject, html.EscapeString)
	return `<!doctype html>
<html lang="` + html.EscapeString(d.Lang) + `">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>` + subject + `</title>
</head>
<body>
<h1>` + subject + "</h1>\n" + d.HTML() + "</body>\n</html>\n"
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

// escapeTemplate makes the plain stretches of a template fit for a format, and leaves its fields.
func escapeTemplate(text string, escape func(string) string) string {
	t, _ := ParseTemplate(text)
	var b strings.Builder
	for _, part := range t {
		b.WriteString(escape(part.Text))
		if part.Field != "" {
			b.WriteString("{{" + part.Field + "}}")
		}
	}
	return b.String()
}

// EscapeMarkdown makes a text mean nothing but itself in markdown.
func EscapeMarkdown(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_[]<>#&|~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
