package markdown

import (
	"bytes"
	"unicode"

	"handrail/internal/glossary"
)

// Mention is a term of the site's list that a text uses.
type Mention struct {
	Name  string // of the term
	Shown bool   // its meaning can be shown at a place of the text
}

// Terms is what a text uses of the site's list of words.
type Terms struct {
	Mentions      []Mention // each term once, in reading order
	Hard          []string  // words that the site wants to do without, each once
	Abbreviations []string  // those that neither the list nor the text explains, each once
}

// FindTerms fills in the Terms of the text. With mark it puts holes around the first mention of each term, where a page can show what it means:
// in running text, and not in headings, links, code, or the sentence of a rule, which other pages quote. The texts of front are read before the text.
// It is to be called once, before the text is kept.
func (d *Doc) FindTerms(m *glossary.Matcher, mark bool, front ...string) {
	if m.Empty() {
		return
	}
	w := &termWalk{doc: d, matcher: m, mark: mark, index: map[*glossary.Term]int{}, explained: map[string]bool{}}
	w.note = w.abbreviation
	w.shut++
	for _, text := range front {
		w.text([]byte(text))
	}
	w.names = true
	w.text(d.File.Data[:d.File.Body])
	w.shut, w.names = 0, false
	d.Body = w.part(d.Body)
	for _, name := range w.abbreviations {
		if !w.explained[name] {
			d.Terms.Abbreviations = append(d.Terms.Abbreviations, name)
		}
	}
}

// termWalk goes through a text in reading order.
type termWalk struct {
	doc     *Doc
	matcher *glossary.Matcher
	mark    bool
	index   map[*glossary.Term]int // of Terms.Mentions or Terms.Hard
	segment []byte                 // the text between two tags that is read
	found   []glossary.Found       // in it; kept to be filled again
	note    func(start, end int)   // abbreviation, made once

	abbreviations []string        // each once
	explained     map[string]bool // whether the text says what an abbreviation stands for

	shut  int  // how many elements are open in which no meaning can be shown
	names bool // what is read has names in it that are no words of a text, as front matter has: only words that are explained count as used
	quiet int  // how many are open whose text is not read: code, and abbreviations that say themselves what they mean
}

// part reads a part of the text, and returns it with its holes.
func (w *termWalk) part(h HTML) HTML {
	var out []byte
	done := 0 // how much of h is in out
	for at := 0; at < len(h); {
		end := at
		switch h[at] {
		case 0:
			end = at + 3 + bytes.IndexByte(h[at+2:], 0)
			w.hole(hole(h[at+1]), number(h[at+2:end-1]))
		case '<':
			if end = bytes.IndexByte(h[at:], '>'); end < 0 {
				end = len(h) - at - 1
			}
			end += at + 1
			w.tag(h[at+1 : end])
		default:
			if end = bytes.IndexAny(h[at:], "<\x00"); end < 0 {
				end = len(h) - at
			}
			end += at
			if w.quiet > 0 {
				break
			}
			if marked := w.text(h[at:end]); marked != nil {
				out = append(append(out, h[done:at]...), marked...)
				done = end
			}
		}
		at = end
	}
	if out == nil {
		return h
	}
	return append(out, h[done:]...)
}

// hole takes in a hole of the text. A block is read where it is.
func (w *termWalk) hole(kind hole, n int) {
	switch kind {
	case holeLinkOpen:
		w.shut++
	case holeLinkClose:
		w.shut--
	case holeBlock:
		block := &w.doc.Blocks[n]
		if block.Rule > 0 {
			rule := w.doc.Rules[block.Rule-1]
			w.shut++
			w.part(rule.Text)
			w.shut--
			rule.Why = w.part(rule.Why)
		}
		block.Body, block.Other = w.part(block.Body), w.part(block.Other)
	}
}

// tag takes in a tag, without its brackets.
func (w *termWalk) tag(tag []byte) {
	step := 1
	if bytes.HasPrefix(tag, []byte("/")) {
		tag, step = tag[1:], -1
	}
	end := 0
	for end < len(tag) && (tag[end] >= 'a' && tag[end] <= 'z' || tag[end] >= '0' && tag[end] <= '9') {
		end++
	}
	switch name := string(tag[:end]); name {
	case "code", "pre", "kbd", "samp", "var", "abbr":
		w.quiet += step
	case "h", "h1", "h2", "h3", "h4", "h5", "h6", "a", "th", "dt", "sup", "summary", "button", "label", "caption", "figcaption", "dfn":
		w.shut += step
	}
}

// text reads the words between two tags, and returns them with holes around those whose meaning can be shown; nil when there are none.
func (w *termWalk) text(text []byte) []byte {
	w.segment = text
	w.found = w.matcher.Find(w.found[:0], text, w.note)
	var out []byte
	done := 0
	for i, f := range w.found {
		n, first := w.mention(f.Term)
		if !first {
			continue
		}
		next := len(text)
		if i+1 < len(w.found) {
			next = w.found[i+1].Start
		}
		after := f.End + endOfWord(text[f.End:next])
		out = appendHole(append(out, text[done:f.Start]...), holeTermOpen, n)
		out = appendHole(append(out, text[f.Start:f.End]...), holeTermClose, n)
		out = appendHole(append(out, text[f.End:after]...), holeMeaning, n)
		done = after
	}
	if done == 0 {
		return nil
	}
	return append(out, text[done:]...)
}

// abbreviation notes one in the segment.
func (w *termWalk) abbreviation(start, end int) {
	if w.names {
		return
	}
	name := glossary.Singular(w.segment[start:end])
	if _, known := w.explained[name]; !known {
		w.explained[name] = false
		w.abbreviations = append(w.abbreviations, name)
	}
	if glossary.Explains(w.segment, start, end) {
		w.explained[name] = true
	}
}

// mention notes that a term is used. It says whether its meaning is to be shown there, and the number of the mention.
func (w *termWalk) mention(term *glossary.Term) (n int, show bool) {
	terms := &w.doc.Terms
	switch term.Kind {
	case glossary.Known:
		return 0, false
	case glossary.Hard:
		if _, used := w.index[term]; !used && !w.names {
			w.index[term] = len(terms.Hard)
			terms.Hard = append(terms.Hard, term.Name)
		}
		return 0, false
	}
	n, used := w.index[term]
	if !used {
		n = len(terms.Mentions)
		w.index[term] = n
		terms.Mentions = append(terms.Mentions, Mention{Name: term.Name})
	}
	show = w.mark && w.shut == 0 && !terms.Mentions[n].Shown
	terms.Mentions[n].Shown = terms.Mentions[n].Shown || show
	return n, show
}

// endOfWord is where the punctuation at the start of a text ends: a meaning is shown after it, so that no line begins with it.
func endOfWord(text []byte) int {
	if at := bytes.IndexFunc(text, unicode.IsSpace); at >= 0 {
		return at
	}
	return len(text)
}
