package builder

import (
	"bytes"
	"html/template"
	"maps"
	"slices"

	"handrail/internal/site"
	"handrail/quiz"
)

// quiz adds a quiz to the view of its page.
func (p *planner) quiz(f *filler, v *View) {
	v.Body, v.Contents, v.Minutes = f.fill(f.page.Quiz.Intro), "", f.page.Quiz.Minutes
	v.Quiz = p.quizView(f, true)
	v.Quiz.Paths = slices.Sorted(maps.Keys(p.following[f.page]))
	for i := range v.Quiz.Questions {
		v.Quiz.Questions[i].forLearner()
	}
}

// quizView is a quiz as one of its pages shows it.
func (p *planner) quizView(f *filler, reasons bool) *QuizView {
	q, page := f.page.Quiz, f.page
	v := &QuizView{Pass: int(q.Pass), Draw: q.Draw, Shuffle: q.Shuffle, Feedback: q.Feedback, Certificate: q.Certificate,
		Name: page.Name(), Digest: quiz.NameDigest(page.Name()), Version: q.Version(), Questions: f.questions(q, reasons),
		Page: Link{Title: page.Title, Href: f.href(page, "")}}
	for _, layout := range site.TrainerPages() {
		address := page.TrainerPage(layout)
		v.Trainer = append(v.Trainer, Link{Title: p.words.must("quiz." + layout), Href: escapePath(site.Relative(f.from, address)), Current: address == f.from})
	}
	return v
}

// trainerPage makes a page that a trainer has of a quiz: its answers to print, the screen before a room, the board.
func (p *planner) trainerPage(page *site.Page, layout string) (*View, error) {
	v := p.base(layout, page.TrainerPage(layout), p.words.must(layout+".title", "title", page.Title), p.words.must(layout+".summary"))
	f := &filler{planner: p, page: page, from: v.Path}
	v.Crumbs = p.crumbs(page)
	v.Quiz = p.quizView(f, layout != site.Results)
	for _, q := range v.Quiz.Questions {
		for i := range q.Rules {
			q.Rules[i].Version = "" // nothing that these pages keep depends on it
		}
	}
	v.Reviewed = p.words.date(page.Reviewed)
	if layout == site.Answers {
		var err error
		if v.Files, err = p.exchangeLinks(page); err != nil {
			return nil, err
		}
	}
	if layout == site.Results {
		for i := range v.Quiz.Questions { // the board counts answers: the page with the answers has what a trainer says of them
			v.Quiz.Questions[i].forBoard()
		}
		for _, other := range p.Site.Pages {
			if other.Quiz != nil && other != page {
				v.Quiz.Others = append(v.Quiz.Others, Other{quiz.NameDigest(other.Name()),
					Link{Title: other.Title, Href: escapePath(site.Relative(v.Path, other.TrainerPage(site.Results)))}})
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

// questions are those of a quiz as one of its pages shows them. Without reasons the feedback to choices is left out.
func (f *filler) questions(q *quiz.Quiz, reasons bool) []QuizQuestionView {
	var views []QuizQuestionView
	var scenario *quiz.Scenario
	digests := q.Digests()
	for i, question := range q.Questions {
		view := f.question(question, reasons)
		view.Digest = digests[i]
		if s := question.Scenario; s != nil && s != scenario {
			view.Story = &StoryView{s.ID, s.Title, f.fill(s.Story)}
		}
		scenario = question.Scenario
		views = append(views, view)
	}
	return views
}

func (f *filler) question(q *quiz.Question, reasons bool) QuizQuestionView {
	v := QuizQuestionView{ID: q.ID, Title: q.Title, Kind: string(q.Kind()), Level: 2, Points: q.Points, Stem: f.fill(q.Stem), Hint: f.fill(q.Hint),
		Trainer: f.fill(q.Trainer), Explanation: f.fill(q.Explanation)}
	if q.Scenario != nil {
		v.Level = 3
	}
	if q.Answers != nil { // a quiz with such a question has an error, and its site is not built
		answers := q.Answers.View(f.fill, reasons)
		v.Choose, v.Answer = f.part("choose-"+v.Kind, answers), f.part("answer-"+v.Kind, answers)
	}
	for _, id := range q.Rules {
		if basis := f.Site.Basis(id); basis != nil {
			link := RuleLink{Link: Link{Title: basis.Plain, Href: f.href(basis.Page, basis.ID)}, Version: basis.Version, Page: basis.Page.Title, Source: f.sourceWords(basis.Sources)}
			if f.packed != nil {
				link.ID, link.Href = id, f.fromBook(site.Target{Page: basis.Page, Anchor: basis.ID})
			}
			v.Rules = append(v.Rules, link)
		}
	}
	if len(q.Sources) > 0 {
		v.Newer = f.words.must("source.newer", "sources", f.sourceWords(q.Sources))
	}
	return v
}

// part executes a template for a part of a question. For an outline it writes nothing: all that it would show has been noted.
func (f *filler) part(name string, data any) template.HTML {
	if f.outline != nil {
		return ""
	}
	b := f.buffers.Get().(*bytes.Buffer)
	defer f.buffers.Put(b)
	b.Reset()
	f.execute(b, name, data)
	return template.HTML(b.String())
}

// forLearner leaves out what only a room is shown, and the words for the trainer.
func (v *QuizQuestionView) forLearner() {
	v.Trainer = ""
	for i := range v.Rules {
		v.Rules[i].Page = ""
	}
}

// forBoard leaves out what the board does not show: stories, and whatever explains an answer. The page with the answers has all of it.
func (v *QuizQuestionView) forBoard() {
	v.Story, v.Level = nil, 2
	v.Newer, v.Trainer, v.Hint, v.Explanation = "", "", "", ""
	for i := range v.Rules {
		v.Rules[i].Page, v.Rules[i].Source = "", ""
	}
}
