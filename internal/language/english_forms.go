package language

import (
	"slices"
	"strings"
	"unicode"
)

// englishAsks says whether the words of a bracket ask somebody to fill something in: "insert …", "your name", "date of meeting". In
// a statement, one word such as [Group] is enough; elsewhere one with a capital letter is taken for a label.
func englishAsks(inner string, inStatement bool) bool {
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

// formWords are the words of a text, without what is between them.
func formWords(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '-' && c != '\'' && c != '’'
	})
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

// englishAsked is what a bracket asks for: "your group's name" of "insert your group's name here".
func englishAsked(inner string) string {
	words := strings.Fields(inner)
	if len(words) > 1 && (strings.EqualFold(words[0], "insert") || slices.Contains(formVerbs(), strings.ToLower(words[0]))) {
		words = words[1:]
	}
	if last := len(words) - 1; last > 0 && strings.EqualFold(words[last], "here") {
		words = words[:last]
	}
	if len(words) > 1 && isArticle(strings.ToLower(words[0])) {
		words = words[1:]
	}
	return strings.Join(words, " ")
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

// formVerbs ask somebody to write something.
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

// englishAsksPlainly says whether words ask for a value and can hardly be one: "insert group name", "your email address", "name of your
// group", "TBC". All of them are words of forms: "Insert Coin Club", "Your Voice" and "Your group lead" can be values.
func englishAsksPlainly(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" {
		return false
	}
	lower := strings.ToLower(text)
	words := formWords(lower)
	if slices.Contains([]string{"tbc", "tba", "tbd", "to be confirmed", "to be added", "to be agreed"}, strings.Join(words, " ")) || len(lower) > 2 && strings.Trim(lower, "x") == "" {
		return true
	}
	asks := len(words) > 0 && slices.Contains(plainVerbs(), words[0])
	if asks {
		words = words[1:]
	}
	if n := len(words); asks && n > 0 && words[n-1] == "here" {
		words = words[:n-1]
	}
	things := 0
	for i, word := range words {
		words[i] = singular(word)
		if slices.Contains(formThings(), words[i]) {
			things++
		} else if !slices.Contains(formFillers(), words[i]) {
			return false
		}
	}
	switch {
	case things == 0:
		return false
	case asks:
		return true
	case words[0] == "your":
		return slices.Contains(formEnds(), words[len(words)-1])
	case words[0] == "name" && len(words) > 1:
		return words[1] == "of" || words[1] == "for"
	}
	return words[len(words)-1] == "name"
}

// singular is a word of a form without what makes it several or whose: "group" of "groups", "group's" and "groups'".
func singular(word string) string {
	for _, end := range []string{"'s", "’s", "s'", "s’", "s"} {
		if one, ok := strings.CutSuffix(word, end); ok && slices.Contains(formThings(), one) {
			return one
		}
	}
	return word
}

// plainVerbs are those of formVerbs that rarely begin a name or an answer, and insert.
func plainVerbs() []string { return []string{"insert", "enter", "type", "add", "put"} }

// formFillers are words between the things of a form.
func formFillers() []string {
	return []string{"a", "an", "the", "your", "our", "my", "of", "for", "local", "full"}
}
