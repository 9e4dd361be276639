package result

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strings"
	"time"

	"handrail/quiz"
)

// Report is what a group has understood of a quiz.
type Report struct {
	Taken     int              `json:"taken"`    // results that count
	Passed    int              `json:"passed"`   // -1 when the quiz has no pass mark
	Older     int              `json:"older"`    // those of another version of the quiz
	LeftOut   int              `json:"left_out"` // answers to questions that are gone or have changed
	Again     int              `json:"again"`    // results that came again, and are not counted again
	Takers    []TakerReport    `json:"takers"`   // in the order in which they came
	Rules     []RuleReport     `json:"rules"`    // the weakest first
	Questions []QuestionReport `json:"questions"`
}

// TakerReport is the score of one taker.
type TakerReport struct {
	Name    string `json:"name"` // "" when none was typed
	Day     string `json:"day"`  // such as 2026-11-22, by the clock of the taker's device
	Older   bool   `json:"older"`
	Got     int    `json:"got"` // points
	All     int    `json:"all"` // points of the questions that were asked
	Passed  bool   `json:"passed"`
	LeftOut int    `json:"left_out"`
}

// RuleReport is how a rule is known: what was answered to the questions that test it.
type RuleReport struct {
	ID        string `json:"id"`
	Asked     int    `json:"asked"`
	Right     int    `json:"right"`
	SureWrong int    `json:"sure_wrong"` // not right, nor nearly, and sure of it
}

// QuestionReport is what was answered to a question.
type QuestionReport struct {
	ID        string  `json:"id"`
	Asked     int     `json:"asked"`
	Right     int     `json:"right"`
	Partly    int     `json:"partly"`
	Nearly    int     `json:"nearly"` // but for one letter
	SureWrong int     `json:"sure_wrong"`
	Given     []Given `json:"given"`   // each choice in the order of the file; of other answers the 12 most frequent
	None      int     `json:"none"`    // asked, and not answered
	Unclear   int     `json:"unclear"` // marked its explanation as not clear
	// Discrimination says how well the question distinguishes those who know the rest from those who do not, from -1 to 1. It is
	// nil when it is not known.
	Discrimination *float64 `json:"discrimination"`
}

// ManyUnclear says whether so many marked the explanation of a question that whoever reads the report should see it first: two people or
// more, and a fifth of those who were asked.
func (r QuestionReport) ManyUnclear() bool { return r.Unclear > 1 && r.Unclear*5 >= r.Asked }

// Given is an answer and how many gave it. It has one of Choice, Places and Words.
type Given struct {
	Choice *int    `json:"choice,omitempty"`
	Places []int   `json:"places,omitempty"`
	Words  *string `json:"words,omitempty"` // folded, but for those with a digit
	N      int     `json:"n"`
}

// FewAnswers is below how many answers a share says too little, and FewTakers below how many takers there is no
// discrimination.
const (
	FewAnswers = 5
	FewTakers  = 10
)

// NewReport adds up the results of a group.
func NewReport(g *Group) Report {
	r := Report{Taken: len(g.Taken), Again: g.Again, Takers: make([]TakerReport, 0, len(g.Taken)), Rules: []RuleReport{}, Questions: []QuestionReport{}}
	if g.Quiz.Pass == 0 {
		r.Passed = -1
	}
	days := map[int]string{} // one text for all results of a day
	for _, t := range g.Taken {
		if days[t.Day] == "" {
			days[t.Day] = Date(t.Day)
		}
		r.add(t, days[t.Day])
	}
	for i := range g.Quiz.Questions {
		r.Questions = append(r.Questions, g.given[i].report(g.rests(i)))
	}
	r.Rules = append(r.Rules, ruleReports(g.Quiz, r.Questions)...)
	return r
}

func (r *Report) add(t Taken, day string) {
	if t.Passed {
		r.Passed++
	}
	if t.Older {
		r.Older++
	}
	r.LeftOut += t.LeftOut
	r.Takers = append(r.Takers, TakerReport{t.Name, day, t.Older, t.Got, t.All, t.Passed, t.LeftOut})
}

// Date is the date of a number of days since 1970-01-01, such as 2026-11-22.
func Date(day int) string { return time.Unix(int64(day)*24*60*60, 0).UTC().Format(time.DateOnly) }

// ruleReports adds up the questions that test each rule: the weakest first, those never asked last.
func ruleReports(q *quiz.Quiz, questions []QuestionReport) []RuleReport {
	var rules []RuleReport
	for i, question := range q.Questions {
		for n, id := range question.Rules {
			if slices.Contains(question.Rules[:n], id) {
				continue
			}
			at := slices.IndexFunc(rules, func(r RuleReport) bool { return r.ID == id })
			if at < 0 {
				at = len(rules)
				rules = append(rules, RuleReport{ID: id})
			}
			rules[at].Asked += questions[i].Asked
			rules[at].Right += questions[i].Right
			rules[at].SureWrong += questions[i].SureWrong
		}
	}
	slices.SortFunc(rules, func(a, b RuleReport) int {
		if a.Asked == 0 || b.Asked == 0 {
			return cmp.Or(min(b.Asked, 1)-min(a.Asked, 1), strings.Compare(a.ID, b.ID))
		}
		return cmp.Or(a.Right*b.Asked-b.Right*a.Asked, b.Asked-a.Asked, strings.Compare(a.ID, b.ID))
	})
	return rules
}

// rest is whether a taker got a question right, 1 or 0, and which share of all other points.
type rest struct{ right, share float64 }

// tiny is below what a sum of squares is that of values which are all the same.
const tiny = 1e-12

// correlation is Pearson's correlation of a question with the rest of the quiz, to hundredths: the item–rest correlation
// (or corrected item–total correlation) of classical test theory. It is nil for fewer than ten takers, and when there is
// nothing to distinguish. The sums are taken in the order of the takers and without fused operations, so that a browser
// comes to the same last digit.
func correlation(rests iter.Seq[rest]) *float64 {
	var n, x, y float64
	for r := range rests {
		n++
		x += r.right
		y += r.share
	}
	if n < FewTakers {
		return nil
	}
	x, y = x/n, y/n
	var xx, yy, xy float64
	for r := range rests {
		dx, dy := r.right-x, r.share-y
		xx += float64(dx * dx)
		yy += float64(dy * dy)
		xy += float64(dx * dy)
	}
	if xx < tiny || yy < tiny {
		return nil
	}
	r := math.Floor(float64(xy/math.Sqrt(float64(xx*yy))*100)+0.5) / 100
	return &r
}
