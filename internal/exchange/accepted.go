package exchange

import (
	"math"
	"slices"
	"strings"

	"handrail/internal/pattern"
)

// written lists what is accepted as words, each once, for a program that compares them with what is typed: of a number with a tolerance the
// number alone. typed are more of the same, with the marks that keyboards have in the place of others.
func (q *Question) written() (words, typed []string) {
	seen := map[string]bool{}
	add := func(list *[]string, form string) {
		if !seen[form] {
			seen[form] = true
			*list = append(*list, form)
		}
	}
	for _, a := range q.Accepted {
		if a.isFinite() {
			add(&words, trim(a.Number))
		}
		if a.Tolerance == 0 {
			for _, form := range a.Forms {
				add(&words, form)
			}
		}
	}
	for _, form := range words {
		add(&typed, asTyped(form))
	}
	return words, typed
}

// asTyped is a text as it is typed on a keyboard, which has neither typographic marks nor spaces of several widths.
func asTyped(text string) string {
	return strings.Join(strings.Fields(keyboardMarks.Replace(text)), " ")
}

var keyboardMarks = strings.NewReplacer("‘", "'", "’", "'", "‚", "'", "‛", "'", "ʼ", "'", "′", "'",
	"“", `"`, "”", `"`, "„", `"`, "‟", `"`, "«", `"`, "»", `"`, "″", `"`,
	"‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "―", "-", "−", "-", "…", "...", "\u00ad", "")

func (a Accepted) isFinite() bool {
	return a.IsNumber && !math.IsInf(a.Number, 0) && !math.IsNaN(a.Number)
}

var inDigits = pattern.New(`^[^\pL]*$`)

// inDigits says whether an accepted answer is a number that is not in words.
func (a Accepted) inDigits() bool {
	return a.isFinite() && !slices.ContainsFunc(a.Forms, func(form string) bool { return !inDigits().MatchString(form) })
}
