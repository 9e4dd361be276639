package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
)

// sameAsLibrary holds plainYAML to the library: where it reads a text, it returns the library's nodes.
func sameAsLibrary(t *testing.T, text string) (read bool) {
	t.Helper()
	got := plainYAML([]byte(text))
	if got == nil {
		return false
	}
	var doc yaml.Node
	if err := yaml.Load([]byte(text), &doc, yaml.WithUniqueKeys(false)); err != nil {
		t.Errorf("the library cannot read %q: %v", text, err)
		return true
	}
	want := &doc
	if doc.Kind == yaml.DocumentNode {
		want = doc.Content[0]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q is read in another way (- the library, + here):\n%s", text, diff)
	}
	return true
}

func TestPlainYAML(t *testing.T) {
	for text, reads := range map[string]bool{
		"title: A page\n": true, "title: A page\nsummary: \"What, and why: it's so.\"\norder: 20\nreviewed: 2026-11-20\ndraft: true\n": true,
		"title: Émile’s\n": false, "title: \"Émile’s\"\n": true, "title: Été\n": false, "title: an été\n": true,
		"title: yes\n": false, "title: No\n": false, "no: x\n": false, "title:\n": false, "title: \n": false, "title: a: b\n": false, "title: a #b\n": false,
		"title: 'x'\n": false, "title: [a]\n": true, "every: 6 months\n": true, "every: 6 y\n": false, "every: 6  months\n": false, "list:\n- a\n": false, "  title: x\n": false, "title: x \n": false, "title: \"a\\n\"\n": false,
		"topics: [broadcast, team-chat]\n": true, "topics: [a,b]\n": false, "topics: []\n": false, "topics: [no]\n": false, "topics: [a, ]\n": false, "topics: [a] \n": false,
		"order: 010\n": false, "order: 1_0\n": false, "order: 1.5\n": false, "order: 0x1\n": false, "reviewed: 2026-13-40\n": false, "order: 1234567890\n": false,
		"title: x\r\n": false, "title: x\n\n": false, "# note\ntitle: x\n": false, "": false, "title: a\n b\n": false, "title: x\n...\n": false, "title: x": true,
	} {
		if got := sameAsLibrary(t, text); got != reads {
			t.Errorf("%q: read here: %v, want %v", text, got, reads)
		}
	}
}

// TestPlainYAMLOfContent: every page that ships is read in the same way.
func TestPlainYAMLOfContent(t *testing.T) {
	names, err := filepath.Glob("../../content/*/*.md")
	if err != nil || len(names) == 0 {
		t.Fatal("no pages", err)
	}
	read := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, _ := Parse(name, data)
		if sameAsLibrary(t, string(f.Front)) {
			read++
		}
	}
	if read == 0 {
		t.Error("no page is plain")
	}
}

func FuzzPlainYAML(f *testing.F) {
	for _, text := range []string{"title: A page\norder: 10\nreviewed: 2026-11-20\n", "a: \"b\"\n", "a: x'y, (z)\n", "k: 1\nk: 2\n", "a: On\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.ValidString(text) && !strings.ContainsRune(text, 0) { // as every source is
			sameAsLibrary(t, text)
		}
	})
}
