package site_test

import (
	"os"
	"path/filepath"
	"testing"

	"handrail/internal/cache"
	"handrail/internal/site"
)

// TestLanguageChanges: pages are read again in the language that the site has now, by the same loader and with what was kept before.
func TestLanguageChanges(t *testing.T) {
	dir, kept := t.TempDir(), filepath.Join(t.TempDir(), "site")
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("index.md", "---\ntitle: Home\n---\nSome words that everybody reads with ease.\n")
	open := func() *site.Loader {
		c := cache.Open(kept)
		t.Cleanup(c.Close)
		c.Use("this program")
		return site.NewLoader(os.DirFS(dir), site.Options{Cache: c})
	}
	same := open()
	for _, lang := range []string{"en-GB", "cy", "en", "pl"} {
		write("site.yaml", "title: A\nlanguage: "+lang+"\n")
		for name, loader := range map[string]*site.Loader{"the same loader": same, "a new loader": open()} {
			s, _ := loader.Load(november)
			known := lang[:2] == "en"
			if s.Language.Tag != lang || s.Home.Doc.Language.Tag != lang || (s.Home.Doc.Age != 0) != known {
				t.Errorf("%s, %s: the page is in %s, for readers of %.1f years", lang, name, s.Home.Doc.Language.Tag, s.Home.Doc.Age)
			}
		}
	}
}
