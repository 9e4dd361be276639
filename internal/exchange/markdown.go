package exchange

import (
	"bytes"
	"fmt"
	"handrail/internal/foreign"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"handrail/internal/text"
	"handrail/quiz"
)

// front is the front matter of a quiz, in the order in which people write it.
type front struct {
	Title       string `yaml:"title"`
	Pass        string `yaml:"pass,omitempty"`
	Draw        int    `yaml:"draw,omitempty"`
	Shuffle     string `yaml:"shuffle,omitempty"`
	Feedback    string `yaml:"feedback,omitempty"`
	Minutes     int    `yaml:"minutes,omitempty"`
	Certificate bool   `yaml:"certificate,omitempty"`
}

// Markdown writes a quiz as the markdown that package quiz reads (the guide quizzes.md), with front matter. What is read back is the same Set, if
// [Adopt] has been given it.
func Markdown(s *Set) []byte {
	f := front{Title: s.Title, Draw: s.Draw, Shuffle: s.Shuffle, Feedback: s.Feedback, Minutes: s.Minutes, Certificate: s.Certificate}
	if s.Pass > 0 {
		f.Pass = fmt.Sprintf("%d%%", s.Pass)
	}
	var b bytes.Buffer
	b.WriteString("---\n")
	data, err := yaml.Marshal(f)
	if err != nil { // of a struct of strings and numbers
		panic(err)
	}
	b.Write(data)
	b.WriteString("---\n\n")
	blocks := slices.Clone([]text.Block(s.Intro))
	var story *Scenario
	for _, q := range s.Questions {
		if q.Scenario != nil && q.Scenario != story {
			blocks = append(blocks, headingBlock(2, q.Scenario.Title, text.Attr{Name: "id", Value: q.Scenario.ID}))
			blocks = append(blocks, q.Scenario.Story...)
		}
		story = q.Scenario
		blocks = q.write(blocks)
	}
	b.WriteString(text.Markdown(blocks))
	return b.Bytes()
}

func headingBlock(level int, title string, attrs ...text.Attr) text.Block {
	attrs = slices.DeleteFunc(attrs, func(a text.Attr) bool { return a.Value == "" })
	return text.Block{Kind: text.Heading, Level: level, Inlines: []text.Inline{{Kind: text.Words, Text: title}}, Attrs: attrs}
}

// write adds the blocks of a question to those before it.
func (q *Question) write(blocks []text.Block) []text.Block {
	level, rules, points, choose := 2, make([]string, len(q.Rules)), "", ""
	if q.Scenario != nil {
		level = 3
	}
	for i, rule := range q.Rules {
		rules[i] = rule.ID
	}
	if q.Points > 1 {
		points = fmt.Sprint(q.Points)
	}
	if q.Kind == quiz.Many && q.right() < 2 {
		choose = "many"
	}
	blocks = append(blocks, headingBlock(level, q.Title, text.Attr{Name: "id", Value: q.ID}, text.Attr{Name: "rules", Value: strings.Join(rules, " ")},
		text.Attr{Name: "source", Value: strings.Join(q.Sources, " ")}, text.Attr{Name: "points", Value: points}, text.Attr{Name: "choose", Value: choose}))
	blocks = append(blocks, q.Stem...)
	if len(q.Hint) > 0 {
		blocks = append(blocks, text.Block{Kind: text.Container, Name: "hint", Blocks: q.Hint})
	}
	blocks = append(blocks, q.answers(blocks[len(blocks)-1]))
	if len(q.Explanation) > 0 {
		blocks = append(blocks, text.Block{Kind: text.Quote, Blocks: q.Explanation})
	}
	if len(q.Trainer) > 0 {
		blocks = append(blocks, text.Block{Kind: text.Container, Name: "trainer", Blocks: q.Trainer})
	}
	return blocks
}

// right counts the choices that are right.
func (q *Question) right() int {
	n := 0
	for _, c := range q.Choices {
		if c.Right {
			n++
		}
	}
	return n
}

// answers is the list or the table that holds the answers of a question. before is the block above it.
func (q *Question) answers(before text.Block) text.Block {
	switch q.Kind {
	case quiz.Order:
		return listOf(true, q.Items)
	case quiz.Match:
		table := text.Block{Kind: text.Table, Head: true, Blocks: []text.Block{rowOf(q.Heads[0], q.Heads[1])}}
		for _, pair := range q.Pairs {
			table.Blocks = append(table.Blocks, rowOf(pair.Left, pair.Right))
		}
		return table
	case quiz.Categorise:
		headings := make([]Text, len(q.Headings))
		for i, heading := range q.Headings {
			var things []Text
			for _, pair := range q.Pairs {
				if text.Equal(pair.Right, heading) {
					things = append(things, pair.Left)
				}
			}
			headings[i] = append(slices.Clone(heading), listOf(false, things))
		}
		return listOf(false, headings)
	case quiz.Short:
		return text.Block{Kind: text.Verbatim, Text: strings.Join(q.accepted(before), "\n")}
	}
	choices := make([]Text, len(q.Choices))
	for i, c := range q.Choices {
		choices[i] = append(choices[i], text.Block{Inlines: []text.Inline{{Kind: text.Task, Ticked: c.Right}}})
		rest := c.Text
		if len(rest) > 0 && rest[0].Kind == text.Paragraph {
			choices[i][0].Inlines = append(choices[i][0].Inlines, rest[0].Inlines...)
			rest = rest[1:]
		}
		choices[i] = append(choices[i], rest...)
		if len(c.Feedback) > 0 {
			choices[i] = append(choices[i], text.Block{Kind: text.Quote, Blocks: c.Feedback})
		}
	}
	return listOf(false, choices)
}

// listOf is a list of texts.
func listOf(ordered bool, items []Text) text.Block {
	b := text.Block{Kind: text.List, Ordered: ordered, First: 1}
	for _, item := range items {
		b.Blocks = append(b.Blocks, text.Block{Kind: text.Item, Blocks: item})
		b.Loose = b.Loose || foreign.NeedsSpace(item)
	}
	return b
}

func rowOf(cells ...Text) text.Block {
	r := text.Block{Kind: text.Row}
	for _, cell := range cells {
		b := text.Block{Kind: text.Cell}
		if len(cell) > 0 {
			b.Inlines = cell[0].Inlines // Adopt leaves no more
		}
		r.Blocks = append(r.Blocks, b)
	}
	return r
}

// accepted is the list of the accepted answers, a line for each way in which one may be written. Its marker is not that of a list above it.
func (q *Question) accepted(above text.Block) []string {
	marker := "- [=] "
	if above.Kind == text.List && !above.Ordered {
		marker = "+ [=] "
	}
	var lines []string
	for _, a := range q.Accepted {
		switch {
		case a.IsNumber && a.Tolerance > 0:
			lines = append(lines, marker+trim(a.Number)+" ± "+trim(a.Tolerance))
		case a.IsNumber:
			lines = append(lines, marker+trim(a.Number))
		default:
			for _, form := range a.Forms {
				lines = append(lines, marker+strings.NewReplacer("(", `\(`, ")", `\)`).Replace(strings.TrimSuffix(Words(form).Markdown(), "\n")))
			}
		}
	}
	return lines
}
