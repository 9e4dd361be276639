// Package language has what Handrail knows of human languages: a file for each language, and one table of them.
//
// [Language] is what is known of one. Checks and parsers have no words of a language of their own: they take them from the
// Language of the page that they look at, and do without where it has none. [Language.Unknown] says what that leaves out.
package language

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"handrail/internal/pattern"
)

// Language is what is known of one language. Of a language that is not known it has the tag alone: all other fields are zero.
type Language struct {
	Tag  string // BCP 47, as a site has it: "en-GB"
	Base string // the language alone, by its code in ISO 639: "en"

	// VagueLinks are the texts of links that say nothing when they are read alone, in lowercase and without punctuation.
	VagueLinks []string
	// Repeats find in a rule how often it is followed, by the values of repeat except "once".
	Repeats map[string]pattern.Pattern

	// Recurs find in a sentence that it is to be done again and again, by the same values: more surely than Repeats, which are held to rules that say so.
	Recurs map[string]pattern.Pattern

	// Prohibition finds out whether a rule's sentence says not to do something: it matches from its start to the word that does.
	Prohibition pattern.Pattern
	// No finds the words that say no, of which a rule needs one at most.
	No pattern.Pattern
	// Obligation says of which kind a rule would be that a sentence states: must, must-not, should or should-not; "" for none. Its sentence obliges those for whom
	// guidance is written: what the organisation itself, or an authority, has to do is no rule of theirs. item says that the sentence begins an item of a list, and lead is the
	// line before the list when it ends with a colon: an item of a list can be an order, and its lead can forbid it.
	Obligation func(sentence, lead string, item bool) string

	// Dated finds words that say of which day a text is, such as "last updated".
	Dated pattern.Pattern

	// Articles are the words before a title that a list from A to Z does not sort by, in lowercase.
	Articles []string
	// Plurals is the regular plural of a word or of several, the last of which has it; nil where plurals follow no rule.
	Plurals func(word string) string

	// Boxes is what boxes of other programs say that have no title, by the name of their kind, such as "warning".
	Boxes map[string]string

	Reading   Reading
	Forms     Forms
	Questions Questions
	Answers   Answers
	Search    Search

	tag language.Tag
}

// Reading is how hard texts are to read.
type Reading struct {
	// Abbreviation says whether a word that ends with a full stop is one that does not end a sentence.
	Abbreviation func(word []byte) bool
	// Syllables counts the syllables of a word.
	Syllables func(word []byte) int
	// Age is the age, in years, at which a reader can be expected to follow a text of so many sentences, words and syllables.
	Age func(sentences, words, syllables int) float64
}

// Forms is how forms ask for what is to be filled in.
type Forms struct {
	// Asks says whether the words of a bracket ask somebody to fill something in. A bracket around anything else is a label, a key
	// or an aside, such as [Add people], [Enter] or [group chat]. In a statement, fewer words are enough.
	Asks func(words string, inStatement bool) bool
	// Asked is what such a bracket asks for, which can be the label of a field: "your group's name" of "insert your group's name".
	Asked func(words string) string
	// AsksPlainly says whether words that are in no bracket ask for a value, and can hardly be one.
	AsksPlainly func(words string) bool
	// Round finds what is to be filled in between round brackets in running text: the start and the end of each.
	Round func(text []byte) [][]int
	// Group is the word for a group at the end of its name, in lowercase.
	Group string
}

// Questions is how questions and their choices are worded.
type Questions struct {
	True, False string // the two choices of a question that is true or false, in lowercase
	// DoubleNegative says whether a question says no twice.
	DoubleNegative func(title string) bool
	// Above finds a choice that means all others, or those above it.
	Above pattern.Pattern
	// Positions says of each choice of a question whether it means others by their positions, such as "Both A and B".
	Positions func(choices []string) []bool
}

// Answers is how short answers are typed.
type Answers struct {
	Numbers map[string]string // the numbers that people write as one word, in digits
	Names   []string          // of days and months: none of them is a misspelling of another
	// Before are the letters that make another word when they are put before a word, as n makes neither of either.
	Before string
	// Last are the letters that make another word when they replace each other at a word's end, as in trainer and trainee.
	Last string
}

// Search is how words are searched for.
type Search struct {
	// Stem is what a word has in common with its other forms. It is given in lowercase, without accents and apostrophes.
	Stem func(word string) string
	// Light are words that say little of what somebody looks for, in the same form.
	Light []string
}

// known is what is known of a language, by its code in ISO 639.
func known(base string) *Language {
	switch base {
	case "en":
		return English()
	case "cy":
		return Welsh()
	}
	return &Language{}
}

// Of is the language of a tag as BCP 47 has it, such as en-GB. It is never nil. The error says that this is not such a tag.
func Of(tag string) (*Language, error) {
	parsed, err := language.Parse(tag)
	if err != nil {
		return &Language{Tag: tag}, fmt.Errorf("%q is not a language", tag)
	}
	base, _ := parsed.Base()
	l := known(base.String())
	l.Tag, l.Base, l.tag = tag, base.String(), parsed
	return l, nil
}

// Unknown lists what Handrail does not know of the language, in the words of an editor; nil when nothing is missing.
func (l *Language) Unknown() []string {
	var unknown []string
	for _, part := range []struct {
		known bool
		name  string
	}{
		{l.Reading.Age != nil, "how hard a text is to read"},
		{l.VagueLinks != nil, "links whose words say nothing"},
		{l.Forms.Asks != nil, "words left over from a form"},
		{l.Dated != nil, "words that say when a text was last reviewed"},
		{l.Repeats != nil, "rules that do not say how often they are followed"},
		{l.Prohibition != nil, "rules whose sentences say not to do something"},
		{l.Obligation != nil, "sentences of imported documents that can be rules"},
		{l.Questions.True != "", "questions whose choices are true and false"},
		{l.Questions.DoubleNegative != nil, "double negatives in questions"},
		{l.Questions.Positions != nil, "choices that mean others by their positions"},
		{l.Answers.Numbers != nil, "numbers and days in short answers"},
		{l.Search.Stem != nil, "the forms of a word that is searched for"},
	} {
		if !part.known {
			unknown = append(unknown, part.name)
		}
	}
	return unknown
}

// SaysNothing says whether the words of a link do not say where it leads.
func (l *Language) SaysNothing(link string) bool {
	const longest = 60 // in bytes, with the characters around it
	if len(link) > longest {
		return false // as most are
	}
	words := strings.FieldsFunc(strings.ToLower(link), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.Contains(l.VagueLinks, strings.Join(words, " "))
}

// Plural is the form of a text that goes with a number, by its name in CLDR: zero, one, two, few, many or other
// (https://cldr.unicode.org/index/cldr-spec/plural-rules). It is known of each language that CLDR has.
func (l *Language) Plural(n int) string {
	switch plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0) {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}
