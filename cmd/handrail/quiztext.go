package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"handrail/internal/site"
	"handrail/quiz"
	"handrail/quiz/result"
)

// writeText reports the results in words, for people. What could not be read is part of it.
func (r *results) writeText(out, _ io.Writer) error {
	b, quizzes := bufio.NewWriter(out), r.taken()
	for _, q := range quizzes {
		t := textReport{b, q, result.NewReport(q.group)}
		t.head()
		t.teach()
		t.rules()
		t.questions()
		t.takers()
		fmt.Fprintln(b)
	}
	if len(quizzes) == 0 {
		fmt.Fprintln(b, "No results of a quiz of this site were found.")
		fmt.Fprintln(b)
	}
	writeNotCounted(b, r.problems)
	return b.Flush()
}

// textReport writes the report of one quiz.
type textReport struct {
	*bufio.Writer
	q *siteQuiz
	result.Report
}

func (t *textReport) say(format string, args ...any) { fmt.Fprintf(t, format+"\n", args...) }

func (t *textReport) head() {
	t.say("%s\n%s\n", t.q.title, strings.Repeat("=", utf8.RuneCountInString(t.q.title)))
	if t.Taken == 1 {
		t.say("1 person took this quiz.")
	} else {
		t.say("%d people took this quiz.", t.Taken)
	}
	if t.Passed >= 0 {
		t.say("Passed, with %d%% of the points or more: %s.", t.q.quiz.Pass, share(t.Passed, t.Taken))
	}
	for _, more := range []struct {
		n         int
		one, many string
	}{
		{t.Older, "1 result was made with an older version of the quiz.", "%d results were made with an older version of the quiz."},
		{t.LeftOut, "1 answer is left out, because its question is gone or has changed.", "%d answers are left out, because their questions are gone or have changed."},
		{t.Again, "1 result came a second time, and is not counted again.", "%d results came again, and are not counted again."},
	} {
		switch {
		case more.n == 1:
			t.say("%s", more.one)
		case more.n > 1:
			t.say(more.many, more.n)
		}
	}
	for i, question := range t.Questions {
		if question.ManyUnclear() {
			t.say("%q: %d of %d marked the explanation as not clear.", t.q.quiz.Questions[i].Title, question.Unclear, question.Asked)
		}
	}
}

// share writes a proportion in words: "7 of 10 (70%)"; below a small number the counts alone.
func share(n, all int) string {
	switch {
	case all == 0:
		return "not asked yet"
	case all < result.FewAnswers:
		return fmt.Sprintf("%d of %d, too few to tell", n, all)
	}
	return fmt.Sprintf("%d of %d (%.0f%%)", n, all, math.Round(float64(n)/float64(all)*100))
}

const barWidth = 20

// bar draws a proportion; blank when it is of too few.
func bar(n, all int) string {
	if all < result.FewAnswers {
		return strings.Repeat(" ", barWidth)
	}
	full := int(math.Round(float64(n) / float64(all) * barWidth))
	return strings.Repeat("#", full) + strings.Repeat(".", barWidth-full)
}

// ruleWords is what a rule says.
func ruleWords(s *site.Site, id string) string {
	if rule := s.ByID[id]; rule != nil {
		return rule.Plain
	}
	return "a rule that the site does not have"
}

// mostTaught is how many rules are named to teach next.
const mostTaught = 5

func (t *textReport) teach() {
	t.say("\nTEACH THESE NEXT\n")
	wrong := slices.DeleteFunc(slices.Clone(t.Rules), func(r result.RuleReport) bool { return r.SureWrong == 0 })
	slices.SortStableFunc(wrong, func(a, b result.RuleReport) int { return cmp.Compare(b.SureWrong, a.SureWrong) })
	if len(wrong) == 0 {
		t.say("Nobody was sure of an answer that was not right.")
		return
	}
	t.say("People were sure of their answer here, and it was not right.\n")
	for i, r := range wrong[:min(len(wrong), mostTaught)] {
		t.say("%d. %s (%s)\n   Sure, but wrong: %d of %s.", i+1, ruleWords(t.q.site, r.ID), r.ID, r.SureWrong, plural(r.Asked, "answer"))
	}
}

func (t *textReport) rules() {
	t.say("\nRULES, THE WEAKEST FIRST\n")
	for _, r := range t.Rules {
		t.say("%s  Right: %s. %s (%s)", bar(r.Right, r.Asked), share(r.Right, r.Asked), ruleWords(t.q.site, r.ID), r.ID)
	}
}

func (t *textReport) questions() {
	t.say("\nQUESTIONS")
	for i, question := range t.Questions {
		q := t.q.quiz.Questions[i]
		t.say("\n%d. %s  (%s)", i+1, q.Title, q.ID)
		if question.Asked == 0 {
			t.say("   Not asked yet.")
			continue
		}
		t.say("   Right: %s. Partly right: %d. Not answered: %d. Sure, but wrong: %d.", share(question.Right, question.Asked), question.Partly, question.None, question.SureWrong)
		if question.Nearly > 0 {
			t.say("   Nearly right, but for one letter: %d. They get no points.", question.Nearly)
		}
		if question.Unclear > 0 {
			t.say("   Marked the explanation as not clear: %d.", question.Unclear)
		}
		t.say("   Tells people apart: %s.", apart(question))
		for _, given := range question.Given {
			picture := ""
			if question.Asked >= result.FewAnswers {
				picture = bar(given.N, question.Asked)
			}
			t.say("   %s %4d  %s%s", picture, given.N, answerWords(q, given), verdict(q, given, question.Asked))
		}
	}
}

// apart says how well a question distinguishes those who know much from those who know little.
func apart(question result.QuestionReport) string {
	r := question.Discrimination
	switch {
	case question.Asked < result.FewTakers:
		return "too few to tell"
	case r == nil:
		return "cannot be worked out, because all answers or all scores are the same"
	case *r >= 0.3:
		return fmt.Sprintf("well (%.2f)", *r)
	case *r >= 0.1:
		return fmt.Sprintf("a little (%.2f)", *r)
	case *r > -0.1:
		return fmt.Sprintf("not at all (%.2f)", *r)
	}
	return fmt.Sprintf("the other way round (%.2f). Check the question and its answer", *r)
}

// verdict says of an answer that it is right, or that it is wrong and a fifth of the people or more gave it.
func verdict(q *quiz.Question, given result.Given, asked int) string {
	mark := quiz.Wrong
	switch {
	case given.Choice != nil && q.Choices()[*given.Choice].Right:
		mark = quiz.Right
	case given.Words != nil:
		mark = q.Mark(quiz.Answer{Words: *given.Words})
	case given.Choice == nil:
		mark = q.Mark(quiz.Answer{Places: given.Places})
	}
	switch {
	case mark == quiz.Right:
		return "  [right]"
	case mark == quiz.Nearly:
		return "  [nearly right, but for the spelling]"
	case asked >= result.FewAnswers && given.N*5 >= asked:
		return "  <- wrong, but often chosen"
	}
	return ""
}

// answerWords is an answer as people read it.
func answerWords(q *quiz.Question, given result.Given) string {
	switch {
	case given.Choice != nil:
		return q.Choices()[*given.Choice].Plain
	case given.Words != nil:
		return q.Answers.Words(quiz.Answer{Words: *given.Words})
	}
	return q.Answers.Words(quiz.Answer{Places: given.Places})
}

// A clock is wrong if its day is before this site could exist, or after tomorrow.
const (
	firstDay = "2020-01-01"
	oneDay   = 1
)

func (t *textReport) takers() {
	t.say("\nWHO TOOK IT\n")
	w := tabwriter.NewWriter(t, 0, 0, 2, ' ', 0)
	last := t.q.site.Today.AddDate(0, 0, oneDay).Format("2006-01-02")
	for _, one := range t.Takers {
		cells := []string{cmp.Or(one.Name, "(no name)"), one.Day, fmt.Sprintf("%d of %d", one.Got, one.All)}
		if t.Passed >= 0 {
			cells = append(cells, map[bool]string{true: "passed", false: "not passed"}[one.Passed])
		}
		var notes []string
		if one.Older {
			notes = append(notes, "older version")
		}
		if one.LeftOut > 0 {
			notes = append(notes, fmt.Sprintf("%d left out", one.LeftOut))
		}
		if one.Day < firstDay || len(one.Day) > len(last) || one.Day > last {
			notes = append(notes, "the clock of that device was wrong")
		}
		fmt.Fprintln(w, strings.TrimRight(strings.Join(append(cells, strings.Join(notes, ", ")), "\t"), "\t"))
	}
	w.Flush()
	t.say("\nAnyone can make up a code. The results show what people have understood, but they prove nothing.")
}
