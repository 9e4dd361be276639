package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// addressKey marks a link whose words are the address itself, which is taken as it is written.
var addressKey = []byte("handrail-address")

func isAddress(n ast.Node) bool {
	_, ok := n.Attribute(addressKey)
	return ok
}

// addressLink is the link that an address in the text becomes: its words are those of the segment, to the letter.
func addressLink(dest string, words text.Segment) ast.Node {
	shown := ast.NewTextSegment(words)
	shown.SetRaw(true)
	n := ast.NewLink()
	n.Destination = []byte(dest)
	n.AppendChild(n, shown)
	n.SetAttribute(addressKey, true)
	return n
}

// angleParser finds addresses between < and > (https://spec.commonmark.org/0.31.2/#autolinks).
type angleParser struct{ parser.InlineParser }

func (p angleParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, segment := block.PeekLine()
	found, ok := p.InlineParser.Parse(parent, block, pc).(*ast.AutoLink)
	if !ok {
		return nil
	}
	label := found.Label(block.Source())
	dest := string(label)
	if found.AutoLinkType == ast.AutoLinkEmail {
		dest = "mailto:" + dest
	}
	return addressLink(dest, text.NewSegment(segment.Start+1, segment.Start+1+len(label)))
}

// bareParser finds addresses that are written in the text as they are
// (https://github.github.com/gfm/#autolinks-extension-). It is asked at each space, so it is only part of the parser of
// texts for which mayHoldAddress holds.
type bareParser struct{}

func (bareParser) Trigger() []byte { return []byte{' ', '*', '_', '~', '(', '"'} } // ' ' is the start of a line as well

func (bareParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	before := 0
	if bytes.IndexByte([]byte(" *_~(\"\t"), line[0]) >= 0 {
		before = 1
	}
	length, scheme := bareAddress(line[before:])
	if length == 0 || pc.IsInLinkLabel() {
		return nil
	}
	if before > 0 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+before))
	}
	block.Advance(before + length)
	words := text.NewSegment(segment.Start+before, segment.Start+before+length)
	n := addressLink(scheme+string(line[before:before+length]), words)
	n.(*ast.Link).SetPos(words.Start)
	return n
}

// mayHoldAddress says whether a text may hold an address that is neither that of a link nor between < and >. It is quick, and
// may be wrong only in saying that it does.
func mayHoldAddress(body []byte) bool {
	return find(body, "://", func(at int) bool {
		start := at - len("http")
		if start < 0 || body[at-1]|0x20 == 's' && start == 0 {
			return false
		}
		if body[at-1]|0x20 == 's' {
			start--
		}
		return start == 0 || body[start-1] != '<' && (body[start-1] != '(' || start == 1 || body[start-2] != ']')
	}) || find(body, "www.", func(at int) bool { return at == 0 || body[at-1] != '/' }) ||
		find(body, "@", func(at int) bool { return at > 0 && isLocal(body[at-1]) && at+1 < len(body) && isHost(body[at+1]) })
}

// find says whether a text holds something at a place that is as it should be.
func find(text []byte, what string, is func(at int) bool) bool {
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte(what))
		if i < 0 {
			return false
		}
		if is(from + i) {
			return true
		}
		from += i + len(what)
	}
}

// bareAddress is how long the address is that a text starts with, and what has to go before it for it to lead there; 0 when it
// starts with none.
func bareAddress(text []byte) (length int, scheme string) {
	if len(text) == 0 {
		return 0, ""
	}
	switch text[0] | 0x20 {
	case 'h':
		for _, prefix := range []string{"https://", "http://"} {
			if hasPrefixFold(text, prefix) {
				return web(text, len(prefix), 1), ""
			}
		}
	case 'w':
		if hasPrefixFold(text, "www.") {
			return web(text, 0, 2), "http://" // as GitHub has it: a site that can do better leads on
		}
	case 'm':
		if hasPrefixFold(text, "mailto:") {
			if n := mail(text[len("mailto:"):]); n > 0 {
				return len("mailto:") + n, ""
			}
			return 0, ""
		}
	}
	return mail(text), "mailto:"
}

func hasPrefixFold(text []byte, prefix string) bool {
	return len(text) >= len(prefix) && bytes.EqualFold(text[:len(prefix)], []byte(prefix))
}

// web is where an address of the web ends, whose host starts at a place and has to have some full stops; 0 when it is none.
func web(text []byte, host, stops int) int {
	end, found := host, 0
	for end < len(text) {
		c, size := utf8.DecodeRune(text[end:])
		if c == '.' && end > host && text[end-1] != '.' {
			found++
		} else if c != '-' && c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			break
		}
		end += size
	}
	for end > host && bytes.IndexByte([]byte(".-_"), text[end-1]) >= 0 {
		if text[end-1] == '.' {
			found--
		}
		end--
	}
	if found < stops || bytes.IndexByte(lastLabels(text[host:end]), '_') >= 0 {
		return 0
	}
	if end < len(text) && text[end] == ':' {
		port := end + 1
		for port < len(text) && text[port] >= '0' && text[port] <= '9' {
			port++
		}
		if port > end+1 {
			end = port
		}
	}
	if end == len(text) || bytes.IndexByte([]byte("/?#"), text[end]) < 0 {
		return end
	}
	rest := bytes.IndexFunc(text[end:], func(c rune) bool { return c == '<' || unicode.IsSpace(c) || unicode.IsControl(c) })
	if rest < 0 {
		rest = len(text) - end
	}
	if bytes.Contains(text[:end+rest], []byte("{{")) {
		return 0 // an address cannot hold a field
	}
	return trimAddress(text[:end+rest])
}

// lastLabels are the last two parts of a host, in which there is no underscore.
func lastLabels(host []byte) []byte {
	if last := bytes.LastIndexByte(host, '.'); last >= 0 {
		return host[bytes.LastIndexByte(host[:last], '.')+1:]
	}
	return host
}

// trimAddress is where an address ends without the punctuation of the sentence around it.
func trimAddress(address []byte) int {
	open, closed := bytes.Count(address, []byte("(")), bytes.Count(address, []byte(")"))
	end := len(address)
	for end > 0 {
		c, size := utf8.DecodeLastRune(address[:end])
		switch {
		case bytes.ContainsRune([]byte(`?!.,:*_~'"`), c) || c >= utf8.RuneSelf && unicode.IsPunct(c):
		case c == ')' && closed > open:
			closed--
		case c == ';':
			name := bytes.LastIndexByte(address[:end], '&')
			if name < 0 || name == end-2 || bytes.ContainsFunc(address[name+1:end-1], func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
				return end
			}
			size = end - name
		default:
			return end
		}
		end -= size
	}
	return end
}

// mail is how long the mail address is that a text starts with; 0 when it starts with none.
func mail(text []byte) int {
	at := 0
	for at < len(text) && isLocal(text[at]) {
		at++
	}
	if at == 0 || at == len(text) || text[at] != '@' {
		return 0
	}
	end, stops := at+1, 0
	for end < len(text) && (isHost(text[end]) || text[end] == '-' || text[end] == '_' || text[end] == '.' && text[end-1] != '@' && text[end-1] != '.') {
		if text[end] == '.' {
			stops++
		}
		end++
	}
	if text[end-1] == '.' {
		stops--
		end--
	}
	if stops < 1 || !isHost(text[end-1]) {
		return 0
	}
	return end
}

// isLocal says whether a byte can be part of a mail address before the @.
func isLocal(c byte) bool { return isHost(c) || bytes.IndexByte([]byte(".+-_"), c) >= 0 }

// isHost says whether a byte is a letter or a digit, as hosts have them.
func isHost(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' }
