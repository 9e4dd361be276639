package exchange

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"handrail/internal/source"
	"handrail/internal/text"
	"handrail/quiz"
)

// messages are what diagnostics say, each after its line.
func messages(diags []source.Diagnostic) []string {
	var list []string
	for _, d := range diags {
		list = append(list, fmt.Sprintf("%d %s: %s", d.Line, d.Severity, d.Message))
	}
	return list
}

// export writes a quiz, which has to have no errors.
func export(t testing.TB, format Format, s *Set) string {
	t.Helper()
	data, diags := format.Write(s, Options{})
	if data == nil {
		t.Fatalf("%s is not written: %q", format.Name, messages(diags))
	}
	again, _ := format.Write(s, Options{})
	if string(again) != string(data) {
		t.Errorf("%s is written in two ways", format.Name)
	}
	return string(data)
}

// TestGIFTWrites: a question of each kind, as Moodle and gift-pegjs take it.
func TestGIFTWrites(t *testing.T) {
	t.Parallel()
	got := export(t, gift(), trialSet(t))
	for _, want := range []string{
		`// [id:all-at-once] [tag:rule-use-broadcast-list]
::all-at-once::[html]<p>How do you write to all members at once?</p> {
~In a group chat#<p>Everyone in it would see everyone else's number.</p>
=With a broadcast list#<p>Each member sees the sender's number and no other.</p>
~By email, with all their addresses in one line#<p>All would see the addresses of all.</p>
####<p>A broadcast list keeps every number from the others.</p>}
`, `
~%50%Wait until they ask#<p>They say yes by asking.</p>
~%-100%Take the number from an old list#<p>They did not ask for this.</p>
`, ` {F#<p>A laptop cannot send to a list.</p>#<p>Lists work on a phone only.</p>
####<p>Lists can`, ` {
=1st -> They hear of the list
=2nd -> They ask to join
`, `<p>Who – How</p> {
=All members -> Broadcast list
`, `$CATEGORY: $course$/top/A quiz to try things with

`, `
// [id:the-list]
::the-list::[html]<p>Checking the list</p>\n<p>Zoë keeps`, ` {
=%100%every month#
=%100%monthly#
`, `
=%100%256#
=%100%two hundred and fifty-six#
`, `
=A reminder of the coffee morning -> Broadcast list
=News of the next meeting -> Broadcast list
`} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no\n%s", want)
		}
	}
	if strings.Contains(got, "Ask for hands") {
		t.Error("a note for the trainer is in it")
	}
	if t.Failed() {
		t.Log(got)
	}
}

// TestGIFTEscapes: each character that has a meaning is escaped, and so is each # of an entity. No question holds an empty line.
func TestGIFTEscapes(t *testing.T) {
	t.Parallel()
	s := hostileSet()
	got := export(t, gift(), s)
	for _, want := range []string{`\=1+1`, `\{ \} \# \: \\ -&gt; ]]&gt; &amp; &lt;`, "\n=%100%", `&amp;amp;amp; &amp;\#35;`, `::q-1::[html]<p>1\: \= \~`} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s", want)
		}
	}
	if t.Failed() {
		t.Log(got)
	}
	for block := range strings.SplitSeq(strings.TrimSpace(got), "\n\n") {
		if first := strings.Split(block, "\n")[0]; !strings.HasPrefix(first, "// [id:") && !strings.HasPrefix(first, "$CATEGORY:") {
			t.Errorf("a question begins with %s", first)
		}
	}
}

// TestGIFTBeginnings: [ begins a format and % a weight, so neither begins an answer or feedback. A star would stand for any characters.
func TestGIFTBeginnings(t *testing.T) {
	t.Parallel()
	s := &Set{File: &source.File{Path: "quiz.md"}, Questions: []*Question{
		{ID: "a", Kind: quiz.One, Title: "[html] is what?", Choices: []Choice{{Words("[html] a"), true, Words("[html] b")}, {Words("%50%c"), false, nil}}},
		{ID: "b", Kind: quiz.Short, Title: "What?", Accepted: []Accepted{{Forms: []string{"[x]"}}, {Forms: []string{"%50%"}}, {Forms: []string{`2*2\*`}}}},
	}}
	want := `// [id:a]
::a::[html]<p>[html] is what?</p> {
=&\#91;html] a#<p>[html] b</p>
~&\#37;50%c}

// [id:b]
::b::[html]<p>What?</p> {
=%100%[html][x]#
=%100%%50%#
=%100%2\*2\\\*#}
`
	if got := export(t, gift(), s); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestGIFTLoses(t *testing.T) {
	t.Parallel()
	arrow := &Set{Title: "T", File: &source.File{Path: "quiz.md"}, Pass: 50, Questions: []*Question{
		{ID: "a", Kind: quiz.Short, Title: "Which?", Accepted: []Accepted{{Forms: []string{"a -> b"}}, {Forms: []string{"yes"}}}, Pos: source.Pos{File: "quiz.md", Line: 3}},
		{ID: "b", Kind: quiz.Short, Title: "Which?", Accepted: []Accepted{{Forms: []string{"a -> b"}}}, Pos: source.Pos{File: "quiz.md", Line: 4}},
		{ID: "c", Kind: quiz.Short, Title: "Which?", Accepted: []Accepted{{Number: 5, Tolerance: 1, IsNumber: true}, {Forms: []string{"five"}}}, Pos: source.Pos{File: "quiz.md", Line: 5}},
		{ID: "d", Kind: quiz.One, Title: "Which?", Stem: wholeText("x"), Choices: []Choice{{Words("a"), true, nil}, {Words("b"), false, nil}}, Pos: source.Pos{File: "quiz.md", Line: 6}},
		{ID: "e", Kind: quiz.Match, Title: "Which?", Pairs: []Pair{{Words("a"), Words("b")}}, Pos: source.Pos{File: "quiz.md", Line: 7}},
	}}
	data, diags := gift().Write(arrow, Options{})
	want := []string{
		"1 warning: what is set for the whole quiz is lost: the pass mark of 50%",
		`3 warning: 2 questions lose what is forgiven in short answers, this one first`,
		`3 warning: the accepted answer "a -> b" is left out, as -> has another meaning in the file`,
		`4 warning: the accepted answer "a -> b" is left out, as -> has another meaning in the file`,
		`4 warning: this question is left out, as none of its accepted answers can be written`,
		`5 warning: the tolerance of 5 is lost, as another accepted answer is no number`,
		`6 warning: this question loses pictures, which become the words that describe them`,
		`7 warning: this question is left out, as it has only one pair`,
	}
	if got := messages(diags); !slices.Equal(got, want) {
		t.Errorf("reported %s", strings.Join(got, "\n"))
	}
	if strings.Contains(string(data), "::b::") || strings.Contains(string(data), "->") {
		t.Errorf("what is left out is written:\n%s", data)
	}

	eleven := &Set{File: &source.File{Path: "quiz.md"}, Questions: []*Question{{Kind: quiz.Many, Choices: slices.Repeat([]Choice{{Words("a"), true, nil}}, 11)}}}
	if data, diags := gift().Write(eleven, Options{}); data != nil || len(diags) != 1 {
		t.Errorf("11 right choices: %q, and %q", data, messages(diags))
	}
}

func TestFraction(t *testing.T) {
	t.Parallel()
	for n, want := range []string{1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667", 7: "14.28571", 8: "12.5", 9: "11.11111", 10: "10"} {
		if n > 0 && fraction(n) != want {
			t.Errorf("one of %d is %s, not %s", n, fraction(n), want)
		}
	}
}

// TestGIFTRoundTrip: a quiz that is written and read again is the same, but for what is reported.
func TestGIFTRoundTrip(t *testing.T) {
	t.Parallel()
	sets := []*Set{trialSet(t), hostileSet()}
	for seed := range uint64(40) {
		sets = append(sets, randomSet(rand.New(rand.NewPCG(seed, 1))))
	}
	for _, s := range sets {
		data := export(t, gift(), s)
		back, diags := gift().Read("quiz.gift", []byte(data))
		if len(diags) > 0 {
			t.Errorf("reading it: %q", messages(diags))
		}
		if back == nil {
			t.Fatal(data)
		}
		if diff := equalSets(inGIFT(s), back); diff != "" {
			t.Fatal(diff)
		}
	}
}

// inGIFT is what is left of a quiz in GIFT.
func inGIFT(s *Set) *Set {
	left := &Set{Title: s.Title, Images: map[string]*Image{}}
	words := wordsOf
	scenarios := map[*Scenario]*Scenario{nil: nil}
	for _, q := range s.Questions {
		x := &Question{ID: q.ID, Kind: q.Kind, Title: strings.Join(strings.Fields(q.Title), " "), Stem: words(q.Stem), Explanation: words(q.Explanation), Points: 1}
		if old := q.Scenario; scenarios[old] == nil && old != nil {
			scenarios[old] = &Scenario{ID: old.ID, Title: old.Title, Story: words(old.Story)}
		}
		x.Scenario = scenarios[q.Scenario]
		if q.Kind == quiz.Match {
			x.Stem = append(x.Stem, Words(q.Heads[0].Plain()+" – "+q.Heads[1].Plain())...)
		}
		for _, rule := range q.Rules {
			x.Rules = append(x.Rules, Rule{ID: "rule-" + rule.ID})
		}
		for _, c := range q.Choices {
			x.Choices = append(x.Choices, Choice{words(c.Text), c.Right, words(c.Feedback)})
		}
		for _, pair := range q.Pairs {
			x.Pairs = append(x.Pairs, Pair{words(pair.Left), Words(pair.Right.Plain())})
		}
		for _, item := range q.Items {
			x.Items = append(x.Items, Words(item.Plain()))
		}
		if x.Kind == quiz.Categorise && len(q.Headings) == len(q.Pairs) {
			x.Kind = quiz.Match // one thing under each heading
		} else {
			for _, heading := range q.Headings {
				x.Headings = append(x.Headings, Words(heading.Plain()))
			}
		}
		x.Accepted = acceptedInGIFT(q)
		left.Questions = append(left.Questions, x)
	}
	return left
}

// wordsOf is a text with the words of its pictures.
func wordsOf(t Text) Text {
	return mapImages(t, func(in text.Inline) text.Inline { return text.Inline{Kind: text.Words, Text: "[" + in.Text + "]"} })
}

func acceptedInGIFT(q *Question) []Accepted {
	var list []Accepted
	words := slices.ContainsFunc(q.Accepted, func(a Accepted) bool { return !a.IsNumber })
	seen := map[string]bool{}
	for _, a := range q.Accepted {
		if a.IsNumber && words {
			a.Tolerance = 0
		}
		if a.IsNumber && !(words && seen[trim(a.Number)]) {
			seen[trim(a.Number)] = true
			list = append(list, a)
			continue
		}
		for _, form := range a.Forms {
			if !a.IsNumber && !seen[form] && !strings.Contains(form, "->") {
				seen[form] = true
				list = append(list, Accepted{Forms: []string{strings.Join(strings.Fields(form), " ")}})
			}
		}
	}
	return withTyped(list)
}
