package statement

import (
	"strings"
	"testing"
	"time"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
)

func TestFill(t *testing.T) {
	values := Values{"a": "A", "b": "", "c": "1\n2"}
	for text, want := range map[string]string{
		"":                             "",
		"plain":                        "plain",
		"{{a}} {{ a }}":                "A A",
		"{{other}}{{other|, }}":        "{{other}}{{other|, }}",
		"{ {{a}} }":                    "{ A }",
		"{{c}}; {{c|, }}; {{c|\n  }}":  "1 2; 1, 2; 1\n  2",
		"x{{#when a}} {{a}}{{/when}}.": "x A.",
		"x{{#when b}} {{b}}{{/when}}.": "x.",
		"{{#when b a}}x{{/when}}":      "x",
		"{{#when b}}x{{#when a}}y{{/when}}z{{/when}}!":                               "!",
		"{{#when a}}x{{#when b}}y{{/when}}z{{/when}}!":                               "xz!",
		"{{#when other}}x{{/when}}":                                                  "x",
		"{{#item 1 3}} {{#item 2 1}} {{#when b}}{{#item 1 3}}{{/when}}{{#item 1 3}}": "3 1 4",
		"x{{#when b}}y": "x",
		"a {{x":         "a {{x",
	} {
		if got := values.Fill(text, nil); got != want {
			t.Errorf("%q: got %q, not %q", text, got, want)
		}
	}
}

// parse reads a statement as a site does.
func parseStatement(t *testing.T, text string) (*Statement, []string) {
	t.Helper()
	f, diags := source.Parse("s.md", []byte(text))
	if f == nil {
		t.Fatal(diags)
	}
	var front struct {
		Title string `yaml:"title"`
		Front `yaml:",inline"`
	}
	diags = f.Decode(&front)
	doc, more := markdown.NewParser(language.English()).Parse(f)
	s, found := Parse(doc, front.Title, front.Front, []string{"org.name", "org.short", "version", "date"})
	var said []string
	for _, d := range source.Sort(append(append(diags, more...), found...)) {
		said = append(said, d.Pos.String()+" "+d.Message+" | "+d.Hint)
	}
	return s, said
}

const head = "---\ntitle: T\nversion: 1\nchanges:\n  - {version: 1, date: 2026-11-20, what: First.}\n"

func TestParse(t *testing.T) {
	s, diags := parseStatement(t, head+"fields:\n  group: {label: Who, max: 80}\n  place: {label: Where, kind: text}\nsubject: \"{{org.short}} {{group}}\"\n---\nDear {{group}} in {{place}}\n")
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	if s.Fields[0].Name != "group" || s.Fields[1].Name != "place" || s.Fields[0].Most() != 80 {
		t.Errorf("fields are %+v", s.Fields)
	}
	if s.Subject != "{{org.short}} {{group}}" || s.File != s.Subject {
		t.Errorf("subject %q, file %q", s.Subject, s.File)
	}
}

func TestParseMistakes(t *testing.T) {
	_, got := parseStatement(t, "---\ntitle: T\nfields:\n  group: {}\nsubject: \"{{groop}}\"\n---\nDear {{grupo}},\n\nfrom {{group\n")
	want := `s.md:1:1 this statement has no version | Add version: 1, and raise it whenever the text changes.
s.md:4:3 the field "group" has no label | Add label: the words beside the box, for example "Your group's name".
s.md:5:1 there is no field "groop" | Did you mean {{group}}?
s.md:7:6 there is no field "grupo" | Did you mean {{group}}?
s.md:9:6 a field opens here and never closes | Close the field with two braces, as in {{group}}, on the same line.`
	if g := strings.Join(got, "\n"); g != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
}

func TestParseChanges(t *testing.T) {
	day := source.Date{Time: time.Unix(0, 0)}
	for _, c := range []struct {
		about   string
		version int
		changes []Change
		want    string
	}{
		{"all is told", 2, []Change{{1, day, "First."}, {2, day, "Shorter."}}, ""},
		{"none", 1, nil, "changes does not describe version 1"},
		{"this one is missing", 2, []Change{{1, day, "First."}}, "changes does not describe version 2"},
		{"one too many", 1, []Change{{1, day, "First."}, {2, day, "Shorter."}}, "changes describes version 2, which does not exist"},
		{"one twice", 1, []Change{{1, day, "First."}, {1, day, "Again."}}, "changes describes version 1 twice"},
		{"without words", 1, []Change{{1, day, ""}}, "changes does not say when or what is new in version 1"},
		{"without a day", 1, []Change{{1, source.Date{}, "First."}}, "changes does not say when or what is new in version 1"},
	} {
		f, _ := source.Parse("s.md", []byte("---\nversion: 1\nchanges: []\n---\nText\n"))
		doc, _ := markdown.NewParser(language.English()).Parse(f)
		s, diags := Parse(doc, "Title", Front{Version: c.version, Changes: c.changes}, nil)
		var got []string
		for _, d := range diags {
			got = append(got, d.Message)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: told is %q, not %q", c.about, got, c.want)
		}
		if c.want == "" && (s.Changes[0].Version != 2 || s.Subject != "Title") {
			t.Errorf("%s: %+v", c.about, s)
		}
	}
}
