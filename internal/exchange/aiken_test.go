package exchange

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"handrail/internal/source"
	"handrail/quiz"
)

func TestAikenWrites(t *testing.T) {
	t.Parallel()
	data, diags := aiken().Write(trialSet(t), Options{})
	want := `How do you write to all members at once?
A) In a group chat
B) With a broadcast list
C) By email, with all their addresses in one line
ANSWER: B

A list can be used on a laptop.
A) True
B) False
ANSWER: B
`
	if string(data) != want {
		t.Errorf("got\n%s", data)
	}
	reported := []string{
		"1 warning: questions and choices are kept in plain words alone: settings, names, rules, points, hints, scenarios, feedback, explanations and markup are left out",
		"25 warning: 8 of 10 questions are left out, this one first, as only those with one right choice, of at most 26, can be written",
	}
	if got := messages(diags); !slices.Equal(got, reported) {
		t.Errorf("reported %q", got)
	}
}

func TestAikenLoses(t *testing.T) {
	t.Parallel()
	choices := []Choice{{Words("x"), true, nil}, {Text: wholeText("y")[1:2]}}
	for title, want := range map[string]string{
		"A) is the first?":    "1 warning: a dash is put before this question, as it begins as a choice or an answer does",
		"U.S. or UK?":         "1 warning: a dash is put before this question, as it begins as a choice or an answer does",
		"ANSWER: is a word?":  "1 warning: a dash is put before this question, as it begins as a choice or an answer does",
		"?":                   `1 error: the question "?" is too short: Moodle leaves out lines of one character`,
		"Is A) right?":        "",
		"ANSWERS: which one?": "",
	} {
		s := &Set{File: &source.File{Path: "quiz.md"}, Questions: []*Question{{Kind: quiz.One, Title: title, Choices: choices, Pos: source.Pos{File: "quiz.md", Line: 1, Col: 2}}}}
		data, diags := aiken().Write(s, Options{})
		var got []string
		for _, d := range messages(diags) {
			if !strings.Contains(d, "plain words alone") && !strings.Contains(d, "pictures") {
				got = append(got, d)
			}
		}
		if strings.Join(got, "\n") != want {
			t.Errorf("%q: %q", title, messages(diags))
		}
		if !slices.Contains(messages(diags), "1 warning: this question loses pictures, which become the words that describe them") {
			t.Errorf("%q: %q", title, messages(diags))
		}
		if (data == nil) != (title == "?") {
			t.Errorf("%q is written as %q", title, data)
		}
	}
	if data, diags := aiken().Write(&Set{File: &source.File{Path: "quiz.md"}, Questions: []*Question{{Kind: quiz.Short}}}, Options{}); data != nil || diags[0].Severity != source.Error {
		t.Errorf("a quiz of nothing is written: %q, %q", data, messages(diags))
	}
}

func TestAikenReads(t *testing.T) {
	t.Parallel()
	for _, c := range []reading{
		{"questions", "\xef\xbb\xbfFirst?\r\nA) x\r\nB. y\r\nANSWER: B\r\n\r\n?\r\nSecond?\r\nA) False\r\nB) True\r\nANSWER:A", []string{` one "First?" ~"x" ="y"`, ` true-false "Second?" ="False" ~"True"`}, nil},
		{"two that are right", "First?\nA) x\nB) y\nANSWER: A,B", nil, []string{`4 error: the answer "A,B" is not one letter`}},
		{"a second line", "First?\nAnd more.\nA) x\nB) y\nANSWER: A", nil, []string{"2 error: this is the second line of a question, which has to be one"}},
		{"a line within choices", "First?\nA) x\nmore of x\nB) y\nANSWER: A", nil,
			[]string{"3 error: the question before has no line that says which choice is right", "4 error: this choice is B, and A comes next"}},
		{"a question like a choice", "U.S. or UK?\nA) x\nB) y\nANSWER: A", nil,
			[]string{"1 error: this choice belongs to no question", "1 error: this choice is U, and A comes next", "2 error: this choice is A, and B comes next", "3 error: this choice is B, and C comes next"}},
		{"letters that are not in order", "First?\nA) x\nC) y\nANSWER: C", nil, []string{"3 error: this choice is C, and B comes next", "4 error: there is no choice C"}},
		{"no answer", "First?\nA) x\nB) y", nil, []string{"1 error: this question has no line that says which choice is right"}},
		{"no question", "ANSWER: A", nil, []string{"1 error: this answer belongs to no question"}},
		{"nothing", "\n\n", nil, []string{"1 error: this file holds no question that can be read"}},
	} {
		c.test(t, aiken())
	}
}

// TestAikenRoundTrip: what is left of a quiz is read again as it was.
func TestAikenRoundTrip(t *testing.T) {
	t.Parallel()
	sets := []*Set{trialSet(t), hostileSet()}
	for seed := range uint64(40) {
		sets = append(sets, randomSet(rand.New(rand.NewPCG(seed, 2))))
	}
	questions := 0
	for _, s := range sets {
		i := newImport(&source.Reporter{File: s.File})
		want := &Set{Images: map[string]*Image{}}
		for _, q := range s.Questions {
			if q.Kind != quiz.One && q.Kind != quiz.TrueFalse {
				continue
			}
			x := &Question{Kind: q.Kind, Points: 1}
			i.titled(x, Words(strings.Join(strings.Fields(q.Title+" "+q.Stem.Plain()), " ")))
			for _, c := range q.Choices {
				x.Choices = append(x.Choices, Choice{Text: Words(c.Text.Plain()), Right: c.Right})
			}
			want.Questions = append(want.Questions, x)
			questions++
		}
		if len(want.Questions) == 0 {
			continue
		}
		back, diags := aiken().Read("quiz.txt", []byte(export(t, aiken(), s)))
		if len(diags) > 0 {
			t.Fatal(messages(diags))
		}
		if diff := equalSets(want, back); diff != "" {
			t.Fatal(diff)
		}
	}
	if questions < 20 {
		t.Errorf("%d questions are too few", questions)
	}
}

func FuzzAiken(f *testing.F) {
	for _, seed := range []string{"Q?\nA) x\nB) y\nANSWER: B\n", "Q?\nA. True\nB. False\nANSWER: A", "A) x\nANSWER: A", "Q\n\nB) x"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { readAny(t, aiken(), data) })
}
