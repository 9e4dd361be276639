package code

import (
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	textunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"handrail/internal/pattern"
)

// mailHeader matches the first lines of a mail. "Date:" alone does not make one: the files that pages save begin so.
var mailHeader = pattern.New(`(?im)^(content-type|mime-version|received|message-id|return-path|delivered-to|from):`)

// maxHead is in how many bytes at the beginning of a mail one of those lines is.
const maxHead = 64 << 10

var looksLikeHTML = pattern.New(`(?i)^\s*<(!doctype html|html)`)

// openMail gives what a mail says: its subject and its texts, decoded. A text that is no mail is given as it is, and so is
// a mail in which no code is found once it has been decoded. asIs says that it was given as it is.
func (k Kind[T]) openMail(text string) (opened string, asIs bool) {
	if looksLikeHTML().MatchString(text) {
		return k.withRaw(htmlText(text), text)
	}
	if !isMail(text) {
		return readable(text), true
	}
	message, err := mail.ReadMessage(strings.NewReader(text))
	if err != nil {
		return readable(text), true
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject"))
	if err != nil {
		subject = ""
	}
	body := k.partText(message.Header.Get, message.Body, 0)
	return k.withRaw(subject+"\n\n"+body, text)
}

// isMail says whether a text begins as a mail does.
func isMail(text string) bool {
	head, _, _ := strings.Cut(strings.ReplaceAll(text[:min(len(text), maxHead)], "\r\n", "\n"), "\n\n")
	return mailHeader().MatchString(head)
}

// readable is a text in UTF-8. One that is not is read as windows-1252, which older programs of Windows write.
func readable(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	if decoded, err := charmap.Windows1252.NewDecoder().String(text); err == nil {
		return decoded
	}
	return text
}

// withRaw is the decoded text, or the text as it is if only that has a code.
func (k Kind[T]) withRaw(decoded, raw string) (text string, isRaw bool) {
	if k.hasCode(decoded) || !k.hasCode(raw) {
		return decoded, false
	}
	return raw, true
}

func (k Kind[T]) hasCode(text string) bool {
	for found := range k.Find(text) {
		if found.Fault != Foreign {
			return true
		}
	}
	return false
}

// partText decodes a part of a mail, and the parts within it.
func (k Kind[T]) partText(header func(string) string, body io.Reader, depth int) string {
	kind, params, err := mime.ParseMediaType(header("Content-Type"))
	if err != nil && kind == "" {
		kind = "text/plain"
	}
	switch strings.ToLower(strings.TrimSpace(header("Content-Transfer-Encoding"))) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, onlyBase64{body})
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	switch {
	case depth > maxDepth:
		return ""
	case strings.HasPrefix(kind, "multipart/"):
		return k.partsText(kind, multipart.NewReader(body, params["boundary"]), depth)
	case kind == "message/rfc822":
		message, err := mail.ReadMessage(body)
		if err != nil {
			return ""
		}
		return k.partText(message.Header.Get, message.Body, depth+1)
	}
	name := params["name"]
	if _, disposition, err := mime.ParseMediaType(header("Content-Disposition")); err == nil && disposition["filename"] != "" {
		name = disposition["filename"]
	}
	if !strings.HasPrefix(kind, "text/") && (name == "" || !holdsText(name)) {
		return ""
	}
	data, _ := io.ReadAll(body) // what came before a mistake in the encoding is read all the same
	text := decodeCharset(data, params["charset"])
	if kind == "text/html" {
		return htmlText(text)
	}
	return text
}

// partsText joins the parts of a mail. Of alternatives, which say the same, it takes the first that has a whole code.
func (k Kind[T]) partsText(kind string, parts *multipart.Reader, depth int) string {
	var texts []string
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			break
		}
		texts = append(texts, k.partText(part.Header.Get, part, depth+1))
	}
	if kind != "multipart/alternative" {
		return strings.Join(texts, "\n\n")
	}
	best := ""
	for _, text := range texts {
		for found := range k.Find(text) {
			if found.Fault == "" {
				return text
			}
		}
		if best == "" || !k.hasCode(best) && k.hasCode(text) {
			best = text
		}
	}
	return best
}

// decodeCharset reads bytes by the name of a character set (WHATWG Encoding). What has none, or an unknown one, is read as
// UTF-8, or else as windows-1252.
func decodeCharset(data []byte, charset string) string {
	found, err := htmlindex.Get(charset)
	if err != nil {
		found = encoding.Nop
	}
	text, _, err := transform.Bytes(textunicode.BOMOverride(found.NewDecoder()), data)
	if err != nil {
		return readable(string(data))
	}
	return readable(string(text))
}

// onlyBase64 leaves out what is between the characters of base64, as RFC 2045, 6.8 has it.
type onlyBase64 struct{ from io.Reader }

func (r onlyBase64) Read(p []byte) (int, error) {
	for {
		n, err := r.from.Read(p)
		kept := 0
		for _, b := range p[:n] {
			if b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '+' || b == '/' || b == '=' {
				p[kept] = b
				kept++
			}
		}
		if kept > 0 || err != nil {
			return kept, err
		}
	}
}

// htmlText is the text of HTML as people read it: blocks are lines, and what is not shown is left out.
func htmlText(source string) string {
	var b strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(source))
	hidden := 0
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if hidden == 0 {
				b.Write(tokens.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			switch token.DataAtom {
			case atom.Style, atom.Script, atom.Title:
				if token.Type == html.StartTagToken {
					hidden++
				} else if hidden > 0 && token.Type == html.EndTagToken {
					hidden--
				}
			case atom.Br, atom.P, atom.Div, atom.Li, atom.Tr, atom.Td, atom.Th, atom.Blockquote, atom.H1, atom.H2, atom.H3, atom.Pre, atom.Table:
				b.WriteByte('\n')
			}
		}
	}
}
