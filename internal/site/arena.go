package site

import (
	"strings"

	"handrail/internal/markdown"
)

// arena holds what stays of sources in a few large pieces of memory. It is made while much else is, of which nothing stays, and a value
// that stays by itself keeps the memory around it from being used for anything of another size: the sources of a hundred thousand
// pages would take twice what they hold. It is for one goroutine at a time.
type arena struct {
	text    strings.Builder
	lists   pieces[string]
	sources pieces[Source]
	docs    pieces[markdown.Doc]
}

// pieces are values of one type, beside one another.
type pieces[T any] struct {
	free []T
	made int // how many the last piece has
}

// How large a piece is at most: the first is for one value, as a single page may be all that is read, and each is twice as large as the last.
const (
	maxPiece     = 1 << 10 // values
	maxTextPiece = 1 << 16 // bytes
)

// take returns room for some values.
func (p *pieces[T]) take(n int) []T {
	if n > len(p.free) {
		p.made = max(n, min(2*p.made, maxPiece))
		p.free = make([]T, p.made)
	}
	taken := p.free[:n:n]
	p.free = p.free[n:]
	return taken
}

// settle moves a source that has been read into the arena.
func (a *arena) settle(read *Source) *Source {
	s := &a.sources.take(1)[0]
	*s = *read
	for _, text := range []*string{&s.Address, &s.Title, &s.Summary, &s.Door} {
		*text = a.string(*text)
	}
	s.Audience, s.Topics, s.Aliases = a.strings(s.Audience), a.strings(s.Topics), a.strings(s.Aliases)
	if s.Kind.cached() { // the others have parts of their own that lead to it
		d := &a.docs.take(1)[0]
		*d = *s.Doc
		d.Anchors, d.Dests = a.strings(d.Anchors), a.strings(d.Dests)
		s.Doc = d
	}
	return s
}

func (a *arena) string(text string) string {
	if len(text) > a.text.Cap()-a.text.Len() {
		size := max(len(text), min(2*a.text.Cap(), maxTextPiece))
		a.text = strings.Builder{}
		a.text.Grow(size)
	}
	from := a.text.Len()
	a.text.WriteString(text)
	return a.text.String()[from:]
}

func (a *arena) strings(list []string) []string {
	if list == nil {
		return nil
	}
	settled := a.lists.take(len(list))
	for i, text := range list {
		settled[i] = a.string(text)
	}
	return settled
}
