package markdown

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// passage is the text of a paragraph, a heading or a cell that is being walked through.
type passage struct {
	pieces []piece // its text, without code
	doubt  bool    // some of it may be left over
	lines  int
}

// read adds a piece of text to a passage. Most text gives no reason to look closer.
func (p *passage) read(src []byte, start, end int) {
	first := len(p.pieces) == 0 || bytes.IndexByte(src[p.pieces[len(p.pieces)-1].end:max(start, p.pieces[len(p.pieces)-1].end)], '\n') >= 0
	p.pieces = append(p.pieces, piece{start, end})
	if first {
		p.lines++
	}
	p.doubt = p.doubt || doubtful(src[start:end], first)
}

// doubtful says whether a text may hold markup that is left over: it must never say no where a pattern would find some.
func doubtful(text []byte, startsLine bool) bool {
	if startsLine && len(text) > 0 {
		switch c := text[0]; {
		case c >= 'a' && c <= 'z' || c == '(':
			if len(text) > 1 && bytes.IndexByte(text[:min(len(text), 6)], ')') >= 0 || len(text) > 1 && (text[1] == '.' || c == 'o' && text[1] <= ' ') {
				return true
			}
		case c >= 'A' && c <= 'Z' && len(text) > 1 && (text[1] == '.' || text[1] == ')'):
			return true
		case c >= 'A' && c <= 'Z' || c == '"' || c == '\'':
		default:
			return true
		}
	}
	for i, c := range text {
		switch c {
		case '[', ']', '*', '_', '`', '{', '}', '|', '~', '=', '&', '^', '\t':
			return true
		case '<', '>', '-':
			if i > 0 && text[i-1] == '-' || i+1 < len(text) && text[i+1] == '!' {
				return true
			}
		case ':':
			if i > 0 && text[i-1] == ':' || i+1 < len(text) && text[i+1]|0x20 >= 'a' && text[i+1]|0x20 <= 'z' && (i == 0 || text[i-1] == ' ' || text[i-1] == '(') {
				return true
			}
		case '+':
			if i > 0 && text[i-1] == '+' {
				return true
			}
		case '#':
			if i > 0 && text[i-1] == '(' {
				return true
			}
		case '%':
			if i > 0 && text[i-1] == '%' {
				return true
			}
		case '!':
			if i > 0 && text[i-1] == ' ' {
				return true
			}
		case 0xef: // the replacement character
			return true
		}
	}
	return false
}

// Characters that stand for what is not looked at in a passage.
const (
	asMarkup  = 0x01
	asEscaped = 0x02
)

// leftovers looks for markup that is left over in a passage, which may be a heading.
func (r *reader) leftovers(p *passage, heading bool) {
	defer func() { p.pieces, p.doubt, p.lines = p.pieces[:0], false, 0 }()
	if !p.doubt {
		return
	}
	var words []byte
	var offsets []int // in the text, of each byte of words
	end := -1
	for _, piece := range p.pieces {
		if end >= 0 && piece.start > end && bytes.IndexByte(r.src[end:piece.start], '\n') >= 0 {
			words, offsets = append(words, '\n'), append(offsets, end)
		}
		if before := piece.start - 1; before >= 0 && piece.start != end && bytes.IndexByte([]byte(" \t\r\n"), r.src[before]) < 0 || heading {
			words, offsets = append(words, asMarkup), append(offsets, piece.start)
			heading = false // a line starts with its marks, and not with this
		}
		for i := piece.start; i < piece.end; i++ {
			c := r.src[i]
			if c == '\\' && i+1 < piece.end && r.src[i+1] < utf8.RuneSelf && !isWord(r.src[i+1]) {
				words, offsets = append(words, asEscaped, asEscaped), append(offsets, i, i+1)
				i++
				continue
			}
			words, offsets = append(words, c), append(offsets, i)
		}
		end = piece.end
	}
	r.match(words, offsets)
}

func isWord(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == ' ' }

// match notes each place of a passage in which a pattern is found, and no earlier one was.
func (r *reader) match(words []byte, offsets []int) {
	var found [][2]int
	for _, p := range r.patterns {
		for _, m := range p.text().FindAllSubmatchIndex(words, -1) {
			m = m[len(m)-2:] // the part in round brackets, if there is one
			if slices.ContainsFunc(found, func(f [2]int) bool { return m[0] < f[1] && f[0] < m[1] }) {
				continue
			}
			found = append(found, [2]int{m[0], m[1]})
			r.leftover(offsets[m[0]], p.leftoverKind)
		}
	}
}
