package statement

import (
	"strings"

	"handrail/internal/language"
)

// IsForm says whether the words of a bracket ask somebody to fill something in: a line of underscores or dots in any language, and
// what forms ask in the language of the text. In a statement, fewer words are enough.
func IsForm(forms language.Forms, inner string, inStatement bool) bool {
	inner = strings.TrimSpace(inner)
	return blankForm(inner) || forms.Asks != nil && forms.Asks(inner, inStatement)
}

// blankForm says whether the text of a bracket is a place to write: underscores or dots.
func blankForm(inner string) bool {
	if strings.Contains(inner, "___") || strings.HasPrefix(inner, "...") || strings.HasPrefix(inner, "…") {
		return true
	}
	return len(inner) > 1 && strings.Trim(inner, "_.… ?") == ""
}
