package statement

import (
	"regexp"
	"slices"
	"strings"
)

// formBracket is a pair of brackets in a value, with what stands between them.
var formBracket = regexp.MustCompile(`\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}|\([^()]*\)`)

// formRest is a line to write on, or letters that stand for others.
var formRest = regexp.MustCompile(`_{3,}|\bX{3,}\b`)

// isPlaceholder says whether a value is what a form has in its place, such as "[insert group name]", or has such words in it. Round
// brackets belong to many names, as in "St. Helens (Group)": what stands in them, or in none, has to ask more plainly than what
// stands in others. The browser has the same in placeholder.ts.
func isPlaceholder(value string) bool {
	if formRest.MatchString(value) || asksPlainly(strings.Trim(value, `[](){}<>"'“”‘’«» `)) {
		return true
	}
	return slices.ContainsFunc(formBracket.FindAllString(value, -1), func(m string) bool {
		inner := strings.TrimSpace(m[1 : len(m)-1])
		if m[0] == '(' {
			return asksPlainly(inner)
		}
		return inner == "" || IsForm(inner, true)
	})
}

// asksPlainly says whether words ask for a value and can hardly be one: "insert group name", "your email address", "name of your
// group", "TBC". All of them are words of forms: "Insert Coin Club", "Your Voice" and "Your group lead" can be values.
func asksPlainly(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" {
		return false
	}
	lower := strings.ToLower(text)
	words := formWords(lower)
	if blankForm(text) || slices.Contains([]string{"tbc", "tba", "tbd", "to be confirmed", "to be added", "to be agreed"}, strings.Join(words, " ")) || len(lower) > 2 && strings.Trim(lower, "x") == "" {
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

// plainVerbs are those of formVerbs that hardly begin a name or an answer, and insert.
func plainVerbs() []string { return []string{"insert", "enter", "type", "add", "put"} }

// formFillers stand between the things of a form.
func formFillers() []string {
	return []string{"a", "an", "the", "your", "our", "my", "of", "for", "local", "full"}
}
