package exchange

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"handrail/internal/source"
	"handrail/internal/text"
	"handrail/quiz"
)

// update makes the golden files what is written now.
var update = flag.Bool("update", false, "make the golden files what is written now")

// writeAs writes a quiz in a format, which has to take it.
func writeAs(t testing.TB, f Format, s *Set, o Options) ([]byte, []source.Diagnostic) {
	t.Helper()
	data, diags := f.Write(s, o)
	if data == nil {
		t.Fatalf("nothing was written: %v", diags)
	}
	return data, diags
}

// readMoodleXML reads questions in Moodle XML.
func readMoodleXML(t testing.TB, data string) (*Set, []source.Diagnostic) {
	t.Helper()
	s, diags := moodle().Read("questions.xml", []byte(data))
	if s == nil {
		t.Fatalf("nothing was read: %v", diags)
	}
	return s, diags
}

// said is what diagnostics say, a line for each, with the line that they are at.
func said(diags []source.Diagnostic) string {
	var b strings.Builder
	for _, d := range diags {
		fmt.Fprintf(&b, "%d %s\n", d.Line, d.Message)
	}
	return b.String()
}

// afterMoodle is what a quiz is like after Moodle XML: with the losses that are reported.
func afterMoodle(s *Set, o Options) *Set {
	after := &Set{Title: strings.Join(strings.Fields(s.Title), " "), Intro: s.Intro, Images: s.Images}
	stories := map[*Scenario]*Scenario{nil: nil}
	for _, q := range s.Questions {
		if stories[q.Scenario] == nil && q.Scenario != nil {
			stories[q.Scenario] = &Scenario{ID: q.Scenario.ID, Title: strings.Join(strings.Fields(q.Scenario.Title), " "), Story: q.Scenario.Story}
		}
		x := &Question{ID: q.ID, Kind: q.Kind, Title: strings.Join(strings.Fields(q.Title), " "), Stem: q.Stem, Hint: q.Hint, Points: q.Points,
			Explanation: q.Explanation, Scenario: stories[q.Scenario]}
		for _, rule := range q.Rules {
			x.Rules = append(x.Rules, Rule{ID: "rule:" + rule.ID})
		}
		for _, c := range q.Choices {
			x.Choices = append(x.Choices, Choice{c.Text, c.Right, c.Feedback})
		}
		if q.Kind == quiz.TrueFalse && quiz.Fold(q.Choices[0].Text.Plain()) == "false" {
			slices.Reverse(x.Choices)
		}
		for _, item := range q.Items {
			if x.Items = append(x.Items, item); !strings.HasPrefix(o.Moodle, "4.4") {
				x.Items[len(x.Items)-1] = Words(item.Plain())
			}
		}
		if x.Kind == quiz.Categorise && len(q.Headings) == len(q.Pairs) { // one thing under each heading: pairs
			x.Kind = quiz.Match
		}
		for _, heading := range q.Headings {
			if x.Kind == quiz.Match {
				break
			}
			x.Headings = append(x.Headings, Words(heading.Plain()))
		}
		for _, pair := range q.Pairs {
			x.Pairs = append(x.Pairs, Pair{pair.Left, Words(pair.Right.Plain())})
		}
		if q.Kind == quiz.Categorise && x.Kind == quiz.Match {
			slices.SortStableFunc(x.Pairs, func(a, b Pair) int { return placeOf(q, a) - placeOf(q, b) })
		}
		if q.Kind == quiz.Match && len(q.Heads[0])+len(q.Heads[1]) > 0 {
			heads := append(slices.Clone(q.Heads[0][0].Inlines), text.Inline{Text: " – "})
			x.Stem = append(x.Stem, text.Block{Inlines: append(heads, q.Heads[1][0].Inlines...)})
		}
		x.Accepted = acceptedAfterMoodle(q.Accepted)
		after.Questions = append(after.Questions, x)
	}
	return after
}

// placeOf is the place of the heading of a pair.
func placeOf(q *Question, p Pair) int {
	return slices.IndexFunc(q.Headings, func(heading Text) bool { return heading.Plain() == p.Right.Plain() })
}

// acceptedAfterMoodle is what accepted answers are after Moodle XML: each form is an answer, and beside words a number has no tolerance.
func acceptedAfterMoodle(list []Accepted) []Accepted {
	var after []Accepted
	words := slices.ContainsFunc(list, func(a Accepted) bool { return !a.IsNumber })
	for _, a := range list {
		switch {
		case a.IsNumber && words:
			after = append(after, Accepted{Number: a.Number, IsNumber: true})
		case a.IsNumber:
			after = append(after, Accepted{Number: a.Number, Tolerance: a.Tolerance, IsNumber: true})
		default:
			for _, form := range a.Forms {
				after = append(after, Accepted{Forms: []string{form}})
			}
		}
	}
	var unique []Accepted
	for _, a := range after {
		if !slices.ContainsFunc(unique, func(b Accepted) bool { return words && fmt.Sprint(a) == fmt.Sprint(b) }) {
			unique = append(unique, a)
		}
	}
	return withTyped(unique)
}

// TestMoodleBack: what is written as Moodle XML is read again as it was, but for what is reported.
func TestMoodleBack(t *testing.T) {
	t.Parallel()
	sets := []*Set{trialSet(t), hostileSet()}
	for seed := range uint64(60) {
		sets = append(sets, randomSet(rand.New(rand.NewPCG(seed, 22))))
	}
	for i, s := range sets {
		for _, o := range []Options{{}, {Moodle: "4.4", TrainerNotes: true}} {
			data, _ := writeAs(t, moodle(), s, o)
			back, diags := moodle().Read("back.xml", data)
			if back == nil {
				t.Fatalf("quiz %d is not read: %v\n%s", i, diags, data)
			}
			if diff := equalSets(afterMoodle(s, o), back); diff != "" {
				t.Fatalf("quiz %d: %s", i, diff)
			}
		}
	}
}

// TestMoodleGolden: what is written of the trial is what is in testdata, byte for byte.
func TestMoodleGolden(t *testing.T) {
	t.Parallel()
	const golden = "testdata/trial.moodle.xml"
	data, diags := writeAs(t, moodle(), trialSet(t), Options{})
	if *update {
		if err := os.WriteFile(golden, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, want) {
		t.Errorf("%s has changed: have it read by a Moodle, look at each question there, then run go test ./internal/exchange -run TestMoodleGolden -update", golden)
	}
	if got, want := said(diags), `1 the file holds questions, and no settings of a quiz
10 this question loses the notes for the trainer
25 4 questions lose that only the whole answer earns points, this one first
42 this question loses the words for true and false
60 this question loses the heads of columns
74 4 questions lose answers with other punctuation or spaces, and nearly right ones, this one first
74 this question loses the place beside the story, when Moodle shuffles
83 2 questions lose the tolerance of numbers, this one first
`; got != want {
		t.Errorf("reported:\n%s", got)
	}
}

// TestMoodleRefused: what Moodle would refuse, or would mark as right though it is wrong, is not written.
func TestMoodleRefused(t *testing.T) {
	t.Parallel()
	many := func(right int) *Question {
		q := &Question{ID: "many", Kind: quiz.Many, Title: "Which?", Points: 1, Choices: []Choice{{Text: Words("no")}}}
		for n := range right {
			q.Choices = append(q.Choices, Choice{Text: Words(fmt.Sprint("yes ", n)), Right: true})
		}
		return q
	}
	picture := func(src string) Text {
		return Text{{Inlines: []text.Inline{{Kind: text.Image, Href: src, Text: "a phone"}}}}
	}
	for _, test := range []struct {
		name, want string
		question   *Question
		options    Options
	}{
		{"ten right choices", "", many(10), Options{}},
		{"eleven right choices", "Moodle takes 10 right choices at most, and this question has 11", many(11), Options{}},
		{"pictures that only their looks distinguish", `two answers of this question are both "[a phone]" in Moodle`,
			&Question{ID: "match", Kind: quiz.Match, Points: 1, Pairs: []Pair{{Words("a"), picture("1.png")}, {Words("b"), picture("2.png")}}}, Options{}},
		{"headings that only their looks distinguish", `two answers of this question are both "[a phone]" in Moodle`,
			&Question{ID: "under", Kind: quiz.Categorise, Points: 1, Headings: []Text{picture("1.png"), picture("2.png")},
				Pairs: []Pair{{Words("a"), picture("1.png")}, {Words("b"), picture("2.png")}}}, Options{}},
		{"no version", `there is no version "four" of Moodle`, many(1), Options{Moodle: "four"}},
		{"a version", "", many(1), Options{Moodle: "4.4.1"}},
		{"an old version", "", many(1), Options{Moodle: "3"}},
	} {
		test.question.Pos = source.Pos{File: "quiz.md", Line: 7}
		s := &Set{Title: "x", Questions: []*Question{test.question}, File: &source.File{Path: "quiz.md"}}
		data, diags := moodle().Write(s, test.options)
		errors, _ := source.Count(diags)
		if (data == nil) != (test.want != "") || (errors > 0) != (test.want != "") || test.want != "" && !strings.Contains(said(diags), test.want) {
			t.Errorf("%s: %d bytes, %s", test.name, len(data), said(diags))
		}
	}
}

// TestMoodleForms: the form of each answer in Moodle XML, as measured there.
func TestMoodleForms(t *testing.T) {
	t.Parallel()
	accepted := func(list ...Accepted) *Question { return &Question{Kind: quiz.Short, Accepted: list} }
	number := func(n, tolerance float64, form string) Accepted {
		return Accepted{Forms: []string{form}, Number: n, Tolerance: tolerance, IsNumber: true}
	}
	choices := func(kind quiz.Kind, right ...bool) *Question {
		q := &Question{Kind: kind}
		for i, is := range right {
			q.Choices = append(q.Choices, Choice{Text: Words(fmt.Sprint("c", i)), Right: is})
		}
		return q
	}
	trueFalse := &Question{Kind: quiz.TrueFalse, Choices: []Choice{{Text: Words("False"), Right: true}, {Text: Words("true"), Feedback: Words("no")}}}
	welsh := &Question{Kind: quiz.TrueFalse, Choices: []Choice{{Text: Words("Gau"), Right: true}, {Text: Words("Gwir")}}}
	order := &Question{Kind: quiz.Order, Items: []Text{Words("a"), Words("b")}}
	for _, test := range []struct {
		name     string
		question *Question
		language string
		version  string
		want     []string // in this order
	}{
		{"one", choices(quiz.One, false, true), "en-GB", "", []string{`type="multichoice"`, "<single>true", `fraction="0"`, "c0", `fraction="100"`, "c1"}},
		{"three right", choices(quiz.Many, true, true, true, false), "en", "", []string{"<single>false", `"33.33333"`, "c2", `"-100"`, "c3"}},
		{"six right", choices(quiz.Many, true, true, true, true, true, true), "en", "", []string{`"16.66667"`}},
		{"seven right", choices(quiz.Many, true, true, true, true, true, true, true), "en", "", []string{`"14.28571"`}},
		{"eight right", choices(quiz.Many, true, true, true, true, true, true, true, true), "en", "", []string{`"12.5"`}},
		{"nine right", choices(quiz.Many, true, true, true, true, true, true, true, true, true), "en", "", []string{`"11.11111"`}},
		{"true or false", trueFalse, "en-GB", "", []string{`type="truefalse"`, `fraction="0"`, "<text>true</text>", "no", `fraction="100"`, "<text>false</text>"}},
		{"true or false in Welsh", welsh, "cy", "", []string{`type="multichoice"`, "<single>true", `fraction="100"`, "Gau", `fraction="0"`, "Gwir"}},
		{"order", order, "en-GB", "4.3", []string{`type="matching"`, "<shuffleanswers>true", "1st", "<text>a", "2nd", "<text>b"}},
		{"order in Welsh", order, "cy", "", []string{`type="matching"`, "1.", "<text>a", "2.", "<text>b"}},
		{"order in a new Moodle", order, "en-GB", "4.4", []string{`type="ordering"`, "<layouttype>VERTICAL", "<selecttype>ALL", "<selectcount>0", "<gradingtype>ALL_OR_NOTHING",
			"<showgrading>HIDE", "<numberingstyle>none", "<correctfeedback", "<partiallycorrectfeedback", "<incorrectfeedback", "<shownumcorrect>0", `fraction="1"`, "<text>a", `fraction="2"`, "<text>b"}},
		{"words", accepted(Accepted{Forms: []string{"at least once", "once"}}, Accepted{Forms: []string{`a * b \*`}}), "en", "", []string{`type="shortanswer"`, "<usecase>0",
			"<text>at least once<", "<text>once<", `<text>a \* b \\*<`}},
		{"numbers", accepted(number(256, 6, "256 ± 6"), number(-1500.5, 0, "-1,500.5")), "en", "", []string{`type="numerical"`, "<text>256<", "<tolerance>6<", "<text>-1500.5<", "<tolerance>0<"}},
		{"numbers and words", accepted(number(256, 6, "256 ± 6"), Accepted{Forms: []string{"many"}}), "en", "", []string{`type="shortanswer"`, "<text>256<", "<text>many<"}},
		{"a number in words", accepted(number(10, 0, "ten")), "en", "", []string{`type="shortanswer"`, "<text>10<", "<text>ten<"}},
	} {
		test.question.ID, test.question.Points = "x", 1
		s := &Set{Title: "x", Language: test.language, Questions: []*Question{test.question}, File: &source.File{Path: "quiz.md"}}
		data, _ := writeAs(t, moodle(), s, Options{Moodle: test.version})
		rest := string(data[bytes.Index(data, []byte("<idnumber>x<")):])
		if strings.HasPrefix(test.want[0], "type=") {
			rest = string(data)
		}
		for _, part := range test.want {
			_, after, found := strings.Cut(rest, part)
			if !found {
				t.Errorf("%s: no %s in\n%s", test.name, part, rest)
				break
			}
			rest = after
		}
		if test.name == "numbers and words" && strings.Contains(string(data), "tolerance") {
			t.Error("a short answer has a tolerance")
		}
	}
}

// TestMoodleSettings: what to set in Moodle by hand is said once, with the numbers of the quiz, and only where something has to be set.
func TestMoodleSettings(t *testing.T) {
	t.Parallel()
	q := &Question{ID: "q", Kind: quiz.One, Points: 1, Choices: []Choice{{Text: Words("a"), Right: true}, {Text: Words("b")}}}
	hinted := *q
	hinted.Hint = Words("Think.")
	for _, test := range []struct {
		set  Set
		want []string
	}{
		{Set{}, nil},
		{Set{Shuffle: "none"}, nil},
		{Set{Shuffle: "choices"}, nil}, // which goes along
		{Set{Pass: 60}, []string{"Maximum grade to 100", "Grade to pass to 60"}},
		{Set{Draw: 3, Minutes: 7}, []string{"Add 3 random questions", "about 7 minutes"}},
		{Set{Shuffle: "both", Certificate: true}, []string{"Tick Shuffle", "A certificate"}},
		{Set{Feedback: "at-once"}, []string{"Immediate feedback"}},
		{Set{Feedback: "at-end"}, []string{"Deferred feedback"}},
		{Set{Feedback: "at-once", Questions: []*Question{&hinted}}, []string{"Interactive with multiple tries, which"}},
		{Set{Feedback: "at-end", Questions: []*Question{&hinted}}, []string{"Deferred feedback", "Hints are shown"}},
	} {
		s := test.set
		if s.File = (&source.File{Path: "quiz.md"}); s.Questions == nil {
			s.Questions = []*Question{q}
		}
		_, diags := writeAs(t, moodle(), &s, Options{})
		said := ""
		if len(diags) == 1 {
			said = diags[0].Hint
		}
		if len(diags) > 1 || (said == "") != (test.want == nil) || slices.ContainsFunc(test.want, func(part string) bool { return !strings.Contains(said, part) }) {
			t.Errorf("%+v: %q, not %q", test.set, said, test.want)
		}
	}
}

// TestMoodleTrainer: notes for the trainer are in no file, unless they are asked for; then they are in comments, and nothing in them ends one.
func TestMoodleTrainer(t *testing.T) {
	t.Parallel()
	s := &Set{Title: "x", File: &source.File{Path: "quiz.md"}, Questions: []*Question{{ID: "q", Kind: quiz.One, Points: 1, Trainer: Words("Ask -- for --> hands\x01 ---"),
		Choices: []Choice{{Text: Words("a"), Right: true}, {Text: Words("b")}}}}}
	without, diags := writeAs(t, moodle(), s, Options{})
	if bytes.Contains(without, []byte("hands")) || !strings.Contains(said(diags), "the notes for the trainer") {
		t.Errorf("%s\n%s", said(diags), without)
	}
	with, _ := writeAs(t, moodle(), s, Options{TrainerNotes: true})
	if back, diags := readMoodleXML(t, string(with)); len(back.Questions) != 1 || len(diags) > 0 {
		t.Errorf("%v\n%s", diags, with)
	}
	comment, _, found := strings.Cut(string(with[bytes.Index(with, []byte("<!--")):]), "-->")
	if !found || !strings.Contains(comment, "hands") {
		t.Errorf("the comment is %q", comment)
	}
}

// TestMoodleNumbers: the numbers of questions are theirs alone, and of at most 100 characters.
func TestMoodleNumbers(t *testing.T) {
	t.Parallel()
	w := &moodleWriter{set: &Set{Name: "team/quizzes/" + strings.Repeat("a", 60)}}
	long := strings.Repeat("b", 60)
	first, second := w.idNumber(long+"1"), w.idNumber(long+"2")
	if len(first) > 100 || len(second) > 100 || first == second {
		t.Errorf("%q and %q", first, second)
	}
	w.set.Name = "team/quizzes/phones"
	if got := w.idNumber("who"); got != "phones:who" {
		t.Errorf("%q", got)
	}
}

// TestMoodlePictures: each text has the pictures that it shows, each once, as files of its own.
func TestMoodlePictures(t *testing.T) {
	t.Parallel()
	picture := text.Inline{Kind: text.Image, Href: "../a.png", Text: "a phone"}
	show := Text{{Inlines: []text.Inline{picture, picture}}}
	s := &Set{Title: "x", File: &source.File{Path: "quiz.md"}, Images: map[string]*Image{"../a.png": {"a.png", "image/png", []byte("PNG")}}, Questions: []*Question{{ID: "q", Kind: quiz.One, Points: 1,
		Stem: show, Explanation: show, Hint: show, Choices: []Choice{{show, true, show}, {Text: Words("b")}}}}}
	data, _ := writeAs(t, moodle(), s, Options{})
	for part, want := range map[string]int{`<file name="a.png" path="/" encoding="base64">UE5H</file>`: 5, pluginFile + "a.png": 10} {
		if got := bytes.Count(data, []byte(part)); got != want {
			t.Errorf("%s is there %d times, not %d:\n%s", part, got, want, data)
		}
	}
	back, diags := readMoodleXML(t, string(data))
	if len(diags) > 0 || len(back.Images) != 5 || len(imagesIn(back.Questions[0].Hint)) != 2 {
		t.Errorf("%v, %d pictures", diags, len(back.Images))
	}
}

// TestMoodleStories: the questions of a story come after its description, and one that has none after a category, which ends the story.
func TestMoodleStories(t *testing.T) {
	t.Parallel()
	story := &Scenario{ID: "week", Title: "Sam's week", Story: Words("Sam joins.")}
	question := func(id string, story *Scenario) *Question {
		return &Question{ID: id, Kind: quiz.One, Points: 1, Scenario: story, Choices: []Choice{{Text: Words("a"), Right: true}, {Text: Words("b")}}}
	}
	s := &Set{Title: "/Phones/and lists/", File: &source.File{Path: "quiz.md"}, Questions: []*Question{question("a", nil), question("b", story), question("c", story), question("d", nil)}}
	data, _ := writeAs(t, moodle(), s, Options{})
	var types []string
	for part := range strings.SplitSeq(string(data), `<question type="`) {
		types = append(types, part[:strings.IndexAny(part, "\"<")])
	}
	if want := []string{"", "category", "multichoice", "description", "multichoice", "multichoice", "category", "multichoice"}; !slices.Equal(types, want) {
		t.Errorf("%q", types)
	}
	if !bytes.Contains(data, []byte("<text>$course$/top/ //Phones//and lists// </text>")) {
		t.Errorf("the category of %q:\n%s", s.Title, data)
	}
	if diff := equalSets(afterMoodle(s, Options{}), first(readMoodleXML(t, string(data)))); diff != "" {
		t.Error(diff)
	}
}

func first[A, B any](a A, _ B) A { return a }

// BenchmarkMoodle writes and reads 2,000 questions.
func BenchmarkMoodle(b *testing.B) {
	s := manyQuestions(b, 2000)
	data, _ := writeAs(b, moodle(), s, Options{})
	b.Run("write", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			writeAs(b, moodle(), s, Options{})
		}
	})
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			moodle().Read("questions.xml", data)
		}
	})
}

// manyQuestions is the trial again and again.
func manyQuestions(t testing.TB, questions int) *Set {
	s := trialSet(t)
	few := s.Questions
	s.Questions = nil
	for i := range questions {
		q := *few[i%len(few)]
		q.ID = fmt.Sprint(q.ID, "-", i)
		s.Questions = append(s.Questions, &q)
	}
	return s
}
