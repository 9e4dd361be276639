package statement

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// LeaveOut takes the parts out of a page's HTML that depend on fields without a value.
func LeaveOut(text []byte, values Values) []byte {
	if !bytes.Contains(text, []byte("data-when")) {
		return text
	}
	var b bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(text))
	gone, depth := "", 0 // the element that is left out, and how many of its name are open
	for {
		kind := z.Next()
		if kind == html.ErrorToken { // its end: memory does not fail
			return b.Bytes()
		}
		raw := z.Raw()
		if gone == "" && (kind != html.StartTagToken || !bytes.Contains(raw, []byte(" data-when="))) {
			b.Write(raw)
			continue
		}
		raw = bytes.Clone(raw) // reading the tag changes it
		token := z.Token()
		switch {
		case gone == "":
			at := bytes.Index(raw, []byte(` data-when="`))
			rest := raw[at+len(` data-when="`):]
			names, after, _ := bytes.Cut(rest, []byte(`"`))
			if values.any(strings.Fields(string(names))) {
				b.Write(raw[:at])
				b.Write(after)
			} else {
				gone, depth = token.Data, 1
			}
		case token.Data != gone:
		case kind == html.StartTagToken:
			depth++
		case kind == html.EndTagToken:
			if depth--; depth == 0 {
				gone = ""
			}
		}
	}
}
