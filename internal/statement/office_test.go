package statement

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestLibreOffice opens a Word document in LibreOffice, and holds the text that it reads against the statement's own.
func TestLibreOffice(t *testing.T) {
	data, err := PackWord(sampleDocument(t).Word(time.Unix(0, 0)), Values{"group": hostile})
	if err != nil {
		t.Fatal(err)
	}
	got := officeLines(t, data)
	want := []string{"To " + hostile + " <soon>", "Hello " + hostile + ",", "you & we", "Part", "• One", "• Two, at here", "1. First", "2. Second",
		"See example.org and the guidance", "1. Afresh"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("LibreOffice reads\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestLibreOfficeRich: tables, lists in lists, quotes and code are what they are, and what is left out leaves nothing.
func TestLibreOfficeRich(t *testing.T) {
	d := richDocument(t)
	want := map[string]string{
		"less": "For Leeds|For Leeds|A.|3. First|◦ inner|1. innermost one|◦ inner too|4. Last|and more|• a|• b|one|End a`b|one  two|{x} | <y>|Name|Number|A|B|one|1|1. - no list|+ nor here",
		"all": "For Leeds|For Leeds|A " + hostile + ".|About " + hostile + "|It is so.|3. First|◦ inner|1. innermost - one|2. two|# three|◦ inner too|4. Only " + hostile +
			"|5. Last|and more|• a|• b|- one|2. two|# three|End a`b|one  two|{x} | <y>|Name|Number|A|B|- one|2. two|# three|1|" + hostile + "|1. - no list|+ nor here",
	}
	for name, values := range richValues(d) {
		data, err := PackWord(d.Word(time.Unix(0, 0)), values)
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(officeLines(t, data), "|")
		if got != want[name] {
			t.Errorf("%s: LibreOffice reads\n%s\nnot\n%s", name, got, want[name])
		}
	}
}

// TestLibreOfficeLinks: an address in a Word document leads to where it says.
func TestLibreOfficeLinks(t *testing.T) {
	blocks, err := ReadBlocks(`<h2>Privacy</h2><p>See <a href="https://www.example.org/privacy">example.org/privacy</a></p>`)
	if err != nil {
		t.Fatal(err)
	}
	data, err := PackWord(Document{Lang: "en-GB", Subject: "Privacy", Titled: true, Blocks: blocks}.Word(time.Unix(0, 0)), nil)
	if err != nil {
		t.Fatal(err)
	}
	page := office(t, data, "html", "HTML (StarWriter)")
	if !strings.Contains(page, `<a href="https://www.example.org/privacy">`) || strings.Count(page, "Privacy") != 2 { // in the head, and as the title
		t.Errorf("LibreOffice reads\n%s", page)
	}
}

// officeLines are the lines of text that LibreOffice reads in a Word document.
func officeLines(t *testing.T, data []byte) []string {
	t.Helper()
	var lines []string
	for _, line := range strings.Split(strings.TrimPrefix(office(t, data, "txt", "Text (encoded):UTF8"), "\ufeff"), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// office is what LibreOffice makes of a Word document: the kind of file with that ending that it calls by a name of its own.
func office(t *testing.T, data []byte, ending, kind string) string {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("LibreOffice is missing: run scripts/setup, or on Debian: sudo apt-get install libreoffice-writer-nogui")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "s.docx"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	convert := exec.Command(office, "--headless", "--norestore", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--convert-to", ending+":"+kind, "--outdir", dir, filepath.Join(dir, "s.docx"))
	if out, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "s."+ending))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
