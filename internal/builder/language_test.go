package builder

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"handrail/internal/cache"
	"handrail/internal/language"
	"handrail/templates"
)

// TestScriptsOfALanguage: the scripts of a page have the words of its language and of no other, also when those of another one were
// made before.
func TestScriptsOfALanguage(t *testing.T) {
	words, _ := loadWords(Theme{Default: templates.FS}, baseLanguage)
	only := map[string][]string{ // that are in the source for one language alone
		"en": {"postcode", "seventeen"},
		"xx": {"sdrow", "neetneves"},
	}
	own := fstest.MapFS{
		"language/xx/forms.ts": {Data: []byte(`export const group = ""; const list = (text: string): string[] => text.split(" ");
export const asks = (text: string): boolean => list("sdrow").includes(text); export const asksPlainly = asks;`)},
		"language/xx/answers.ts": {Data: []byte(`export const numbers = ["neetneves"], names = /^x/, before = names, last = names;`)},
	}
	theme := Theme{Default: templates.FS, Own: own}
	kept := cache.Open(t.TempDir())
	for _, lang := range []string{"en", "xx", "none", "en"} {
		words := &Words{lang: &language.Language{Base: lang}, texts: words.texts}
		files, diags := bundles(theme, words, theme.digest(words), slices.Concat(everyPage(), widgetFiles("quiz"), widgetFiles("statement")), kept)
		if len(diags) > 0 {
			t.Fatal(lang, diags)
		}
		all := string(files["features/statement/statement.ts"]) + string(files["features/quiz/quiz.ts"])
		if len(all) < 10_000 {
			t.Fatalf("%s: the scripts have %d bytes", lang, len(all))
		}
		for other, words := range only {
			for _, word := range words {
				if strings.Contains(all, word) != (other == lang) {
					t.Errorf("the scripts for %s and the word %q of %s", lang, word, other)
				}
			}
		}
	}
}

// TestDateOrder: the parts of a date are in the order that the words of a site have, and none of them can be missing.
func TestDateOrder(t *testing.T) {
	words, err := fs.ReadFile(templates.FS, "strings/en-GB.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const order = `day: "{day} {month} {year}"`
	for form, want := range map[string]string{`day: "{year}. {month} {day}."`: "2026. February 3.", `day: "{month} {year}"`: ""} {
		own := fstest.MapFS{"strings/hu.yaml": {Data: []byte(strings.Replace(string(words), order, form, 1))}}
		w, diags := loadWords(Theme{Default: templates.FS, Own: own}, "hu")
		switch {
		case want == "":
			if len(diags) == 0 || !strings.Contains(diags[0].Message, `"dates.day" lacks a part of the date`) {
				t.Errorf("%s: %v", form, diags)
			}
		case len(diags) > 0:
			t.Errorf("%s: %v", form, diags)
		default:
			if got := w.dates.OfDay(time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC)); got != want {
				t.Errorf("%s: got %q", form, got)
			}
		}
	}
}
