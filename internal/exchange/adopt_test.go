package exchange

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/source"
	"handrail/internal/text"
	"handrail/quiz"
)

// trialSite is a site with some rules, in which one identifier was used before.
func trialSite() Site {
	return Site{Language: language.English(), Media: "media/",
		Rule:    func(id string) bool { return slices.Contains([]string{"opt-in", "rule-0", "rule-1"}, id) },
		Retired: func(id string) bool { return id == "who-can-see-it" }}
}

// reports are the messages of diagnostics.
func reports(diags []source.Diagnostic) []string {
	var list []string
	for _, d := range diags {
		list = append(list, d.Message)
	}
	return list
}

// TestAdoptMarkdown: a quiz that markdown can say is adopted as it is, and whatever is adopted is read back as the same.
func TestAdoptMarkdown(t *testing.T) {
	for seed := range uint64(60) {
		s, before := randomSet(rand.New(rand.NewPCG(seed, 2))), randomSet(rand.New(rand.NewPCG(seed, 2)))
		diags := Adopt(s, trialSite())
		for _, q := range before.Questions {
			if q.Kind == quiz.One && q.Choices == nil {
				t.Fatal("a question without choices")
			}
		}
		if diff := equalSets(before, s); diff != "" || len(diags) > 0 {
			t.Fatalf("%d: %v %s", seed, reports(diags), diff)
		}
		back, written := readBack(t, s)
		if diff := equalSets(s, back); diff != "" {
			t.Fatalf("%d: %s\n\n%s", seed, diff, written)
		}
	}
	hostile := hostileSet()
	diags := Adopt(hostile, trialSite())
	back, written := readBack(t, hostile)
	if diff := equalSets(hostile, back); diff != "" {
		t.Errorf("%s\n\n%s", diff, written)
	}
	for _, lost := range []string{"a link is kept as its words", "the language of some words"} {
		if !strings.Contains(strings.Join(reports(diags), "\n"), lost) {
			t.Errorf("%q is not in %q", lost, reports(diags))
		}
	}
}

// TestAdopt: what a site needs is made of what a file has.
func TestAdopt(t *testing.T) {
	choices := func() []Choice { return []Choice{{Words("True"), true, nil}, {Words("False"), false, nil}} }
	story := &Scenario{Story: Words("Sam is new.")}
	s := &Set{File: &source.File{Path: "questions.xml"}, Images: map[string]*Image{"a.png": {"picture-1.png", "image/png", onePixel()}, "unused.png": {"picture-2.png", "image/png", onePixel()}}, Questions: []*Question{
		{ID: "Quiz 1:first", Kind: quiz.One, Title: "A", Choices: choices(), Rules: []Rule{{ID: "rule:opt-in"}, {ID: "opt-in"}, {ID: "easy"}, {ID: "rule-x"}, {ID: "rule-0"}}},
		{ID: "First", Kind: quiz.One, Title: "Who can see it?", Choices: choices(), Points: 500, Sources: []string{"press", "The Press"}},
		{Kind: quiz.TrueFalse, Title: "Who can see it?", Choices: choices(), Scenario: story},
		{Kind: quiz.Match, Title: "  Çedilla and a title of far more than forty letters, which are cut  ", Scenario: story, Stem: Text{{Inlines: []text.Inline{{Kind: text.Image, Href: "a.png", Text: "A dot"}}}},
			Pairs: []Pair{{Text{{Inlines: []text.Inline{{Text: "a"}, {Kind: text.Break}, {Text: "b"}}}}, append(Words("c"), Words("d")...)}}},
		{Kind: quiz.One, Title: "שלום", Choices: []Choice{{append(Words("a"), text.Block{Kind: text.Quote, Blocks: Words("b")}), true, nil}}},
		{Kind: quiz.Short, Title: "main"},
	}}
	diags := Adopt(s, trialSite())
	var ids []string
	for _, q := range s.Questions {
		ids = append(ids, q.ID)
	}
	if want := []string{"first", "who-can-see-it-2", "who-can-see-it-3", "cedilla-and-a-title-of-far-more-than", "question"}; !slices.Equal(ids, want) {
		t.Errorf("the identifiers are %q", ids)
	}
	var rules []string
	for _, rule := range s.Questions[0].Rules {
		rules = append(rules, rule.ID)
	}
	if want := []string{"opt-in", "x", "rule-0"}; !slices.Equal(rules, want) {
		t.Errorf("the rules are %q", rules)
	}
	if s.Questions[0].Kind != quiz.TrueFalse || s.Questions[1].Points != 100 || story.ID != "scenario" || s.Questions[3].Title[:8] != "Çedilla" {
		t.Errorf("%+v", s.Questions[1])
	}
	if pair := s.Questions[3].Pairs[0]; pair.Left.Markdown() != "a b\n" || pair.Right.Markdown() != "c d\n" {
		t.Errorf("%q %q", pair.Left.Markdown(), pair.Right.Markdown())
	}
	if s.Questions[3].Stem.Markdown() != "![A dot](media/picture-1-6b7fa434.png)\n" || len(s.Images) != 1 {
		t.Errorf("%q %v", s.Questions[3].Stem.Markdown(), s.Images)
	}
	want := []string{`"The Press" cannot be the name of a source, and is left out`, "this question has no answers, and is left out", "tags that are no rules of this site are left out: easy", "a line break in a table is written as a space",
		"a quote in an answer is written as ordinary words", "an answer of several paragraphs is written as one line", "the points of this question are 100, the maximum, and not 500"}
	got := reports(diags)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("reported:\n%s", strings.Join(got, "\n"))
	}
}
