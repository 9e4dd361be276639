package build

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"strconv"

	"handrail/internal/site"
	"handrail/quiz"
)

// quiz adds a quiz to the view of its page.
func (p *planner) quiz(f *filler, v *View) {
	q := f.page.Quiz
	v.Body, v.Contents, v.Minutes = f.fill(q.Intro), nil, q.Minutes
	v.Quiz = &QuizView{Pass: int(q.Pass), Draw: q.Draw, Shuffle: q.Shuffle, Feedback: q.Feedback, Certificate: q.Certificate, Version: version(q),
		Questions: f.questions(q), Key: Link{Title: p.words.must("quiz.key"), Href: escapePath(site.Relative(v.Path, f.page.Key()))}}
}

// key makes the page with the answers of a quiz, and the notes to the trainer.
func (p *planner) key(page *site.Page) (*View, error) {
	v := p.base("key", page.Key(), p.words.must("key.title", "title", page.Title), p.words.must("key.summary"))
	f := &filler{planner: p, page: page, from: v.Path}
	v.Crumbs = p.crumbs(page)
	v.Quiz = &QuizView{Pass: int(page.Quiz.Pass), Questions: f.questions(page.Quiz), Page: Link{Title: page.Title, Href: f.href(page, "")}}
	v.Reviewed = p.words.date(page.Reviewed)
	return v, f.err
}

func (f *filler) questions(q *quiz.Quiz) []QuizQuestionView {
	var views []QuizQuestionView
	var scenario *quiz.Scenario
	for _, question := range q.Questions {
		view := f.question(question)
		if s := question.Scenario; s != nil && s != scenario {
			view.Story = &StoryView{s.ID, s.Title, f.fill(s.Story)}
		}
		scenario = question.Scenario
		views = append(views, view)
	}
	return views
}

func (f *filler) question(q *quiz.Question) QuizQuestionView {
	v := QuizQuestionView{ID: q.ID, Title: q.Title, Kind: string(q.Kind), Level: 2, Points: q.Points, Stem: f.fill(q.Stem), Hint: f.fill(q.Hint),
		Trainer: f.fill(q.Trainer), Explanation: f.fill(q.Explanation)}
	if q.Scenario != nil {
		v.Level = 3
	}
	for _, c := range q.Choices {
		v.Choices = append(v.Choices, ChoiceView{Text: f.fill(c.Text), Right: c.Right, Feedback: f.fill(c.Feedback)})
	}
	v.Items, v.Mixed = f.items(q.Items), f.mixed(q.Items)
	if q.Kind == quiz.Match {
		v.Heads = [2]template.HTML{f.fill(q.Heads[0].Text), f.fill(q.Heads[1].Text)}
		var right []quiz.Item
		for _, pair := range q.Pairs {
			v.Pairs = append(v.Pairs, [2]template.HTML{f.fill(pair[0].Text), f.fill(pair[1].Text)})
			right = append(right, pair[1])
		}
		v.Mixed = f.mixed(right)
	}
	for _, a := range q.Accepted {
		view := AcceptedView{Text: f.fill(a.Text)}
		if a.IsNumber {
			view.Number, view.Tolerance = strconv.FormatFloat(a.Number, 'f', -1, 64), strconv.FormatFloat(a.Tolerance, 'f', -1, 64)
		}
		v.Accepted = append(v.Accepted, view)
	}
	for _, id := range q.Rules {
		if r := f.Site.ByID[id]; r != nil {
			v.Rules = append(v.Rules, Link{Title: r.Plain, Href: f.href(r.Page, r.ID)})
		}
	}
	return v
}

func (f *filler) items(items []quiz.Item) []template.HTML {
	var list []template.HTML
	for _, item := range items {
		list = append(list, f.fill(item.Text))
	}
	return list
}

func (f *filler) mixed(items []quiz.Item) []MixedView {
	var list []MixedView
	for _, i := range quiz.Mixed(items) {
		list = append(list, MixedView{f.fill(items[i].Text), i})
	}
	return list
}

// version is a short digest of what an attempt depends on: the questions, and their answers in the order of the file.
func version(q *quiz.Quiz) string {
	sum := sha256.New()
	tell := func(parts ...any) { fmt.Fprintf(sum, "%q\n", fmt.Sprint(parts...)) }
	for _, question := range q.Questions {
		tell(question.ID, " ", question.Kind, " ", question.Points)
		for _, c := range question.Choices {
			tell(c.Plain, c.Right)
		}
		for _, item := range question.Items {
			tell(item.Plain)
		}
		for _, pair := range question.Pairs {
			tell(pair[0].Plain)
			tell(pair[1].Plain)
		}
		for _, a := range question.Accepted {
			tell(a.Plain)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:4])
}
