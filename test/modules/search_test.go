package modules

import (
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/search"
)

// vocabulary is every word of the project's documents, sources and site, and forms of them that are made of their endings: some thousands.
func vocabulary(t *testing.T) []string {
	t.Helper()
	found := map[string]bool{}
	word := regexp.MustCompile(`[a-z]{2,}`)
	err := filepath.WalkDir(top, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() && (entry.Name() == "node_modules" || strings.HasPrefix(entry.Name(), ".") && len(entry.Name()) > 2) {
			return filepath.SkipDir
		}
		switch filepath.Ext(file) {
		case ".md", ".go", ".yaml", ".ts":
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			for _, one := range word.FindAllString(strings.ToLower(string(text)), -1) {
				found[one] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	words := slices.Sorted(maps.Keys(found))
	for i, one := range words {
		ends := []string{"s", "ed", "ing", "ingly", "edly", "ies", "ness", "ational", "ization", "fully", "ously", "ogy", "ably", "ement", "iveness", "y", "ical", "ative", "alism", "ll", "us"}
		found[one+ends[i%len(ends)]] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// TestStems: scripts make of each word the stem that the program makes, by another implementation of the same algorithm.
func TestStems(t *testing.T) {
	t.Parallel()
	words := vocabulary(t)
	if len(words) < 5000 {
		t.Fatalf("there are %d words to try, and there should be thousands", len(words))
	}
	stem := language.English().Search.Stem
	wrong := 0
	for i, got := range answer[[]string](t, `import { stem } from "./templates/language/en/search"; const answer = (words) => words.map(stem);`, words) {
		if want := stem(words[i]); got != want {
			if wrong++; wrong <= 20 {
				t.Errorf("%s becomes %q in scripts, and %q in the program", words[i], got, want)
			}
		}
	}
}

// TestLightWords: scripts and the program take the same words for light.
func TestLightWords(t *testing.T) {
	t.Parallel()
	got := answer[[]string](t, `import { light } from "./templates/language/en/search"; const answer = () => [...light];`, nil)
	if want := language.English().Search.Light; !slices.Equal(got, want) {
		t.Errorf("scripts have %q\nthe program has %q", got, want)
	}
}

// TestWordsOfTexts: scripts and the program take a text apart into the same words.
func TestWordsOfTexts(t *testing.T) {
	t.Parallel()
	texts := []string{"", "Group-chat, e-mail & Wi-Fi; Ann's don’t O'Neill's 'quoted'", "Café naïve ﬁne Ⅷ ½ ẞ", "ΣΊΣΥΦΟΣ İstanbul", "256 people 🙂 👩🏽‍💻 x\u0301y", "… — ' ’ \u0301 a' 'b a''b",
		"__proto__ constructor toString", "שלום עולם مرحبا بالعالم", "中文字", strings.Repeat("a", 10_000), "a\u00adb a\u200bb a\u2019b", "<b>&amp;</b>", "x²y³ Å Å"}
	letters := []rune("aB9'’-_ .é\u0301ßİΣςﬁ½²中א🙂\u200d\u00a0\t<&")
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var text strings.Builder
		for range random.IntN(24) {
			text.WriteRune(letters[random.IntN(len(letters))])
		}
		texts = append(texts, text.String())
	}
	got := answer[[]string](t, `import { wordsOf } from "./templates/features/search/engine/words";
		const answer = (texts) => texts.map((text) => wordsOf(text).map(({ word }) => word).join(" "));`, texts)
	for i, text := range texts {
		if want := search.Words(text); got[i] != want {
			t.Errorf("%q becomes %q in scripts, and %q in the program", text, got[i], want)
		}
	}
}
