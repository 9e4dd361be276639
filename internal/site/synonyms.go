package site

import (
	"strconv"
	"strings"

	"handrail/internal/search"
)

// synonyms reads what people type in place of the words that pages have.
func (r *reader) synonyms() search.Synonyms {
	f, _ := r.optional("synonyms.yaml")
	if f == nil {
		return search.Synonyms{}
	}
	var s search.Synonyms
	diags := f.Decode(&s)
	r.add(diags...)
	add := func(hint, message string, key ...string) {
		if pos := f.KeyPos(key...); !explains(f, diags, pos) {
			d := f.At(pos, "site", "%s", message)
			d.Hint = hint
			r.add(d)
		}
	}
	for i, group := range s.Same {
		r.checkPhrases(add, group, 2, "same", strconv.Itoa(i))
	}
	for i, m := range s.Means {
		at := []string{"means", strconv.Itoa(i)}
		r.checkPhrases(add, m.Typed, 1, append(at, "typed")...)
		r.checkPhrases(add, m.Means, 1, append(at, "means")...)
	}
	return s
}

// checkPhrases reports what is wrong with a list of words and phrases, of which there have to be so many at least.
func (r *reader) checkPhrases(add func(hint, message string, key ...string), phrases []string, atLeast int, key ...string) {
	if len(phrases) < atLeast {
		add("Write words and phrases in square brackets with commas between them, for example [delete, take off].",
			"this needs at least "+map[int]string{1: "one word or phrase", 2: "two words or phrases"}[atLeast], key...)
	}
	for i, phrase := range phrases {
		at := append(append([]string{}, key...), strconv.Itoa(i))
		switch words := search.Words(phrase); {
		case words == "":
			add("Write letters or numbers, as somebody would type them.", "this synonym has no word in it", at...)
		case strings.Count(words, " ") >= search.LongestPhrase:
			add("Use fewer words: a search looks for phrases of up to "+strconv.Itoa(search.LongestPhrase)+".", "this synonym has more than "+strconv.Itoa(search.LongestPhrase)+" words", at...)
		}
	}
}
