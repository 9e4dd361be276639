package exchange

import (
	"handrail/internal/markdown"
	"handrail/internal/source"
	"handrail/quiz"
)

// Origin is a quiz where it is in a site.
type Origin struct {
	Name, Address, Title, Language string // as in Set
	Quiz                           *quiz.Quiz
	Doc                            *markdown.Doc
	Text                           *markdown.Text // of Doc
	File                           *source.File

	// Rule says what is known of a rule or an update that a question names.
	Rule func(id string) Rule
	// Link gives the whole address that a link leads to; "" when it has none.
	Link func(href string) string
	// Image reads a picture that a text shows; nil when it cannot be read.
	Image func(src string) *Image
}

// FromQuiz makes a Set of a quiz. What no format can hold is reported.
func FromQuiz(o Origin) (*Set, []source.Diagnostic) {
	q := o.Quiz
	f := fromQuiz{Origin: o, r: &source.Reporter{File: o.File, Check: Check}, scenarios: map[*quiz.Scenario]*Scenario{}}
	f.set = &Set{Name: o.Name, Address: o.Address, Title: o.Title, Language: o.Language, Pass: int(q.Pass), Draw: q.Draw, Shuffle: q.Shuffle,
		Feedback: q.Front.Feedback, Minutes: q.Minutes, Certificate: q.Certificate, File: o.File, Images: map[string]*Image{}}
	f.set.Intro = f.text(source.Pos{File: o.File.Path, Line: 1}, q.Intro)
	for _, question := range q.Questions {
		f.set.Questions = append(f.set.Questions, f.question(question))
	}
	return f.set, source.Sort(f.r.Diags)
}

type fromQuiz struct {
	Origin
	r         *source.Reporter
	set       *Set
	scenarios map[*quiz.Scenario]*Scenario
}

// text reads a text of the quiz. What is lost of it is reported at a place.
func (f *fromQuiz) text(pos source.Pos, parts ...markdown.HTML) Text {
	a := allower{r: f.r, pos: pos}
	a.link = func(href string) string {
		address := f.Link(href)
		if address == "" {
			a.lose("a link to another page is written as its words alone", "Give the address of the site in site.yaml, as url: then the link is whole.")
		}
		return address
	}
	a.image = func(src string) string {
		if f.set.Images[src] != nil {
			return src
		}
		image := f.Image(src)
		if image == nil {
			a.lose("a picture that cannot be read is written as its words", "Run handrail check: it says why.")
			return ""
		}
		f.set.Images[src] = image
		return src
	}
	var all Text
	for _, part := range parts {
		blocks, err := f.Doc.ReadBlocks(f.Text, part)
		if err != nil { // the HTML parser takes any text
			f.r.Add(pos, "", "this text cannot be read: %s", err)
		}
		all = append(all, a.text(blocks)...)
	}
	return all
}

func (f *fromQuiz) question(q *quiz.Question) *Question {
	x := &Question{ID: q.ID, Kind: q.Kind(), Title: q.Title, Points: q.Points, Sources: q.Sources, Pos: q.Pos, Scenario: f.scenario(q.Scenario),
		Stem: f.text(q.Pos, q.Stem), Hint: f.text(q.Pos, q.Hint), Trainer: f.text(q.Pos, q.Trainer), Explanation: f.text(q.Pos, q.Explanation)}
	for _, id := range q.Rules {
		x.Rules = append(x.Rules, f.Rule(id))
	}
	switch answers := q.Answers.(type) {
	case *quiz.Choices:
		for _, c := range answers.List {
			x.Choices = append(x.Choices, Choice{f.text(c.Pos, c.Text), c.Right, f.text(c.Pos, c.Feedback)})
		}
	case *quiz.Sequence:
		for _, item := range answers.Items {
			x.Items = append(x.Items, f.text(item.Pos, item.Text))
		}
	case *quiz.Pairs:
		x.Heads = [2]Text{f.text(q.Pos, answers.Heads[0].Text), f.text(q.Pos, answers.Heads[1].Text)}
		for _, row := range answers.Rows {
			x.Pairs = append(x.Pairs, Pair{f.text(row[0].Pos, row[0].Text), f.text(row[1].Pos, row[1].Text)})
		}
	case *quiz.Groups:
		for _, heading := range answers.Headings {
			x.Headings = append(x.Headings, f.text(heading.Pos, heading.Text))
		}
		for _, thing := range answers.Things {
			x.Pairs = append(x.Pairs, Pair{f.text(thing.Pos, thing.Text), x.Headings[thing.Heading]})
		}
	case *quiz.Written:
		for _, a := range answers.Accepted {
			x.Accepted = append(x.Accepted, Accepted{a.Forms, a.Number, a.Tolerance, a.IsNumber})
		}
	}
	return x
}

func (f *fromQuiz) scenario(s *quiz.Scenario) *Scenario {
	if s == nil {
		return nil
	}
	if f.scenarios[s] == nil {
		f.scenarios[s] = &Scenario{s.ID, s.Title, f.text(s.Pos, s.Story), s.Pos}
	}
	return f.scenarios[s]
}
