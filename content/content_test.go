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
	heads   map[string]string // what is between the braces of each rule and update with an identifier
	updates []string          // each block about what was added since the charity's guide, or about danger
	named   map[string]string // those of them with an identifier
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
	p := page{text: fold(text), rules: map[string]string{}, kinds: map[string]string{}, heads: map[string]string{}, named: map[string]string{}}
	for _, m := range block.FindAllStringSubmatch(text, -1) {
		if m[1] == "update" || m[1] == "urgent" {
			p.updates = append(p.updates, fold(m[3]))
		}
		id := ruleID.FindStringSubmatch(m[2])
		if id == nil {
			continue
		}
		p.heads[id[1]] = m[2]
		if m[1] == "update" || m[1] == "urgent" {
			p.named[id[1]] = m[3]
		} else {
			p.rules[id[1]], p.kinds[id[1]] = fold(m[3]), m[1]
		}
	}
	return p
}

// attribute is what an attribute between braces says; "" without it.
func attribute(head, name string) string {
	if m := regexp.MustCompile(`[ {]` + name + `="([^"]*)"`).FindStringSubmatch(head); m != nil {
		return m[1]
	}
	return ""
}

// guidance reads each page of the guidance, by its file's name.
func guidance(t *testing.T) map[string]page {
	t.Helper()
	files, err := filepath.Glob("guidance/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no guidance", err)
	}
	pages := map[string]page{}
	for _, file := range files {
		pages[filepath.ToSlash(file)] = readPage(t, file)
	}
	return pages
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
	seen := map[string]bool{}
	for file, p := range guidance(t) {
		for id, kind := range p.kinds {
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
			if (m[1] == "update" || m[1] == "urgent") && !dated.MatchString(strings.TrimSpace(m[2])) {
				t.Errorf("%s: an update without the month of its last check: %s", file, m[2])
			}
		}
	}
}

// TestRuleSources holds each rule to who says it, to how the charity puts it, and to repeat only as the charity does.
// What press reports say of WhatsApp is in no rule: a reader has to be able to rely on the charity or the law for each.
func TestRuleSources(t *testing.T) {
	press := regexp.MustCompile(`press report|\b(14|60) days|\bphone only\b|100 messages|about two days|meta ai`)
	for file, p := range guidance(t) {
		for id, kind := range p.kinds {
			want := ruleSources[id]
			if want == "" {
				want = "guide"
			}
			if got := attribute(p.heads[id], "source"); got != want {
				t.Errorf("%s: the source of %q is %q, want %q", file, id, got, want)
			}
			words := map[string]string{"must": "must", "must-not": "must", "should": "should"}[kind]
			switch id {
			case "let-people-leave", "pass-on-requests": // the charity has no such rule
				words = ""
			case "report-mistake":
				words = "instruction"
			}
			if got := attribute(p.heads[id], "words"); got != words {
				t.Errorf("%s: the charity's words for %q are %q, want %q", file, id, got, words)
			}
			if got := attribute(p.heads[id], "repeat"); got != repeats[id] {
				t.Errorf("%s: %q repeats %q, want %q", file, id, got, repeats[id])
			}
			if found := press.FindString(p.rules[id]); found != "" {
				t.Errorf("%s: the rule %q rests on what only press reports say: %q", file, id, found)
			}
		}
	}
}

// TestNamedUpdates holds each update with an identifier to its page and its sources. Its first paragraph is shown
// beside questions, so it is one sentence or two.
func TestNamedUpdates(t *testing.T) {
	sentence := regexp.MustCompile(`[.?!](\s|$)`)
	seen := map[string]bool{}
	for file, p := range guidance(t) {
		for id, text := range p.named {
			seen[id] = true
			want := namedUpdates[id]
			if got := [2]string{strings.TrimSuffix(strings.TrimPrefix(file, "guidance/"), ".md"), attribute(p.heads[id], "source")}; got != want {
				t.Errorf("the update %q is in %q, want %q", id, got, want)
			}
			first, _, _ := strings.Cut(text, "\n\n")
			if n := len(sentence.FindAllString(first, -1)); n < 1 || n > 2 {
				t.Errorf("%s: the update %q begins with %d sentences, want one or two: %s", file, id, n, first)
			}
		}
	}
	for id := range namedUpdates {
		if !seen[id] {
			t.Errorf("the guidance has lost the update %q", id)
		}
	}
}

// TestSteps holds lists of steps to their order, above all those for when something has gone wrong.
func TestSteps(t *testing.T) {
	number := regexp.MustCompile(`(?m)^\d+\. `)
	for _, s := range steps {
		t.Run(s.heading, func(t *testing.T) {
			data, err := os.ReadFile(filepath.FromSlash(s.file))
			if err != nil {
				t.Fatal(err)
			}
			_, below, found := strings.Cut(string(data), "\n## "+s.heading+"\n")
			below, _, _ = strings.Cut(below, "\n## ")
			_, list, ok := strings.Cut(below, ":::steps\n")
			list, _, _ = strings.Cut(list, "\n:::")
			if !found || !ok {
				t.Fatalf("%s has no steps below %q", s.file, s.heading)
			}
			got := number.Split(list, -1)[1:]
			if len(got) != len(s.want) {
				t.Fatalf("%d steps, want %d: %q", len(got), len(s.want), got)
			}
			for i, want := range s.want {
				if !regexp.MustCompile(want).MatchString(fold(got[i])) {
					t.Errorf("step %d is %q, want %q", i+1, got[i], want)
				}
			}
		})
	}
}

// TestCaptions: what a picture's description says its caption does not say again. Screen readers say both.
func TestCaptions(t *testing.T) {
	files, _ := filepath.Glob("*/*.md")
	captioned := regexp.MustCompile(`!\[([^\]]*)\]\([^ )]+ "([^"]*)"\)`)
	const run = 4 // words
	found := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range captioned.FindAllStringSubmatch(string(data), -1) {
			found++
			words := strings.Fields(fold(m[2]))
			for i := 0; i+run <= len(words); i++ {
				if again := strings.Join(words[i:i+run], " "); strings.Contains(fold(m[1]), again) {
					t.Errorf("%s: a description and its caption both say %q", file, again)
				}
			}
		}
	}
	if found == 0 {
		t.Error("no picture has a caption")
	}
}

// TestForbidden keeps out of every file what was wrong once, words that are not ours, and idioms.
func TestForbidden(t *testing.T) {
	files, err := filepath.Glob("*/*")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, "index.md", "site.yaml", "links.yaml", "sources.yaml")
	patterns := map[*regexp.Regexp]string{}
	for pattern, why := range forbidden {
		patterns[regexp.MustCompile(pattern)] = why
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(fold(string(data)), "’", "'")
		for pattern, why := range patterns {
			if found := pattern.FindString(text); found != "" {
				t.Errorf("%s says %q: %s", file, found, why)
			}
		}
	}
}

// TestSafeMessageNamesNobody holds the example of a message without personal information to what the page says of it:
// whoever is named in it could be recognised.
func TestSafeMessageNamesNobody(t *testing.T) {
	data, err := os.ReadFile("guidance/what-never-to-send.md")
	if err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile(`[a-z,] ([A-Z][a-z]+)|^"(Sam|Ann|Raj|Mei|Jo|Kim|Lee|Tom|Mo|Ina|Priya)\b`)
	for _, m := range block.FindAllStringSubmatch(string(data), -1) {
		if m[1] != "do" {
			continue
		}
		for _, found := range name.FindAllStringSubmatch(m[3], -1) {
			if found[1] != "Friday" && found[1] != "Monday" {
				t.Errorf("the safe message names somebody: %s", m[3])
			}
		}
	}
}
