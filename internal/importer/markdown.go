package importer

import (
	"encoding/base64"
	"fmt"
	"strings"

	"handrail/internal/foreign"
	"handrail/internal/markdown"
	"handrail/internal/pattern"
)

// markdownFormat reads markdown with what other programs add to it. Their forms hardly overlap, so that each is read wherever it is, whatever
// program the text was written for.
func markdownFormat() Format {
	return Format{Name: "md", Title: "markdown", Endings: []string{".md", ".markdown", ".mdx"}, is: func([]byte) bool { return true }, read: readMarkdown}
}

func markdownWhats() []what {
	return []what{
		{"front-broken", Person, "What documents say of themselves at their start cannot be read. It is on the page as it was typed.", "Write what matters into the front matter of the page, and remove the rest."},
		{"wiki-link", Person, "Links between double brackets lead to pages that are not there. Their words are kept.", "Link to the page that is meant, or write the page."},
		{"extra-cells", Person, "Rows of tables that have more cells than the table has columns have the others in their last cell, after a slash.", "Give the table another column, or write the row as it was meant."},
		{"diagram", Person, "Diagrams that the other program drew from words are shown as these words.", "Save each as a picture, put it in their place, and say in words what it shows."},
		{"include", LeftOut, "Other files that were shown within the text are left out, as they were not found.", "Find the file, and copy its text to this place."},
		{"shortcode", LeftOut, "Shortcodes, tags and components of the other program are left out. What was between them is kept.", "Look at each place: say in words what readers would miss."},
		{"template", LeftOut, "Values, conditions and loops that the other program filled in are left out. What depended on them is kept.", "Look at each place, and write the value."},
		{"front-matter", LeftOut, "Details that documents give about themselves are left out, where pages have no place for them.", ""},
		{"abbreviation", LeftOut, "Lists of what abbreviations mean are left out.", "Put them in the list of words of the site."},
		{"unused-link", LeftOut, "Lines such as [word]: address are left out where no link uses them.", "If one was meant as a sentence, write it again without the brackets."},
		{"link-title", LeftOut, "Titles of links, which are shown when a mouse rests on them, are left out.", ""},
		{"icon", LeftOut, "Icons are left out.", ""},
		{"attributes", LeftOut, "Details of how something looks, between braces, are left out.", ""},
		{"admonition", Changed, "Boxes of other programs are notes now.", "Look at each that warned of something: it may be a rule, or :::urgent."},
		{"tabs", Changed, "The parts of tabs are one below the other now.", ""},
		{"transcluded", Changed, "Pages that were shown within another are links now.", ""},
		{"included", Changed, "The words of other files are in the page now, where these were named.", ""},
		{"formula", Changed, "Formulas are shown as they were typed.", "Say in words what each means."},
		{"encoding", Changed, "The file is not UTF-8, and was read as Windows-1252.", "Look at the accents and quotes."},
		{"deep", Changed, "HTML is nested too deep to be read, so its tags are words on the page.", "Remove the tags."},
	}
}

// markdownReader is a document in markdown while it is read.
type markdownReader struct {
	*reading
	mdx      bool // expressions between braces are code
	included int  // how many bytes of other files are in the text
	index    map[string]string
	boxes    []string // ::: blocks that are open: their colons
}

// line is a line of the text while it is being changed, and the line of the document that it comes from.
type line struct {
	text string
	num  int
}

// htmlOfMarkdown are the limits for the HTML that a text becomes.
func htmlOfMarkdown() foreign.HTMLLimits { return foreign.HTMLLimits{Tags: 2_000_000, Depth: 400} }

// readMarkdown reads a text in steps: front matter, files that it includes, blocks of other programs, what they have within lines, and then the
// HTML that all of it is.
func readMarkdown(r *reading) *foreign.Fault {
	data, guessed := foreign.Decode(r.data)
	if guessed {
		r.note("encoding", "")
	}
	m := &markdownReader{reading: r, mdx: strings.HasSuffix(strings.ToLower(r.doc.File), ".mdx")}
	body, first := m.front(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\ufffd").Replace(string(data)))
	body = m.dataPictures(body)
	if fault := tooLong(body); fault != nil {
		return fault
	}
	lines := m.blocks(m.withoutLinks(m.expand(body, first)))
	src, places := m.within(lines)
	f := markdown.NewForeign()
	page, err := f.HTML([]byte(src))
	if err != nil {
		return &foreign.Fault{Message: err.Error()}
	}
	root, fault := foreign.ParseHTML(string(page), htmlOfMarkdown())
	if fault != nil {
		if page, err = f.HTML([]byte(strings.ReplaceAll(src, "<", `\<`))); err != nil {
			return &foreign.Fault{Message: err.Error()}
		}
		r.note("deep", "")
		if root, fault = foreign.ParseHTML(string(page), htmlOfMarkdown()); fault != nil {
			return fault
		}
	}
	m.read(root, places)
	return nil
}

// maxText is how long a text in markdown or HTML can be, in bytes, without the pictures that are written into it. The longest handbooks have a tenth of that.
const maxText = 5 << 20

// tooLong is the fault of a text that is longer than that; nil for any other.
func tooLong(words string) *foreign.Fault {
	if len(words) <= maxText {
		return nil
	}
	return &foreign.Fault{Reason: foreign.TooLarge, Message: fmt.Sprintf("this text has more than %d MB", maxText>>20)}
}

// dataAddresses finds pictures that are written into the text.
var dataAddresses = pattern.New(`data:image/([a-z0-9]+)[a-z0-9.+-]*(?:;[a-z0-9=-]+)*;base64,([A-Za-z0-9+/=]+)`)

// dataPictures takes pictures that are written into the text out of it (RFC 2397).
func (r *reading) dataPictures(body string) string {
	return dataAddresses().ReplaceAllStringFunc(body, func(address string) string {
		parts := dataAddresses().FindStringSubmatch(address)
		data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(parts[2], "="))
		if err != nil {
			r.note("picture-lost", "data:image/"+parts[1])
			return ""
		}
		name := fmt.Sprintf("picture-%d.%s", len(r.doc.Pictures)+1, strings.Replace(parts[1], "jpeg", "jpg", 1))
		r.doc.Pictures[name] = Picture{Name: name, Data: data}
		return name
	})
}
