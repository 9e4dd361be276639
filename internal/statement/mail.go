package statement

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"
	"unicode/utf8"
)

// Mail is an email that is not sent yet (RFC 5322; X-Unsent is how mail programs know a draft), with the text as plain
// text and as HTML. Its subject is in the text only where the statement has it as its title. It has neither a sender nor a
// receiver: the mail program asks for them.
func (d Document) Mail(values Values) ([]byte, error) {
	subject := oneLine(values.Fill(d.subject(), nil))
	parts := [2]struct{ kind, text string }{
		{"text/plain", values.Fill(d.Text(), nil)},
		{"text/html", values.Fill(d.page(d.text()), EscapeXML)},
	}
	sum := sha256.Sum256([]byte(parts[0].text + parts[1].text))
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := w.SetBoundary("handrail-" + hex.EncodeToString(sum[:12])); err != nil {
		return nil, fmt.Errorf("writing an email: %w", err)
	}
	fmt.Fprintf(&b, "X-Unsent: 1\r\nSubject: %s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary=%q\r\n\r\n", foldHeader(subject), w.Boundary())
	for _, part := range parts {
		body, err := w.CreatePart(textproto.MIMEHeader{"Content-Type": {part.kind + "; charset=utf-8"}, "Content-Transfer-Encoding": {"quoted-printable"}})
		if err != nil {
			return nil, fmt.Errorf("writing an email: %w", err)
		}
		q := quotedprintable.NewWriter(body)
		if _, err = q.Write([]byte(strings.ReplaceAll(part.text, "\n", "\r\n"))); err == nil {
			err = q.Close()
		}
		if err != nil {
			return nil, fmt.Errorf("writing an email: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("writing an email: %w", err)
	}
	return b.Bytes(), nil
}

// foldHeader writes a header's text, which is one line. What is not ASCII, does not fit on the header's line, or looks like an
// encoded word goes into encoded words (RFC 2047), each on a line of its own: none may be longer than 76 characters, the
// header's name before it included.
func foldHeader(text string) string {
	if len(text) <= headerSize && !strings.Contains(text, "=?") && !strings.ContainsFunc(text, func(r rune) bool { return r > '~' }) {
		return text
	}
	var words []string
	for start, end := 0, 0; start < len(text); start = end {
		for end < len(text) {
			_, size := utf8.DecodeRuneInString(text[end:])
			if end+size-start > encodedSize {
				break
			}
			end += size
		}
		words = append(words, "=?utf-8?b?"+base64.StdEncoding.EncodeToString([]byte(text[start:end]))+"?=")
	}
	return strings.Join(words, "\r\n ")
}

// encodedSize is how many bytes of text an encoded word holds.
const encodedSize = 39

// headerSize is how many bytes of text the line of a subject holds: 78 with its name (RFC 5322, section 2.1.1).
const headerSize = 78 - len("Subject: ")
