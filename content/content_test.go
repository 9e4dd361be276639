// Package content_test holds the shipped guidance to what it has to say. Words may be improved freely: a line here
// asks for the least that a sentence needs to say the same. What may not happen is that something goes missing.
package content_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// page is one source, cut into the pieces in which something can be said.
type page struct {
	text    string            // everything but pictures and comments
	rules   map[string]string // each rule's block, by identifier
	kinds   map[string]string // each rule's kind
	updates []string          // each block about what was added since the charity's guide
}

var (
	comment = regexp.MustCompile(`(?s)<!--.*?-->`)
	picture = regexp.MustCompile(`(?s)!\[.*?\]\(.*?\)`)
	block   = regexp.MustCompile(`(?ms)^:::([a-z-]+)([^\n]*)\n(.*?)^:::$`)
	ruleID  = regexp.MustCompile(`\{#([a-z0-9-]+)`)
)

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

func readPage(t *testing.T, name string) page {
	t.Helper()
	data, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	if !strings.HasSuffix(name, ".svg") {
		text = picture.ReplaceAllString(comment.ReplaceAllString(text, ""), "")
	}
	p := page{text: fold(text), rules: map[string]string{}, kinds: map[string]string{}}
	for _, m := range block.FindAllStringSubmatch(text, -1) {
		if m[1] == "update" {
			p.updates = append(p.updates, fold(m[3]))
		}
		if id := ruleID.FindStringSubmatch(m[2]); id != nil && m[1] != "update" {
			p.rules[id[1]], p.kinds[id[1]] = fold(m[3]), m[1]
		}
	}
	return p
}

// says reports whether one stretch of text matches all of the patterns.
func says(text string, want []string) bool {
	for _, w := range want {
		if !regexp.MustCompile(w).MatchString(text) {
			return false
		}
	}
	return true
}

// TestFacts looks for each fact where it belongs: anywhere on its page, in the block of one rule, or within one block
// that is marked as an update.
func TestFacts(t *testing.T) {
	pages := map[string]page{}
	for _, f := range facts {
		t.Run(f.what, func(t *testing.T) {
			p, ok := pages[f.file]
			if !ok {
				p = readPage(t, f.file)
				pages[f.file] = p
			}
			found := false
			switch f.in {
			case anywhere:
				found = says(p.text, f.want)
			case update:
				for _, u := range p.updates {
					found = found || says(u, f.want)
				}
			default:
				found = says(p.rules[f.in], f.want)
			}
			if !found {
				t.Errorf("%s no longer says it (looked in: %s): %q", f.file, f.in, f.want)
			}
		})
	}
}

// TestRuleKinds holds each rule to its kind, and the guidance to these rules: a rule that binds people is added or
// dropped on purpose, never by the way.
func TestRuleKinds(t *testing.T) {
	files, err := filepath.Glob("guidance/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no guidance", err)
	}
	seen := map[string]bool{}
	for _, file := range files {
		for id, kind := range readPage(t, file).kinds {
			if seen[id] {
				t.Errorf("%s: the rule %q stands twice", file, id)
			}
			seen[id] = true
			if want := ruleKinds[id]; kind != want {
				t.Errorf("%s: the rule %q is %q, want %q", file, id, kind, want)
			}
		}
	}
	for id, kind := range ruleKinds {
		if !seen[id] {
			t.Errorf("the guidance has lost the rule %q (%s)", id, kind)
		}
	}
}

// TestUpdatesAreDated keeps what was added since apart from the charity's own guidance, each with the month in which
// it was last checked.
func TestUpdatesAreDated(t *testing.T) {
	files, _ := filepath.Glob("guidance/*.md")
	dated := regexp.MustCompile(`^\{(#[a-z0-9-]+ )?source="[a-z -]+" checked="20\d\d-(0[1-9]|1[0-2])"\}$`)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range block.FindAllStringSubmatch(string(data), -1) {
			if m[1] == "update" && !dated.MatchString(strings.TrimSpace(m[2])) {
				t.Errorf("%s: an update without the month of its last check: %s", file, m[2])
			}
		}
	}
}
