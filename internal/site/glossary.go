package site

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"handrail/internal/glossary"
	"handrail/internal/markdown"
	"handrail/internal/source"
)

// WordsPage is the address of the page that lists the words of the glossary.
const WordsPage = "words.html"

// MaxMeaning is how long the meaning of a word can be, in characters: it is read in the middle of a sentence.
const MaxMeaning = 200

// Glossary is what glossary.yaml says: which words the site explains. It is empty for a site that has no such file.
type Glossary struct {
	Words  []*Word           `json:"words"`            // from A to Z
	Hard   map[string]string `json:"hard,omitempty"`   // words that the site wants to do without, with what to write in their place; "" where that is not said
	Source string            `json:"source,omitempty"` // who says what the words mean: a name in sources.yaml; "" when the site does not say
	File   *source.File      `json:"-"`                // for what is wrong with it; nil without a file

	of      map[string]*Word
	matcher *glossary.Matcher // nil without a file
	partly  bool              // entries could not be read, so that the places of the others are not known
}

// Word is an entry of glossary.yaml. Means is plain text.
type Word struct {
	Word  string   `yaml:"word" json:"word"`
	Means string   `yaml:"means" json:"means"`
	Forms []string `yaml:"forms" json:"forms,omitempty"` // others that mean the same, such as an abbreviation
	Says  string   `yaml:"says" json:"says,omitempty"`   // how it sounds, for reading aloud; "" where it sounds as it is written
	Page  string   `yaml:"page" json:"page,omitempty"`   // where more is said: a link as index.md would have it; "" for none

	ID   string     `yaml:"-" json:"id"` // of its part of WordsPage
	More Target     `yaml:"-" json:"-"`  // where Page leads; the zero Target without one
	Pos  source.Pos `yaml:"-" json:"-"`
}

// Word is the entry of a name, as markdown.Mention has it; nil when there is none.
func (g *Glossary) Word(name string) *Word { return g.of[name] }

// Uses says where a text first uses each hard word and each abbreviation that has no entry, in bytes.
func (g *Glossary) Uses(text []byte) map[string]int {
	uses := map[string]int{}
	if g.matcher.Empty() {
		return uses
	}
	use := func(name string, at int) {
		if _, used := uses[name]; !used {
			uses[name] = at
		}
	}
	for _, found := range g.matcher.Find(nil, text, func(start, end int) { use(glossary.Singular(text[start:end]), start) }) {
		if found.Term.Kind == glossary.Hard {
			use(found.Term.Name, found.Start)
		}
	}
	return uses
}

// glossaryFile is how glossary.yaml is written.
type glossaryFile struct {
	Source string            `yaml:"source"`
	Words  []*Word           `yaml:"words"`
	Known  []string          `yaml:"known"`
	Hard   map[string]string `yaml:"hard"`
}

// glossary reads the list of words, and makes what finds them in texts.
func (r *reader) glossary() Glossary {
	f, there := r.optional("glossary.yaml")
	if f == nil {
		r.unsure.Words = there
		return Glossary{}
	}
	var written glossaryFile
	diags := f.Decode(&written)
	r.add(diags...)
	r.unsure.Words = frontWrong(diags)
	g := &glossaryReader{reader: r, diags: diags, Glossary: Glossary{matcher: &glossary.Matcher{}, Hard: map[string]string{}, File: f, of: map[string]*Word{}}}
	g.partly = f.KeyPos("words", strconv.Itoa(len(written.Words))) != f.KeyPos("words")
	g.words(written.Words)
	g.known(written.Known)
	g.hard(written.Hard)
	g.plurals()
	g.Source = strings.TrimSpace(written.Source)
	return g.Glossary
}

// glossaryReader takes in what glossary.yaml has.
type glossaryReader struct {
	*reader
	Glossary
	diags []source.Diagnostic // of the file
	forms []form
}

// form is a form of a term, of which there may be a plural.
type form struct {
	text string
	term *glossary.Term
}

func (g *glossaryReader) wrong(pos source.Pos, hint, format string, args ...any) {
	g.unsure.Words = true
	if g.partly || explains(g.File, g.diags, pos) {
		return
	}
	d := g.File.At(pos, "site", format, args...)
	d.Hint = hint
	g.add(d)
}

// words takes in the entries, and gives each its identifier.
func (g *glossaryReader) words(written []*Word) {
	for i, w := range written {
		if w == nil {
			w = &Word{}
		}
		w.Pos = g.File.KeyPos("words", strconv.Itoa(i))
		if message, hint := w.fault(); message != "" {
			g.wrong(w.Pos, hint, "%s", message)
			continue
		}
		term := &glossary.Term{Kind: glossary.Explained, Name: w.Word}
		if !g.form(w.Pos, w.Word, term) {
			continue
		}
		for j, other := range w.Forms {
			g.form(g.File.KeyPos("words", strconv.Itoa(i), "forms", strconv.Itoa(j)), other, term)
		}
		g.of[w.Word], g.Words = w, append(g.Words, w)
	}
	slices.SortStableFunc(g.Words, func(a, b *Word) int { return strings.Compare(strings.ToLower(a.Word), strings.ToLower(b.Word)) })
	taken := map[string]int{}
	for _, id := range markdown.Reserved() {
		taken[id]++
	}
	for _, w := range g.Words {
		w.ID = markdown.Slug(w.Word)
		if taken[w.ID]++; taken[w.ID] > 1 {
			w.ID = fmt.Sprintf("%s-%d", w.ID, taken[w.ID])
		}
	}
}

// form takes in a form of a term, and reports why that cannot be one.
func (g *glossaryReader) form(pos source.Pos, text string, term *glossary.Term) bool {
	switch other, err := g.matcher.Add(text, term); {
	case err != nil:
		g.wrong(pos, "Write it as it is in the texts, with a letter or a digit at its start and at its end.", "%q cannot be found in a text, as %v", text, err)
	case other != nil:
		hint := "Keep it in one place."
		if other == term {
			hint = "Leave it out: capitals, hyphens and spaces make no difference, except in abbreviations."
		}
		g.wrong(pos, hint, "%q is already there, as %q", text, other.Name)
	default:
		g.forms = append(g.forms, form{text, term})
		return true
	}
	return false
}

// known takes in the abbreviations that need no explanation.
func (g *glossaryReader) known(written []string) {
	for i, name := range written {
		g.form(g.File.KeyPos("known", strconv.Itoa(i)), name, &glossary.Term{Kind: glossary.Known, Name: name})
	}
}

// hard takes in the words that the site wants to do without. One that is explained as well may be used.
func (g *glossaryReader) hard(written map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(written)) {
		if g.of[name] == nil && g.form(g.File.KeyPos("hard", name), name, &glossary.Term{Kind: glossary.Hard, Name: name}) {
			g.Hard[name] = strings.TrimSpace(written[name])
		}
	}
}

// plurals adds the regular plural of each form, where the language has one and no other form is the same.
func (g *glossaryReader) plurals() {
	if g.lang.Plurals == nil {
		return
	}
	for _, f := range g.forms {
		_, _ = g.matcher.Add(g.lang.Plurals(f.text), f.term) // it ends as the form does, with a letter, so it can be found
	}
}

// findMore finds where the page of each word is, and reports those that lead nowhere.
func (r *reader) findMore(s *Site) {
	f := s.Glossary.File
	if name := s.Glossary.Source; name != "" && s.Origin(name) == nil && !s.Doubt.Origins {
		d := f.At(f.KeyPos("source"), "site", "there is no source %q", name)
		d.Hint = cmp.Or(source.DidYouMean(name, slices.Collect(maps.Keys(s.Origins)), "%q"), "Write the name of a source of sources.yaml, or leave this line out.")
		r.add(d)
	}
	for _, w := range s.Glossary.Words {
		if w.Page == "" {
			continue
		}
		from := &Page{Source: &Source{Path: "index.md", Doc: &markdown.Doc{}}}
		w.More = s.target(from, takeApart(from.Path, w.Page), w.Page)
		message, hint := "", "Write it as a link in index.md is written, for example guidance/phones.md, or link:NAME with a name of links.yaml."
		switch t := w.More; {
		case t.Fault == Unread:
		case t.Fault == IsDraft:
			message, hint = "the page of the word %q is a draft, which is left out: %q", "Remove draft: from that page, or page: from this word."
		case t.Fault == "" && t.Page == nil && t.Named == nil:
			message = "this is neither a page nor a link of links.yaml, for the word %q: %q"
		case t.Fault != "", t.Page == from:
			message, hint = "the page of the word %q is not there: %q", cmp.Or(r.nearestPage(s, w.Page), hint)
		case t.Page != nil && t.Anchor != "" && !t.Page.HasAnchor(t.Anchor) && !t.Page.TextInDoubt():
			message, hint = "the page of the word %q has no such part: %q", "Use the identifier of a heading, a rule or an update of that page."
		case t.Named != nil && t.Named.Address == "":
			message, hint = "the link of the word %q has no address yet: %q", "Add its address to links.yaml, or leave page: out."
		}
		if message == "" || s.Glossary.partly {
			continue
		}
		d := f.At(w.Pos, "site", message, w.Word, w.Page)
		d.Hint = hint
		r.add(d)
	}
}

// nearestPage is a hint with the page that a path may have meant; "" when none is near.
func (r *reader) nearestPage(s *Site, written string) string {
	return source.DidYouMean(written, slices.Collect(maps.Keys(s.ByPath)), "%s")
}

// fault says what is wrong with an entry by itself; "" when nothing is.
func (w *Word) fault() (message, hint string) {
	switch n := utf8.RuneCountInString(w.Means); {
	case strings.TrimSpace(w.Word) == "":
		return "this entry has no word", "Add word: and the word or abbreviation that it explains."
	case strings.TrimSpace(w.Means) == "":
		return fmt.Sprintf("the word %q has no meaning", w.Word), "Add means: and what it means, in one or two short sentences."
	case n > MaxMeaning:
		return fmt.Sprintf("the meaning of %q has %d characters, and the limit is %d", w.Word, n, MaxMeaning), "Say the main thing in one or two short sentences. Write page: for a page that says more."
	case strings.Contains(w.Means, "](") || strings.Contains(w.Means, "**") || strings.Contains(w.Means, "`"):
		return fmt.Sprintf("the meaning of %q has markup in it", w.Word), "Write it as plain text. Write page: for a page that says more."
	}
	return "", ""
}
