package exchange

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/source"
	"handrail/quiz"
)

// gift is GIFT, in which Moodle and others keep questions as text (https://docs.moodle.org/en/GIFT_format). Where that page leaves room, it
// is written and read as Moodle does.
func gift() Format {
	return Format{Name: "gift", Title: "GIFT", Ending: ".gift", write: writeGIFT, read: readGIFT,
		is: func(data []byte) bool { return bytes.Contains(data, []byte("{")) && bytes.Contains(data, []byte("}")) }}
}

func writeGIFT(s *Set, _ Options, r *source.Reporter) []byte {
	w := &giftWriter{Reporter: r, lost: losses{r: r}, title: s.Title, english: s.isEnglish()}
	s.loseSettings(r, "Set them in the quiz that you make of the questions.")
	w.category()
	for _, q := range s.Questions {
		w.question(q)
	}
	w.lost.report()
	return []byte(strings.TrimSuffix(w.b.String(), "\n"))
}

type giftWriter struct {
	*source.Reporter
	b        strings.Builder
	lost     losses
	title    string
	english  bool
	scenario *Scenario // that the questions before are about
}

// category puts the questions that follow into a category of the quiz, which also ends a scenario.
func (w *giftWriter) category() {
	if w.title != "" {
		w.b.WriteString("$CATEGORY: " + categoryPath(w.title) + "\n\n")
	}
}

func (w *giftWriter) question(q *Question) {
	answers, ok := w.answers(q)
	if !ok {
		return
	}
	w.story(q)
	w.losses(q)
	stem := append(Words(q.Title), q.Stem...)
	if heads := q.Heads; len(heads[0]) > 0 && len(heads[1]) > 0 {
		stem = append(stem, Words(heads[0].Plain()+" – "+heads[1].Plain())...)
		w.lost.lose(q, "the names of columns above the answers: they are below the text", "Say in the question what belongs to what.")
	}
	w.head(q.ID, q.Rules)
	w.b.WriteString("[html]" + giftHTML(stem) + " {" + answers)
	if len(q.Explanation) > 0 {
		w.b.WriteString("\n####" + giftHTML(q.Explanation))
	}
	w.b.WriteString("}\n\n")
}

// head begins a question. Its identifier and its rules are in a comment, as Moodle reads them there.
func (w *giftWriter) head(id string, rules []Rule) {
	if id == "" {
		return
	}
	w.b.WriteString("// [id:" + strings.ReplaceAll(id, "]", `\]`) + "]")
	for _, rule := range rules {
		w.b.WriteString(" [tag:rule-" + rule.ID + "]")
	}
	w.b.WriteString("\n::" + giftEscapes.Replace(id) + "::")
}

// story writes the scenario of a question before the first of its questions, as a description.
func (w *giftWriter) story(q *Question) {
	if q.Scenario != w.scenario {
		if w.scenario = q.Scenario; w.scenario == nil {
			w.category()
		} else {
			w.head(w.scenario.ID, nil)
			w.b.WriteString("[html]" + giftHTML(append(Words(w.scenario.Title), w.scenario.Story...)) + "\n\n")
			w.pictures(q, w.scenario.Story)
		}
	}
	if q.Scenario != nil {
		w.lost.lose(q, "the place after the story of the scenario, when Moodle shuffles", "It is a text of its own before them. Do not shuffle these questions.")
	}
}

// losses notes what GIFT has no place for.
func (w *giftWriter) losses(q *Question) {
	if q.Points > 1 {
		w.lost.lose(q, "the number of points", "Set the points again in the quiz that you make of the questions.")
	}
	if len(q.Hint) > 0 {
		w.lost.lose(q, "the hint", "Choose Moodle XML, which holds hints.")
	}
	w.lost.loseUnseen(q)
	switch q.Kind {
	case quiz.Many, quiz.Order, quiz.Match, quiz.Categorise:
		w.lost.lose(q, "that only a wholly right answer counts", "Moodle gives part of the points for an answer that is right in part.")
	case quiz.Short:
		w.lost.lose(q, "what is forgiven in short answers", "Moodle compares each character but for capitals, and warns of no slip. Add accepted answers that learners are likely to write.")
	}
	if q.Kind == quiz.Order {
		w.lost.lose(q, "the order as a kind of its own: it is asked as matching with places", "Say in the question that each step belongs to its place.")
	}
	w.pictures(q, append(q.texts(), q.Stem, q.Explanation)...)
}

func (w *giftWriter) pictures(q *Question, texts ...Text) {
	if len(imagesIn(texts...)) > 0 {
		w.lost.lose(q, lostPictures, "Choose Moodle XML, which holds pictures.")
	}
}

// answers gives what is between the braces of a question. ok is false for a question that is left out, which is reported.
func (w *giftWriter) answers(q *Question) (answers string, ok bool) {
	switch q.Kind {
	case quiz.Short:
		return w.short(q)
	case quiz.Order:
		var pairs []Pair
		for i, item := range q.Items {
			pairs = append(pairs, Pair{Words(ordinal(i+1, w.english)), item})
		}
		return w.match(q, pairs)
	case quiz.Match, quiz.Categorise:
		return w.match(q, q.Pairs)
	case quiz.Many:
		return w.many(q)
	case quiz.TrueFalse:
		if right, ok := truth(q.Choices); ok {
			return giftTruth(q.Choices, right), true
		}
	}
	var b strings.Builder
	for _, c := range q.Choices {
		b.WriteString("\n" + map[bool]string{true: "=", false: "~"}[c.Right] + giftAnswer(c.Text) + giftFeedback(c.Feedback))
	}
	return b.String(), true
}

// truth says which of two choices is right, if they are the words that learning systems themselves have for true and false.
func truth(choices []Choice) (right, ok bool) {
	if len(choices) != 2 || choices[0].Right == choices[1].Right {
		return false, false
	}
	first, second := quiz.Fold(choices[0].Text.Plain()), quiz.Fold(choices[1].Text.Plain())
	switch {
	case first == "true" && second == "false":
		return choices[0].Right, true
	case first == "false" && second == "true":
		return choices[1].Right, true
	}
	return false, false
}

// giftTruth writes what is right of true and false. The first comment is for whoever answers wrongly.
func giftTruth(choices []Choice, right bool) string {
	var comments [2]string // to a wrong answer and to a right one
	for _, c := range choices {
		comments[map[bool]int{true: 1}[c.Right]] = giftFeedback(c.Feedback)
	}
	if comments[0] == "" && comments[1] != "" {
		comments[0] = "#"
	}
	return map[bool]string{true: "T", false: "F"}[right] + comments[0] + comments[1]
}

// many writes choices of which several can be right: each has its percentage of the points, and a wrong one takes all.
func (w *giftWriter) many(q *Question) (string, bool) {
	right := q.right()
	if right > maxRight {
		w.Add(q.Pos, "Make several questions of it.", "this question has %d right choices, and Moodle takes at most %d", right, maxRight)
		return "", false
	}
	var b strings.Builder
	for _, c := range q.Choices {
		weight := "-100"
		if c.Right {
			weight = fraction(right)
		}
		b.WriteString("\n~%" + weight + "%" + giftAnswer(c.Text) + giftFeedback(c.Feedback))
	}
	return b.String(), true
}

// fraction is the percentage of one of n equal parts, as Moodle knows it: with at most five decimals.
func fraction(n int) string {
	return strings.TrimRight(strings.TrimRight(strconv.FormatFloat(100/float64(n), 'f', 5, 64), "0"), ".")
}

// match writes pairs. Their right sides are plain text in Moodle.
func (w *giftWriter) match(q *Question, pairs []Pair) (string, bool) {
	if len(pairs) < 2 {
		w.Warn(q.Pos, "Add another: Moodle takes two or more.", "this question is left out, as it has only one pair")
		return "", false
	}
	var b strings.Builder
	from := map[string]string{}
	for _, p := range pairs {
		plain, markup := p.Right.Plain(), p.Right.HTML(nil)
		if other, taken := from[plain]; taken && (other != markup || q.Kind == quiz.Match) {
			w.Add(q.Pos, "Say in words how they differ: Moodle shows them without markup and pictures.", "two answers of this question are both %q in Moodle", plain)
			return "", false
		}
		from[plain] = markup
		b.WriteString("\n=" + giftAnswer(p.Left) + " -> " + giftEscapes.Replace(plain))
		if marked := strings.Join(strings.Fields(p.Right.Inline(nil)), " "); marked != escapeXML(plain) {
			w.lost.lose(q, "the markup of what is chosen", "What is chosen from a list is plain text in Moodle.")
		}
	}
	return b.String(), true
}

// short writes accepted answers: as numbers if all of them are, as words otherwise. Numbers always have =.
func (w *giftWriter) short(q *Question) (string, bool) {
	var b strings.Builder
	if !slices.ContainsFunc(q.Accepted, func(a Accepted) bool { return !a.inDigits() }) {
		b.WriteString("#")
		for _, a := range q.Accepted {
			b.WriteString("\n=" + trim(a.Number))
			if a.Tolerance != 0 {
				b.WriteString(":" + trim(a.Tolerance))
			}
		}
		return b.String(), true
	}
	for _, a := range q.Accepted {
		if a.Tolerance != 0 {
			w.Warn(q.Pos, "List the other numbers, or make one question for the number and one for the words.",
				"the tolerance of %s is lost, as another accepted answer is no number", trim(a.Number))
		}
	}
	written := false
	words, typed := q.written()
	for _, form := range append(words, typed...) {
		if strings.Contains(form, "->") { // and there is no escape of it: any question with it is a matching one
			w.Warn(q.Pos, "Write the arrow in another way, or choose Moodle XML.", "the accepted answer %q is left out, as -> has another meaning in the file", form)
		} else {
			written = true
			b.WriteString("\n=%100%" + giftAccepted(form) + "#")
		}
	}
	if !written {
		w.Warn(q.Pos, "Choose Moodle XML for this question.", "this question is left out, as none of its accepted answers can be written")
	}
	return b.String(), written
}

// giftAccepted writes an accepted answer, which is plain text. A star stands for any characters unless it is escaped.
func giftAccepted(form string) string {
	escaped := strings.ReplaceAll(giftEscapes.Replace(form), "*", `\*`)
	if strings.HasPrefix(escaped, "[") {
		return "[html]" + escaped // which Moodle takes off, and nothing else
	}
	return escaped
}

func giftFeedback(t Text) string {
	if len(t) == 0 {
		return ""
	}
	return "#" + giftHTML(t)
}

func giftHTML(t Text) string { return giftEscapes.Replace(t.HTML(nil)) }

// giftAnswer writes what is in HTML and has a meaning by how it begins: [ begins a format, and % a weight.
func giftAnswer(t Text) string {
	markup := strings.TrimSpace(t.Inline(nil))
	switch {
	case strings.HasPrefix(markup, "["):
		markup = "&#91;" + markup[1:]
	case strings.HasPrefix(markup, "%"):
		markup = "&#37;" + markup[1:]
	}
	return giftEscapes.Replace(markup)
}

var giftEscapes = strings.NewReplacer(`\`, `\\`, ":", `\:`, "#", `\#`, "=", `\=`, "~", `\~`, "{", `\{`, "}", `\}`, "\n", `\n`)
