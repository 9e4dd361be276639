package statement

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"
)

// Mail is an email that is not sent yet (RFC 5322; X-Unsent is how mail programs know a draft), with the text as plain
// text and as HTML. It has neither a sender nor a receiver: the mail program asks for them.
func (d Document) Mail(values Values) ([]byte, error) {
	subject := values.Fill(d.Subject, nil)
	parts := [2]struct{ kind, text string }{
		{"text/plain", values.Fill(d.Text(), nil)},
		{"text/html", values.Fill(d.Page(), EscapeXML)},
	}
	sum := sha256.Sum256([]byte(parts[0].text + parts[1].text))
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := w.SetBoundary("handrail-" + hex.EncodeToString(sum[:12])); err != nil {
		return nil, fmt.Errorf("writing an email: %w", err)
	}
	fmt.Fprintf(&b, "X-Unsent: 1\r\nSubject:%s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary=%q\r\n\r\n", foldHeader(subject), w.Boundary())
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

// foldHeader writes a header's text in encoded words where it has to (RFC 2047), each on a line of its own: none may be
// longer than 76 characters.
func foldHeader(text string) string {
	encoded := mime.QEncoding.Encode("utf-8", text)
	if encoded == text {
		return " " + text
	}
	return "\r\n " + strings.ReplaceAll(encoded, "?= =?", "?=\r\n =?")
}
