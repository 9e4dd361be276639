package quiz

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
)

func parse(t *testing.T, text string) (*Quiz, []source.Diagnostic) {
	t.Helper()
	f, diags := source.Parse("q.md", []byte(text))
	if f == nil {
		t.Fatal(diags)
	}
	var front Front
	diags = append(diags, f.Decode(&front)...)
	doc, more := markdown.NewParser(language.English()).Parse(f)
	q, last := Parse(doc, front)
	return q, append(append(diags, more...), last...)
}

func reported(diags []source.Diagnostic) string {
	var lines []string
	for _, d := range source.Sort(diags) {
		line := fmt.Sprintf("%d %s", d.Line, d.Message)
		if d.Severity == source.Warning {
			line += " (warning)"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestParse(t *testing.T) {
	q, diags := parse(t, `---
pass: 75%
draw: 3
shuffle: both
feedback: at-end
---
Read each one.

## Who can see it? {#who rules="a b" points="2" reviewed="2026-11-20"}

Think of the *list*.

- [ ] Everyone
  > No: only you.
- [x] Only **you**

:::hint
Think of bcc.
:::

> It works like bcc.

:::trainer
Ask first.
:::

## And then? {#then rules="c" choose="many"}

- [x] One
- [ ] Two
  > No.

> So it is.

## The week {#week}

Sam is new.

### In which order? {#order rules="d"}

1. First
2. Second
3. Third

> Step by step.

### Which belongs to which? {#pairs rules="d"}

| Who | How |
|---|---|
| All | List |
| Team | *Chat* |

> So.

## How many? {#many rules="e"}

- [=] 256 ± 6
- [=] two hundred

> So many.

## It is true. {#true rules="f"}

- [ ] True
  > No.
- [x] False

> It is not.
`)
	if len(diags) > 0 {
		t.Fatal(reported(diags))
	}
	who, then, order, pairs, many, truth := q.Questions[0], q.Questions[1], q.Questions[2], q.Questions[3], q.Questions[4], q.Questions[5]
	items, table, accepted := order.Answers.(*Sequence).Items, pairs.Answers.(*Pairs), many.Answers.(*Written).Accepted
	for i, test := range []struct{ got, want any }{
		{string(q.Intro), "<p>Read each one.</p>"}, {len(q.Questions), 6}, {q.Draw, 3}, {q.Front.Feedback, "at-end"}, {int(q.Pass), 75},
		{who.ID, "who"}, {who.Kind(), One}, {who.Points, 2}, {who.Reviewed.String(), "2026-11-20"}, {strings.Join(who.Rules, ","), "a,b"},
		{string(who.Stem), "<p>Think of the <em>list</em>.</p>"}, {string(who.Explanation), "<p>It works like bcc.</p>"},
		{string(who.Hint), "<p>Think of bcc.</p>"}, {string(who.Trainer), "<p>Ask first.</p>"},
		{string(who.Choices()[0].Text), "Everyone"}, {string(who.Choices()[0].Feedback), "<p>No: only you.</p>"},
		{string(who.Choices()[1].Text), "Only <strong>you</strong>"}, {who.Choices()[1].Plain, "Only you"}, {who.Choices()[1].Right, true},
		{then.Kind(), Many}, {then.Points, 1}, {then.Scenario == nil, true},
		{order.Kind(), Order}, {len(items), 3}, {items[2].Plain, "Third"}, {order.Scenario.Title, "The week"}, {string(order.Scenario.Story), "<p>Sam is new.</p>"},
		{pairs.Kind(), Match}, {table.Heads[1].Plain, "How"}, {string(table.Rows[1][1].Text), "<em>Chat</em>"}, {pairs.Scenario == order.Scenario, true},
		{many.Kind(), Short}, {accepted[0].Number, 256.0}, {accepted[0].Tolerance, 6.0}, {accepted[1].IsNumber, false}, {accepted[1].Plain, "two hundred"},
		{many.Scenario == nil, true}, {truth.Kind(), TrueFalse},
	} {
		if test.got != test.want {
			t.Errorf("%d: got %v, want %v", i, test.got, test.want)
		}
	}
}

// TestMistakes makes each mistake that the check looks for, in a question that is right but for it.
func TestMistakes(t *testing.T) {
	const good = "## Which is it? {#which rules=\"r\"}\n- [x] this\n- [ ] that\n  > No.\n\n> Because.\n"
	replace := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(good) }
	for _, test := range []struct{ name, text, want string }{
		{"good", good, ""},
		{"no name", replace("#which ", ""), "1 this question has no name of its own"},
		{"no rule", replace(" rules=\"r\"", ""), "1 this question names no rule"},
		{"none right", replace("[x] this", "[ ] this\n  > No."), "1 no choice of this question is right"},
		{"all right", replace("[ ] that", "[x] that"), "1 every choice of this question is right"},
		{"one choice", replace("- [ ] that\n  > No.\n", ""), "1 this question has only one choice"},
		{"alike", replace("that", "  THIS. "), "3 this answer is like the one at line 2"},
		{"no feedback", replace("  > No.\n", ""), "3 this wrong choice has no feedback"},
		{"no explanation", replace("> Because.\n", ""), "1 this question has no explanation"},
		{"no answers", "## Which is it? {#which rules=\"r\"}\nA story.\n", "1 this question has no answers"},
		{"all of the above", replace("that", "All of the above"), `3 this choice refers to the others: "All of the above"`},
		{"double no", replace("Which is it?", "Which is not never right?"), "1 this question has a double negative (warning)"},
		{"twins", good + strings.ReplaceAll(replace("#which", "#other"), "Which is it?", "Which is IT"), "7 this question is like the one at line 1"},
		{"points", replace("rules", "points=\"0\" rules"), `1 the points of a question cannot be "0"`},
		{"reviewed", replace("rules", "reviewed=\"soon\" rules"), `1 "soon" is not a date: write year-month-day, for example 2026-11-20`},
		{"choose", replace("rules", "choose=\"few\" rules"), `1 a question cannot choose "few"`},
		{"after", good + "\nMore text.\n", "8 this text is after the answers"},
		{"two lists", replace("\n> Because", "\nOr:\n\n- [x] these\n- [ ] those\n  > No.\n\n> Because"), "2 this question has two lists of choices"},
		{"scenario without a name", "## A story\n\nSam is new.\n\n#" + good, "1 this scenario has no name of its own"},
		{"one item", replace("- [x] this\n- [ ] that\n  > No.", "1. only"), "1 this question has only one item"},
		{"alike in a table", replace("- [x] this\n- [ ] that\n  > No.", "| a | b |\n|---|---|\n| 1 | x |\n| 2 | X |"), "5 this answer is like the one at line 4"},
		{"empty answer", replace("- [x] this\n- [ ] that\n  > No.", "- [=] yes\n- [=]"), "3 this answer has no words"},
		{"draw", "---\ndraw: 2\n---\n" + good, "2 the draw of 2 is larger than the number of questions, 1"},
		{"pass", "---\npass: 80%\n---\nText.\n", "2 the pass mark cannot be met: the quiz has no questions"},
		{"shuffle", "---\nshuffle: all\n---\n" + good, `2 shuffle cannot be "all"`},
		{"feedback", "---\nfeedback: never\n---\n" + good, `2 feedback cannot be "never"`},
		{"certificate", "---\ncertificate: true\n---\n" + good, "2 a quiz that nobody can pass cannot give a certificate"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, diags := parse(t, test.text)
			if got := reported(diags); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			for _, d := range diags {
				if d.Hint == "" {
					t.Errorf("no hint: %s", d.Message)
				}
			}
		})
	}
}

func TestPattern(t *testing.T) {
	question := func(n int, first, second string) string {
		return fmt.Sprintf("## Question %d? {#q%d rules=\"r\"}\n- [%s\n  > So.\n- [%s\n  > So.\n\n> Because.\n\n", n, n, first, second)
	}
	var longest, place, mixed strings.Builder
	for i := range 4 {
		place.WriteString(question(i, "x] yes", " ] not at all"))
		right, wrong := fmt.Sprintf("x] a long answer %d", i), " ] short"
		if i%2 == 0 {
			right, wrong = wrong, right
		}
		longest.WriteString(question(i, right, wrong))
		mixed.WriteString(question(i, strings.ReplaceAll(right, "a long answer", "a"), wrong))
	}
	const front = "---\ntitle: A\n---\n"
	for _, test := range []struct{ text, want string }{
		{longest.String(), "2 the right answer is the longest in 4 of 4 questions (warning)"},
		{place.String(), "2 the right answer is the first in 4 of 4 questions (warning)"},
		{mixed.String(), ""},
	} {
		f, _ := source.Parse("q.md", []byte(front+test.text))
		doc, _ := markdown.NewParser(language.English()).Parse(f)
		_, diags := Parse(doc, Front{})
		if got := reported(diags); got != test.want {
			t.Errorf("got\n%s\nwant\n%s", got, test.want)
		}
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{"  Every  month. ": "every month", "It's “OK”": "it s ok", "256": "256", "Môn!": "môn"} {
		if got := Fold(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestMixed(t *testing.T) {
	for _, test := range []struct{ items, want string }{{"b a c", "a b c"}, {"a b c", "c b a"}, {"c b a", "a b c"}, {"one", "one"}} {
		var items []Item
		for _, word := range strings.Fields(test.items) {
			items = append(items, Item{Plain: word})
		}
		var got []string
		for _, i := range mixed(items) {
			got = append(got, items[i].Plain)
		}
		if g := strings.Join(got, " "); g != test.want {
			t.Errorf("%s: got %s, want %s", test.items, g, test.want)
		}
	}
}

// TestFormatExamples: the examples in the guide quizzes.md are quizzes without a mistake.
func TestFormatExamples(t *testing.T) {
	text, err := os.ReadFile("../docs/site/content/guides/quizzes.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile("(?s)```markdown\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	kinds := map[Kind]bool{}
	for _, m := range examples {
		if !strings.Contains(m[1], "## ") {
			continue // blocks within a question
		}
		var front struct {
			Title, Summary string
			Pass           source.Percent
			Reviewed       source.Date
		}
		f, _ := source.Parse("quizzes.md", []byte(m[1]))
		diags := f.Decode(&front)
		doc, more := markdown.NewParser(language.English()).Parse(f)
		q, last := Parse(doc, Front{Pass: front.Pass})
		if all := append(append(diags, more...), last...); len(all) > 0 {
			t.Errorf("%s\n%s", m[1], reported(all))
		}
		for _, question := range q.Questions {
			kinds[question.Kind()] = true
		}
	}
	for _, kind := range Kinds() {
		if !kinds[kind] {
			t.Errorf("no example of the kind %s", kind)
		}
	}
}
