package exchange

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"handrail/internal/source"
	"handrail/internal/xlsx"
)

// gameQuiz has questions that games can have, some that do not fit, and some of kinds that they do not have.
const gameQuiz = `---
title: Lists
pass: 75%
---
## All at once? {#all rules="opt-in" points="2"}

They *ask*.

- [ ] In a chat
  > Everyone sees.
- [x] With a list

> A list keeps numbers.

## Which two? {#two rules="opt-in"}

- [x] One
- [ ] Two
- [x] Three

## It is so. {#so rules="opt-in"}

- [x] True
- [ ] False

## When? {#when rules="opt-in"}

- [=] (at least) monthly
- [=] 30 ± 2

## In order? {#order rules="opt-in"}

1. a
2. b

## In order too? {#order-too rules="opt-in"}

1. a
2. b
`

// sheetOf is the first sheet of a workbook.
func sheetOf(t *testing.T, data []byte) xlsx.Sheet {
	t.Helper()
	r := &source.Reporter{File: &source.File{}}
	parts, ok := newImport(r).zip(data)
	if !ok {
		t.Fatal(r.Diags)
	}
	sheets, err := xlsx.Read(parts)
	if err != nil {
		t.Fatal(err)
	}
	return sheets[0]
}

// TestKahoot: the rows are where Kahoot looks for them, what does not fit is left out whole, and each loss is reported once.
func TestKahoot(t *testing.T) {
	t.Parallel()
	set := fromMarkdown(t, []byte(gameQuiz), nil)
	data, diags := kahoot().Write(set, Options{Seconds: 20})
	want := []string{
		"1 warning: what is set for the whole quiz is lost: the pass mark of 75%",
		"5 warning: 3 questions lose the name after the #, this one first",
		"5 warning: 3 questions lose the names of rules, this one first",
		"5 warning: this question loses lists, emphasis and other markup: the words alone are kept",
		"5 warning: this question loses the explanation",
		"5 warning: this question loses the feedback to choices",
		"5 warning: this question loses the number of points",
		"26 warning: this question is left out, as the program has no questions of kind short",
		"31 warning: 2 questions are left out, this one first, as the program has no questions of kind order"}
	if got := messages(diags); !slices.Equal(got, want) {
		t.Errorf("reported\n%s", strings.Join(got, "\n"))
	}
	rows := sheetOf(t, data).Rows
	for n, want := range map[int]string{
		6:  "",
		7:  "|Question - max 120 characters|Answer 1 - max 75 characters|Answer 2 - max 75 characters|Answer 3 - max 75 characters|Answer 4 - max 75 characters|Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs|Correct answer(s) - choose at least one",
		8:  "1|All at once? They ask.|In a chat|With a list|||20|2",
		9:  "2|Which two?|One|Two|Three||20|1,3",
		10: "3|It is so.|True|False|||20|1",
	} {
		if got := strings.Join(rows[n], "|"); got != want {
			t.Errorf("row %d is %q", n+1, got)
		}
	}
	if len(rows) != 11 {
		t.Errorf("there are %d rows", len(rows))
	}
	back, diags := kahoot().Read("k.xlsx", data)
	if got := messages(diags); !slices.Equal(got, []string{"9 warning: 3 questions lose the time limit, this one first"}) || !kahoot().is(data) || xlsxTable().is(data) || wayground().is(data) {
		t.Errorf("reported %q", got)
	}
	var read []string
	for _, q := range back.Questions {
		read = append(read, summary(q))
	}
	if want := []string{` one "All at once? They ask." ~"In a chat" ="With a list"`, ` many "Which two?" ="One" ~"Two" ="Three"`, ` true-false "It is so." ="True" ~"False"`}; !slices.Equal(read, want) {
		t.Errorf("read %s", strings.Join(read, "\n"))
	}
}

// TestKahootNeverCuts: a question is as long as it may be, or is left out.
func TestKahootNeverCuts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		title, answer string
		want          string
	}{
		{strings.Repeat("é", 120), strings.Repeat("é", 75), ""},
		{strings.Repeat("é", 121), "a", "this question is left out, as the program has room for 120 characters in a question, and this one has 121"},
		{strings.Repeat("😀", 61), "a", "this question is left out, as the program has room for 120 characters in a question, and this one has 122"},
		{"Q", strings.Repeat("é", 76), "this question is left out, as the program has room for 75 characters in an answer, and one of these has 76"},
	} {
		set := fromMarkdown(t, []byte(gameQuiz), nil)
		set.Questions = set.Questions[1:3]
		set.Questions[0].Title, set.Questions[0].Choices[0].Text = c.title, Words(c.answer)
		data, diags := kahoot().Write(set, Options{})
		found := c.want == ""
		for _, d := range diags {
			found = found || d.Message == c.want
		}
		rows := sheetOf(t, data).Rows
		if !found || (c.want == "") != (len(rows) == 10) {
			t.Errorf("%q: %d rows, %v", c.want, len(rows), diags)
		}
		if c.want == "" && (rows[8][1] != c.title || rows[8][2] != c.answer) {
			t.Errorf("a text is cut: %q", rows[8])
		}
	}
}

// TestGamesRefuse: a time that a program does not have, and a quiz of which nothing can be written, are errors.
func TestGamesRefuse(t *testing.T) {
	t.Parallel()
	for _, f := range []Format{kahoot(), wayground()} {
		set := fromMarkdown(t, []byte(gameQuiz), nil)
		if data, diags := f.Write(set, Options{Seconds: 7}); data != nil || len(diags) != 1 || !strings.Contains(diags[0].Hint, "5 10 20 30") {
			t.Error(f.Name, diags)
		}
		set.Questions = set.Questions[4:]
		data, diags := f.Write(set, Options{})
		if errors, _ := source.Count(diags); data != nil || errors != 1 {
			t.Error(f.Name, diags)
		}
	}
}

// TestKahootReads: files as people fill in the template, which has more in it than questions.
func TestKahootReads(t *testing.T) {
	t.Parallel()
	head := []string{"", "Question - max 95 characters", "Answer 1 - max 60 characters", "Answer 2 - max 60 characters", "Answer 3", "Answer 4", "Time limit (sec)", "Correct answer(s) - choose at least one", "Level"}
	rows := cells([]string{"", "Quiz template"}, nil, head, []string{"1", "Q", "a", "b", "", "d", "", "1.4"}, []string{"2", "R", "a", "b", "", "", "30", "3"},
		[]string{"3", "S", "a", "b"}, []string{"4", "", "a", "b", "", "", "", "1"}, []string{"5"}, []string{"6", "T", "False", "true", "", "", "", "2"}, []string{"7", "U", "true", "true", "", "", "", "2"})
	set, diags := kahoot().Read("k.xlsx", book(t, rows))
	want := []string{
		"1 warning: what is above the names of the columns is left out",
		`3 warning: the column "level" is not known, and is not read`,
		`5 warning: "3" is not the number of an answer: this question is left out`,
		"6 warning: this question has no right answer, and is left out",
		"7 warning: this row has no question, and is left out"}
	if got := messages(diags); !slices.Equal(got, want) {
		t.Errorf("reported\n%s", strings.Join(got, "\n"))
	}
	var read []string
	for _, q := range set.Questions {
		read = append(read, summary(q))
	}
	if want := []string{` many "Q" ="a" ~"b" ="d"`, ` true-false "T" ~"False" ="true"`, ` one "U" ~"true" ="true"`}; !slices.Equal(read, want) {
		t.Errorf("read\n%s", strings.Join(read, "\n"))
	}
}

// TestWayground: the rows have Wayground's columns, and are read again.
func TestWayground(t *testing.T) {
	t.Parallel()
	set := fromMarkdown(t, []byte(gameQuiz), nil)
	data, diags := wayground().Write(set, Options{})
	want := []string{
		"1 warning: what is set for the whole quiz is lost: the pass mark of 75%",
		"5 warning: 4 questions lose the name after the #, this one first",
		"5 warning: 4 questions lose the names of rules, this one first",
		"5 warning: this question loses lists, emphasis and other markup: the words alone are kept",
		"5 warning: this question loses the feedback to choices",
		"5 warning: this question loses the number of points",
		"26 warning: this question loses the tolerance of a number",
		"26 warning: this question loses what is forgiven in short answers",
		"31 warning: 2 questions are left out, this one first, as the program has no questions of kind order"}
	if got := messages(diags); !slices.Equal(got, want) {
		t.Errorf("reported\n%s", strings.Join(got, "\n"))
	}
	var rows []string
	for _, row := range sheetOf(t, data).Rows {
		rows = append(rows, strings.Join(row, "|"))
	}
	if want := []string{"Question Text|Question Type|Option 1|Option 2|Option 3|Option 4|Option 5|Correct Answer|Time in seconds|Image Link|Answer explanation",
		"All at once? They ask.|Multiple Choice|In a chat|With a list||||2|60||A list keeps numbers.", "Which two?|Checkbox|One|Two|Three|||1,3|60",
		"It is so.|Multiple Choice|True|False||||1|60", "When?|Fill-in-the-Blank|at least monthly|monthly|30||||60"}; !slices.Equal(rows, want) {
		t.Errorf("the rows are\n%s", strings.Join(rows, "\n"))
	}
	back, diags := wayground().Read("w.xlsx", data)
	if got := messages(diags); !slices.Equal(got, []string{"2 warning: 4 questions lose the time limit, this one first"}) || !wayground().is(data) || kahoot().is(data) || xlsxTable().is(data) {
		t.Errorf("reported %q", got)
	}
	var read []string
	for _, q := range back.Questions {
		read = append(read, summary(q))
	}
	if want := []string{` one "All at once? They ask." ~"In a chat" ="With a list" because "A list keeps numbers."`, ` many "Which two?" ="One" ~"Two" ="Three"`,
		` true-false "It is so." ="True" ~"False"`, ` short "When?" =["at least monthly"] =["monthly"] =["30"](30:0)`}; !slices.Equal(read, want) {
		t.Errorf("read %s", strings.Join(read, "\n"))
	}
}

// TestWaygroundReads: what cannot be read is reported at its row.
func TestWaygroundReads(t *testing.T) {
	t.Parallel()
	rows := cells([]string{"Question Text", "Question Type", "Option 1", "Option 2", "Correct Answer", "Image Link"}, []string{"P", "Poll", "a", "b"}, []string{"Q", "checkbox", "a", "b", "1", "https://example.org/a.png"},
		[]string{"R", "Fill in the blank"}, []string{"S", "Fill-in-the-Blank", "a", "", "1"}, []string{"", "Checkbox", "a", "b", "1"}, []string{"T", "", "a", "b", "1"})
	set, diags := wayground().Read("w.xlsx", book(t, rows))
	want := []string{
		`2 warning: a question of type "Poll" cannot be read, and is left out`,
		"3 warning: this question loses a picture on the web",
		"4 warning: this question has no accepted answer, and is left out",
		"5 warning: the correct answer of this question is not read: each of its options is accepted",
		"6 warning: this row has no question, and is left out",
		`7 warning: a question of type "" cannot be read, and is left out`}
	if got := messages(diags); !slices.Equal(got, want) {
		t.Errorf("reported\n%s", strings.Join(got, "\n"))
	}
	var read []string
	for _, q := range set.Questions {
		read = append(read, summary(q))
	}
	if want := []string{` many "Q" ="a" ~"b"`, ` short "S" =["a"]`}; !slices.Equal(read, want) {
		t.Errorf("read\n%s", strings.Join(read, "\n"))
	}
}

// TestGamesOfAny: whatever a quiz holds, what is written for a game is read again with the same right answers.
func TestGamesOfAny(t *testing.T) {
	t.Parallel()
	sets := []*Set{trialSet(t), hostileSet()}
	for seed := range uint64(30) {
		sets = append(sets, randomSet(rand.New(rand.NewPCG(seed, 8))))
	}
	tried := 0
	for _, f := range []Format{kahoot(), wayground()} {
		for _, s := range sets {
			data, diags := f.Write(s, Options{})
			if data == nil {
				if errors, _ := source.Count(diags); errors != 1 {
					t.Error(diags)
				}
				continue
			}
			back, diags := f.Read("x", data)
			if back == nil {
				t.Fatal(diags)
			}
			at := 0
			for _, q := range back.Questions {
				for ; strings.Join(strings.Fields(s.Questions[at].Title+" "+s.Questions[at].Stem.Plain()), " ") != strings.Join(strings.Fields(questionWords(q)), " "); at++ {
					if at == len(s.Questions)-1 {
						t.Fatalf("%s: there is no question %q", f.Name, q.Title)
					}
				}
				was := s.Questions[at]
				if wrong := fits(q); wrong != "" || len(was.Choices) != len(q.Choices) {
					t.Errorf("%s: %s %s", f.Name, wrong, summary(q))
				}
				for n, c := range was.Choices {
					if q.Choices[n].Right != c.Right || q.Choices[n].Text.Plain() != c.Text.Plain() {
						t.Errorf("%s: %s", f.Name, summary(q))
					}
				}
				tried++
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d questions were tried", tried)
	}
}

// questionWords are the words of a question that was read, which stay in its stem when they are long.
func questionWords(q *Question) string {
	if len(q.Stem) > 0 {
		return q.Stem.Plain()
	}
	return q.Title
}

// FuzzKahoot and FuzzWayground: whatever a row holds, it is a question that fits its kind, or is reported.
func FuzzKahoot(f *testing.F) {
	f.Add("Question", "Q", "a", "b", "1,2")
	f.Add("question - max", "Q", "True", "False", "2")
	f.Fuzz(func(t *testing.T, head, words, first, second, correct string) {
		checkRead(t, kahoot(), book(t, cells([]string{"", head, "Answer 1", "Answer 2", "Correct answer"}, []string{"1", words, first, second, correct})))
	})
}

func FuzzWayground(f *testing.F) {
	f.Add("Checkbox", "Q", "a", "b", "1,2")
	f.Add("Fill-in-the-Blank", "Q", "30 ± 2", "b", "")
	f.Fuzz(func(t *testing.T, kind, words, first, second, correct string) {
		checkRead(t, wayground(), book(t, cells([]string{"Question Text", "Question Type", "Option 1", "Option 2", "Correct Answer"}, []string{words, kind, first, second, correct})))
	})
}
