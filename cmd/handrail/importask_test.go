package main

import (
	"errors"
	"io"
	"strings"
	"testing"

	"handrail/internal/importer"
	"handrail/internal/markdown"
)

// askedWith answers an asker with keys, in which a line is typed between two slashes.
func askedWith(keys string, width int, out io.Writer) *asker {
	rest := keys
	return &asker{out: out, width: width,
		key: func() (rune, error) {
			if rest == "" {
				return 0, io.EOF
			}
			key := rune(rest[0])
			rest = rest[1:]
			return key, nil
		},
		line: func() (string, error) {
			line, after, _ := strings.Cut(rest[1:], "/")
			rest = after
			return line, nil
		},
		fault: func(_ []*importer.Candidate, _ int, id string) string {
			if id == "taken" {
				return "The site has, or had, something with this identifier."
			}
			return ""
		},
	}
}

// TestAsk: each key does what the line of keys says.
func TestAsk(t *testing.T) {
	for _, test := range []struct{ keys, want string }{
		{"ynyn", "one must yes, two must no, three must yes, four must no"},
		{"ya", "one must yes, two must yes, three must yes, four must yes"},
		{"mmye/new/yqy", "one should yes, new must yes, three must open, four must open"},
		{"e/taken//new/yqy", "new must yes, two must open, three must open, four must open"},
		{"e//yqy", "one must yes, two must open, three must open, four must open"},
		{"bybnqy", "one must no, two must open, three must open, four must open"},
		{"?x1yqy", "one must yes, two must open, three must open, four must open"},
		{"yqn", "stopped"},
		{"y\x03", "stopped"},
		{"y", "stopped"},
	} {
		var all []*importer.Candidate
		for _, id := range []string{"one", "two", "three", "four"} {
			all = append(all, &importer.Candidate{ID: id, Kind: markdown.Must, Says: "You must do " + id + ".", Paragraph: "You must do " + id + "."})
		}
		var got []string
		if err := askedWith(test.keys, 40, io.Discard).all(all); errors.Is(err, errStopped) {
			got = []string{"stopped"}
		} else if err != nil {
			t.Fatal(err)
		} else {
			for _, c := range all {
				state := "open"
				if c.Decided {
					state = map[bool]string{true: "yes", false: "no"}[c.Rule]
				}
				got = append(got, c.ID+" "+string(c.Kind)+" "+state)
			}
		}
		if got := strings.Join(got, ", "); got != test.want {
			t.Errorf("%q: %s, want %s", test.keys, got, test.want)
		}
	}
}

// TestAskNarrow: what is asked fits into 40 columns, and is plain lines of text.
func TestAskNarrow(t *testing.T) {
	var out strings.Builder
	c := &importer.Candidate{ID: "wear-badge-door-home", Kind: markdown.MustNot, Page: "guidance/badges-and-other-things.md", Section: "At the door of a house",
		Says: "Never lend your badge to anybody who is not a volunteer.", Paragraph: "Badges are new. Never lend your badge to anybody who is not a volunteer. It has your name."}
	if err := askedWith("?y", 40, &out).all([]*importer.Candidate{c}); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if len(strings.TrimSuffix(line, "\n")) > 40 || strings.ContainsAny(line, "\x1b\r\t") {
			t.Errorf("%q has %d characters", line, len(line))
		}
	}
	for _, words := range []string{"Sentence 1 of 1", "Kind: must-not", "wear-badge-door-home", "y it is a rule"} {
		if !strings.Contains(strings.Join(strings.Fields(out.String()), " "), words) {
			t.Errorf("%q is not said:\n%s", words, out.String())
		}
	}
}
