package statement

import (
	"strings"
	"testing"

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
	front := Front{Version: 1, Subject: "{{org.short}} {{group}}", Fields: map[string]Field{"place": {Label: "Where"}, "group": {Label: "Who", Max: 80}}}
	text := "---\nversion: 1\nfields:\n  group: {label: Who}\n  place: {label: Where}\nsubject: \"{{org.short}} {{group}}\"\n---\nDear {{group}} in {{place}}\n"
	f, _ := source.Parse("s.md", []byte(text))
	s, diags := Parse(f, front, []string{"org.short"})
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
	_, diags := Parse(f, Front{Subject: "{{groop}}", Fields: map[string]Field{"group": {}}}, nil)
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
