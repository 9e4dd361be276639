package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestButtons: what the first steps say is on Handrail's own pages is there. Words of Windows and macOS are in bold too, and are named here.
func TestButtons(t *testing.T) {
	t.Parallel()
	others := []string{"Extract All…", "More info", "Run anyway", "Notepad is the right tool.", "Move the folder", "Handrail", "Done", "System Settings", "Privacy & Security", "Security",
		"Open Anyway", "Open", "TextEdit is good enough", "Plain text", "Smart Quotes", "Smart Dashes"}
	words, err := os.ReadFile("../../templates/strings/en-GB.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, desk, ok := strings.Cut(string(words), "\ndesk:")
	if !ok {
		t.Fatal("there are no words of the pages for editors")
	}
	for _, name := range []string{"windows", "mac"} {
		text, err := os.ReadFile(filepath.Join(content, "start", name+".md"))
		if err != nil {
			t.Fatal(err)
		}
		quoted := 0
		for _, m := range regexp.MustCompile(`\*\*([^*]+)\*\*`).FindAllStringSubmatch(string(text), -1) {
			if strings.HasSuffix(m[1], ":") || strings.Contains(m[1], "time,") || strings.Contains(m[1], "Nobody has") || slices.Contains(others, m[1]) {
				continue
			}
			if quoted++; !strings.Contains(desk, ": "+m[1]+"\n") {
				t.Errorf("%s.md says %q, which is on no page of Handrail", name, m[1])
			}
		}
		if quoted < 6 {
			t.Errorf("%s.md quotes only %d words of Handrail's own pages", name, quoted)
		}
	}
}
