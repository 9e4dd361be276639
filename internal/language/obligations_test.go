package language

import (
	"cmp"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// labelled is a sentence with the kind of rule that it is.
type labelled struct {
	kind, says string
	item       bool
}

// readLabelled reads a file of labelled sentences.
func readLabelled(t testing.TB, name string) []labelled {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var all []labelled
	for line := range strings.Lines(string(data)) {
		kind, says, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok {
			continue
		}
		says, item := strings.CutPrefix(says, "- ")
		all = append(all, labelled{strings.Replace(kind, "none", "", 1), says, item})
	}
	return all
}

// TestObligations: of the sentences that are found to oblige, at least nine in ten do, with the kind that is found; and of those that oblige, at least 85 in a hundred
// are found. It is so for the sentences that the recogniser was written for, and for those that it was not changed for.
func TestObligations(t *testing.T) {
	obligation := English().Obligation
	for _, name := range []string{"obligations.txt", "obligations-later.txt"} {
		found, right, oblige := 0, 0, 0
		all := readLabelled(t, "testdata/"+name)
		for _, s := range all {
			got := obligation(s.says, "", s.item)
			if s.kind != "" {
				oblige++
			}
			if got != "" {
				found++
			}
			if got != "" && got == s.kind {
				right++
			}
			if got != s.kind {
				t.Logf("%q: found %s, labelled %s", s.says, cmp.Or(got, "none"), cmp.Or(s.kind, "none"))
			}
		}
		precision, recall := float64(right)/float64(found), float64(right)/float64(oblige)
		t.Logf("%s: %d of %d sentences oblige; precision %.2f, recall %.2f", name, oblige, len(all), precision, recall)
		if precision < 0.9 || recall < 0.85 {
			t.Errorf("%s: precision %.2f and recall %.2f, want at least 0.9 and 0.85", name, precision, recall)
		}
	}
}

// TestMarkersByWord: words that oblige are found by the word that they begin with, so each is in the table at that of each of its forms.
func TestMarkersByWord(t *testing.T) {
	table := englishMarkers(newOrders())
	all := map[*regexp.Regexp]bool{}
	for _, markers := range table {
		for _, m := range markers {
			all[m.pattern()] = true
		}
	}
	found := map[*regexp.Regexp]bool{}
	for _, s := range slices.Concat(readLabelled(t, "testdata/obligations.txt"), readLabelled(t, "testdata/obligations-later.txt")) {
		text := strings.ToLower(strings.ReplaceAll(s.says, "’", "'"))
		for at, word := range wordsIn(text) {
			for pattern := range all {
				if !pattern.MatchString(text[at:]) {
					continue
				}
				found[pattern] = true
				if !slices.ContainsFunc(table[word], func(m marker) bool { return m.pattern() == pattern }) {
					t.Errorf("%q begins what %.60s finds, and it is not there in the table: %q", word, pattern, s.says)
				}
			}
		}
	}
	if len(found) < len(all)-3 {
		t.Errorf("the labelled sentences have words of %d of %d patterns", len(found), len(all))
	}
}

// TestObligationsOfLists: what an item orders depends on the line before its list.
func TestObligationsOfLists(t *testing.T) {
	for lead, want := range map[string]string{
		"": must, "You must:": must, "Before you leave:": must, "You should:": should, "Please:": should, "Do not:": "", "Volunteers must never:": "", "You can:": "",
		"There are several ways to help, such as:": "", "The charity must:": "",
	} {
		if got := English().Obligation("Tell your lead.", lead, true); got != want {
			t.Errorf("after %q: got %q, want %q", lead, got, want)
		}
	}
}

// FuzzObligation: any text has a kind of rule or none.
func FuzzObligation(f *testing.F) {
	obligation := English().Obligation
	for _, text := range []string{"only ever", "Only", "please", "- ", "\"", "if, if, if,", "Always\u00a0ask", "must", "only  use"} {
		f.Add(text, "", true)
	}
	f.Fuzz(func(t *testing.T, sentence, lead string, item bool) { obligation(sentence, lead, item) })
}
