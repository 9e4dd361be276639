package quiz

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"handrail/internal/language"
	"handrail/internal/source"
)

// TestAsBefore: what differs in capitals, spaces and punctuation alone is the same, as it was when Fold compared answers.
func TestAsBefore(t *testing.T) {
	random := rand.New(rand.NewPCG(20261128, 1))
	pieces := []string{"a", "B", "ten", "one", "5", "12", "-", "–", " ", ".", ",", "'", "’", "(", ")", "!", "\u00a0", "é", "E\u0301", "ß", "Σ", "%", "й"}
	marks := []rune(" \t\n\r\u00a0.,;:!?'’‘\"“”()")
	same := 0
	lang := language.English()
	for range 50_000 {
		var one, other string
		for range 1 + random.IntN(6) {
			piece := pieces[random.IntN(len(pieces))]
			one += piece
			if slices.Contains(marks, []rune(piece)[0]) {
				piece = string(marks[random.IntN(len(marks))])
			}
			other += piece
		}
		if Fold(one) != Fold(other) || keyOf(lang, one).plain == "" {
			continue
		}
		same++
		if !keyOf(lang, one).same(keyOf(lang, other)) {
			t.Fatalf("%q and %q were the same", one, other)
		}
	}
	if same < 10_000 {
		t.Errorf("only %d pairs were compared", same)
	}
}

func TestForms(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
		err  error
	}{
		{"once a month", []string{"once a month"}, nil},
		{"(at least) once a month", []string{"at least once a month", "once a month"}, nil},
		{"once (a) month (or so)", []string{"once a month or so", "once month or so", "once a month", "once month"}, nil},
		{"group(s)", []string{"groups", "group"}, nil},
		{"group\uE000s\uE001", []string{"group(s)"}, nil},
		{"a ()", []string{"a", "a"}, nil},
		{"(all of it)", nil, errEmpty},
		{"(one) (two)", nil, errEmpty},
		{"(one).", nil, errEmpty},
		{"...", nil, errNothing},
		{"one (two", nil, errBrackets},
		{"one) two", nil, errBrackets},
		{"a (b (c) d)", nil, errBrackets},
		{"a (b) (c) (d) (e) (f)", nil, errOptional},
	} {
		got, err := formsOf(language.English(), test.text)
		if !slices.Equal(got, test.want) || err != test.err {
			t.Errorf("%q: %q, %v", test.text, got, err)
		}
	}
}

// TestReadForms: an accepted answer is read as it is shown, with its escapes and character references read once and those of code not at
// all, and only what is in brackets that are not meant as such can be left out.
func TestReadForms(t *testing.T) {
	for written, want := range map[string][]string{
		"once (a month)":           {"once a month", "once"},
		`group\(s\)`:               {"group(s)"},
		`a\\ (b)`:                  {`a\ b`, `a\`},
		"`f(x)` (now)":             {"f(x) now", "f(x)"},
		"Q&amp;A":                  {"Q&A"},
		"&amp;lt; (b)":             {"&lt; b", "&lt;"},
		"&#38;amp; (b)":            {"&amp; b", "&amp;"},
		`\&amp; (b)`:               {"&amp; b", "&amp;"},
		"`a&lt;b\\*` (c)":          {`a&lt;b\* c`, `a&lt;b\*`},
		"*once* a **(long)** week": {"once a long week", "once a week"},
		"thanks :tada: (b)":        {"thanks 🎉 b", "thanks 🎉"},
	} {
		q, diags := parse(t, "## What? {#what rules=\"r\"}\n\n- [=] "+written+"\n\n> Because.\n")
		if n, _ := source.Count(diags); n > 0 {
			t.Errorf("%s: %s", written, diags[0].Message)
			continue
		}
		accepted := q.Questions[0].Answers.(*Written).Accepted[0]
		if !slices.Equal(accepted.Forms, want) {
			t.Errorf("%s: %q, not %q", written, accepted.Forms, want)
		}
	}
}

// TestAcceptedNumbers: a number is read as its editor means it.
func TestAcceptedNumbers(t *testing.T) {
	for text, want := range map[string][2]float64{
		"256": {256, 0}, "256 ± 6": {256, 6}, "256+-6": {256, 6}, "1,500": {1500, 0}, "1,500 ± 1,000": {1500, 1000}, "0,125": {0.125, 0},
		"1,5": {1.5, 0}, "−5": {-5, 0}, "-5 +/- 0,5": {-5, 0.5}, "２５６": {256, 0}, "1 500": {1500, 0}, "1.500": {1.5, 0}, "12.": {12, 0}, "ten": {},
	} {
		n, tolerance, ok := readNumber(language.English(), text)
		if text == "ten" || text == "12." {
			if ok {
				t.Errorf("%q is a number", text)
			}
		} else if !ok || n != want[0] || tolerance != want[1] {
			t.Errorf("%q is %v ± %v, %t", text, n, tolerance, ok)
		}
	}
	for _, text := range []string{"about 256", "256 people", "20/11/2026", "0808 800 8000", "1 ± many", "± 5", "1,50,0"} {
		if _, _, ok := readNumber(language.English(), text); ok {
			t.Errorf("%q is a number", text)
		}
	}
}

// TestLongAnswers: a long answer takes no longer for what it is made of.
func TestLongAnswers(t *testing.T) {
	q := fixture(t, "answers.md").Questions[0]
	for _, piece := range []string{"a", "a ", "1 ", "\U0001d7d8", "e\u0301", "\u0301", "-", "1,000", "'", "\u200b"} {
		long := ""
		for len(long) < 100_000 {
			long += piece + long
		}
		start := time.Now()
		q.Mark(Answer{Words: long})
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%q takes %s", piece, took)
		}
	}
}

// FuzzAnswers: nothing that is typed makes marking panic; what is accepted is right, and one letter more or less never is both
// right and nearly.
func FuzzAnswers(f *testing.F) {
	for _, seed := range []string{"once a month", "(at least) once", "9–5", "256 ± 6", "Ynys Môn", "group(s)", "twenty-one", "e-mail", "-5"} {
		f.Add(seed, seed+"s")
	}
	lang := language.English()
	f.Fuzz(func(t *testing.T, accepted, typed string) {
		forms, err := formsOf(lang, accepted)
		if err != nil {
			return
		}
		w := &Written{lang: lang}
		for _, form := range forms {
			w.Accepted = append(w.Accepted, Accepted{keys: []key{keyOf(lang, form)}})
		}
		q := &Question{Answers: w}
		for _, form := range forms {
			if got := q.Mark(Answer{Words: form}); got != Right {
				t.Fatalf("%q is %s for %q", form, got, accepted)
			}
		}
		k := keyOf(lang, typed)
		if len([]rune(k.plain)) != len(k.words) {
			t.Fatalf("%q: %d characters, %d places", typed, len([]rune(k.plain)), len(k.words))
		}
		q.Mark(Answer{Words: typed})
	})
}
