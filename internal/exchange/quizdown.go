package exchange

import (
	"slices"
	"strings"

	"handrail/internal/pattern"
	"handrail/internal/source"
	"handrail/internal/text"
	"handrail/quiz"
)

// markdownSection is a heading of a file in markdown with the lines below it.
type markdownSection struct {
	pos     source.Pos // of the heading
	heading string
	lines   []string // without the heading: the first is at the line after pos
}

var (
	markdownHeading = pattern.New(`^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$`)
	markdownFence   = pattern.New("^[ \t]*(```+|~~~+)")
)

// sections cuts a text in markdown at its headings. The first is what is before the first heading.
func (i *importing) sections(data string) []markdownSection {
	all := []markdownSection{{pos: i.line(0)}}
	fence := ""
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(data), "\n")
	for n, line := range lines {
		last := &all[len(all)-1]
		last.lines = lines[last.pos.Line : n+1]
		if !strings.ContainsAny(line, "#`~") { // most lines have no mark, and patterns take long
			continue
		}
		if found := markdownFence().FindStringSubmatch(line); found != nil && (fence == "" || strings.HasPrefix(found[1], fence)) {
			if fence == "" {
				fence = found[1]
			} else {
				fence = ""
			}
		}
		if found := markdownHeading().FindStringSubmatch(line); found != nil && fence == "" {
			last.lines = lines[last.pos.Line:n]
			all = append(all, markdownSection{pos: i.line(n + 1), heading: found[1]})
		}
	}
	return all
}

// quizdown reads questions as quizdown has them: a heading, a text, a hint in a quote, and a list of answers
// (https://github.com/bonartm/quizdown-js/blob/main/docs/syntax.md).
func (i *importing) quizdown(sections []markdownSection) {
	if before := withoutOptions(sections[0].lines); strings.TrimSpace(strings.Join(before, "")) != "" {
		i.Warn(i.line(1), "Write it into the introduction of the quiz.", "the text before the first question is left out")
	}
	options := false
	for _, s := range sections {
		options = options || len(withoutOptions(s.lines)) < len(s.lines)
	}
	if options {
		i.Warn(i.line(1), "Set shuffle and draw in the front matter of the quiz.", "the options of quizdown, between lines of ---, are left out")
	}
	for _, s := range sections[1:] {
		if i.full() {
			break
		}
		q := &Question{Points: 1, Pos: s.pos}
		stem := i.markdown(s.pos, s.heading)
		for _, block := range i.blocks(s.pos, strings.Join(withoutOptions(s.lines), "\n")) {
			switch {
			case block.Kind == text.List && q.Kind == "":
				i.answers(q, block)
			case block.Kind == text.Quote:
				q.Hint = append(q.Hint, i.allow(i.allower(s.pos, nil), block.Blocks)...)
			default:
				stem = append(stem, i.allow(i.allower(s.pos, nil), []text.Block{block})...)
			}
		}
		if len(q.Choices)+len(q.Items) == 0 {
			i.leaveOut(s.pos, "Write answers with [x] or [ ] below it, or with numbers for an order.", "this section is left out, as it has no answers")
			continue
		}
		i.titled(q, stem)
		i.set.Questions = append(i.set.Questions, q)
	}
}

// withoutOptions takes out what is between two lines of ---.
func withoutOptions(lines []string) []string {
	isRule := func(line string) bool { return strings.TrimSpace(line) == "---" }
	first := slices.IndexFunc(lines, func(line string) bool { return strings.TrimSpace(line) != "" })
	if first < 0 || !isRule(lines[first]) {
		return lines
	}
	if end := slices.IndexFunc(lines[first+1:], isRule); end >= 0 {
		return lines[first+end+2:]
	}
	return lines
}

// answers reads a list: with boxes and numbers one choice is right, with boxes alone several can be, and with numbers alone it is an order.
func (i *importing) answers(q *Question, list text.Block) {
	boxes := 0
	for _, item := range list.Blocks {
		var words, comment []text.Block
		choice := Choice{}
		for n, block := range item.Blocks {
			if n == 0 && len(block.Inlines) > 0 && block.Inlines[0].Kind == text.Task {
				choice.Right = block.Inlines[0].Ticked
				block.Inlines = block.Inlines[1:]
				boxes++
			}
			if block.Kind == text.Quote {
				comment = append(comment, block.Blocks...)
			} else {
				words = append(words, block)
			}
		}
		choice.Text, choice.Feedback = i.allow(i.allower(q.Pos, nil), words), i.allow(i.allower(q.Pos, nil), comment)
		q.Choices = append(q.Choices, choice)
	}
	q.Kind = quiz.Many
	switch {
	case boxes == 0 && list.Ordered:
		q.Kind = quiz.Order
		for _, c := range q.Choices {
			q.Items = append(q.Items, c.Text)
			if len(c.Feedback) > 0 {
				i.Warn(q.Pos, "Write it into the explanation.", "the comment %q is left out: what is put in order has none", c.Feedback.Plain())
			}
		}
		q.Choices = nil
	case boxes == 0:
		q.Choices = nil // reported as a section without answers
	case list.Ordered && q.right() < 2:
		q.Kind = quiz.One
	case list.Ordered:
		i.Warn(q.Pos, "Leave one of them, or say in the question that all are to be chosen.", "any one of %d choices was right, and now all of them have to be chosen", q.right())
	}
}
