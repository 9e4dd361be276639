package exchange

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"handrail/quiz"
)

// qtiAnswers is what an item declares of its response: QTI 2.1, 11.1 Response Declarations.
type qtiAnswers struct {
	cardinality, baseType string
	correct               []string
	words                 []string     // that are accepted in a short answer
	ranges                [][2]float64 // in which a number is accepted
}

// item writes the item of a question. How it is marked is written out in full: not every system has the templates that QTI names,
// and none of them has points.
func (p *qtiPackage) item(q *Question) []byte {
	attrs := []string{"identifier", qtiName(q), "title", q.Title, "adaptive", "false", "timeDependent", "false"}
	if p.Language != "" {
		attrs = append(attrs, "xml:lang", p.Language)
	}
	w := newQTI(p.v, "assessmentItem", attrs...)
	a := p.answers(q)
	points := strconv.Itoa(max(q.Points, 1))
	w.declare(a, points)
	feedback := slices.ContainsFunc(q.Choices, func(c Choice) bool { return len(c.Feedback) > 0 })
	w.outcome("SCORE", "single", "float", "0")
	w.outcome("MAXSCORE", "single", "float", points)
	if feedback || len(q.Explanation) > 0 {
		w.outcome("FEEDBACK", a.cardinalityOfFeedback(), "identifier", "")
	}
	w.around("itemBody", func() { p.body(w, q, a) })
	w.around("responseProcessing", func() {
		w.around("responseCondition", func() { w.mark(a) })
		if feedback {
			w.set("FEEDBACK", func() { w.leaf("variable", "", "identifier", "RESPONSE") })
		}
	})
	for i, c := range q.Choices {
		if len(c.Feedback) > 0 {
			w.body("modalFeedback", p.markup(c.Feedback), "outcomeIdentifier", "FEEDBACK", "identifier", qtiID("C", i), "showHide", "show")
		}
	}
	if len(q.Explanation) > 0 { // it shows unless the outcome has a value that it never has
		w.body("modalFeedback", p.markup(q.Explanation), "outcomeIdentifier", "FEEDBACK", "identifier", "NEVER", "showHide", "hide")
	}
	w.end()
	return w.bytes()
}

// qtiID is the identifier of a choice by its place, from 0.
func qtiID(letter string, place int) string { return fmt.Sprintf("%s%d", letter, place+1) }

func (a *qtiAnswers) cardinalityOfFeedback() string {
	if a.cardinality == "multiple" && a.baseType == "identifier" {
		return "multiple"
	}
	return "single"
}

// answers finds what is right.
func (p *qtiPackage) answers(q *Question) *qtiAnswers {
	a := &qtiAnswers{cardinality: "single", baseType: "identifier"}
	switch q.Kind {
	case quiz.One, quiz.TrueFalse, quiz.Many:
		if q.Kind == quiz.Many {
			a.cardinality = "multiple"
		}
		for i, c := range q.Choices {
			if c.Right {
				a.correct = append(a.correct, qtiID("C", i))
			}
		}
	case quiz.Order:
		a.cardinality = "ordered"
		for i := range q.Items {
			a.correct = append(a.correct, qtiID("I", i))
		}
	case quiz.Match:
		a.cardinality, a.baseType = "multiple", "directedPair"
		for i := range q.Pairs {
			a.correct = append(a.correct, qtiID("L", i)+" "+qtiID("R", i))
		}
	case quiz.Categorise:
		a.cardinality, a.baseType = "multiple", "directedPair"
		for i, pair := range q.Pairs {
			heading := slices.IndexFunc(q.Headings, func(h Text) bool { return h.Plain() == pair.Right.Plain() })
			a.correct = append(a.correct, qtiID("L", i)+" "+qtiID("R", heading))
		}
	case quiz.Short:
		p.short(q, a)
	}
	return a
}

// mostRange is how many whole numbers a tolerance can make accepted answers of their own.
const mostRange = 101

// short finds what is accepted as a short answer. Numbers alone are answers of the type float. Among words a number is words as well, as a response
// has one type: then each whole number within its tolerance is an accepted answer.
func (p *qtiPackage) short(q *Question, a *qtiAnswers) {
	a.baseType = "float"
	if slices.ContainsFunc(q.Accepted, func(x Accepted) bool { return !x.IsNumber }) {
		a.baseType = "string"
	}
	seen := map[string]bool{}
	accept := func(words string) {
		words = strings.Join(strings.Fields(words), " ")
		if key := strings.ToLower(words); words != "" && !seen[key] {
			seen[key] = true
			a.words = append(a.words, words)
		}
	}
	if a.baseType == "string" {
		words, typed := q.written()
		for _, form := range append(words, typed...) {
			accept(form)
		}
	}
	for _, x := range q.Accepted {
		switch {
		case a.baseType == "float":
			a.ranges = append(a.ranges, [2]float64{steady(x.Number - x.Tolerance), steady(x.Number + x.Tolerance)})
			a.words = append(a.words, trim(x.Number))
		case x.Tolerance > 0:
			p.spell(q, x, accept)
		}
	}
	a.correct = a.words[:min(1, len(a.words))]
}

// spell accepts the whole numbers within a tolerance, and reports what that loses.
func (p *qtiPackage) spell(q *Question, x Accepted, accept func(string)) {
	hint := "Make two questions of it: one with the number, and one with the words."
	low, high := math.Ceil(steady(x.Number-x.Tolerance)), math.Floor(steady(x.Number+x.Tolerance))
	if high-low >= mostRange {
		p.r.Warn(q.Pos, hint, "the number %s is accepted without its tolerance, as words are accepted as well", trim(x.Number))
		return
	}
	for n := low; n <= high; n++ {
		accept(trim(n))
	}
	p.r.Warn(q.Pos, hint, "of the numbers from %s to %s only the whole ones are accepted, as words are accepted as well",
		trim(steady(x.Number-x.Tolerance)), trim(steady(x.Number+x.Tolerance)))
}

// steady removes what decimal fractions lose when they are added.
func steady(n float64) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(n, 'f', 9, 64), 64) // it has just been written
	return rounded
}

// declare declares the response. Each accepted answer in words is mapped to the points.
func (w *qtiWriter) declare(a *qtiAnswers, points string) {
	w.around("responseDeclaration", func() {
		w.around("correctResponse", func() {
			for _, value := range a.correct {
				w.leaf("value", value)
			}
		})
		if a.baseType == "string" {
			w.around("mapping", func() {
				for _, words := range a.words {
					w.leaf("mapEntry", "", "mapKey", words, "mappedValue", points, "caseSensitive", "false")
				}
			}, "defaultValue", "0")
		}
	}, "identifier", "RESPONSE", "cardinality", a.cardinality, "baseType", a.baseType)
}

// body writes what is shown of a question: its scenario when there is no section for it, its text, and how it is answered.
func (p *qtiPackage) body(w *qtiWriter, q *Question, a *qtiAnswers) {
	if q.Kind == quiz.Short {
		w.html("p", escapeXML(q.Title))
	}
	if p.drawn() && q.Scenario != nil && len(q.Scenario.Story) > 0 {
		w.html("div", p.markup(q.Scenario.Story))
	}
	if len(q.Stem) > 0 {
		w.html("div", p.markup(q.Stem))
	}
	if len(q.Hint) > 0 {
		w.rubric(p.markup(q.Hint), "class", qtiHint)
	}
	shuffled := strconv.FormatBool(p.Shuffle == "choices" || p.Shuffle == "both")
	switch q.Kind {
	case quiz.One, quiz.TrueFalse:
		w.choices(q, "choiceInteraction", func() { p.list(w, "simpleChoice", "C", q.choices(), nil) }, "shuffle", shuffled, "maxChoices", "1")
	case quiz.Many:
		w.choices(q, "choiceInteraction", func() { p.list(w, "simpleChoice", "C", q.choices(), nil) }, "shuffle", shuffled, "maxChoices", "0")
	case quiz.Order:
		w.choices(q, "orderInteraction", func() { p.list(w, "simpleChoice", "I", q.Items, mixed(q.Items)) }, "shuffle", "true")
	case quiz.Match:
		left, right := columns(q.Pairs)
		p.match(w, q, left, right, mixed(right), strconv.Itoa(len(right)))
	case quiz.Categorise:
		things, _ := columns(q.Pairs)
		p.match(w, q, things, q.Headings, nil, "0")
	case quiz.Short:
		w.html("p", "<"+p.v.element("textEntryInteraction")+" "+p.v.attribute("responseIdentifier")+`="RESPONSE"/>`)
	}
}

// qtiHint is the class of a rubric that is a hint, by which it is known when the item is read again.
const qtiHint = "hint"

// choices writes an interaction that begins with the question.
func (w *qtiWriter) choices(q *Question, name string, inner func(), attrs ...string) {
	w.around(name, func() {
		w.leaf("prompt", q.Title)
		inner()
	}, append([]string{"responseIdentifier", "RESPONSE"}, attrs...)...)
}

// match writes an interaction of two sets. Each on the left goes to one on the right, where as many can be as the last argument says; 0
// for any number.
func (p *qtiPackage) match(w *qtiWriter, q *Question, left, right []Text, order []int, most string) {
	w.choices(q, "matchInteraction", func() {
		w.around("simpleMatchSet", func() { p.list(w, "simpleAssociableChoice", "L", left, nil, "matchMax", "1") })
		w.around("simpleMatchSet", func() { p.list(w, "simpleAssociableChoice", "R", right, order, "matchMax", most) })
	}, "shuffle", "true", "maxAssociations", strconv.Itoa(len(left)))
}

// list writes things to choose from, in an order of their places, or as they are.
func (p *qtiPackage) list(w *qtiWriter, element, letter string, texts []Text, order []int, attrs ...string) {
	for n := range texts {
		at := n
		if order != nil {
			at = order[n]
		}
		w.raw(element, p.inline(texts[at]), append([]string{"identifier", qtiID(letter, at)}, attrs...)...)
	}
}

// mixed gives an order other than the right one, for systems that do not shuffle: by words, and if that is the right one, the other way round.
func mixed(texts []Text) []int {
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(quiz.Fold(texts[a].Plain()), quiz.Fold(texts[b].Plain())) })
	if slices.IsSorted(order) {
		slices.Reverse(order)
	}
	return order
}

func columns(pairs []Pair) (left, right []Text) {
	for _, pair := range pairs {
		left, right = append(left, pair.Left), append(right, pair.Right)
	}
	return left, right
}

func (q *Question) choices() []Text {
	var texts []Text
	for _, c := range q.Choices {
		texts = append(texts, c.Text)
	}
	return texts
}

// mark writes when an answer gets the points (QTI 2.1, 12 Response Processing and 15 Expressions). No answer is compared with words or numbers,
// as programs differ in what comes of it. A tolerance is written as two comparisons, as not all of them know that of equal.
func (w *qtiWriter) mark(a *qtiAnswers) {
	response := func() { w.leaf("variable", "", "identifier", "RESPONSE") }
	all := func() { w.set("SCORE", func() { w.leaf("variable", "", "identifier", "MAXSCORE") }) }
	none := func() {
		w.around("responseIf", func() {
			w.around("isNull", response)
			w.set("SCORE", func() { w.value("0", "float") })
		})
	}
	switch a.baseType {
	case "string":
		none()
		w.around("responseElse", func() {
			w.set("SCORE", func() { w.leaf("mapResponse", "", "identifier", "RESPONSE") })
		})
	case "float":
		none()
		w.around("responseElseIf", func() {
			w.around("or", func() {
				for _, r := range a.ranges {
					w.around("and", func() {
						w.around("gte", func() { response(); w.value(trim(r[0]), "float") })
						w.around("lte", func() { response(); w.value(trim(r[1]), "float") })
					})
				}
			})
			all()
		})
	default:
		w.around("responseIf", func() {
			w.around("match", func() { response(); w.leaf("correct", "", "identifier", "RESPONSE") })
			all()
		})
	}
}
