package statement

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestLibreOffice reads Word documents with LibreOffice, an independent reader, which is started once for each kind of file that it
// makes: their words, with tables, lists in lists, quotes and code as what they are, and nothing where something is left out; and where an
// address leads.
func TestLibreOffice(t *testing.T) {
	rich := richDocument(t)
	documents := map[string][]byte{"sample": packed(t, sampleDocument(t), Values{"group": hostile})}
	for name, values := range richValues(rich) {
		documents[name] = packed(t, rich, values)
	}
	want := map[string]string{
		"sample": "To " + hostile + " <soon>|Hello " + hostile + ",|you & we|Part|• One|• Two, at here|1. First|2. Second|See example.org and the guidance|1. Afresh",
		"less":   "For Leeds|For Leeds|A.|3. First|◦ inner|1. innermost one|◦ inner too|4. Last|and more|• a|• b|one|End a`b|one  two|{x} | <y>|Name|Number|A|B|one|1|1. - no list|+ nor here",
		"all": "For Leeds|For Leeds|A " + hostile + ".|About " + hostile + "|It is so.|3. First|◦ inner|1. innermost - one|2. two|# three|◦ inner too|4. Only " + hostile +
			"|5. Last|and more|• a|• b|- one|2. two|# three|End a`b|one  two|{x} | <y>|Name|Number|A|B|- one|2. two|# three|1|" + hostile + "|1. - no list|+ nor here",
	}
	profile := t.TempDir()
	texts := office(t, profile, documents, "txt", "Text (encoded):UTF8")
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

	blocks, err := ReadBlocks(`<h2>Privacy</h2><p>See <a href="https://www.example.org/privacy">example.org/privacy</a></p>`)
	if err != nil {
		t.Fatal(err)
	}
	linked := packed(t, Document{Lang: "en-GB", Subject: "Privacy", Titled: true, Blocks: blocks}, nil)
	page := office(t, profile, map[string][]byte{"linked": linked}, "html", "HTML (StarWriter)")["linked"]
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

// office is what LibreOffice, with a profile of its own, makes of Word documents: the kind of file with that ending that it calls by a
// name of its own.
func office(t *testing.T, profile string, documents map[string][]byte, ending, kind string) map[string]string {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("LibreOffice is missing: run scripts/setup, or on Debian: sudo apt-get install libreoffice-writer-nogui")
	}
	dir := t.TempDir()
	arguments := []string{"--headless", "--norestore", "-env:UserInstallation=file://" + profile, "--convert-to", ending + ":" + kind, "--outdir", dir}
	for name, data := range documents {
		file := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, file)
	}
	if out, err := exec.Command(office, arguments...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	made := map[string]string{}
	for name := range documents {
		text, err := os.ReadFile(filepath.Join(dir, name+"."+ending))
		if err != nil {
			t.Fatal(err)
		}
		made[name] = string(text)
	}
	return made
}
