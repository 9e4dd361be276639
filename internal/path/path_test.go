package path

import (
	"strings"
	"testing"

	"handrail/internal/source"
)

// TestAgreedVersion: an agreement with a number is another one with another number alone; without one, with other words.
func TestAgreedVersion(t *testing.T) {
	for _, test := range []struct {
		name      string
		one, then Step
		same      bool
	}{
		{"corrected spelling, numbered", Step{Agree: "I wil be kind.", Version: 1}, Step{Agree: "I will be kind.", Version: 1}, true},
		{"another number", Step{Agree: "I will be kind.", Version: 1}, Step{Agree: "I will be kind.", Version: 2}, false},
		{"other words", Step{Agree: "I will be kind."}, Step{Agree: "I will be fair."}, false},
		{"other punctuation", Step{Agree: "I will be kind."}, Step{Agree: "I will be\nkind"}, true},
		{"a number for the first time", Step{Agree: "I will be kind."}, Step{Agree: "I will be kind.", Version: 1}, false},
	} {
		one, then := test.one.AgreedVersion(), test.then.AgreedVersion()
		if (one == then) != test.same || len(one) != 4 {
			t.Errorf("%s: %s, then %s", test.name, one, then)
		}
	}
}

// TestKeys: each step knows by which keys it is found in the front matter, and what it asks for.
func TestKeys(t *testing.T) {
	f, diags := source.Parse("p.md", []byte("---\nsteps:\n  - read: a.md\n  - agree: Yes.\n    id: yes\nlater:\n  - quiz: b.md\n---\n"))
	var front Front
	diags = append(diags, f.Decode(&front)...)
	p, wrong := Parse(f, front)
	if diags = append(diags, wrong...); len(diags) > 0 {
		t.Fatal(diags)
	}
	var got []string
	p.Each(func(s Step, keys []string) {
		got = append(got, strings.Join(keys, ".")+" "+string(s.Kind())+" "+s.Dest()+" "+f.KeyPos(keys...).String())
	})
	want := "steps.0 read a.md p.md:3:5|steps.1 agree  p.md:4:5|later.0 quiz b.md p.md:7:5"
	if g := strings.Join(got, "|"); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
	for _, k := range Kinds() {
		if made := Of(k, "a.md"); made.Kind() != k || (made.Dest() == "a.md") != (k != Agree) {
			t.Errorf("a step made of the kind %s is of the kind %q and leads to %q", k, made.Kind(), made.Dest())
		}
	}
}
