package builder

import (
	"fmt"
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/site"
)

// TestLetters: titles are sorted as their language sorts them, without articles, quotation marks and accents, and each is under its letter.
func TestLetters(t *testing.T) {
	for _, test := range []struct {
		tag    string
		titles []string
		want   string
	}{
		{"en-GB", []string{"The life of a number", "A lost phone", "Éclairs", "“Yes” first", "elephants", "A", "list", "7 days", "Anything", "An hour"},
			": 7 days; A: A, Anything; E: Éclairs, elephants; H: An hour; L: The life of a number, list, A lost phone; Y: “Yes” first"},
		{"cy", []string{"Ngwlad", "Hafan", "Grŵp", "Ôl", "Nofio", "Y llyfr"}, "G: Grŵp; H: Hafan; L: Y llyfr; N: Ngwlad, Nofio; O: Ôl"},
		{"el", []string{"Άλφα", "βήτα", "ΑΒ"}, "Α: ΑΒ, Άλφα; Β: βήτα"},
		{"", []string{"b", "A"}, "A: A; B: b"},
	} {
		l, _ := language.Of(test.tag)
		p := &planner{Input: Input{Site: &site.Site{Language: l, Config: site.Config{Language: test.tag}}}}
		var entries []Entry
		for _, title := range test.titles {
			entries = append(entries, Entry{Link: Link{Title: title}})
		}
		var got []string
		for _, letter := range p.letters(entries) {
			var titles []string
			for _, e := range letter.Entries {
				titles = append(titles, e.Title)
			}
			got = append(got, letter.Name+": "+strings.Join(titles, ", "))
		}
		if got := strings.Join(got, "; "); got != test.want {
			t.Errorf("%s: got  %s\nwant %s", test.tag, got, test.want)
		}
	}
}

// TestLongList: a list of a large site has the pages alone, or the sections alone, and is never longer than it may be.
func TestLongList(t *testing.T) {
	for _, test := range []struct {
		sections, pages int // pages of each section
		left            string
		want            int
	}{
		{2, 10, "", 22}, {2, 700, "sections", 2}, {15, 20, "", 315}, {10, 35, "pages", 360}, {700, 1, "sections", maxListedAtoZ},
	} {
		home := &site.Page{Source: &site.Source{}}
		s := &site.Site{Home: home, Language: &language.Language{}}
		for i := range test.sections {
			s.Pages = append(s.Pages, &site.Page{Source: &site.Source{Kind: site.Section, Front: site.Front{Title: fmt.Sprint(i)}}, Parent: home})
			for j := range test.pages {
				s.Pages = append(s.Pages, &site.Page{Source: &site.Source{Kind: site.Quiz, Front: site.Front{Title: fmt.Sprint(i, j)}}})
			}
		}
		if test.left == "pages" { // as they have rules
			s.Rules = make([]*site.Rule, 100)
		}
		p := &planner{Input: Input{Site: s}, Looks: &Looks{}}
		entries, left, err := p.entries()
		if err != nil || left != test.left || len(entries) != test.want {
			t.Errorf("%d sections of %d pages: %d entries, %q, %v; want %d, %q", test.sections, test.pages, len(entries), left, err, test.want, test.left)
		}
	}
}
