package exchange

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"handrail/quiz"
)

// summary is a question in one line: its identifier, its kind, its words and its answers.
func summary(q *Question) string {
	var b strings.Builder
	in := func(t Text) string { return strings.TrimSuffix(t.Markdown(), "\n") }
	fmt.Fprintf(&b, "%s %s %q", q.ID, q.Kind, q.Title)
	if len(q.Stem) > 0 {
		fmt.Fprintf(&b, " stem %q", in(q.Stem))
	}
	for _, c := range q.Choices {
		fmt.Fprintf(&b, " %s%q", map[bool]string{true: "=", false: "~"}[c.Right], in(c.Text))
		if len(c.Feedback) > 0 {
			fmt.Fprintf(&b, "#%q", in(c.Feedback))
		}
	}
	for _, item := range q.Items {
		fmt.Fprintf(&b, " >%q", in(item))
	}
	for _, p := range q.Pairs {
		fmt.Fprintf(&b, " %q->%q", in(p.Left), in(p.Right))
	}
	for _, a := range q.Accepted {
		fmt.Fprintf(&b, " =%q", a.Forms)
		if a.IsNumber {
			fmt.Fprintf(&b, "(%v:%v)", a.Number, a.Tolerance)
		}
	}
	if len(q.Explanation) > 0 {
		fmt.Fprintf(&b, " because %q", in(q.Explanation))
	}
	for _, rule := range q.Rules {
		fmt.Fprintf(&b, " [%s]", rule.ID)
	}
	if q.Scenario != nil {
		fmt.Fprintf(&b, " in %s %q", q.Scenario.ID, q.Scenario.Title)
	}
	return b.String()
}

// fits says what is wrong with how a question's answers fit its kind; "" for nothing.
func fits(q *Question) string {
	counts := map[quiz.Kind]int{quiz.One: len(q.Choices), quiz.Many: len(q.Choices), quiz.TrueFalse: len(q.Choices), quiz.Order: len(q.Items),
		quiz.Match: len(q.Pairs), quiz.Categorise: len(q.Pairs), quiz.Short: len(q.Accepted)}
	all := len(q.Choices) + len(q.Items) + len(q.Pairs) + len(q.Accepted)
	right := 0
	for _, c := range q.Choices {
		if c.Right {
			right++
		}
	}
	switch count, known := counts[q.Kind]; {
	case !known:
		return fmt.Sprintf("%q is no kind", q.Kind)
	case count == 0 || count != all:
		return "it has answers of another kind, or none"
	case q.Kind != quiz.Many && right > 1:
		return "several choices are right"
	case q.Kind == quiz.TrueFalse && len(q.Choices) != 2:
		return "true and false are two"
	case (q.Kind == quiz.Categorise) != (len(q.Headings) > 0):
		return "headings and another kind"
	}
	return ""
}

// readings are inputs in a format with what is read and what is reported.
type reading struct {
	name, in string
	want     []string // a question each, as summary has it
	reported []string // as messages has them
}

func (c reading) test(t *testing.T, format Format) {
	t.Helper()
	s, diags := format.Read("in", []byte(c.in))
	var got []string
	if s != nil {
		for _, q := range s.Questions {
			got = append(got, summary(q))
			if wrong := fits(q); wrong != "" {
				t.Errorf("%s: %s", c.name, wrong)
			}
		}
	}
	if !slices.Equal(got, c.want) {
		t.Errorf("%s: read\n%s\nand not\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
	}
	if reported := messages(diags); !slices.Equal(reported, c.reported) {
		t.Errorf("%s: reported\n%s\nand not\n%s", c.name, strings.Join(reported, "\n"), strings.Join(c.reported, "\n"))
	}
}

// TestGIFTReads: files as people and Moodle write them, read as Moodle reads them.
func TestGIFTReads(t *testing.T) {
	t.Parallel()
	for _, c := range []reading{
		{"a name, a comment, tags and escapes", "// from the old course [id:one] [tag:rule-x] [tag:y]\n::The name::[html]Is a\\:b \\{x\\} \\~ \\\\ <b>bold</b>?{=yes\\#1#good ~no#bad####because}\n",
			[]string{`one one "Is a:b {x} ~ \\ bold?" ="yes#1"#"good" ~"no"#"bad" because "because" [rule-x] [y]`}, nil},
		{"the first comment is to a wrong answer", "Sky is blue {T#no#yes}\n\nSky is green.{FALSE}",
			[]string{` true-false "Sky is blue" ="True"#"yes" ~"False"#"no"`, ` true-false "Sky is green." ~"True" ="False"`}, nil},
		{"weights", "Which? {~%50%a#f ~%50%b ~%-100%c ~d}", []string{` many "Which?" ="a"#"f" ="b" ~"c" ~"d"`}, nil},
		{"a weight with an equals sign is words", "Which? {=100% ~%50%half ~%-20%less ~no}", []string{` one "Which?" ="100%" ~"half" ~"less" ~"no"`},
			[]string{`1 warning: the choice "half", which is right in part, counts as wrong`, `1 warning: the choice "less" takes points away, which is left out`}},
		{"two that are right", "Which? {=a =b ~c}", []string{` many "Which?" ="a" ="b" ~"c"`},
			[]string{"1 warning: any one of 2 choices was right, and now all of them have to be chosen"}},
		{"numbers", "How many? {#=256:6#near =40..42 =%50%1 =x ~#far####g}", []string{` short "How many?" =["256 ± 6"](256:6) =["41 ± 1"](41:1) because "g"`},
			[]string{`1 warning: "x" is left out, as it is no number`, `1 warning: the answer "1" is left out, as it counts for 50% alone`,
				`1 warning: the feedback "far" is left out: a short answer has none of its own`, `1 warning: the feedback "near" is left out: a short answer has none of its own`}},
		{"one number", "How many?{#1.5}", []string{` short "How many?" =["1.5"](1.5:0)`}, nil},
		{"short answers", `When? {=every month =%50%half =\%50\% =a * b =2\*3 =[html][x] =7}`, []string{` short "When?" =["every month"] =["\\%50\\%"] =["2*3"] =["[x]"] =["7"](7:0)`},
			[]string{`1 warning: the accepted answer "a * b" is left out, as its star stands for any characters`, `1 warning: the answer "half" is left out, as it counts for 50% alone`}},
		{"one answer", "When? {=now}", []string{` short "When?" =["now"]`}, nil},
		{"pairs, of which each is cut at its first arrow", "Who? {=a -> c =d -> e -> f = -> g}", []string{` match "Who?" "a"->"c" "d"->"e -> f"`},
			[]string{`1 warning: "g" is left out, as nothing belongs to it`}},
		{"right sides that are shared", "Where? {=a -> x =b -> y =c -> x}", []string{` categorise "Where?" "a"->"x" "b"->"y" "c"->"x"`}, nil},
		{"a pair without an arrow", "Who? {=a -> b =c}\n\nAnd? {T}", []string{` true-false "And?" ="True" ~"False"`}, []string{"1 warning: this question is left out, as a pair of it has no ->"}},
		{"order", "In which order? {>3 ALL VERTICAL ALL_OR_NOTHING HIDE none\nfirst\nsecond\nthird}", []string{` order "In which order?" >"first" >"second" >"third"`}, nil},
		{"a missing word", "Grant is {~buried =entombed} in a tomb.", []string{` one "Grant is _____ in a tomb." ~"buried" ="entombed"`}, nil},
		{"an essay, and braces", "Write. {}\n\nOpen {=a\n\nb}\n\nTwo {=a} and {=b}\n\nLast {T}", []string{` true-false "Last" ="True" ~"False"`}, []string{
			"1 warning: this question is left out, as it asks for an essay", "3 warning: this question is left out, as one of its braces is missing",
			"5 warning: this question is left out, as one of its braces is missing", "7 warning: this question is left out, as it has several places for answers"}},
		{"a scenario", "::s::Sam joins.\n\nFirst? {T}\n\nSecond? {F}\n\n$CATEGORY: $course$/top/New\n\nThird? {T}\n\nLast words.",
			[]string{` true-false "First?" ="True" ~"False" in s "Sam joins."`, ` true-false "Second?" ~"True" ="False" in s "Sam joins."`, ` true-false "Third?" ="True" ~"False"`},
			[]string{"11 warning: this text is left out, as no question follows it"}},
		{"formats", "[markdown]Is *it* so? {=[plain]*a* ~[html]<i>b</i> ~c*d*}", []string{` one "Is it so?" ="\\*a\\*" ~"*b*" ~"c*d*"`}, nil},
		{"Moodle's own format has its lines", "One\ntwo {T}", []string{` true-false "One two" stem "One\\\ntwo" ="True" ~"False"`}, nil},
		{"lines as Windows has them, and what is no UTF-8", "Caf\xe9? {T}\r\n\r\nAnd? {F}\r\n", []string{` true-false "Café?" ="True" ~"False"`, ` true-false "And?" ~"True" ="False"`},
			[]string{"1 warning: this file is not UTF-8, and is read as Windows-1252"}},
		{"a picture", `::p::[html]See <img src\="@@PLUGINFILE@@/dot.png" alt\="a dot"> {T}`, []string{`p true-false "See [a dot]" ="True" ~"False"`},
			[]string{"1 warning: a picture that is not in the file is left out"}},
		{"categories", "$CATEGORY: a\n\nA? {T}\n\n$CATEGORY: b\n\nB? {T}\n\n$CATEGORY: c", []string{` true-false "A?" ="True" ~"False"`, ` true-false "B?" ="True" ~"False"`},
			[]string{"5 warning: the questions of several categories become one quiz"}},
		{"nothing", "// a comment\n", nil, []string{"1 error: this file holds no question that can be read"}},
	} {
		c.test(t, gift())
	}
	s, _ := gift().Read("in", []byte("$CATEGORY: $course$/top/Lists//chats\n\nA? {T}"))
	if s.Title != "Lists/chats" {
		t.Errorf("the title is %q", s.Title)
	}
}

func FuzzGIFT(f *testing.F) {
	for _, seed := range []string{"::a::[html]Which? {=a#b ~%50%c####d}", "{#=1:2 =3..4 ~#x}", "Who? {=a -> b =c -> b}", "x {>1 ALL\na\nb}", `\{ \n {=\=*}`, "$CATEGORY: a//b\n\nText\n\nx {T#a#b}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { readAny(t, gift(), data) })
}

// readAny reads whatever it is given. What comes of it has to be a quiz.
func readAny(t *testing.T, format Format, data []byte) {
	s, diags := format.Read("in", data)
	if s == nil && len(diags) == 0 {
		t.Fatal("nothing is read, and nothing is reported")
	}
	if s == nil {
		return
	}
	for _, q := range s.Questions {
		if wrong := fits(q); wrong != "" {
			t.Fatalf("%s: %s", wrong, summary(q))
		}
		if strings.ContainsFunc(q.Title, func(r rune) bool { return r == '\n' || r == '\r' }) {
			t.Fatalf("a title of several lines: %q", q.Title)
		}
	}
}
