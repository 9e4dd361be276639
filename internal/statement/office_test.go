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
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("LibreOffice is missing: run scripts/setup, or on Debian: sudo apt-get install libreoffice-writer-nogui")
	}
	dir := t.TempDir()
	data, err := PackWord(sampleDocument(t).Word(time.Unix(0, 0)), Values{"group": hostile})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "s.docx"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	convert := exec.Command(office, "--headless", "--norestore", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, filepath.Join(dir, "s.docx"))
	if out, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "s.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, line := range strings.Split(strings.TrimPrefix(string(text), "\ufeff"), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			got = append(got, line)
		}
	}
	want := []string{"To " + hostile + " <soon>", "Hello " + hostile + ",", "you & we", "Part", "• One", "• Two, at here", "1. First", "2. Second",
		"See example.org and the guidance", "1. Afresh"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("LibreOffice reads\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
