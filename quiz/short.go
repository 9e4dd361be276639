package quiz

import (
	"bytes"
	"encoding/json"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/pattern"
)

// Short asks its reader to write a short answer: a list in which each accepted answer has [=] before it.
const Short Kind = "short"

// Written are the answers that are accepted. A reader's answer is words.
type Written struct {
	Accepted []Accepted

	lang      *language.Language
	elsewhere map[string]bool // the keys of all that can be answered in the quiz
}

// Accepted is an answer that is accepted: words, or a number give or take a tolerance.
type Accepted struct {
	Item
	Number    float64
	Tolerance float64
	IsNumber  bool
	Forms     []string // what may be written: with and without what is in brackets, the fullest first

	keys []key // of the forms
}

func holdsAccepted(doc *markdown.Doc, n ast.Node) bool {
	first := firstMarked(doc, n)
	return first != nil && isAccepted(doc, first)
}

// isAccepted says whether a list item is an answer that a question accepts. A bracket with a backslash before it is only one.
func isAccepted(doc *markdown.Doc, item ast.Node) bool {
	return item.FirstChild() != nil && strings.HasPrefix(doc.PlainOf(item.FirstChild(), func(part []byte, _ bool) []byte {
		return bytes.ReplaceAll(part, []byte(`\[`), []byte(`\\`))
	}), "[=]")
}

func readAccepted(p *parser, _ *Question, n ast.Node) Answers {
	w := &Written{lang: p.doc.Language}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		p.read[item] = true
		if !isAccepted(p.doc, item) {
			p.doubt(item, "Put [=] before it, or take it out of the list.", "this answer has no [=]")
		}
		w.Accepted = append(w.Accepted, p.accepted(item))
		p.noFeedback(item)
	}
	return w
}

func (p *parser) accepted(item ast.Node) Accepted {
	a := Accepted{Item: p.item(item)}
	a.Plain = strings.TrimSpace(strings.TrimPrefix(a.Plain, "[=]"))
	a.Text = markdown.HTML(strings.TrimSpace(strings.TrimPrefix(string(a.Text), "[=]")))
	a.Number, a.Tolerance, a.IsNumber = readNumber(p.doc.Language, a.Plain)
	if a.Plain == "" {
		return a // Validate reports it
	}
	p.several(a)
	forms, err := formsOf(p.doc.Language, strings.TrimSpace(strings.TrimPrefix(withBrackets(p.doc, item.FirstChild()), "[=]")))
	if err != nil {
		hint := `What is in round brackets can be left out, as in: [=] (at least) once a month. Write \( and \) for brackets that belong to the answer.`
		if err == errNothing {
			hint = "Write words or a number after [=]. Spaces and punctuation are not compared."
		}
		p.add(a.Pos, hint, err.Error())
		return a
	}
	a.Forms = forms
	for _, form := range forms {
		a.keys = append(a.keys, keyOf(p.doc.Language, form))
	}
	return a
}

// notAWord finds what other programs read as a mark in an accepted answer: a bar or a slash between answers, a star in the place of
// any letters, a range, and ± without a tolerance.
var notAWord = pattern.New(`\s(/)\s|(\|)|\w{3}(\*)$|\d ?(\.\.+|…) ?\d|(±)\s*$`)

// several reports an accepted answer that nobody would type, as it seems to hold several.
func (p *parser) several(a Accepted) {
	if m := notAWord().FindStringSubmatch(a.Plain); m != nil {
		mark := strings.Join(m[1:], "") // one of them
		p.Warn(a.Pos, "Write each accepted answer on a line of its own, with [=] before it. A number can have a tolerance: [=] 256 ± 6.",
			"this is read as one answer: %q has no meaning in it", mark)
	}
}

// tellApart lets the short answers know what else can be answered in the quiz.
func (q *Quiz) tellApart(lang *language.Language) {
	var short []*Written
	for _, question := range q.Questions {
		if w, ok := question.Answers.(*Written); ok {
			short = append(short, w)
		}
	}
	if len(short) == 0 {
		return
	}
	all := map[string]bool{}
	for _, question := range q.Questions {
		if question.Answers == nil {
			continue
		}
		for _, text := range question.Answers.offered() {
			all[keyOf(lang, text).plain] = true
		}
	}
	for _, w := range short {
		w.elsewhere = all
	}
}

func (w *Written) Kind() Kind { return Short }

// Fits: any words.
func (w *Written) Fits(a Answer) bool {
	return len(a.Places) == 0 && strings.TrimFunc(a.Words, isSpace) != ""
}

// slack forgives what decimal fractions lose: 0.3 - 0.2 is a little less than 0.1.
const slack = 1e-9

// Mark: what is nearly an accepted answer is not wrong, unless it is an answer elsewhere in the quiz.
func (w *Written) Mark(answer Answer) Mark {
	typed, numbers := keyOf(w.lang, answer.Words), numbersIn(w.lang, answer.Words)
	near := false
	for _, a := range w.Accepted {
		for _, n := range numbers {
			if a.IsNumber && math.Abs(n-a.Number) <= a.Tolerance+slack {
				return Right
			}
		}
		for _, k := range a.keys {
			if k.same(typed) {
				return Right
			}
			near = near || k.near(typed)
		}
	}
	if near && !w.elsewhere[typed.plain] {
		return Nearly
	}
	return Wrong
}

// Confusable lists what is nearly an accepted answer and is wrong all the same, as it is an answer elsewhere in the quiz. Each is joined as
// answers are compared. It is for a question that is asked without its quiz.
func (w *Written) Confusable() []string {
	var list []string
	for plain := range w.elsewhere {
		typed := keyOf(w.lang, plain)
		if slices.ContainsFunc(w.Accepted, func(a Accepted) bool {
			return slices.ContainsFunc(a.keys, func(k key) bool { return k.near(typed) })
		}) {
			list = append(list, plain)
		}
	}
	slices.Sort(list)
	return list
}

func (w *Written) Right() Answer {
	for _, a := range w.Accepted {
		if len(a.Forms) > 0 {
			return Answer{Words: a.Forms[0]}
		}
	}
	return Answer{}
}

func (w *Written) Words(a Answer) string { return "“" + a.Words + "”" }

// WrittenView is what the templates show of accepted answers.
type WrittenView struct {
	Accepted []AcceptedView
	Optional bool // what is in brackets in one of them can be left out
}

// AcceptedView is an answer that is accepted.
type AcceptedView struct {
	Text              template.HTML
	Number, Tolerance string // in digits; empty when the answer is words
	Forms             string // JSON: what may be written, when it is not the text alone
}

func (w *Written) View(show func(markdown.HTML) template.HTML, _ bool) any {
	var v WrittenView
	for _, a := range w.Accepted {
		view := AcceptedView{Text: show(a.Text)}
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
	return v
}

func (w *Written) offered() []string {
	var texts []string
	for _, a := range w.Accepted {
		texts = append(texts, a.Forms...)
	}
	return texts
}

func (w *Written) hashVersion(add func(...any)) {
	for _, a := range w.Accepted {
		add(a.Plain)
	}
}

// hashOffered: nothing is offered.
func (w *Written) hashOffered(func(...any)) {}

func (w *Written) validate(v *validator, _ *Question) {
	accepted := make([]Item, len(w.Accepted))
	for i, a := range w.Accepted {
		accepted[i] = a.Item
	}
	v.alike(accepted)
}
