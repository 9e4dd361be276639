package builder

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"

	"handrail/internal/parallel"
	"handrail/internal/site"
	"handrail/quiz"
)

// refreshPage is the page that asks a few questions of all quizzes. Its script chooses them on the reader's device by an index that the page
// holds, and loads the files that hold the questions chosen.
const refreshPage = "refresh.html"

// maxAsked is how many questions that page knows of at most: so many that the page, with all that it loads at first, stays below 60 KB.
const maxAsked = 2000

// refresh makes the page that asks questions of all quizzes.
func (p *planner) refresh() (*View, error) {
	v := p.base("refresh", refreshPage, p.words.must("refresh.title"), p.words.must("refresh.summary"))
	for _, page := range p.Site.Pages {
		if page.Quiz != nil {
			v.Children = append(v.Children, p.card(v.Path, page))
		}
	}
	v.Refresh = &RefreshView{Index: p.index()}
	for _, file := range p.questions {
		script := ScriptView{Src: file.name}
		if p.Hosted && p.outline == nil {
			data, err := p.questionScript(file)
			if err != nil {
				return v, err
			}
			script.Integrity = p.integrity(asset{data: data})
		}
		v.Refresh.Files = append(v.Refresh.Files, script)
	}
	return v, nil
}

// index lists the questions that the page can ask, with the rules that they test.
func (p *planner) index() QuestionIndex {
	index := QuestionIndex{Pages: [][2]string{}, Rules: []IndexRule{}, Quizzes: []IndexQuiz{}}
	pages, rules := map[*site.Page]int{}, map[string]int{}
	rule := func(id string) (int, bool) {
		at, known := rules[id]
		if basis := p.Site.Basis(id); !known && basis != nil {
			page, there := pages[basis.Page]
			if !there {
				page = len(index.Pages)
				pages[basis.Page] = page
				index.Pages = append(index.Pages, [2]string{basis.Page.Title, escapePath(site.Relative(refreshPage, basis.Page.Address))})
			}
			at, known = len(index.Rules), true
			rules[id] = at
			index.Rules = append(index.Rules, IndexRule{basis.ID, basis.Version, page, basis.Plain})
		}
		return at, known
	}
	for _, r := range p.Site.Rules { // the map of rules has them in reading order
		if len(r.Questions) > 0 {
			rule(r.ID)
		}
	}
	for _, file := range p.questions {
		if n := len(index.Quizzes); n == 0 || index.Quizzes[n-1].Name != file.page.Name() {
			mixed := file.page.Quiz.Shuffle == "choices" || file.page.Quiz.Shuffle == "both"
			index.Quizzes = append(index.Quizzes, IndexQuiz{Name: file.page.Name(), Mixed: mixed})
		}
		q := &index.Quizzes[len(index.Quizzes)-1]
		q.Files = append(q.Files, len(file.questions))
		for _, question := range file.questions {
			entry := IndexQuestion{ID: question.ID, Story: storyOf(file.page.Quiz, question)}
			for _, id := range question.Rules {
				if at, ok := rule(id); ok {
					entry.Rules = append(entry.Rules, at)
				}
			}
			q.Questions = append(q.Questions, entry)
		}
	}
	for _, page := range p.Site.Pages {
		if page.Quiz != nil {
			index.All += len(page.Quiz.Questions)
		}
	}
	return index
}

// storyOf numbers the stories of a quiz by the question that each begins before, counted from 1; 0 for a question without one.
func storyOf(q *quiz.Quiz, question *quiz.Question) int {
	if question.Scenario == nil {
		return 0
	}
	return 1 + slices.IndexFunc(q.Questions, func(other *quiz.Question) bool { return other.Scenario == question.Scenario })
}

// QuestionIndex is what the script of the page refresh.html knows of the site's questions.
type QuestionIndex struct {
	All     int         `json:"all"`   // questions of the site: more than are listed on a very large one
	Pages   [][2]string `json:"pages"` // the title and the address of each page that has some of the rules
	Rules   []IndexRule `json:"rules"` // in reading order, then the updates
	Quizzes []IndexQuiz `json:"quizzes"`
}

// IndexRule is a rule that questions test, or an update, which has no version.
type IndexRule struct {
	ID, Version string
	Page        int // of QuestionIndex.Pages
	Words       string
}

// MarshalJSON writes [id, version, page, words], as there can be hundreds.
func (r IndexRule) MarshalJSON() ([]byte, error) {
	return marshalPlain([]any{r.ID, r.Version, r.Page, r.Words})
}

// IndexQuiz is a quiz with those of its questions that can be asked.
type IndexQuiz struct {
	Name      string          `json:"name"`
	Mixed     bool            `json:"mixed"` // its choices may be shuffled
	Files     []int           `json:"files"` // how many of the questions each file has
	Questions []IndexQuestion `json:"questions"`
}

// IndexQuestion is a question that can be asked.
type IndexQuestion struct {
	ID    string
	Story int   // the same for the questions of one story of the quiz; 0 for none
	Rules []int // of QuestionIndex.Rules
}

// MarshalJSON writes [id, story, rule, rule …], as there can be thousands.
func (q IndexQuestion) MarshalJSON() ([]byte, error) {
	list := []any{q.ID, q.Story}
	for _, at := range q.Rules {
		list = append(list, at)
	}
	return marshalPlain(list)
}

// marshalPlain writes JSON and leaves characters of HTML as they are.
func marshalPlain(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

// findQuestions plans the files of questions. Their names hold the digest of all that they depend on, so that none has to be made for
// its name: where nothing has changed, nothing is rendered.
func (p *planner) findQuestions() {
	asked := p.asked()
	for _, page := range p.Site.Pages {
		if page.Quiz == nil {
			continue
		}
		questions := slices.DeleteFunc(slices.Clone(page.Quiz.Questions), func(q *quiz.Question) bool { return asked != nil && !asked[q] })
		files := (len(questions) + questionsPerFile - 1) / questionsPerFile
		for i := range files {
			p.questions = append(p.questions, &questionFile{page: page, questions: questions[i*len(questions)/files : (i+1)*len(questions)/files]})
		}
	}
	parallel.Each(len(p.questions), func(i int) {
		p.questions[i].name = assetName("questions", ".js", p.questionDigest(p.questions[i]))
	})
}

// asked are the questions of a very large site that can be asked, evenly over the rules that they test; nil when all can.
func (p *planner) asked() map[*quiz.Question]bool {
	var order []string // the first rules of the questions, as they first come
	byRule := map[string][]*quiz.Question{}
	all := 0
	for _, page := range p.Site.Pages {
		if page.Quiz == nil {
			continue
		}
		for _, q := range page.Quiz.Questions {
			id := ""
			if len(q.Rules) > 0 {
				id = q.Rules[0]
			}
			if byRule[id] == nil {
				order = append(order, id)
			}
			byRule[id] = append(byRule[id], q)
			all++
		}
	}
	if all <= maxAsked {
		return nil
	}
	asked := map[*quiz.Question]bool{}
	for round := 0; len(asked) < maxAsked; round++ {
		for _, id := range order {
			if round < len(byRule[id]) && len(asked) < maxAsked {
				asked[byRule[id][round]] = true
			}
		}
	}
	return asked
}

// questionDigest names all that a file of questions depends on.
func (p *planner) questionDigest(file *questionFile) []byte {
	o := p.outlines.Get().(*outline)
	defer p.outlines.Put(o)
	o.reuse()
	sketch := *p
	sketch.outline = o
	o.text(p.texts)
	o.add(reflect.ValueOf(sketch.questionViews(&filler{planner: &sketch, page: file.page, from: refreshPage}, file)))
	sum := o.digest()
	return sum[:]
}
