package exchange

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"handrail/internal/source"
	"handrail/quiz"
)

// anki is the text that Anki imports as cards (https://docs.ankiweb.net/importing/text-files.html). The name of each card stays the same, so
// to import it a second time updates the cards.
func anki() Format {
	return Format{Name: "anki", Title: "Anki text", Ending: ".txt", write: writeAnki}
}

func writeAnki(s *Set, _ Options, r *source.Reporter) []byte {
	w := &ankiWriter{lost: losses{r: r}, Reporter: r}
	s.loseSettings(r, "Take the quiz on the site for them.")
	w.b.WriteString("#separator:tab\n#html:true\n#notetype:Basic\n")
	w.b.WriteString("#deck:" + strings.Join(strings.Fields(s.Title), " ") + "\n#guid column:1\n#tags column:4\n")
	for _, q := range s.Questions {
		w.losses(q)
		tags := []string{path.Base(s.Name)}
		for _, rule := range q.Rules {
			tags = append(tags, rule.ID)
		}
		w.row(s.Address+s.Name+"/"+q.ID, ankiFront(q), ankiBack(q), strings.Join(tags, " "))
	}
	w.lost.report()
	return []byte(w.b.String())
}

type ankiWriter struct {
	*source.Reporter
	b    strings.Builder
	lost losses
}

// row writes a card. A field that could be read in another way is quoted.
func (w *ankiWriter) row(fields ...string) {
	for i, field := range fields {
		if i > 0 {
			w.b.WriteByte('\t')
		}
		if strings.ContainsAny(field, "\t\n\"") || strings.HasPrefix(field, "#") {
			field = `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
		}
		w.b.WriteString(field)
	}
	w.b.WriteByte('\n')
}

func (w *ankiWriter) losses(q *Question) {
	if q.Points > 1 {
		w.lost.lose(q, "the number of points", "Anki counts cards, and no points.")
	}
	if len(q.Hint) > 0 {
		w.lost.lose(q, "the hint", "Write it into the question if it is needed.")
	}
	w.lost.loseUnseen(q)
	if slices.ContainsFunc(q.Choices, func(c Choice) bool { return len(c.Feedback) > 0 }) {
		w.lost.lose(q, "the feedback to choices", "Say in the explanation why the others are wrong.")
	}
	texts := append(q.offered(), q.Stem, q.Explanation, q.Heads[0], q.Heads[1])
	if q.Scenario != nil {
		texts = append(texts, q.Scenario.Story)
	}
	if len(imagesIn(texts...)) > 0 {
		w.lost.lose(q, lostPictures, "Add the pictures in Anki.")
	}
}

// ankiFront is what a learner is asked, with what there is to choose from. What would give the answer away by its order is sorted.
func ankiFront(q *Question) string {
	var front Text
	if q.Scenario != nil {
		front = append(Words(q.Scenario.Title), q.Scenario.Story...)
	}
	front = append(append(front, Words(q.Title)...), q.Stem...)
	markup := front.HTML(nil)
	switch q.Kind {
	case quiz.One, quiz.Many, quiz.TrueFalse:
		var texts []string
		for _, c := range q.Choices {
			texts = append(texts, c.Text.Inline(nil))
		}
		return markup + ankiList("ul", texts)
	case quiz.Order:
		return markup + sortedList(nil, q.Items)
	case quiz.Match, quiz.Categorise:
		var left, right []Text
		for _, pair := range q.Pairs {
			left, right = append(left, pair.Left), append(right, pair.Right)
		}
		return markup + sortedList(q.Heads[0], left) + sortedList(q.Heads[1], right)
	}
	return markup
}

// ankiBack is what is right, and why.
func ankiBack(q *Question) string {
	var right []string
	list := "ul"
	for _, c := range q.Choices {
		if c.Right {
			right = append(right, c.Text.Inline(nil))
		}
	}
	for _, item := range q.Items {
		right, list = append(right, item.Inline(nil)), "ol"
	}
	for _, pair := range q.Pairs {
		right = append(right, pair.Left.Inline(nil)+" → "+pair.Right.Inline(nil))
	}
	for _, a := range q.Accepted {
		forms := a.Forms
		if len(forms) == 0 {
			forms = acceptedNumber(a.Number, a.Tolerance).Forms
		}
		for _, form := range forms {
			right = append(right, escapeXML(form))
		}
	}
	return ankiList(list, right) + q.Explanation.HTML(nil)
}

func ankiList(name string, items []string) string {
	var b strings.Builder
	b.WriteString("<" + name + ">")
	for _, item := range items {
		b.WriteString("<li>" + item + "</li>")
	}
	return b.String() + "</" + name + ">"
}

// sortedList lists texts by their words, each once, below a head.
func sortedList(head Text, texts []Text) string {
	var items []string
	for _, t := range slices.SortedFunc(slices.Values(texts), func(a, b Text) int { return cmp.Compare(a.Plain(), b.Plain()) }) {
		items = append(items, t.Inline(nil))
	}
	return head.HTML(nil) + ankiList("ul", slices.Compact(items))
}
