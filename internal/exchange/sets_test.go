package exchange

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
	"handrail/internal/text"
	"handrail/quiz"
)

// trialSet is the quiz with which all of Handrail is tried, and a question that it does not have: things under headings.
func trialSet(t testing.TB) *Set {
	t.Helper()
	data, err := os.ReadFile("../../quiz/testdata/trial.md")
	if err != nil {
		t.Fatal(err)
	}
	s := fromMarkdown(t, append(data, []byte(`
## Where does each of these go? {#where-each rules="use-broadcast-list"}

- Broadcast list
  - News of the next meeting
  - A reminder of the coffee morning
- Group chat of the team
  - Who brings the key

> News goes to all members, and a key is a matter of the team.
`)...), nil)
	s.Name, s.Address = "quizzes/trial", "https://example.org/"
	return s
}

// fromMarkdown reads a quiz as a site does. images are its pictures, by their addresses in it.
func fromMarkdown(t testing.TB, data []byte, images map[string]*Image) *Set {
	t.Helper()
	file, diags := source.Parse("quiz.md", data)
	if file == nil {
		t.Fatalf("%+v in:\n%s", diags, data)
	}
	var page struct {
		Title    string `yaml:"title"`
		Summary  string `yaml:"summary"`
		Reviewed string `yaml:"reviewed"`

		quiz.Front `yaml:",inline"`
	}
	if diags := file.Decode(&page); len(diags) > 0 {
		t.Fatalf("%+v in:\n%s", diags, data)
	}
	doc, diags := markdown.NewParser(language.English()).Parse(file)
	if len(diags) > 0 {
		t.Fatalf("%+v in:\n%s", diags, data)
	}
	q, _ := quiz.Parse(doc, page.Front) // a Set can hold what a quiz should not have
	s, diags := FromQuiz(Origin{Title: page.Title, Language: "en-GB", Quiz: q, Doc: doc, Text: doc.Text, File: file,
		Rule:  func(id string) Rule { return Rule{ID: id} },
		Link:  func(href string) string { return href },
		Image: func(src string) *Image { return images[src] }})
	if len(diags) > 0 {
		t.Fatalf("%+v in:\n%s", diags, data)
	}
	return s
}

// onePixel is a picture.
func onePixel() []byte {
	data, _ := base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
	return data
}

// hostileWords are what formats and programs read as something else.
func hostileWords() []string {
	return []string{`= ~ { } # : \ -> ]]> & < %50% * [x]`, `~%-50%no#why`, `=yes {T} ::name::`, `//comment`, `$CATEGORY: top`, `&lt;b&gt; &amp;amp; &#35;`,
		`<script>alert(1)</script>`, `"quoted", 'single', a;b	c`, `=1+1`, `@SUM(A1)`, `[=] 256 ± 6`, `[[image]] {{field}} $$x$$`, "😀 👩‍👧 naïve", "שלום (abc) العربية",
		`A) ANSWER: B`, `1. 2) - + > | a | b |`, `#hash :::hint`, `\n \t \\`, `_under_ **bold** ~~gone~~`, `www.example.org me@example.org`, `100 % of 5,5`}
}

// hostileSet is a quiz of all kinds with words that formats read as something else, and with all that an allowed text can hold.
func hostileSet() *Set {
	s := &Set{Name: "quizzes/hostile", Address: "https://example.org/", Title: hostileWords()[0], Language: "en-GB", Pass: 80, Draw: 3, Shuffle: "both",
		Feedback: "at-end", Minutes: 7, Certificate: true, File: &source.File{Path: "hostile.md"}, Images: map[string]*Image{"pixel.png": {"pixel.png", "image/png", onePixel()}}}
	words := func(i int) string { return hostileWords()[i%len(hostileWords())] }
	line := func(i int) Text { return Words(words(i)) }
	kinds := quiz.Kinds()
	for i := range len(hostileWords()) {
		q := &Question{ID: fmt.Sprintf("q-%d", i+1), Kind: kinds[i%len(kinds)], Title: fmt.Sprintf("%d: %s", i+1, words(i)), Points: 1 + i%3, Pos: source.Pos{File: "hostile.md", Line: i + 1},
			Rules: []Rule{{ID: "opt-in", Title: words(i + 1), Href: "https://example.org/rules.html#opt-in"}}, Stem: append(line(i+2), wholeText(words(i+3))...), Hint: line(i + 4), Trainer: line(i + 5), Explanation: line(i + 6)}
		switch q.Kind {
		case quiz.TrueFalse:
			q.Choices = []Choice{{Words("True"), false, line(i)}, {Words("False"), true, line(i + 1)}}
		case quiz.One, quiz.Many:
			q.Choices = []Choice{{line(i), true, line(i + 1)}, {line(i + 1), q.Kind == quiz.Many, nil}, {line(i + 2), false, line(i + 3)}}
		case quiz.Order:
			q.Items = []Text{line(i), line(i + 1), line(i + 2)}
		case quiz.Match:
			q.Heads = [2]Text{line(i + 7), line(i + 8)}
			q.Pairs = []Pair{{line(i), line(i + 1)}, {line(i + 2), line(i + 3)}, {line(i + 4), line(i + 5)}}
		case quiz.Categorise:
			q.Headings = []Text{line(i), line(i + 1)}
			q.Pairs = []Pair{{line(i + 2), q.Headings[0]}, {line(i + 3), q.Headings[1]}, {line(i + 4), q.Headings[0]}}
		case quiz.Short:
			q.Accepted = []Accepted{{Forms: []string{words(i)}}, {Forms: []string{"a (literal) bracket"}}, {Forms: []string{"2.5 ± 0.5"}, Number: 2.5, Tolerance: 0.5, IsNumber: true}}
		}
		s.Questions = append(s.Questions, q)
	}
	story := &Scenario{ID: "story", Title: words(1), Story: line(2), Pos: source.Pos{File: "hostile.md", Line: 6}}
	s.Questions[5].Scenario, s.Questions[6].Scenario = story, story
	return s
}

// wholeText has everything that an allowed text can hold, around some words.
func wholeText(words string) Text {
	w := func(words string) text.Inline { return text.Inline{Kind: text.Words, Text: words} }
	in := func(kind text.InlineKind, words string) text.Inline {
		return text.Inline{Kind: kind, Inlines: []text.Inline{w(words)}}
	}
	line := func(list ...text.Inline) text.Block { return text.Block{Inlines: list} }
	cells := func(list ...string) text.Block {
		row := text.Block{Kind: text.Row}
		for _, cell := range list {
			row.Blocks = append(row.Blocks, text.Block{Kind: text.Cell, Inlines: []text.Inline{w(cell)}})
		}
		return row
	}
	return Text{
		line(w("a "), in(text.Strong, words), w(" b "), in(text.Emphasis, words), text.Inline{Kind: text.Break}, w("c "), text.Inline{Kind: text.CodeSpan, Text: words}),
		line(w("see "), text.Inline{Kind: text.Link, Href: "https://example.org/a?b=c&d=(e)", Inlines: []text.Inline{w(words)}}, w(" and "),
			text.Inline{Kind: text.Image, Href: "pixel.png", Text: words}),
		line(w("H"), text.Inline{Kind: text.Inside, Name: "sub", Inlines: []text.Inline{w("2")}}, w("O, m"), text.Inline{Kind: text.Inside, Name: "sup", Inlines: []text.Inline{w("2")}}, w(" "),
			text.Inline{Kind: text.Inside, Name: "span", Attrs: []text.Attr{{Name: "lang", Value: "ar"}}, Inlines: []text.Inline{w("العربية")}}),
		{Kind: text.Code, Text: words + "\n\n  " + words + "\n"},
		{Kind: text.Quote, Blocks: []text.Block{line(w(words))}},
		{Kind: text.List, First: 1, Loose: true, Blocks: []text.Block{
			{Kind: text.Item, Blocks: []text.Block{line(w(words)), {Kind: text.List, Ordered: true, First: 3, Blocks: []text.Block{{Kind: text.Item, Blocks: []text.Block{line(w(words))}}}}}},
			{Kind: text.Item, Blocks: []text.Block{line(w(words))}}}},
		{Kind: text.Table, Head: true, Blocks: []text.Block{cells(words, "b", "c"), cells("d", words, "f")}},
	}
}

// chance makes quizzes by chance.
type chance struct {
	*rand.Rand
	images []string
}

// randomSet makes a quiz of all kinds by chance, with all that the markdown of a quiz can say. Spaces are as HTML has them: one between words.
func randomSet(rng *rand.Rand) *Set {
	c := chance{rng, []string{"photo-1.png", "photo-2.png"}}
	s := &Set{Title: c.words(3), Language: "en-GB", Shuffle: c.pick("none", "questions", "choices", "both"), Feedback: c.pick("at-once", "at-end"),
		Pass: rng.IntN(101), Minutes: rng.IntN(20), File: &source.File{Path: "random.md"}, Images: map[string]*Image{}}
	for _, name := range c.images {
		s.Images[name] = &Image{name, "image/png", onePixel()}
	}
	if c.IntN(2) == 0 {
		s.Intro = c.text(2)
	}
	s.Certificate = s.Pass > 0 && c.IntN(2) == 0
	var story *Scenario
	for n := range 4 + rng.IntN(8) {
		switch {
		case c.IntN(4) == 0:
			story = &Scenario{ID: fmt.Sprintf("story-%d", n), Title: c.words(4), Story: c.text(2)}
		case c.IntN(3) == 0:
			story = nil
		}
		q := c.question(quiz.Kinds()[c.IntN(len(quiz.Kinds()))])
		q.ID, q.Title, q.Scenario, q.Pos = fmt.Sprintf("q-%d", n), fmt.Sprintf("%s %d", q.Title, n), story, source.Pos{File: "random.md", Line: n + 1}
		s.Questions = append(s.Questions, q)
	}
	s.Draw = c.IntN(len(s.Questions))
	return s
}

func (c chance) question(kind quiz.Kind) *Question {
	q := &Question{Kind: kind, Title: c.words(6), Points: 1 + c.IntN(4), Explanation: c.text(2)}
	if c.IntN(3) == 0 {
		q.Stem = c.text(3)
	}
	if c.IntN(4) == 0 {
		q.Hint = c.text(1)
	}
	if c.IntN(4) == 0 {
		q.Trainer = c.text(2)
	}
	for n := range c.IntN(3) {
		q.Rules = append(q.Rules, Rule{ID: fmt.Sprintf("rule-%d", n)})
	}
	few := 2 + c.IntN(3)
	switch kind {
	case quiz.TrueFalse:
		right := c.IntN(2) == 0
		q.Choices = []Choice{{Words("True"), right, c.reason()}, {Words("False"), !right, c.reason()}}
	case quiz.One, quiz.Many:
		right := c.IntN(few)
		for n := range few {
			q.Choices = append(q.Choices, Choice{c.item(n), n == right || kind == quiz.Many && c.IntN(2) == 0, c.reason()})
		}
	case quiz.Order:
		for n := range few {
			q.Items = append(q.Items, c.item(n))
		}
	case quiz.Match:
		q.Heads = [2]Text{Words(c.words(1)), Words(c.words(1))}
		for n := range few {
			q.Pairs = append(q.Pairs, Pair{c.cell(n), c.cell(n + few)})
		}
	case quiz.Categorise:
		for n := range few {
			q.Headings = append(q.Headings, c.cell(n))
		}
		for n := range few + c.IntN(3) {
			q.Pairs = append(q.Pairs, Pair{c.item(n), q.Headings[n%few]})
		}
	case quiz.Short:
		for n := range few {
			if a := (Accepted{Forms: []string{c.words(2) + fmt.Sprint(" x", n)}}); c.IntN(3) > 0 {
				q.Accepted = append(q.Accepted, a)
			} else {
				q.Accepted = append(q.Accepted, Accepted{Number: float64(c.IntN(2000)-1000) / 4, Tolerance: float64(c.IntN(3)) / 2, IsNumber: true})
			}
		}
	}
	return q
}

func (c chance) pick(list ...string) string { return list[c.IntN(len(list))] }

// words are some words in one line, which no kind of answer takes for a number.
func (c chance) words(most int) string {
	var words []string
	for range 1 + c.IntN(most) {
		if c.IntN(4) > 0 {
			words = append(words, c.pick("list", "member", "Zoë", "ask", "the", "phone", "can't", "İzmir", "group", "email"))
		} else {
			words = append(words, strings.Fields(c.pick(hostileWords()...))...)
		}
	}
	return "w " + strings.Join(words, " ")
}

func (c chance) line(most int) []text.Inline {
	var line []text.Inline
	put := func(kind text.InlineKind, in text.Inline) { in.Kind = kind; line = append(line, in) }
	put(text.Words, text.Inline{Text: c.words(most)})
	for range c.IntN(3) {
		inner := []text.Inline{{Kind: text.Words, Text: c.words(2)}}
		switch c.IntN(5) {
		case 0:
			put(text.Words, text.Inline{Text: " "})
			put(text.Strong, text.Inline{Inlines: inner})
			put(text.Words, text.Inline{Text: " "})
		case 1:
			put(text.Words, text.Inline{Text: " "})
			put(text.Emphasis, text.Inline{Inlines: inner})
			put(text.Words, text.Inline{Text: " "})
		case 2:
			put(text.Words, text.Inline{Text: " "})
			put(text.CodeSpan, text.Inline{Text: c.words(1)})
			put(text.Words, text.Inline{Text: " "})
		case 3:
			put(text.Break, text.Inline{})
		case 4:
			put(text.Words, text.Inline{Text: " "})
			put(text.Image, text.Inline{Href: c.pick(c.images...), Text: c.words(1)})
			put(text.Words, text.Inline{Text: " "})
		}
		put(text.Words, text.Inline{Text: c.words(most)})
	}
	return line
}

// cell is a text of one line, which no other that is made with another number is like.
func (c chance) cell(n int) Text {
	return Text{{Inlines: slices.DeleteFunc(append([]text.Inline{{Text: fmt.Sprintf("n%d ", n)}}, c.line(2)...), func(in text.Inline) bool { return in.Kind == text.Break })}}
}

// item is a choice or another thing in a list, which no other that is made with another number is like.
func (c chance) item(n int) Text {
	t := c.cell(n)
	if c.IntN(6) == 0 {
		t = append(t, c.text(1)...)
	}
	return slices.DeleteFunc(t, func(b text.Block) bool { return b.Kind == text.Quote })
}

func (c chance) reason() Text {
	if c.IntN(3) == 0 {
		return nil
	}
	return c.text(1)
}

// text is a text of some blocks.
func (c chance) text(most int) Text {
	var t Text
	for range 1 + c.IntN(most) {
		t = append(t, c.block(2))
	}
	return t
}

func (c chance) block(depth int) text.Block {
	paragraph := text.Block{Inlines: c.line(4)}
	if depth == 0 {
		return paragraph
	}
	switch c.IntN(8) {
	case 0:
		list := text.Block{Kind: text.List, Ordered: c.IntN(2) == 0, First: 1}
		for range 1 + c.IntN(3) {
			item := text.Block{Kind: text.Item, Blocks: []text.Block{{Inlines: c.line(3)}}}
			if c.IntN(4) == 0 {
				item.Blocks = append(item.Blocks, text.Block{Kind: text.List, First: 1, Blocks: []text.Block{{Kind: text.Item, Blocks: []text.Block{{Inlines: c.line(2)}}}}})
			}
			list.Blocks = append(list.Blocks, item)
		}
		return list
	case 1:
		return text.Block{Kind: text.Quote, Blocks: []text.Block{c.block(depth - 1)}}
	case 2:
		return text.Block{Kind: text.Code, Text: c.words(2) + "\n\n  " + strings.ReplaceAll(c.words(2), "\t", " ") + "\n"}
	case 3:
		table := text.Block{Kind: text.Table, Head: true}
		for range 2 + c.IntN(2) {
			row := text.Block{Kind: text.Row}
			for n := range 3 {
				row.Blocks = append(row.Blocks, text.Block{Kind: text.Cell, Inlines: c.cell(n)[0].Inlines})
			}
			table.Blocks = append(table.Blocks, row)
		}
		return table
	}
	return paragraph
}

// equalSets is the first difference between two quizzes; "" for none. Pictures are the same when they look the same, whatever their names.
func equalSets(a, b *Set) string {
	for _, part := range []struct {
		name string
		of   func(s *Set) any
	}{
		{"title", func(s *Set) any { return s.Title }},
		{"introduction", func(s *Set) any { return s.looks(s.Intro) }},
		{"pass mark", func(s *Set) any { return s.Pass }},
		{"draw", func(s *Set) any { return s.Draw }},
		{"shuffle", func(s *Set) any { return cmp.Or(s.Shuffle, "none") }},
		{"feedback", func(s *Set) any { return cmp.Or(s.Feedback, "at-once") }},
		{"minutes", func(s *Set) any { return s.Minutes }},
		{"certificate", func(s *Set) any { return s.Certificate }},
		{"number of questions", func(s *Set) any { return len(s.Questions) }},
	} {
		if diff := differ(part.name, part.of(a), part.of(b)); diff != "" {
			return diff
		}
	}
	for i := range a.Questions {
		if diff := equalQuestions(a, b, i); diff != "" {
			return fmt.Sprintf("question %d (%s): %s", i+1, a.Questions[i].ID, diff)
		}
	}
	return ""
}

func equalQuestions(a, b *Set, i int) string {
	for _, part := range []struct {
		name string
		of   func(s *Set, q *Question) any
	}{
		{"identifier", func(_ *Set, q *Question) any { return q.ID }},
		{"kind", func(_ *Set, q *Question) any { return q.Kind }},
		{"title", func(_ *Set, q *Question) any { return q.Title }},
		{"stem", func(s *Set, q *Question) any { return s.looks(q.Stem) }},
		{"hint", func(s *Set, q *Question) any { return s.looks(q.Hint) }},
		{"trainer's notes", func(s *Set, q *Question) any { return s.looks(q.Trainer) }},
		{"explanation", func(s *Set, q *Question) any { return s.looks(q.Explanation) }},
		{"points", func(_ *Set, q *Question) any { return max(q.Points, 1) }},
		{"rules", func(_ *Set, q *Question) any {
			var ids []string
			for _, r := range q.Rules {
				ids = append(ids, r.ID)
			}
			return ids
		}},
		{"sources", func(_ *Set, q *Question) any { return slices.Clone(q.Sources) }},
		{"scenario", func(s *Set, q *Question) any {
			if q.Scenario == nil {
				return nil
			}
			return []any{q.Scenario.ID, q.Scenario.Title, s.looks(q.Scenario.Story), i > 0 && s.Questions[i-1].Scenario == q.Scenario}
		}},
		{"answers", func(s *Set, q *Question) any { return s.answers(q) }},
	} {
		if diff := differ(part.name, part.of(a, a.Questions[i]), part.of(b, b.Questions[i])); diff != "" {
			return diff
		}
	}
	return ""
}

// answers are the answers to a question as they look.
func (s *Set) answers(q *Question) [][]any {
	var list [][]any
	for _, c := range q.Choices {
		list = append(list, []any{s.looks(c.Text), c.Right, s.looks(c.Feedback)})
	}
	for _, item := range q.Items {
		list = append(list, []any{s.looks(item)})
	}
	for _, heading := range q.Headings {
		list = append(list, []any{"heading", s.looks(heading)})
	}
	pairs := slices.Clone(q.Pairs)
	if q.Kind == quiz.Categorise { // each under its heading, in whatever order
		slices.SortFunc(pairs, func(a, b Pair) int { return cmp.Compare(a.Left.Markdown(), b.Left.Markdown()) })
	} else {
		list = append(list, []any{s.looks(q.Heads[0]), s.looks(q.Heads[1])})
	}
	for _, pair := range pairs {
		list = append(list, []any{s.looks(pair.Left), s.looks(pair.Right)})
	}
	for _, a := range q.Accepted {
		if a.IsNumber {
			list = append(list, []any{a.Number, a.Tolerance})
		} else {
			list = append(list, []any{a.Forms})
		}
	}
	return list
}

// looks is a text with what its pictures are in place of how they are named, with tabs as readers see them, and whatever the space in its lists.
func (s *Set) looks(t Text) Text {
	return mapText(t, func(b text.Block) text.Block {
		b.Loose = false
		b.Text = strings.ReplaceAll(b.Text, "\t", "    ")
		return b
	}, func(in text.Inline) text.Inline {
		in.Text = strings.ReplaceAll(in.Text, "\t", " ")
		if image := s.Images[in.Href]; image != nil {
			in.Href = base64.StdEncoding.EncodeToString(image.Data[:min(len(image.Data), 60)])
		}
		return in
	})
}

func differ(name string, a, b any) string {
	same := false
	x, isText := a.(Text)
	if isText {
		same = text.Equal(x, b.(Text))
	} else if x, isList := a.([][]any); isList {
		y := b.([][]any)
		same = slices.EqualFunc(x, y, func(x, y []any) bool {
			return slices.EqualFunc(x, y, func(x, y any) bool { return differ(name, x, y) == "" })
		})
	} else if x, isList := a.([]any); isList {
		y, _ := b.([]any)
		same = slices.EqualFunc(x, y, func(x, y any) bool { return differ(name, x, y) == "" })
	} else if x, isList := a.([]string); isList {
		same = slices.Equal(x, b.([]string))
	} else {
		same = reflect.DeepEqual(a, b)
	}
	if same {
		return ""
	}
	if shown(a) == shown(b) {
		return fmt.Sprintf("the %s differ:\n%+v\n%+v", name, a, b)
	}
	return fmt.Sprintf("the %s differ:\n%s\n%s", name, shown(a), shown(b))
}

func shown(v any) string {
	switch v := v.(type) {
	case Text:
		return strconv.Quote(v.Markdown())
	case []any:
		var list []string
		for _, part := range v {
			list = append(list, shown(part))
		}
		return strings.Join(list, " | ")
	case [][]any:
		var list []string
		for _, part := range v {
			list = append(list, shown(part))
		}
		return strings.Join(list, "\n  ")
	}
	return fmt.Sprintf("%#v", v)
}

// TestEqualSets: a quiz is equal to itself, and a change of any part of it is found.
func TestEqualSets(t *testing.T) {
	if diff := equalSets(hostileSet(), hostileSet()); diff != "" {
		t.Fatal(diff)
	}
	for name, change := range map[string]func(s *Set){
		"the title":        func(s *Set) { s.Title += "." },
		"the pass mark":    func(s *Set) { s.Pass++ },
		"a tick":           func(s *Set) { s.Questions[0].Choices[2].Right = true },
		"feedback":         func(s *Set) { s.Questions[0].Choices[0].Feedback = nil },
		"an accepted word": func(s *Set) { s.Questions[3].Accepted[0].Forms = []string{"another"} },
		"a tolerance":      func(s *Set) { s.Questions[3].Accepted[2].Tolerance = 1 },
		"the order":        func(s *Set) { slices.Reverse(s.Questions[4].Items) },
		"a pair":           func(s *Set) { s.Questions[5].Pairs[0].Right = Words("another") },
		"a heading":        func(s *Set) { s.Questions[6].Pairs[0].Right = s.Questions[6].Headings[1] },
		"a scenario":       func(s *Set) { s.Questions[6].Scenario = nil },
		"a rule":           func(s *Set) { s.Questions[6].Rules = nil },
		"a picture":        func(s *Set) { s.Images["pixel.png"].Data = bytes.Repeat([]byte("x"), 99) },
	} {
		s := hostileSet()
		change(s)
		if equalSets(hostileSet(), s) == "" {
			t.Error("a difference is not found in", name)
		}
	}
}

// TestRandomSet: the same number gives the same quiz, and in enough of them there is every kind.
func TestRandomSet(t *testing.T) {
	seen := map[quiz.Kind]int{}
	for seed := range uint64(20) {
		s := randomSet(rand.New(rand.NewPCG(seed, 0)))
		if diff := equalSets(s, randomSet(rand.New(rand.NewPCG(seed, 0)))); diff != "" {
			t.Fatal(diff)
		}
		for _, q := range s.Questions {
			seen[q.Kind]++
		}
	}
	if len(seen) != len(quiz.Kinds()) {
		t.Error(seen)
	}
	if kinds := len(trialSet(t).Questions); kinds < 10 {
		t.Errorf("the trial has %d questions", kinds)
	}
}
