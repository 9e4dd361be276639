package importer

import (
	"bytes"
	"fmt"
	"path"
	"strconv"
	"strings"

	"handrail/internal/output"
	"handrail/internal/text"
)

// quizFront is the front matter of a quiz that somebody has to write.
type quizFront struct {
	Title   string `yaml:"title"`
	Summary string `yaml:"summary"`
	Draft   bool   `yaml:"draft"`
}

// AddQuizzes adds a draft of a quiz for each page that has rules among the candidates, with a question for each of them that is new. What is asked is for somebody to write: there are
// brackets in its place, each of which check reports as a mistake once the quiz is no draft.
func (p *Plan) AddQuizzes(candidates []*Candidate) {
	rules := map[*page][]*Candidate{}
	for _, c := range candidates {
		if c.Rule && !c.Known {
			rules[c.page] = append(rules[c.page], c)
		}
	}
	for _, page := range p.pages {
		if of := rules[page]; len(of) > 0 {
			name := p.names.quiz(page.front.Title)
			p.quizzes = append(p.quizzes, File{"content/" + name, page.quiz(name, of)})
			p.noteOn(page, "quiz-made", "content/"+name+": "+count(len(of), "question"))
		}
	}
}

// quiz takes the path of a quiz.
func (n *pathNames) quiz(title string) string {
	stem := path.Join("quizzes", slug(title))
	free := stem + ".md"
	for i := 2; !n.isFree(free); i++ {
		free = stem + "-" + strconv.Itoa(i) + ".md"
	}
	n.taken[output.Loosest().Key(free)] = true
	return free
}

// quizChoices are the places of the choices of a question: which of them is right differs from question to question.
const quizChoices = 3

// quiz is the draft of a quiz on rules of the page.
func (p *page) quiz(name string, rules []*Candidate) []byte {
	title := asLine(p.front.Title)
	var b bytes.Buffer
	b.WriteString("---\n")
	b.Write(encode(quizFront{"Quiz: " + p.front.Title, "Questions on the rules of the page “" + p.front.Title + "”.", true}))
	fmt.Fprintf(&b, "---\n\nRead [%s](%s) first.\n\n", title, relative(name, p.path))
	b.WriteString("<!-- Each question is about a rule, which is below its answers. Write words in place of each bracket, and remove draft: when none is left. -->\n")
	for i, c := range rules {
		fmt.Fprintf(&b, "\n## [write a question on rule %d here] {#%s rules=%q}\n\n", i+1, c.ID, c.ID)
		for choice := range quizChoices {
			if choice == i%quizChoices {
				b.WriteString("- [x] [write the right answer here]\n  > [write here why it is right]\n")
			} else {
				fmt.Fprintf(&b, "- [ ] [write wrong answer %d here]\n  > [write here kindly why it is wrong]\n", choice+1)
			}
		}
		fmt.Fprintf(&b, "\n> %s [write here why the rule is there]\n", asLine(c.Says))
	}
	return b.Bytes()
}

// asLine writes words as markdown that shows them as they are.
func asLine(words string) string {
	return strings.TrimSpace(text.Markdown([]text.Block{{Kind: text.Paragraph, Inlines: []text.Inline{{Kind: text.Words, Text: words}}}}))
}
