package exchange

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"handrail/internal/source"
	"handrail/internal/text"
)

// tabled is a quiz as a table holds it: pictures are their descriptions, and each form of a short answer is one.
func tabled(s *Set) *Set {
	of := func(t Text) Text {
		return mapImages(t, func(in text.Inline) text.Inline { return text.Inline{Kind: text.Words, Text: "[" + in.Text + "]"} })
	}
	scenarios := map[*Scenario]*Scenario{}
	c := *s
	c.Intro, c.Questions = of(s.Intro), nil
	for _, q := range s.Questions {
		x := *q
		x.Stem, x.Hint, x.Trainer, x.Explanation = of(q.Stem), of(q.Hint), of(q.Trainer), of(q.Explanation)
		x.Choices, x.Items, x.Pairs, x.Headings, x.Accepted = nil, nil, nil, nil, nil
		x.Heads = [2]Text{of(q.Heads[0]), of(q.Heads[1])}
		for _, choice := range q.Choices {
			x.Choices = append(x.Choices, Choice{of(choice.Text), choice.Right, of(choice.Feedback)})
		}
		for _, item := range q.Items {
			x.Items = append(x.Items, of(item))
		}
		for _, p := range q.Pairs {
			x.Pairs = append(x.Pairs, Pair{of(p.Left), of(p.Right)})
		}
		for _, h := range q.Headings {
			x.Headings = append(x.Headings, of(h))
		}
		for _, a := range q.Accepted {
			if a.IsNumber {
				x.Accepted = append(x.Accepted, a)
				continue
			}
			for _, form := range a.Forms {
				x.Accepted = append(x.Accepted, readAccepted(form))
			}
		}
		if story := q.Scenario; story != nil {
			if scenarios[story] == nil {
				scenarios[story] = &Scenario{story.ID, story.Title, of(story.Story), story.Pos}
			}
			x.Scenario = scenarios[story]
		}
		c.Questions = append(c.Questions, &x)
	}
	return &c
}

// TestTablesHoldAll: a quiz of all kinds is the same after it has been in a table, but for its pictures, which are reported.
func TestTablesHoldAll(t *testing.T) {
	t.Parallel()
	sets := map[string]*Set{"trial": trialSet(t), "hostile": hostileSet()}
	for seed := range uint64(20) {
		sets[fmt.Sprint("seed ", seed)] = randomSet(rand.New(rand.NewPCG(seed, 22)))
	}
	for name, set := range sets {
		for _, format := range []Format{csvTable(), xlsxTable()} {
			data, diags := format.Write(set, Options{TrainerNotes: true})
			pictures := false
			for _, d := range diags {
				pictures = pictures || strings.Contains(d.Message, "picture")
				if d.Severity != source.Warning || !strings.Contains(d.Message, "picture") {
					t.Errorf("%s as %s: %v", name, format.Name, d)
				}
			}
			if pictures != bytes.Contains(fmt.Append(nil, set), []byte(".png")) {
				t.Errorf("%s as %s: pictures are reported: %v", name, format.Name, pictures)
			}
			again, _ := format.Write(set, Options{TrainerNotes: true})
			if !bytes.Equal(data, again) || !format.is(data) {
				t.Errorf("%s as %s: the bytes are others each time, or not known", name, format.Name)
			}
			read, diags := format.Read("table", data)
			if read == nil {
				t.Fatalf("%s as %s: %v", name, format.Name, diags)
			}
			for _, d := range diags {
				t.Errorf("%s as %s: %v", name, format.Name, d)
			}
			if diff := equalSets(tabled(set), read); diff != "" {
				diff = diff[:min(len(diff), 3000)]
				t.Errorf("%s as %s: %s", name, format.Name, diff)
			}
			if read.Language != set.Language {
				t.Errorf("%s as %s: the language is %q", name, format.Name, read.Language)
			}
		}
	}
}

// TestTrainerNotes: what is for the trainer is in a table only for whoever asks for it.
func TestTrainerNotes(t *testing.T) {
	t.Parallel()
	set := trialSet(t)
	for _, with := range []bool{false, true} {
		data, diags := csvTable().Write(set, Options{TrainerNotes: with})
		if got := bytes.Contains(data, []byte("Ask for hands")) || bytes.Contains(data, []byte("trainer")); got != with {
			t.Errorf("with notes %v: the table has them: %v", with, got)
		}
		want := []string{"10 warning: this question loses the notes for the trainer"}
		if with {
			want = nil
		}
		if got := messages(diags); !slices.Equal(got, want) {
			t.Errorf("with notes %v: reported %q", with, got)
		}
	}
}

// TestTable: the table of a small quiz, as it is typed and as people read it.
func TestTable(t *testing.T) {
	t.Parallel()
	set := fromMarkdown(t, []byte(`---
title: Lists
pass: 75%
---
Read *first*.

## All at once? {#all-at-once rules="opt-in sent" points="2"}

- [ ] In a chat
  > Everyone sees.
- [x] =With a list

> A list.

## When? {#when rules="opt-in"}

- [=] (at least) monthly
- [=] 30 ± 2

## Where? {#where rules="opt-in"}

- List
  - News
- Chat
  - Keys
`), nil)
	data, _ := csvTable().Write(set, Options{})
	want := strings.ReplaceAll("\ufeff"+`id,kind,question,text,rules,source,points,left heading,right heading,answer 1,right 1,feedback 1,answer 2,right 2,feedback 2,answer 3,right 3,feedback 3,explanation,hint,scenario
,quiz,Lists,Read *first*.,,,,,,language,en-GB,,pass,75,,,,,,,
all-at-once,one,All at once?,,opt-in sent,,2,,,In a chat,,Everyone sees.,'=With a list,x,,,,,A list.,,
when,short,When?,,opt-in,,1,,,at least monthly,,,monthly,,,30 ± 2,,,,,
where,categorise,Where?,,opt-in,,1,,,News,List,,Keys,Chat,,,,,,,
`, "\n", "\r\n")
	if string(data) != want {
		t.Errorf("the table is\n%s\nand not\n%s", data, want)
	}
}

// TestChangedBySpreadsheets: words that a spreadsheet takes for a number or a date are reported once for the whole table, and in a workbook they are text.
func TestChangedBySpreadsheets(t *testing.T) {
	t.Parallel()
	for words, is := range map[string]bool{"0113": true, "1e5": true, "3-4": true, "1/2": true, "29.11.2026": true, "1234567890123456": true, "75%": true,
		"12": false, "2.5": false, "9–5": false, "0": false, "a 3-4": false, "3.4": false, "1,500": false} {
		set := trialSet(t)
		set.Questions[0].Choices[0].Text, set.Questions[1].Choices[0].Text = Words(words), Words(words)
		for _, format := range []Format{csvTable(), xlsxTable()} {
			_, diags := format.Write(set, Options{TrainerNotes: true})
			if got := len(diags) == 1 && strings.Contains(diags[0].Message, strconv.Quote(words)); got != (is && format.Name == "csv") || len(diags) > 1 {
				t.Errorf("%q as %s: %v", words, format.Name, diags)
			}
		}
	}
}

// TestTablesOfOthers: what trainers type is read, or is reported at its row with what to do.
func TestTablesOfOthers(t *testing.T) {
	t.Parallel()
	const head = "Question,KIND,Answer 1,right 1,answer 2,Right 2,answer 3,right 3,feedback 1,scenario,id,text,points\n"
	for _, c := range []reading{
		{"semicolons, rows above and empty ones", "Our quiz;;\n;;\nquestion;kind;answer 1;right 1;answer 2;;;\n;;;;;;;\nWhy?;One;\"a;\nb\";X;c;;;\nHow?;short;30;;;;;\n", []string{` one "Why?" ="a; b" ~"c"`, ` short "How?" =["30"](30:0)`},
			[]string{"1 warning: what is above the names of the columns is left out"}},
		{"tabs, and Excel's own line", "sep=\t\nkind\tquestion\tanswer 1\tright 1\tanswer 2\none\tA, b\tc\tyes\td", []string{` one "A, b" ="c" ~"d"`}, nil},
		{"old line ends", "kind,question,answer 1,answer 2\rorder,Q,a,b\r", []string{` order "Q" >"a" >"b"`}, nil},
		{"nothing right, and too much", head + "Q,one,a,,b\nR,one,a,x,b,x\nS,true-false,True,x,False,x\nT,true-false,a,x,b,,c\nU,one,a,perhaps,b,x\n",
			[]string{` one "Q" ~"a" ~"b"`, ` many "R" ="a" ="b"`, ` many "S" ="True" ="False"`, ` one "T" ="a" ~"b" ~"c"`, ` one "U" ~"a" ="b"`}, []string{
				"2 warning: no answer of this question is right",
				"3 warning: this question of kind one has 2 right answers, and is read as one of kind many",
				"4 warning: a question that is true or false has two answers, one of them right: this one is read as a question with choices",
				"5 warning: a question that is true or false has two answers, one of them right: this one is read as a question with choices",
				`6 warning: "perhaps" does not say whether the answer is right, so the answer counts as wrong`}},
		{"unknown kinds, no question, no answers", head + "\"Q\nq\",ones,a\n,one,a,x\nR,one\nS,short,a\nT,,a\n", []string{` short "S" =["a"]`}, []string{
			`3 warning: the kind "ones" is not known, so this row is left out`,
			"4 warning: this row has no question, and is left out",
			"5 warning: this question has no answers, and is left out",
			`7 warning: the kind "" is not known, so this row is left out`}},
		{"columns that are not known, twice or without a name", "kind,question,answer 1,anser 2,answer 1,,colour\nshort,Q,a,b,c,d,e\n", []string{` short "Q" =["a"]`}, []string{
			`1 warning: the column "anser 2" is not known, and is not read`,
			`1 warning: the column "answer 1" is there twice: the second is not read`,
			`1 warning: the column "colour" is not known, and is not read`,
			"2 warning: there is something in a column without a name, which is not read"}},
		{"what has no place", head + "Q,order,a,x,b,,,,f\nR,one,a,x,,x\nS,short,a,,,,,,,gone\nT,short,a,,,,,,,,,,many\n", []string{` order "Q" >"a" >"b"`, ` one "R" ="a"`, ` short "S" =["a"]`, ` short "T" =["a"]`}, []string{
			`2 warning: what is under "right 1", "feedback 1" is left out: there is no place for it in this row of kind order`,
			`3 warning: what is under "right 2" is left out: there is no place for it in this row of kind one`,
			`4 warning: there is no scenario "gone": this question is by itself`,
			`5 warning: the points of this question cannot be "many": it counts for one`}},
		{"pairs", head + "Q,match,a,1,b,2\nR,match,a,1,b,1,c,2\nS,match,a,1,b\n", []string{` match "Q" "a"->"1" "b"->"2"`, ` categorise "R" "a"->"1" "b"->"1" "c"->"2"`, ` match "S" "a"->"1"`}, []string{
			"3 warning: several answers of this question belong to the same thing, so it is read as one of kind categorise",
			"4 warning: nothing belongs to this answer, which is left out"}},
		{"scenarios", head + "A,short,a,,,,,,,s\nB,short,b\nC,short,c,,,,,,,s\nSam,scenario,,,,,,,,,s,Sam *asks*.\nSam,scenario,,,,,,,,,s\nTom,scenario,,,,,,,,,t\nNo,scenario\n",
			[]string{` short "A" =["a"] in s "Sam"`, ` short "C" =["c"] in s "Sam"`, ` short "B" =["b"]`}, []string{
				`4 warning: this question is put after the others of the scenario "s"`,
				`6 warning: there is another scenario with the id "s": this one is left out`,
				"7 warning: this scenario has no questions, and is left out",
				"8 warning: this scenario has no id, and is left out"}},
		{"settings", head + "My quiz,quiz,pass,80,draw,x,color,3\nAnother,quiz\nA,short,a\n", []string{` short "A" =["a"]`}, []string{
			`2 warning: the setting "draw" cannot be "x", and is left out`,
			`2 warning: the setting "color" is not known, and is left out`,
			"3 warning: there is another row of kind quiz: this one is left out"}},
		{"markdown that a page reads in another way", head + "Q,order,# a,,*b* H<sub>2</sub>O <b>c</b>\n", []string{` order "Q" >"**a**" >"*b* H<sub>2</sub>O **c**"`}, nil},
		{"no header", "a,b\nc,d\n", nil, []string{"1 error: no row of this table names its columns"}},
		{"no questions", head, nil, []string{"1 error: no question could be read"}},
		{"a quote that is never closed", head + "A,short,b\n\"B,short,c\n", nil, []string{"3 error: the quotes of a cell that begins or ends here do not match"}},
		{"another encoding", "kind,question,answer 1\nshort,Zo\xeb?,a\n", []string{` short "Zoë?" =["a"]`}, []string{"1 warning: this file is not UTF-8, and is read as Windows-1252"}},
		{"too many cells", "kind,question" + strings.Repeat(",", 30) + "\n" + strings.Repeat(strings.Repeat("a,", 20)+"\n", 5001), nil, []string{"1 error: this table is too large: 100022 of its cells hold something, and the most that are read are 100000"}},
		{"too many columns", head + strings.Repeat(",", 300) + "\n", nil, []string{"1 error: this table has too many rows or columns: the most that are read are 10000 and 256"}},
	} {
		c.test(t, csvTable())
		_, diags := csvTable().Read("table.csv", []byte(c.in))
		for _, d := range diags {
			if d.Hint == "" || strings.ContainsRune(d.Source, 0) || strings.ToValidUTF8(d.Source, "") != d.Source {
				t.Errorf("%s: incomplete: %+v", c.name, d)
			}
		}
	}
	set, _ := csvTable().Read("table.csv", []byte("kind,question,text,answer 1,right 1,answer 2,right 2,answer 3,right 3\nquiz,My quiz,*Read*,Pass,80.00%,certificate,yes,shuffle,both\nshort,A,,a\n"))
	if set.Title != "My quiz" || set.Intro.Markdown() != "*Read*\n" || set.Pass != 80 || !set.Certificate || set.Shuffle != "both" {
		t.Errorf("the settings are %+v", set)
	}
}

// FuzzCSV: whatever a table holds, it is a quiz of questions whose kinds fit their answers, or an error.
func FuzzCSV(f *testing.F) {
	data, _ := csvTable().Write(trialSet(f), Options{TrainerNotes: true})
	f.Add(data)
	f.Add([]byte("kind;question;answer 1;right 1\nmatch;Q;a;b\nquiz;T;pass;9\nscenario;S\n"))
	f.Fuzz(func(t *testing.T, data []byte) { checkRead(t, csvTable(), data) })
}

// checkRead reads a file, and reports a quiz that cannot be one.
func checkRead(t *testing.T, f Format, data []byte) {
	set, diags := f.Read("file", data)
	if errors, _ := source.Count(diags); set == nil && errors == 0 || set != nil && len(set.Questions) == 0 {
		t.Fatalf("there are no questions, and it is not reported: %v", diags)
	}
	if set == nil {
		return
	}
	for _, q := range set.Questions {
		if wrong := fits(q); wrong != "" || q.Title == "" || q.Points < 1 {
			t.Errorf("%s: %+v", wrong, q)
		}
	}
}
