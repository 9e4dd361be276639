package statement

import (
	"strings"
	"testing"
	"time"

	"handrail/internal/source"
)

func TestFill(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "",
		"plain":                     "plain",
		"{{org.short}} {{ group }}": "<org.short> <group>",
		"a {{x}}{{y}} b":            "a <x><y> b",
		"{ {{x}} }":                 "{ <x> }",
	} {
		tmpl, err := ParseTemplate(text)
		if got := tmpl.Fill(func(f string) string { return "<" + f + ">" }); got != want || err != nil {
			t.Errorf("%q: got %q, %v", text, got, err)
		}
	}
	if _, err := ParseTemplate("a {{x\n}}"); err == nil || err.Offset != 2 {
		t.Errorf("an open field gives %v", err)
	}
}

func TestParse(t *testing.T) {
	front := Front{Version: 1, Changes: []Change{{1, source.Date{Time: time.Unix(0, 0)}, "First."}}, Subject: "{{org.short}} {{group}}", Fields: map[string]Field{"place": {Label: "Where"}, "group": {Label: "Who", Max: 80}}}
	text := "---\nversion: 1\nfields:\n  group: {label: Who}\n  place: {label: Where}\nsubject: \"{{org.short}} {{group}}\"\n---\nDear {{group}} in {{place}}\n"
	f, _ := source.Parse("s.md", []byte(text))
	s, diags := Parse(f, "Title", front, []string{"org.short"})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	if s.Fields[0].Name != "group" || s.Fields[1].Name != "place" {
		t.Errorf("fields are out of order: %+v", s.Fields)
	}
}

func TestParseMistakes(t *testing.T) {
	text := "---\nfields:\n  group: {}\nsubject: \"{{groop}}\"\n---\nDear {{grupo}},\n\nfrom {{group\n"
	f, _ := source.Parse("s.md", []byte(text))
	_, diags := Parse(f, "Title", Front{Subject: "{{groop}}", Fields: map[string]Field{"group": {}}}, nil)
	var got []string
	for _, d := range source.Sort(diags) {
		got = append(got, d.Pos.String()+" "+d.Message+" | "+d.Hint)
	}
	want := `s.md:1:1 this statement has no version | Add version: 1, and raise it whenever the text changes.
s.md:3:3 the field "group" has no label | Add label: the words that stand beside the box, for example "Your group's name".
s.md:4:1 there is no field "groop" | Did you mean {{group}}?
s.md:6:6 there is no field "grupo" | Did you mean {{group}}?
s.md:8:6 a field opens here and never closes | Close the field with two braces, as in {{group}}.`
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
		{"none", 1, nil, "changes does not tell of version 1"},
		{"this one is missing", 2, []Change{{1, day, "First."}}, "changes does not tell of version 2"},
		{"one too many", 1, []Change{{1, day, "First."}, {2, day, "Shorter."}}, "changes tells of version 2, which there is not"},
		{"one twice", 1, []Change{{1, day, "First."}, {1, day, "Again."}}, "changes tells of version 1 twice"},
		{"without words", 1, []Change{{1, day, ""}}, "changes does not say when or what is new in version 1"},
		{"without a day", 1, []Change{{1, source.Date{}, "First."}}, "changes does not say when or what is new in version 1"},
	} {
		f, _ := source.Parse("s.md", []byte("---\nversion: 1\nchanges: []\n---\nText\n"))
		s, diags := Parse(f, "Title", Front{Version: c.version, Changes: c.changes}, nil)
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
