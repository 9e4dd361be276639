// Package documents has LibreOffice write documents in the formats that are imported, and holds what the importer reads in them to what LibreOffice reads in
// the same document: an independent reader.
package documents

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"handrail/internal/importer"
	"handrail/internal/language"
	"handrail/internal/text"
	"handrail/test/office"
)

// kinds are the formats that LibreOffice writes for us to read, by their endings, as it calls them.
func kinds() map[string]string {
	return map[string]string{"odt": "writer8", "docx": "MS Word 2007 XML", "html": "HTML (StarWriter)"}
}

// written has LibreOffice write the documents of testdata. Its profile is in a folder.
func written(t *testing.T, profile, ending, kind string) map[string]string {
	t.Helper()
	files := map[string][]byte{}
	names, err := filepath.Glob("testdata/*.fodt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	for _, name := range names {
		if files[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return office.Convert(t, profile, "", files, ending, kind)
}

// read reads a document of an ending.
func read(t *testing.T, ending, data string) *importer.Document {
	t.Helper()
	english, err := language.Of("en-GB")
	if err != nil {
		t.Fatal(err)
	}
	name := "document." + ending
	d, diags := importer.ReadFile(fstest.MapFS{name: {Data: []byte(data)}}, name, english)
	if d == nil || len(diags) > 0 {
		t.Fatalf("%s is not read: %v", name, diags)
	}
	return d
}

// words are what is between two characters that are neither letters nor digits. A small digit is the same as any other.
func words(text string) []string {
	return strings.FieldsFunc(norm.NFKC.String(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// shown are the words of blocks in their order, with the numbers of lists and of notes, as LibreOffice writes them in plain text.
func shown(blocks []text.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(" " + block.Text + inline(block.Inlines) + " ")
		for i, inner := range block.Blocks {
			if block.Ordered {
				b.WriteString(strconv.Itoa(block.First+i) + " ")
			}
			b.WriteString(shown([]text.Block{inner}))
		}
	}
	return b.String()
}

func inline(list []text.Inline) string {
	var b strings.Builder
	for _, in := range list {
		switch in.Kind {
		case text.NoteRef:
			b.WriteString(in.Name)
		case text.Break:
			b.WriteByte(' ')
		default:
			b.WriteString(in.Text + inline(in.Inlines))
		}
	}
	return b.String()
}

// difference lists the words of a that are not in b in the same order, and the other way round: what is beside their longest common subsequence.
func difference(a, b []string) (onlyA, onlyB []string) {
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if length[i][j] = max(length[i+1][j], length[i][j+1]); a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			onlyA = append(onlyA, a[i])
			i++
		default:
			onlyB = append(onlyB, b[j])
			j++
		}
	}
	return append(onlyA, a[i:]...), append(onlyB, b[j:]...)
}

// letter begins a line of a list with letters, which has numbers on a page.
var letter = regexp.MustCompile(`(?m)^\s+[a-z]\)\t? ?`)

// TestReadBack: what is read of a document, in each format, is what LibreOffice reads in it, in the same order, but for what the report lists, and for what LibreOffice does not write in plain
// text: footnotes, what is in text boxes, and what pictures show.
func TestReadBack(t *testing.T) {
	profile := t.TempDir()
	plain := written(t, profile, "txt", "Text (encoded):UTF8")
	for ending, kind := range kinds() {
		t.Run(ending, func(t *testing.T) {
			for name, data := range written(t, profile, ending, kind) {
				base := strings.TrimSuffix(name, path.Ext(name))
				d := read(t, ending, data)
				lost, more := difference(words(letter.ReplaceAllString(plain[name], "")), words(shown(d.Blocks)))
				var left []string
				for _, e := range d.Entries {
					left = append(left, words(e.Words)...)
				}
				for _, word := range lost {
					at := slices.Index(left, word)
					if at < 0 {
						t.Errorf("%s: %q is on no page and in no entry", base, word)
						continue
					}
					left = slices.Delete(left, at, at+1)
				}
				if want := unwritten(ending)[base]; strings.Join(more, " ") != want {
					t.Errorf("%s: what LibreOffice does not write is\n%s\nwant\n%s", base, strings.Join(more, " "), want)
				}
			}
		})
	}
}

// unwritten are the words of each document that LibreOffice does not write in plain text, as they are in its pages: each is in the document, as a picture's text, in a
// box, or as a footnote; 1 and 2 number the list that has letters. In HTML it writes the name of a picture for its text.
func unwritten(ending string) map[string]string {
	picture := "The hall from the street"
	if ending == "html" {
		picture = "Hall"
	}
	return map[string]string{"drop-in": "1 2 " + picture + " If there is a fire leave everything The law allows us six"}
}
