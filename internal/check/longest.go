package check

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/quiz"
)

func longestCheck() Check {
	const (
		front = `:::must {#look-after}
Look after the group's phone: lock it, charge it and keep it with you.
:::
-- quizzes/phones.md --
---
title: Phones
---
`
		second = `## Where do you leave it? {#where rules="look-after"}

- [ ] On the bus
  > Others ride on it too.
- [ ] On a wall
  > It may rain.
- [x] In your own bag, where you can feel it

> Keep it with you.

`
		third = `## Who may use it? {#who rules="look-after"}

- [ ] Your nephew
  > He has one of his own.
- [x] The volunteers of the group, and nobody else
- [ ] Everyone
  > It holds people's numbers.

> It is the group's phone.

`
		fourth = `## When do you charge it? {#when rules="look-after"}

- [x] Each evening, when you are back at home
- [ ] Once a year
  > It would be empty by May.
- [ ] Never
  > Then it is off.

> Charge it at home.

`
		fifth = `## How do you clean it? {#how rules="look-after"}

- [ ] With soap
  > It gets into the holes.
- [x] With a dry cloth that leaves no threads
- [ ] In a bath
  > It does not swim.

> Keep it dry.`
	)
	return Check{Site: longest, Finding: Finding{
		Name: "longest-answer", Group: Quizzes, Level: source.Warning,
		Finds: "The right choice is longer than all the others in too many questions, of a quiz or of the whole site.",
		Why: "Anyone who picks the longest choice is right without knowing anything. It is reported when chance alone would give as many less than once in " +
			"twenty times, for five questions or more that have one right choice.",
		Example: front + `## What do you set? {#what rules="look-after"}

- [x] A PIN that nobody else can guess
- [ ] An alarm
  > It wakes you.
- [ ] A picture
  > It looks nice.

> A PIN keeps others out.

` + second + third + fourth + fifth,
		Fixed: front + `## What do you set? {#what rules="look-after"}

- [x] A PIN
- [ ] An alarm at seven
  > It wakes you.
- [ ] A picture
  > It looks nice.

> A PIN keeps others out.

` + strings.Replace(second, "In your own bag, where you can feel it", "In a bag", 1) + third + fourth + fifth,
		Fix: "Shorten the right choice, or say a little more in a wrong one. Leave it the longest in some questions: about one in three, when there are three choices.",
	}}
}

const (
	fewest = 5    // with fewer questions, chance explains everything
	rare   = 0.05 // chance gives as many as there are less often than this
)

// tally counts the questions with one right choice, and those of them whose right choice is the only longest.
type tally struct {
	questions, quizzes int
	chances            []float64 // of each question that has an only longest choice: that it is the right one
	longest            []source.Pos
	first              *site.Page // the page of the first of them
}

// longest reports quizzes whose right choices are too often the only longest ones, and the site when the other quizzes have
// too many of them together. So no question is reported twice.
func longest(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	var rest tally
	for _, p := range s.Pages {
		if p.Quiz == nil {
			continue
		}
		if one := count(p); one.standsOut() {
			diags = append(diags, one.report("", func(pos source.Pos) string { return fmt.Sprintf("line %d", pos.Line) }))
		} else {
			rest.add(one)
		}
	}
	if rest.standsOut() {
		where := fmt.Sprintf(" of %d quizzes", rest.quizzes)
		if len(diags) > 0 {
			where += ", not counting those that have a warning of their own"
		}
		diags = append(diags, rest.report(where, source.Pos.String))
	}
	return diags
}

// count counts the questions of a quiz.
func count(p *site.Page) tally {
	var t tally
	for _, q := range p.Quiz.Questions {
		if q.Kind() != quiz.One || p.HiddenAt(q.Pos.Line) {
			continue
		}
		t.questions++
		most, same, right := -1, 0, false
		for _, c := range q.Choices() {
			switch n := utf8.RuneCountInString(c.Plain); {
			case n > most:
				most, same, right = n, 1, c.Right
			case n == most:
				same++
			}
		}
		if same != 1 {
			continue // no choice is longer than all the others
		}
		t.chances = append(t.chances, 1/float64(len(q.Choices())))
		if right {
			t.longest = append(t.longest, q.Pos)
		}
	}
	if t.questions > 0 {
		t.quizzes = 1
	}
	if len(t.longest) > 0 {
		t.first = p
	}
	return t
}

func (t *tally) add(more tally) {
	t.questions += more.questions
	t.quizzes += more.quizzes
	t.chances = append(t.chances, more.chances...)
	t.longest = append(t.longest, more.longest...)
	if t.first == nil {
		t.first = more.first
	}
}

// standsOut says whether right choices stand out by their length.
func (t *tally) standsOut() bool {
	return t.questions >= fewest && chanceOf(len(t.longest), t.chances) < rare
}

// tooMany is for how many questions another choice has to be the longest one, until chance explains the others.
func (t *tally) tooMany() int {
	n := 0
	for n < len(t.longest) && chanceOf(len(t.longest)-n, t.chances) < rare {
		n++
	}
	return n
}

func (t *tally) report(where string, place func(source.Pos) string) source.Diagnostic {
	const most = 12 // places that a hint names
	var places []string
	for _, pos := range t.longest[:min(most, len(t.longest))] {
		places = append(places, place(pos))
	}
	if more := len(t.longest) - most; more > 0 {
		places = append(places, fmt.Sprintf("%d more", more))
	}
	hint := fmt.Sprintf("Shorten the right choice, or say more in a wrong one, in at least %d of them: %s.", t.tooMany(), strings.Join(places, ", "))
	return report(t.first, t.longest[0], source.Warning, hint,
		"the right choice is longer than all the others in %d of %d questions%s: it can be guessed", len(t.longest), t.questions, where)
}

// chanceOf is how likely it is that at least k of some things happen, when each happens with a chance of its own.
func chanceOf(k int, chances []float64) float64 {
	const exact = 1000 // for more things, the normal distribution is as good and much faster
	if len(chances) > exact {
		mean, variance := 0.0, 0.0
		for _, p := range chances {
			mean, variance = mean+p, variance+p*(1-p)
		}
		return math.Erfc((float64(k)-0.5-mean)/math.Sqrt(2*variance)) / 2
	}
	just := make([]float64, len(chances)+1) // how likely it is that so many of the things up to now happen
	just[0] = 1
	for i, p := range chances {
		for n := i + 1; n > 0; n-- {
			just[n] = just[n]*(1-p) + just[n-1]*p
		}
		just[0] *= 1 - p
	}
	sum := 0.0
	for _, p := range just[min(k, len(just)):] {
		sum += p
	}
	return sum
}
