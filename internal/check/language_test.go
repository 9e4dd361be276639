package check

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/pattern"
	"handrail/internal/site"
	"handrail/internal/source"
)

// backwards is a small language: its words are English ones backwards.
func backwards() *language.Language {
	gap := pattern.New(`\(tresni [^)]*\)`)
	return &language.Language{
		Tag:        "x-backwards",
		VagueLinks: []string{"ereh kcilc"},
		Repeats:    map[string]pattern.Pattern{"weekly": pattern.New("keew")},
		Reading: language.Reading{
			Abbreviation: func(word []byte) bool { return string(word) == "rm." },
			Syllables:    func(word []byte) int { return len(word) },
			Age:          func(sentences, words, syllables int) float64 { return float64(syllables) / float64(words) },
		},
		Forms: language.Forms{
			Asks:  func(words string, _ bool) bool { return words == "tresni eman" },
			Round: func(text []byte) [][]int { return gap().FindAllIndex(text, -1) },
		},
	}
}

// TestTextsOfALanguage: what is looked for in a text is what its language has, and nothing is English.
func TestTextsOfALanguage(t *testing.T) {
	text := "[ereh kcilc](a.md) [click here](a.md)\n\n[tresni eman] [insert name]\n(tresni etad) (insert date)\n\nKsa rm. Htims " + strings.Repeat("syadot ", 50) + "won.\n"
	f, _ := source.Parse("a.md", []byte(text))
	for _, test := range []struct {
		lang *language.Language
		want string
	}{
		{backwards(), `the words "ereh kcilc" do not say where the link leads
this bracket is left over from a form: [tresni eman]
this is left over from a form: (tresni etad)
this page needs a reading age of 6, and the limit is 4; its hardest sentence: “Ksa rm. Htims`},
		{&language.Language{Tag: "x-unknown"}, ""},
	} {
		doc, _ := markdown.NewParser(test.lang).Parse(f)
		s := &site.Source{Doc: doc}
		var got []string
		for _, d := range Texts()(site.Reading{Age: 4}, s, f) {
			message, _, _ := strings.Cut(d.Message, " syadot")
			got = append(got, message)
		}
		if g := strings.Join(got, "\n"); g != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.lang.Tag, g, test.want)
		}
	}
}

// TestUnknownLanguage: it is reported once a site what is not looked for in its language, however many pages it has, and then no check finds
// anything by the words of another.
func TestUnknownLanguage(t *testing.T) {
	content := fstest.MapFS{"index.md": {Data: []byte("---\ntitle: Home\n---\n")}}
	for i := range 3 {
		content[fmt.Sprintf("p%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: P%d\n---\n[Click here](index.md).\n\n:::must {#r%d repeat=\"weekly\"}\nLook.\n:::\n", i, i)}
	}
	for lang, want := range map[string]int{"en-GB": 0, "en": 0, "cy": 1, "pl": 1} {
		content["site.yaml"] = &fstest.MapFile{Data: []byte("title: A\nlanguage: " + lang)}
		s, diags := site.Load(content, site.Options{Examine: Texts()})
		count := map[string]int{}
		for _, d := range Finish(s, diags).Diagnostics {
			count[d.Check]++
		}
		if english := 3 * (1 - want); count["language"] != want || count["link-text"] != english || count["repeat"] != english {
			t.Errorf("%s: %v", lang, count)
		}
	}
}
