package code

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"
	"unicode"

	textunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"handrail/internal/pattern"
)

// Text is a text that a file holds: the file itself, a mail in it, or a file of an archive.
type Text struct {
	Name  string // of the file within an archive; "" for the file itself
	Line  int    // of the file or the archived file, where the text begins, from 1
	Text  string
	AsIs  bool  // its lines are those of the file: nothing was decoded
	Fault Fault // Large, Locked or Damaged; "" when it could be read
}

// What is read of a file at most, so that a small archive cannot become a large one.
const (
	maxFile    = 20_000_000 // bytes of a file in an archive
	maxArchive = 60_000_000 // bytes of all files in an archive
	maxEntries = 10_000     // files in an archive
	maxDepth   = 8          // mails within mails
)

// Open gives the texts of a file in which codes may be: a text, a saved mail (RFC 5322), a mailbox (mbox, RFC 4155), a
// page of HTML, or a zip archive of those, as WhatsApp exports a chat. Pictures and sounds of an archive are passed over.
func (k Kind[T]) Open(data []byte) []Text {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06")) {
		return k.openZip(data)
	}
	return k.openText(data)
}

func (k Kind[T]) openZip(data []byte) []Text {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if archive == nil || err != nil && err != zip.ErrInsecurePath {
		return []Text{{Line: 1, Fault: Damaged}}
	}
	var texts []Text
	left := int64(maxArchive)
	for i, file := range archive.File {
		name := safeName(file.Name)
		if i == maxEntries || left <= 0 {
			return append(texts, Text{Name: name, Line: 1, Fault: Large})
		}
		if file.FileInfo().IsDir() || !holdsText(name) {
			continue
		}
		if file.Flags&1 != 0 {
			texts = append(texts, Text{Name: name, Line: 1, Fault: Locked})
			continue
		}
		content, fault := readEntry(file, min(left, maxFile))
		left -= int64(len(content))
		if fault != "" {
			texts = append(texts, Text{Name: name, Line: 1, Fault: fault})
			continue
		}
		for _, text := range k.openText(content) {
			text.Name = name
			texts = append(texts, text)
		}
	}
	return texts
}

// readEntry reads a file of an archive, and no more of it than the limit, whatever the archive says of its size.
func readEntry(file *zip.File, limit int64) ([]byte, Fault) {
	r, err := file.Open()
	if err != nil {
		return nil, Damaged
	}
	defer r.Close()
	content, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case int64(len(content)) > limit:
		return content, Large
	case err != nil:
		return content, Damaged
	}
	return content, ""
}

// holdsText says whether codes can be in a file of an archive, by its name.
func holdsText(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case "", ".txt", ".eml", ".mbox", ".csv", ".json", ".html", ".htm", ".md":
		return !strings.HasPrefix(name, "._")
	}
	return false
}

// safeName is the last part of a name without what a terminal would obey.
func safeName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || invisible(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "�"))
}

// openText gives the texts of a file that is no archive. Programs of Windows write UTF-16: a byte order mark says so.
func (k Kind[T]) openText(data []byte) []Text {
	text := string(data)
	if bytes.HasPrefix(data, []byte("\ufeff")) || bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		decoded, _, err := transform.String(textunicode.BOMOverride(transform.Nop), text)
		if err != nil {
			return []Text{{Line: 1, Fault: Damaged}}
		}
		text = decoded
	}
	if !mailbox().MatchString(text) {
		opened, asIs := k.openMail(text)
		return []Text{{Line: 1, Text: opened, AsIs: asIs}}
	}
	var texts []Text
	line := 1
	for start := 0; start < len(text); {
		end := len(text)
		if next := betweenMails().FindStringIndex(text[start:]); next != nil {
			end = start + next[1] - len("From ")
		}
		_, mail, _ := strings.Cut(text[start:end], "\n")
		opened, _ := k.openMail(quotedFrom().ReplaceAllString(mail, "$1"))
		texts = append(texts, Text{Line: line, Text: opened})
		line += strings.Count(text[start:end], "\n")
		start = end
	}
	return texts
}

var (
	mailbox      = pattern.New(`^From \S+ .*\d{4}.*\r?\n[!-9;-~]+:`)
	betweenMails = pattern.New(`\n\r?\nFrom `)
	quotedFrom   = pattern.New(`(?m)^>(>*From )`)
)
