package checklist

import (
	"strings"
	"testing"

	"handrail/internal/source"
)

// FuzzParse: whatever the questions of a checklist say, each mistake is reported at its place with a way to fix it.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"questions:\n  - ask: How?\n    choose: many\n    options: [{topic: phone, label: We have one}]\n", "questions: [{}]\n", "questions:\n- ask: A\n  choose: one\n  options:\n",
		"questions: [{ask: A, options: [{topic: a}, {topic: a}]}, null]\n", "questions: &a [*a]\n", "questions: [{ask: \"\", choose: x, options: [{}]}]\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file, _ := source.Parse("c.yaml", []byte(text))
		if file == nil {
			return
		}
		var front Front
		wrong := file.Decode(&front)
		list, diags := Parse(file, front)
		if list == nil {
			t.Fatal("no checklist")
		}
		for _, d := range append(wrong, diags...) {
			if d.Line < 1 || d.Line > strings.Count(text, "\n")+2 || d.Message == "" || d.Hint == "" {
				t.Fatalf("incomplete: %+v", d)
			}
		}
		for _, q := range list.Questions {
			for _, o := range q.Options {
				if strings.ContainsAny(o.Topic, " \t\n") && len(wrong)+len(diags) == 0 {
					t.Fatalf("the topic %q is taken", o.Topic)
				}
			}
		}
	})
}
