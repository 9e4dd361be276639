package importer

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"
)

// TestHTML: web pages as browsers, Google Docs, Word and LibreOffice write them become the markdown that is expected, with these entries, and no word is lost.
func TestHTML(t *testing.T) {
	files, err := filepath.Glob("testdata/html/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no pages", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			source := archive.Files[0].Data
			d := readDocument(t, "page.html", source)
			if lost := missing(wordsOfHTML(source), d.Blocks, d.Front, d.Entries); len(lost) > 0 {
				t.Errorf("words are lost: %q", lost)
			}
			got := printed(d)
			if *update {
				archive.Files = append(archive.Files[:1], txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if len(archive.Files) != 2 || got != string(archive.Files[1].Data) {
				t.Errorf("got\n%s", got)
			}
		})
	}
}

// typed finds the numbers of footnotes and the bullets that programs type into the text.
var typed = regexp.MustCompile(`\[[0-9a-z]\]|>o<|<sup[^>]*><a[^>]*>1</a></sup>|>[0-9]\.<`)

// wordsOfHTML are the words of a page, as its tokens have them, without the numbers of footnotes and the bullets of lists.
func wordsOfHTML(source []byte) string {
	source = typed.ReplaceAll(source, []byte("><"))
	var words strings.Builder
	z := html.NewTokenizer(bytes.NewReader(source))
	skip := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return words.String()
		case html.StartTagToken:
			if name, _ := z.TagName(); string(name) == "script" || string(name) == "style" {
				skip = string(name)
			}
		case html.EndTagToken:
			skip = ""
		case html.TextToken:
			if skip == "" {
				words.WriteString(html.UnescapeString(string(z.Raw())) + " ")
			}
		}
	}
}
