package statement

import (
	"slices"
	"strings"
	"unicode"
)

// IsForm says whether the words of a bracket ask somebody to fill something in: "insert …", "your name", "date of meeting", a line
// of underscores. A bracket around anything else is a label, a key or an aside, such as [Add people], [Enter] or [group chat]. In
// a statement, one word such as [Group] is enough; elsewhere one with a capital letter is taken for a label.
func IsForm(inner string, inStatement bool) bool {
	inner = strings.TrimSpace(inner)
	if blankForm(inner) {
		return true
	}
	lower := strings.ToLower(inner)
	words := formWords(lower)
	if len(words) == 0 {
		return false
	}
	for _, start := range []string{"to be confirmed", "to be added", "to be agreed", "to follow", "fill in", "delete as", "complete as"} {
		if strings.HasPrefix(lower, start) {
			return true
		}
	}
	first, rest := words[0], words[1:]
	switch {
	case slices.Contains([]string{"tbc", "tba", "tbd", "todo", "your"}, first), len(first) > 1 && strings.Trim(first, "x") == "":
		return true
	case first == "insert":
		return len(rest) > 0 || inner == lower
	case slices.Contains(formVerbs(), first):
		return asksFor(rest)
	case len(words) == 1 && !inStatement && inner != lower && inner != strings.ToUpper(inner):
		return slices.Contains(formEnds(), first)
	}
	return isThing(words) && !isArticle(first) || len(words) <= 4 && slices.Contains(formEnds(), words[len(words)-1]) && !slices.Contains(labelVerbs(), first)
}

// formWords are the words of a text, without what stands between them.
func formWords(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '-' && c != '\'' && c != '’'
	})
}

// blankForm says whether the text of a bracket is a place to write: underscores or dots.
func blankForm(inner string) bool {
	if strings.Contains(inner, "___") || strings.HasPrefix(inner, "...") || strings.HasPrefix(inner, "…") {
		return true
	}
	return len(inner) > 1 && strings.Trim(inner, "_.… ?") == ""
}

// asksFor says whether the words after a verb name what is to be written.
func asksFor(words []string) bool {
	if slices.Contains(words, "your") || slices.Contains(words, "here") {
		return true
	}
	for len(words) > 0 && isArticle(words[0]) {
		words = words[1:]
	}
	return len(words) > 0 && (isThing(words) || slices.Contains(formEnds(), words[len(words)-1]))
}

// isArticle says whether a word is an article: "the lead" in brackets explains who is meant, "the date" still has to be written.
func isArticle(word string) bool { return word == "a" || word == "an" || word == "the" }

// isThing says whether words name what is written into forms, and nothing else: "name", "date and time", "name of the meeting".
func isThing(words []string) bool {
	for i, word := range words {
		switch {
		case slices.Contains(formThings(), word):
			if i+1 < len(words) && slices.Contains([]string{"of", "for", "to"}, words[i+1]) {
				return true
			}
		case !slices.Contains([]string{"a", "an", "the", "and", "or", "of", "local", "full", "first", "last"}, word):
			return false
		}
	}
	return slices.ContainsFunc(words, func(word string) bool { return slices.Contains(formThings(), word) })
}

// formVerbs tell somebody to write something.
func formVerbs() []string {
	return []string{"enter", "add", "type", "write", "put", "fill", "give", "state", "specify", "choose", "select", "provide", "include", "complete"}
}

// formEnds are things to be written that nothing else is called by: "branch name", "meeting date".
func formEnds() []string {
	return []string{"name", "names", "date", "dates", "number", "address", "email", "e-mail", "postcode", "url", "signature", "initials"}
}

// formThings are what is written into forms.
func formThings() []string {
	return append(formEnds(), "day", "month", "year", "time", "times", "phone", "telephone", "tel", "mobile", "mail", "group", "branch", "charity",
		"organisation", "organization", "region", "area", "town", "location", "venue", "place", "room", "deadline", "link", "website", "webpage",
		"role", "title", "position", "person", "contact", "lead", "coordinator", "details", "amount", "sum", "fee", "reference")
}

// labelVerbs start the words of buttons.
func labelVerbs() []string {
	return []string{"change", "edit", "save", "new", "copy", "show", "hide", "set", "delete", "remove", "open", "share", "send", "find", "search", "link",
		"call", "message", "text", "email", "contact", "view", "use", "verify", "confirm", "scan", "block", "report", "rename", "see"}
}
