package builder

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"handrail/internal/site"
	"handrail/quiz"
)

// questionsPerFile is how many questions a file has at most. A reader loads one for each of the few questions that are chosen.
const questionsPerFile = 20

// questionFile is a script that hands questions of one quiz to the page that asks them. It holds no markup, which Trusted Types would
// refuse, but each question's elements as data.
type questionFile struct {
	name      string // of the file: assets/questions-DIGEST.js
	page      *site.Page
	questions []*quiz.Question // some of the quiz's, in its order
}

// questionView is a question by itself: one of a scenario with its story.
type questionView struct {
	QuizQuestionView
	Confusable []string // what is nearly an accepted answer, and is another in its quiz
}

// questionViews are the questions of a file as the quiz's page has them. f fills them for the page that asks them.
func (p *planner) questionViews(f *filler, file *questionFile) []questionView {
	var views []questionView
	for _, q := range file.questions {
		v := questionView{QuizQuestionView: f.question(q, true)}
		v.forLearner()
		if q.Scenario != nil {
			v.Story = &StoryView{q.Scenario.ID, q.Scenario.Title, f.fill(q.Scenario.Story)}
		}
		if w, ok := q.Answers.(*quiz.Written); ok && f.outline == nil {
			v.Confusable = w.Confusable()
		}
		views = append(views, v)
	}
	return views
}

// questionScript is the text of a file of questions: an event with the quiz's name, and for each question its identifier, the answers that
// are not nearly right, and its elements.
func (p *planner) questionScript(file *questionFile) ([]byte, error) {
	f := &filler{planner: p, page: file.page, from: refreshPage}
	list := []any{}
	for _, v := range p.questionViews(f, file) {
		trees, err := treesOf(string(f.part("questions", []QuizQuestionView{v.QuizQuestionView})))
		if err != nil {
			return nil, err
		}
		list = append(list, []any{v.ID, append([]string{}, v.Confusable...), trees})
	}
	if f.err != nil {
		return nil, f.err
	}
	data, err := marshalPlain([]any{file.page.Name(), list})
	return fmt.Appendf(nil, "dispatchEvent(new CustomEvent(\"questions\",{detail:%s}))\n", data), err
}

// questionFiles plans the files of questions.
func (p *planner) questionFiles() []Output {
	var outputs []Output
	for _, file := range p.questions {
		outputs = append(outputs, Output{Path: file.name, Digest: func() string { return file.name }, Render: func(w io.Writer) error {
			data, err := p.questionScript(file)
			if err == nil {
				_, err = w.Write(data)
			}
			return err
		}})
	}
	return outputs
}

// treesOf is a part of a page as data: each element as its name, its attributes when it has any, and what is in it; a text as it is.
func treesOf(markup string) ([]any, error) {
	nodes, err := html.ParseFragment(strings.NewReader(markup), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return nil, fmt.Errorf("reading the markup of a question: %w", err)
	}
	trees := []any{}
	for _, n := range nodes {
		if n.Type == html.ElementNode {
			trees = append(trees, treeOf(n, false))
		}
	}
	return trees, nil
}

// treeOf is an element as data. White space is one space, but in preformatted text.
func treeOf(n *html.Node, pre bool) []any {
	tree := []any{n.Data}
	if len(n.Attr) > 0 {
		attributes := map[string]string{}
		for _, a := range n.Attr {
			attributes[a.Key] = a.Val
		}
		tree = append(tree, attributes)
	}
	pre = pre || n.DataAtom == atom.Pre
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == html.ElementNode:
			tree = append(tree, treeOf(child, pre))
		case child.Type == html.TextNode && pre:
			tree = append(tree, child.Data)
		case child.Type == html.TextNode:
			tree = append(tree, spaced(child.Data))
		}
	}
	return tree
}

// spaced is a text with one space for what HTML takes for white space, which a non-breaking space is not.
func spaced(text string) string {
	b := make([]byte, 0, len(text))
	for _, c := range []byte(text) {
		if strings.IndexByte(" \t\n\r\f", c) >= 0 {
			if c = ' '; bytes.HasSuffix(b, []byte(" ")) {
				continue
			}
		}
		b = append(b, c)
	}
	return string(b)
}
