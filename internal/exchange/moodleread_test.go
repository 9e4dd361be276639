package exchange

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"handrail/internal/source"
)

// outline is what was read, a line for each question: kind, identifier, title, points, and the answers.
func outline(s *Set) string {
	var b strings.Builder
	for _, q := range s.Questions {
		fmt.Fprintf(&b, "%s %s %q %d", q.Kind, q.ID, q.Title, q.Points)
		for _, c := range q.Choices {
			fmt.Fprintf(&b, " | %s", strings.TrimSpace(fmt.Sprintf("%s %t %s", c.Text.Plain(), c.Right, c.Feedback.Plain())))
		}
		for _, item := range q.Items {
			fmt.Fprintf(&b, " | %s", item.Plain())
		}
		for _, p := range q.Pairs {
			fmt.Fprintf(&b, " | %s: %s", p.Left.Plain(), p.Right.Plain())
		}
		for _, a := range q.Accepted {
			fmt.Fprintf(&b, " | %q %t %g %g", a.Forms, a.IsNumber, a.Number, a.Tolerance)
		}
		if q.Scenario != nil {
			fmt.Fprintf(&b, " in %s", q.Scenario.ID)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// moodleQuestion is a question in Moodle XML with a name and a text.
func moodleQuestion(kind, rest string) string {
	return `<question type="` + kind + `"><name><text>q</text></name><questiontext format="html"><text>T?</text></questiontext>` + rest + "</question>\n"
}

// TestMoodleReads: what Moodle means by each form of a question, and what is reported of it.
func TestMoodleReads(t *testing.T) {
	t.Parallel()
	answer := func(fraction, words, more string) string {
		return `<answer fraction="` + fraction + `" format="html"><text>` + words + "</text>" + more + "</answer>"
	}
	feedback := func(words string) string { return `<feedback format="html"><text>` + words + "</text></feedback>" }
	pair := func(left, right string) string {
		return `<subquestion format="html"><text>` + left + "</text><answer><text>" + right + "</text></answer></subquestion>"
	}
	for _, test := range []struct{ name, in, want, reported string }{
		{"one", moodleQuestion("multichoice", "<defaultgrade>3.0000000</defaultgrade><single>true</single>"+answer("0", "a &lt; b", feedback("no"))+answer("100.0000000", "c", "")),
			`one q "T?" 3 | a < b false no | c true`, ""},
		{"one without saying so", moodleQuestion("multichoice", answer("100", "a", "")+answer("0", "b", "")), `one q "T?" 1 | a true | b false`, ""},
		{"part of the points", moodleQuestion("multichoice", "<single>true</single>"+answer("100", "a", "")+answer("50", "b", "")+answer("-25", "c", "")),
			`one q "T?" 1 | a true | b false | c false`,
			"2 the answer \"b\" earns 50% of the points in Moodle, and counts as wrong here\n2 this question loses points that a wrong answer takes away"},
		{"any of two", moodleQuestion("multichoice", "<single>true</single>"+answer("100", "a", "")+answer("100", "b", "")+answer("0", "c", "")), `many q "T?" 1 | a true | b true | c false`,
			"2 any one of 2 choices was right, and now all of them have to be chosen"},
		{"many", moodleQuestion("multichoice", "<single>false</single>"+answer("33.33333", "a", "")+answer("33.33333", "b", "")+answer("33.33333", "c", "")+answer("-100", "d", "")+answer("0", "e", "")),
			`many q "T?" 1 | a true | b true | c true | d false | e false`, "2 this question loses part of the points for part of an answer"},
		{"one of many", moodleQuestion("multichoice", "<single>0</single>"+answer("100", "a", "")+answer("0", "b", "")), `many q "T?" 1 | a true | b false`, ""},
		{"no fraction", moodleQuestion("multichoice", answer("", "a", "")+answer("100", "b", "")), `one q "T?" 1 | a false | b true`,
			`2 the fraction "" of an answer is no number, so the answer counts as wrong`},
		{"no end of points", moodleQuestion("multichoice", answer("inf", "a", "")+answer("100", "b", "")), `one q "T?" 1 | a false | b true`,
			`2 the fraction "inf" of an answer is no number, so the answer counts as wrong`},
		{"places alike", moodleQuestion("ordering", "<gradingtype>ALL_OR_NOTHING</gradingtype>"+answer("1", "a", "")+answer("1", "b", "")+answer("0", "c", "")), `order q "T?" 1 | c | a | b`, ""},
		{"true", moodleQuestion("truefalse", answer("100", "true", feedback("yes"))+answer("0", "false", feedback("no"))), `true-false q "T?" 1 | True true yes | False false no`, ""},
		{"false first", moodleQuestion("truefalse", answer("100", "false", feedback("right"))+answer("0", "true", "")), `true-false q "T?" 1 | True false | False true right`, ""},
		{"true in an old file", moodleQuestion("truefalse", answer("0", "Vrai", "")+answer("100", "Faux", "")), `true-false q "T?" 1 | True false | False true`, ""},
		{"match", moodleQuestion("matching", pair("a", "1")+pair("b", "2")+pair("", "3")), `match q "T?" 1 | a: 1 | b: 2`,
			"2 the answer \"3\" is left out, as nothing belongs to it\n2 this question loses part of the points for part of an answer"},
		{"headings", moodleQuestion("matching", pair("a", "1")+pair("b", "2")+pair("c", "1")), `categorise q "T?" 1 | a: 1 | b: 2 | c: 1`, "2 this question loses part of the points for part of an answer"},
		{"places", moodleQuestion("matching", pair("1st", "a")+pair("2nd", "b")+pair("3rd", "b2")), `order q "T?" 1 | a | b | b2`, "2 this question loses part of the points for part of an answer"},
		{"places of the same", moodleQuestion("matching", pair("1.", "a")+pair("2.", "b")+pair("3.", "a")), `order q "T?" 1 | a | b | a`, "2 this question loses part of the points for part of an answer"},
		{"places that are mixed", moodleQuestion("matching", pair("2nd", "a")+pair("1st", "b")), `match q "T?" 1 | 2nd: a | 1st: b`, "2 this question loses part of the points for part of an answer"},
		{"a left side alone", moodleQuestion("matching", pair("a", "")+pair("b", "2")), `match q "T?" 1 | b: 2`, "2 \"a\" is left out, as it has no answer\n2 this question loses part of the points for part of an answer"},
		{"ordering", moodleQuestion("ordering", "<gradingtype>ALL_OR_NOTHING</gradingtype><selecttype>ALL</selecttype>"+answer("2.0", "b", "")+answer("1.0", "a", "")+answer("10.0", "c", "")), `order q "T?" 1 | a | b | c`, ""},
		{"some of them", moodleQuestion("ordering", "<gradingtype>RELATIVE_NEXT_EXCLUDE_LAST</gradingtype><selecttype>RANDOM</selecttype>"+answer("1", "a", "")+answer("2", "b", "")), `order q "T?" 1 | a | b`,
			"2 this question loses part of the points for part of an answer\n2 this question loses that only some of the items are asked for"},
		{"short", moodleQuestion("shortanswer", "<usecase>1</usecase>"+answer("100", "every month", "")+answer("100", "12", "")+answer("50", "often", "")+answer("100", `a \* b \\`, "")+answer("100", "a*", "")+answer("0", "*", feedback("Not so."))),
			`short q "T?" 1 | ["every month"] false 0 0 | ["12"] true 12 0 | ["a * b \\\\"] false 0 0`,
			"2 the accepted answer \"a*\" is left out\n2 the answer \"often\" earns 50% of the points in Moodle, and is left out\n2 this question loses that capitals have to be right\n2 this question loses the feedback to what is typed"},
		{"nothing is accepted", moodleQuestion("shortanswer", answer("100", "*", "")), "", "2 the accepted answer \"*\" is left out\n2 the question \"q\" is left out, as it has no answers that can be kept"},
		{"numbers", moodleQuestion("numerical", answer("100", "256", "<tolerance>6</tolerance>")+answer("100", "-1.5", "")+answer("0", "*", "")+answer("100", "x", "")+answer("100", "7", "<tolerance>-1</tolerance>")+
			"<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>"),
			`short q "T?" 1 | ["256 ± 6"] true 256 6 | ["-1.5"] true -1.5 0 | ["7"] true 7 0`,
			"2 the accepted answer \"x\" is left out, as it is not a number\n2 the tolerance of \"7\" cannot be read, and is left out\n2 this question loses the units of numbers"},
		{"no number", moodleQuestion("numerical", answer("100", "inf", "")), "", "2 the accepted answer \"inf\" is left out, as it is not a number\n2 the question \"q\" is left out, as it has no answers that can be kept"},
		{"points", moodleQuestion("shortanswer", "<defaultgrade>1.5</defaultgrade>"+answer("100", "a", "")), `short q "T?" 2 | ["a"] false 0 0`, `2 the question "q" counts for 2, and not for "1.5" as in Moodle`},
		{"no points", moodleQuestion("shortanswer", "<defaultgrade>NaN</defaultgrade>"+answer("100", "a", "")), `short q "T?" 1 | ["a"] false 0 0`, `2 the question "q" counts for 1, and not for "NaN" as in Moodle`},
		{"too many points", moodleQuestion("shortanswer", "<defaultgrade>1e99</defaultgrade>"+answer("100", "a", "")), `short q "T?" 100 | ["a"] false 0 0`, `2 the question "q" counts for 100, and not for "1e99" as in Moodle`},
		{"feedback as a whole", moodleQuestion("multichoice", answer("100", "a", "")+answer("0", "b", "")+"<correctfeedback><text>Well done.</text></correctfeedback>"), `one q "T?" 1 | a true | b false`,
			"2 this question loses the feedback to right, partly right and wrong answers as a whole"},
		{"others", moodleQuestion("essay", "") + moodleQuestion("multianswer", "") + moodleQuestion("calculatedsimple", "") + moodleQuestion("ddwtos", "") + moodleQuestion("", ""), "",
			`2 the question "q" is left out: it is an essay, which a person marks
3 the question "q" is left out: it has answers within its text (Cloze, multianswer)
4 the question "q" is left out: its numbers are calculated (calculatedsimple)
5 the question "q" is left out: its type "ddwtos" is not known here
6 the question "q" is left out: it has no type`},
	} {
		s, diags := readMoodleXML(t, "<quiz>\n"+test.in+"</quiz>")
		reported := sortedLines(said(diags))
		if got := strings.TrimSpace(outline(s)); got != test.want || reported != sortedLines(test.reported) {
			t.Errorf("%s:\n%s\nwant\n%s\nreported:\n%s\nwant\n%s", test.name, got, test.want, reported, sortedLines(test.reported))
		}
		for _, q := range s.Questions {
			if wrong := fits(q); wrong != "" {
				t.Errorf("%s: %s", test.name, wrong)
			}
		}
	}
}

// sortedLines are the lines of a text in the order of their words.
func sortedLines(words string) string {
	lines := strings.Split(strings.TrimSpace(words), "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestMoodleTexts: a text is read in its format, with the files that are in its own element.
func TestMoodleTexts(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, in, title, stem string }{
		{"html", `<questiontext format="html"><text><![CDATA[<p>Who <b>is</b> it? a &lt; b ]]]]><![CDATA[></p><ul><li>x</li></ul>]]></text></questiontext>`, "Who is it? a < b ]]>", "- x"},
		{"no format", `<questiontext><text>&lt;p&gt;Who?&lt;/p&gt;</text></questiontext>`, "Who?", ""},
		{"markdown", `<questiontext format="markdown"><text>Who *is* it?

* a
* b</text></questiontext>`, "Who is it?", "- a\n- b"},
		{"plain", `<questiontext format="plain_text"><text>Who &lt;b&gt; *is* it?

Say.</text></questiontext>`, "Who <b> *is* it?", "Say."},
		{"auto-format", `<questiontext format="moodle_auto_format"><text>Who &lt;b&gt;is&lt;/b&gt; it?

Say. a &lt; b</text></questiontext>`, "Who is it?", "Say. a < b"},
		{"auto-format with blocks", `<questiontext format="moodle_auto_format"><text>&lt;p&gt;Who?&lt;/p&gt;

&lt;p&gt;Say.&lt;/p&gt;</text></questiontext>`, "Who?", "Say."},
	} {
		s, diags := readMoodleXML(t, `<quiz><question type="shortanswer">`+test.in+`<answer fraction="100"><text>a</text></answer></question></quiz>`)
		if q := s.Questions[0]; q.Title != test.title || strings.TrimSpace(q.Stem.Markdown()) != test.stem || len(diags) > 0 {
			t.Errorf("%s: %q %q %s", test.name, q.Title, q.Stem.Markdown(), said(diags))
		}
	}
}

// TestMoodleFiles: two texts can have different files of one name, whose names can be encoded.
func TestMoodleFiles(t *testing.T) {
	t.Parallel()
	shows := func(element, src, name, data string) string {
		return `<` + element + ` format="html"><text>&lt;p&gt;&lt;img src="` + src + `" alt="it"/&gt;&lt;/p&gt;</text><file name="` + name + `" path="/" encoding="base64">` + data + `</file></` + element + `>`
	}
	s, diags := readMoodleXML(t, `<quiz><question type="shortanswer">`+shows("questiontext", "@@PLUGINFILE@@/my%20dot.png?time=1", "my dot.png", "QUFB\n")+shows("generalfeedback", "@@PLUGINFILE@@/my%20dot.png", "my dot.png", "QkJC")+
		shows("hint", "@@PLUGINFILE@@/other.png", "my dot.png", "QkJC")+`<answer fraction="100"><text>a</text></answer></question></quiz>`)
	q := s.Questions[0]
	for _, test := range []struct {
		name, want string
		text       Text
	}{{"stem", "AAA", q.Stem}, {"explanation", "BBB", q.Explanation}} {
		images := imagesIn(test.text)
		if len(images) != 1 || s.Images[images[0]] == nil || string(s.Images[images[0]].Data) != test.want {
			t.Errorf("the pictures of the %s are %q", test.name, images)
		}
	}
	if len(imagesIn(q.Hint)) > 0 || !strings.Contains(said(diags), "a picture that is not in the file is left out") {
		t.Errorf("a picture of the hint that is not in the file: %s", said(diags))
	}
}

// TestMoodleParts: the title and the introduction are of the first category, a description is the story of the questions after it, tags are rules.
func TestMoodleParts(t *testing.T) {
	t.Parallel()
	short := func(name, more string) string {
		return `<question type="shortanswer"><name><text>` + name + `</text></name><questiontext><text>T</text></questiontext>` + more + `<answer fraction="100"><text>a</text></answer></question>`
	}
	description := func(name string) string {
		return `<question type="description"><name><text>` + name + `</text></name><questiontext><text>&lt;p&gt;Title&lt;/p&gt;&lt;p&gt;Story.&lt;/p&gt;</text></questiontext></question>`
	}
	category := func(path string) string {
		return `<question type="category"><category><text>` + path + `</text></category><info format="html"><text>Read first.</text></info></question>`
	}
	s, diags := readMoodleXML(t, `<quiz>`+category("$course$/top/Phones//lists/ A//B ")+short("before", "")+description("week")+
		short("in", `<idnumber>x</idnumber><tags><tag><text>rule:opt-in</text>
</tag><tag><text>two words</text></tag></tags><hint><text>One.</text></hint><hint><text>Two.</text></hint>`)+description("end")+category("$course$/top/Phones//lists/ A//B ")+
		short("Question 7", "<idnumber>phones:seven</idnumber>")+category("other")+short("Question 8", "")+category("a third")+"</quiz>")
	if s.Title != "A/B" || s.Intro.Plain() != "Read first." {
		t.Errorf("%q %q", s.Title, s.Intro.Plain())
	}
	if got, want := outline(s), `short before "T" 1 | ["a"] false 0 0
short in "T" 1 | ["a"] false 0 0 in week
short seven "T" 1 | ["a"] false 0 0
short Question 8 "T" 1 | ["a"] false 0 0
`; got != want {
		t.Errorf("%s", got)
	}
	in := s.Questions[1]
	if story := in.Scenario; story.Title != "Title" || story.Story.Plain() != "Story." || in.Hint.Markdown() != "One.\n\nTwo.\n" ||
		!slices.EqualFunc(in.Rules, []string{"rule:opt-in", "two words"}, func(r Rule, id string) bool { return r.ID == id }) {
		t.Errorf("%+v %+v", in, story)
	}
	want := []string{`the description "Title" is left out, as no question comes after it`, "the questions of several categories become one quiz"}
	if got := said(diags); strings.Count(got, "\n") != len(want) || !strings.Contains(got, want[0]) || !strings.Contains(got, want[1]) {
		t.Errorf("%s", got)
	}
}

// TestMoodleCategory: the name of a category is that of the quiz, with its slashes.
func TestMoodleCategory(t *testing.T) {
	t.Parallel()
	for _, title := range []string{"Phones", "Phones/lists", "/a//b/", ""} {
		if got := lastCategory(categoryPath(title)); got != title {
			t.Errorf("the category of %q is %q", title, got)
		}
	}
	for path, want := range map[string]string{"$course$/top": "", "Old": "Old", "$module$/top/Default for Quiz": "Default for Quiz", "": ""} {
		if got := lastCategory(path); got != want {
			t.Errorf("%q is %q, not %q", path, got, want)
		}
	}
}

// TestMoodleBroken: what is no Moodle XML is not read, and the report says where.
func TestMoodleBroken(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, in, want string }{
		{"nothing", "", "1 this file holds no XML"},
		{"another root", "<?xml version=\"1.0\"?>\n<assessmentItem/>", "2 this is no Moodle XML: its root is \"assessmentItem\", and not quiz"},
		{"cut", "<quiz>\n<question", "2 this is not XML"},
	} {
		s, diags := moodle().Read("questions.xml", []byte(test.in))
		if s != nil || !strings.HasPrefix(said(diags), test.want) {
			t.Errorf("%s: %s", test.name, said(diags))
		}
	}
	for in, want := range map[string]bool{"\ufeff<?xml version=\"1.0\"?>\n<!-- question: 1 -->\n<quiz>": true, "<html><quiz>": false, "quiz": false} {
		if moodle().is([]byte(in)) != want {
			t.Errorf("%q is Moodle's: %t", in, !want)
		}
	}
}

// FuzzMoodle: no file makes the reader panic, and what it reads are questions with the answers of their kinds.
func FuzzMoodle(f *testing.F) {
	for _, s := range []*Set{trialSet(f), hostileSet()} {
		data, _ := moodle().Write(s, Options{Moodle: "4.4", TrainerNotes: true})
		f.Add(data)
	}
	for _, seed := range []string{"<quiz/>", "<quiz>" + moodleQuestion("essay", "") + "</quiz>", `<quiz><question type="matching"><subquestion><text>1st</text><answer/></subquestion></question></quiz>`,
		`<quiz><question type="category"><category><text>///</text></category></question><question type="description"/></quiz>`,
		`<quiz><question type="truefalse"><answer/><answer fraction="1e400"/></question></quiz>`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := &source.Reporter{File: &source.File{Path: "questions.xml", Data: data}, Check: Check}
		s := readMoodle(r)
		if s == nil {
			if errors, _ := source.Count(r.Diags); errors == 0 {
				t.Fatal("nothing was read, and no error is reported")
			}
			return
		}
		for _, q := range s.Questions {
			if wrong := fits(q); wrong != "" {
				t.Fatal(wrong)
			}
		}
	})
}
