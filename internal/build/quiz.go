package build

import (
	"encoding/json"
	"html/template"
	"strconv"
	"strings"

	"handrail/internal/site"
	"handrail/quiz"
)

// quiz adds a quiz to the view of its page.
func (p *planner) quiz(f *filler, v *View) {
	v.Body, v.Contents, v.Minutes = f.fill(f.page.Quiz.Intro), "", f.page.Quiz.Minutes
	v.Quiz = p.quizView(f)
	for i := range v.Quiz.Questions {
		v.Quiz.Questions[i].Trainer = "" // never shown to the learner
	}
}

// quizView is a quiz as one of its pages shows it.
func (p *planner) quizView(f *filler) *QuizView {
	q, page := f.page.Quiz, f.page
	v := &QuizView{Pass: int(q.Pass), Draw: q.Draw, Shuffle: q.Shuffle, Feedback: q.Feedback, Certificate: q.Certificate,
		Name: page.Name(), Digest: quiz.NameDigest(page.Name()), Version: q.Version(), Questions: f.questions(q),
		Page: Link{Title: page.Title, Href: f.href(page, "")}}
	for _, link := range [][2]string{{"quiz.key", page.Key()}, {"quiz.present", page.Present()}, {"quiz.results", page.Results()}} {
		v.Trainer = append(v.Trainer, Link{Title: p.words.must(link[0]), Href: escapePath(site.Relative(f.from, link[1])), Current: link[1] == f.from})
	}
	return v
}

// trainerPage makes a page that a trainer has of a quiz: its answers to print, the screen before a room, the board.
func (p *planner) trainerPage(page *site.Page, layout, address string) (*View, error) {
	v := p.base(layout, address, p.words.must(layout+".title", "title", page.Title), p.words.must(layout+".summary"))
	f := &filler{planner: p, page: page, from: v.Path}
	v.Crumbs = p.crumbs(page)
	v.Quiz = p.quizView(f)
	v.Reviewed = p.words.date(page.Reviewed)
	if layout == "results" {
		for i := range v.Quiz.Questions { // the board counts answers: the page with the answers has what a trainer says of them
			v.Quiz.Questions[i].forBoard()
		}
		for _, other := range p.Site.Pages {
			if other.Quiz != nil && other != page {
				v.Quiz.Others = append(v.Quiz.Others, Other{quiz.NameDigest(other.Name()),
					Link{Title: other.Title, Href: escapePath(site.Relative(v.Path, other.Results()))}})
			}
		}
	}
	return v, f.err
}

// kept makes the page that lists what the site keeps on its reader's device.
func (p *planner) kept() *View {
	v := p.base("kept", "kept.html", p.words.must("kept.title"), p.words.must("kept.summary"))
	for _, page := range p.Site.Pages {
		if page.Quiz != nil {
			v.Children = append(v.Children, p.card(v.Path, page))
		}
	}
	return v
}

func (f *filler) questions(q *quiz.Quiz) []QuizQuestionView {
	var views []QuizQuestionView
	var scenario *quiz.Scenario
	digests := q.Digests()
	for i, question := range q.Questions {
		view := f.question(question)
		view.Digest = digests[i]
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
		if len(a.Forms) > 1 || len(a.Forms) == 1 && a.Forms[0] != strings.Join(strings.Fields(a.Plain), " ") {
			forms, _ := json.Marshal(a.Forms) // texts can always be written
			view.Forms = string(forms)
		}
		v.Optional = v.Optional || len(a.Forms) > 1
		v.Accepted = append(v.Accepted, view)
	}
	for _, id := range q.Rules {
		if basis := f.Site.Basis(id); basis != nil {
			v.Rules = append(v.Rules, RuleLink{Link{Title: basis.Plain, Href: f.href(basis.Page, basis.ID)}, basis.Page.Title, f.sourceWords(basis.Sources)})
		}
	}
	if len(q.Sources) > 0 {
		v.Newer = f.words.must("source.newer", "sources", f.sourceWords(q.Sources))
	}
	return v
}

// forBoard leaves out what the board does not show: whatever explains an answer. The page with the answers has all of it.
func (v *QuizQuestionView) forBoard() {
	v.Newer, v.Trainer, v.Hint, v.Explanation = "", "", "", ""
	for i := range v.Choices {
		v.Choices[i].Feedback = ""
	}
	for i := range v.Rules {
		v.Rules[i].Source = ""
	}
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
