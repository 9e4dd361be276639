package modules

import (
	"bytes"
	"encoding/json"
	"fmt"
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
		"__proto__ constructor toString", "שלום עולם مرحبا بالعالم", "中文字", strings.Repeat("a", 10_000), "a\u00adb a\u200bb a\u2019b", "<b>&amp;</b>", "x²y³ Å Å", "a's's a’s's A’S"}
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

// handedOver is what a file of the search hands over.
func handedOver(t *testing.T, script []byte) json.RawMessage {
	t.Helper()
	data, begins := bytes.CutPrefix(script, []byte(`dispatchEvent(new CustomEvent("search",{detail:`))
	data, ends := bytes.CutSuffix(data, []byte("}))\n"))
	if !begins || !ends || !json.Valid(data) {
		t.Fatalf("a file of the search is %.200s", script)
	}
	return data
}

// somePages are pages with words by chance. The word "onlyN" is on page N alone, in a sentence of its own.
func somePages(n int) []search.Page {
	random := rand.New(rand.NewPCG(3, 4))
	sentence := func() string {
		words := []string{"Some"}
		for range 3 + random.IntN(8) {
			words = append(words, fmt.Sprintf("word%c%c", 'a'+random.IntN(20), 'a'+random.IntN(20)))
		}
		return strings.Join(words, " ") + "."
	}
	pages := make([]search.Page, n)
	for i := range pages {
		p := &pages[i]
		*p = search.Page{Address: fmt.Sprintf("p%d.html", i), Title: sentence(), Text: sentence()}
		for k := range 1 + random.IntN(5) {
			kind := []search.Kind{search.Heading, search.Rule, search.Question}[random.IntN(3)]
			p.Parts = append(p.Parts, search.Part{Kind: kind, ID: fmt.Sprintf("part%d", k), Title: sentence(), Text: sentence() + "\n" + sentence()})
		}
		at := random.IntN(len(p.Parts))
		p.Parts[at].Text += fmt.Sprintf("\nHere only%d lies, and the café’s Élan.", i)
	}
	return pages
}

// inParts are the files of a large site: the first one, the words, the shards, and the texts.
func inParts(t *testing.T, pages []search.Page, shards, perText int) []json.RawMessage {
	t.Helper()
	indexers := []*search.Indexer{search.NewIndexer(language.English()), search.NewIndexer(language.English())}
	var found []search.Indexed
	for i := range pages {
		by := indexers[i*7%2]
		found = append(found, search.Indexed{By: by, Found: by.Page(&pages[i], 1)})
	}
	index := search.Join(found, shards)
	var sizes []int
	var texts []json.RawMessage
	for some := range slices.Chunk(pages, perText) {
		sizes = append(sizes, len(some))
		texts = append(texts, handedOver(t, search.Texts(some, []int{0})))
	}
	files := []json.RawMessage{handedOver(t, index.Start(search.Synonyms{Same: [][]string{{"alias", "only7"}}}, sizes)), handedOver(t, index.Words())}
	for i := range shards {
		files = append(files, handedOver(t, index.Shard(i)))
	}
	return append(files, texts...)
}

// TestSearchInParts: the search of a large site finds in its parts what its pages hold, also where a word is mistyped, not finished, joined, or
// has a synonym, and loads few of them.
func TestSearchInParts(t *testing.T) {
	t.Parallel()
	type asked struct {
		Query, Want string
	}
	type found struct {
		Href, Text string
		Took       [][2]string
		Files      int
	}
	const source = `import { openSearch } from "./templates/features/search/engine/find";
		const answer = async ({ files, queries }) => {
			const all = [];
			for (const { Query } of queries) {
				let loaded = 0;
				const { find } = openSearch({ start: files[0], load: async (n) => { loaded++; return files[n]; } });
				const { hits: [hit], took } = await find(Query, 5);
				all.push({ Href: hit?.href ?? "", Text: hit?.text ?? "", Took: took, Files: loaded });
			}
			return all;
		};`
	pages := somePages(400)
	var queries []asked
	for i := 0; i < len(pages); i += 13 {
		own := fmt.Sprintf("only%d", i)
		for _, query := range []string{own, "some ONLY" + own[4:] + "’s", own + " zzzzzz elan", "cafe " + own} {
			queries = append(queries, asked{query, own})
		}
	}
	queries = append(queries, asked{"alias", "only7"}, asked{"only 39", "only39"}, asked{"only399x some", ""}, asked{"__proto__ constructor", ""}, asked{strings.Repeat("some ", 4000), ""})
	got := answer[[]found](t, source, map[string]any{"files": inParts(t, pages, 12, 8), "queries": queries})
	for i, q := range queries {
		if g := got[i]; !strings.Contains(g.Text, q.Want) || q.Want == "" && g.Text != "" || g.Files > 14 {
			t.Errorf("%.60q finds %q in %q, and not %q; %d files were loaded", q.Query, g.Text, g.Href, q.Want, g.Files)
		}
	}
	mistyped := []asked{{"wordaa", ""}, {"wrodab", "wordab"}, {"wordacx ", "wordac"}}
	for i, g := range answer[[]found](t, source, map[string]any{"files": inParts(t, pages, 12, 8), "queries": mistyped}) {
		if want := mistyped[i].Want; want != "" && (len(g.Took) != 1 || g.Took[0][1] != want) {
			t.Errorf("%q is taken for %q", mistyped[i].Query, g.Took)
		}
	}
}
