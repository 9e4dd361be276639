package statement

import (
	"strings"
	"testing"

	"handrail/test/office"
)

// TestLibreOffice reads Word documents with LibreOffice, an independent reader: their words, with tables, lists in lists, quotes and code as what
// they are, and nothing where something is left out.
func TestLibreOffice(t *testing.T) {
	rich := richDocument(t)
	documents := map[string][]byte{"sample.docx": packed(t, sampleDocument(t), Values{"group": hostile})}
	for name, values := range richValues(rich) {
		documents[name+".docx"] = packed(t, rich, values)
	}
	want := map[string]string{
		"sample.docx": "To " + hostile + " <soon>|Hello " + hostile + ",|you & we|Part|• One|• Two, at here|1. First|2. Second|See example.org and the guidance|1. Afresh",
		"less.docx":   "For Leeds|For Leeds|A.|3. First|◦ inner|1. innermost one|◦ inner too|4. Last|and more|• a|• b|one|End a`b|one  two|{x} | <y>|Name|Number|A|B|one|1|1. - no list|+ nor here",
		"all.docx": "For Leeds|For Leeds|A " + hostile + ".|About " + hostile + "|It is so.|3. First|◦ inner|1. innermost - one|2. two|# three|◦ inner too|4. Only " + hostile +
			"|5. Last|and more|• a|• b|- one|2. two|# three|End a`b|one  two|{x} | <y>|Name|Number|A|B|- one|2. two|# three|1|" + hostile + "|1. - no list|+ nor here",
	}
	texts := office.Convert(t, t.TempDir(), "", documents, "txt", "Text (encoded):UTF8")
	if len(texts) != len(want) {
		t.Errorf("there are %d documents, and %d that are known", len(texts), len(want))
	}
	for name, text := range texts {
		var lines []string
		for _, line := range strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n") {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		if got := strings.Join(lines, "|"); got != want[name] {
			t.Errorf("%s: LibreOffice reads\n%s\nnot\n%s", name, got, want[name])
		}
	}
}

// TestLinksInLibreOffice: LibreOffice reads where an address of a Word document leads, and shows its title once.
func TestLinksInLibreOffice(t *testing.T) {
	blocks, err := ReadBlocks(`<h2>Privacy</h2><p>See <a href="https://www.example.org/privacy">example.org/privacy</a></p>`)
	if err != nil {
		t.Fatal(err)
	}
	linked := packed(t, Document{Lang: "en-GB", Subject: "Privacy", Titled: true, Blocks: blocks}, nil)
	page := office.Convert(t, t.TempDir(), "", map[string][]byte{"linked.docx": linked}, "html", "HTML (StarWriter)")["linked.docx"]
	if !strings.Contains(page, `<a href="https://www.example.org/privacy">`) || strings.Count(page, "Privacy") != 2 { // in the head, and as the title
		t.Errorf("LibreOffice reads\n%s", page)
	}
}

func packed(t *testing.T, d Document, values Values) []byte {
	t.Helper()
	data, err := PackWord(d.Word(), values)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
