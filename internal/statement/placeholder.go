package statement

import (
	"slices"
	"strings"

	"handrail/internal/pattern"
)

// formBracket is a pair of brackets in a value, with the text between them.
var formBracket = pattern.New(`\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}|\([^()]*\)`)

// formRest is a line to write on, or letters that stand for others.
var formRest = pattern.New(`_{3,}|\bX{3,}\b`)

// isPlaceholder says whether a value is what a form has in its place, such as "[insert group name]", or has such words in it. Round
// brackets belong to many names, as in "St. Helens (Group)": text in them, or in none, has to ask more plainly than text in others.
// The browser has the same in placeholder.ts.
func (f Field) isPlaceholder(value string) bool {
	if formRest().MatchString(value) || f.asksPlainly(strings.Trim(value, `[](){}<>"'“”‘’«» `)) {
		return true
	}
	return slices.ContainsFunc(formBracket().FindAllString(value, -1), func(m string) bool {
		inner := strings.TrimSpace(m[1 : len(m)-1])
		if m[0] == '(' {
			return f.asksPlainly(inner)
		}
		return inner == "" || IsForm(f.forms, inner, true)
	})
}

// asksPlainly says whether words that are in no bracket ask for a value, and can hardly be one.
func (f Field) asksPlainly(text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && (blankForm(text) || f.forms.AsksPlainly != nil && f.forms.AsksPlainly(text))
}
