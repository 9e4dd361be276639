// Package search makes the files by which a site is searched on its readers' devices: what each [Page] says, and for a large site an
// index of it.
//
// The files are scripts, as a page in a folder can fetch nothing. A small site has one of them with all texts, and the browser looks
// through these. A large one has an [Index], by which the browser finds the pages that are worth a look, and loads the texts of those.
package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Kind is what a part of a page is.
type Kind byte

// The kinds of parts, as the files have them.
const (
	Heading  Kind = 'h' // the text below a heading, without the rules in it
	Rule     Kind = 'r'
	Update   Kind = 'u'
	Question Kind = 'q'
	Word     Kind = 'w' // an entry of the glossary
)

// Page is what can be found of a page.
type Page struct {
	Address, Title string
	Text           string // the summary and what comes before the first heading, a sentence a line
	Parts          []Part // in the order of the page
}

// Part is a part of a page that can be led to.
type Part struct {
	Kind  Kind
	ID    string
	Title string   // the heading, the rule's or the question's own sentence, or the word; an update has none
	Text  string   // what follows, a sentence a line: a reason, an explanation, a meaning
	Rules []string // that a question tests
}

// outlined is how many sentences of each part an outline has.
const outlined = 3

// Outline is the page with the beginning of each text alone, which is enough to find what is not a page of the guidance.
func (p Page) Outline() Page {
	p.Text = begin(p.Text)
	p.Parts = slices.Clone(p.Parts)
	for i := range p.Parts {
		p.Parts[i].Text = begin(p.Parts[i].Text)
	}
	return p
}

// begin is the first sentences of a text.
func begin(text string) string {
	end := 0
	for range outlined {
		at := strings.IndexByte(text[end:], '\n')
		if at < 0 {
			return text
		}
		end += at + 1
	}
	return text[:end-1]
}

// appendPage appends a page as scripts have it: a list of its address, its title and its text, and then three texts for each part: the
// kind with the identifier, unless that is the title's slug, and after spaces the rules; its title; its text.
func appendPage(b []byte, p *Page) []byte {
	b = appendText(append(b, '['), p.Address)
	b = appendText(append(b, ','), p.Title)
	b = appendText(append(b, ','), p.Text)
	for i := range p.Parts {
		part := &p.Parts[i]
		id := string(part.Kind)
		if part.Kind != Heading || part.ID != slug(part.Title) {
			id += part.ID
		}
		for _, rule := range part.Rules {
			id += " " + rule
		}
		b = appendText(append(b, ','), id)
		b = appendText(append(b, ','), part.Title)
		b = appendText(append(b, ','), part.Text)
	}
	return append(b, ']')
}

// slug is the identifier of a heading that need not be written: scripts make the same of the heading's words.
func slug(title string) string {
	b := make([]byte, 0, len(title))
	for _, r := range strings.ToLower(title) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b = append(b, byte(r))
		case !isApostrophe(r) && (len(b) == 0 || b[len(b)-1] != '-'):
			b = append(b, '-')
		}
	}
	return strings.Trim(string(b), "-")
}

// appendText appends a text as JSON has it (RFC 8259), which is JavaScript as well.
func appendText(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}

// startScript starts a file that hands over data, for about so many bytes of it.
func startScript(size int) []byte {
	return append(make([]byte, 0, size+64), `dispatchEvent(new CustomEvent("search",{detail:`...)
}

// endScript ends a file that startScript has started.
func endScript(b []byte) []byte {
	if !utf8.Valid(b) { // sources are UTF-8
		panic("search: a text is not UTF-8")
	}
	return append(b, "}))\n"...)
}

// size is about how many bytes appendPage appends.
func (p *Page) size() int {
	size := len(p.Address) + len(p.Title) + len(p.Text) + 16
	for i := range p.Parts {
		part := &p.Parts[i]
		size += len(part.ID) + len(part.Title) + len(part.Text) + 16
	}
	return size * 33 / 32 // line breaks have two characters
}

func sizeOf(pages []Page) int {
	size := 0
	for i := range pages {
		size += pages[i].size()
	}
	return size
}

// appendList appends the items of a list with commas between them, in brackets.
func appendList[T any](b []byte, list []T, item func([]byte, T) []byte) []byte {
	b = append(b, '[')
	for i, one := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = item(b, one)
	}
	return append(b, ']')
}
