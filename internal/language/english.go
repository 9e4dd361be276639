package language

import (
	"bytes"
	"strings"

	"handrail/internal/pattern"
)

// English is what is known of English. What forms ask is in english_forms.go, and choices that mean others by their positions
// are in english_positions.go.
func English() *Language {
	return &Language{
		Tag: "en", Base: "en",
		VagueLinks: []string{"click", "click here", "here", "this", "this page", "this link", "link", "more", "read more", "find out more",
			"learn more", "see more", "details", "more details", "info", "more info", "more information", "go", "page", "see here", "tap here", "press here"},
		Repeats: map[string]pattern.Pattern{
			"each-person": pattern.New(`(?i)\b(each|every|any|one|person|people|someone|somebody|anyone|anybody|everyone|everybody|members?|volunteers?|contacts?|who)\b`),
			"weekly":      pattern.New(`(?i)\b(weeks?|weekly|seven days|7 days)\b`),
			"monthly":     pattern.New(`(?i)\b(months?|monthly)\b`),
			"yearly":      pattern.New(`(?i)\b(years?|yearly|annual|annually)\b`),
		},
		Dated: englishDated,
		Recurs: map[string]pattern.Pattern{
			"weekly":  pattern.New(`(?i)\b(?:every|each|once an?|once every|per) week\b|\bweekly\b`),
			"monthly": pattern.New(`(?i)\b(?:every|each|once an?|once every|per) month\b|\bmonthly\b`),
			"yearly":  pattern.New(`(?i)\b(?:every|each|once an?|once every|per) year\b|\b(?:yearly|annually)\b`),
		},
		Articles:    []string{"a", "an", "the"},
		Prohibition: englishProhibition, No: englishNot, Obligation: englishObligation(),
		Plurals: englishPlural,
		Boxes:   map[string]string{"warning": "Warning", "caution": "Caution", "attention": "Warning", "danger": "Danger", "important": "Important"},
		Reading: Reading{Abbreviation: englishAbbreviation, Syllables: englishSyllables, Age: fleschKincaid},
		Forms:   Forms{Asks: englishAsks, Asked: englishAsked, AsksPlainly: englishAsksPlainly, Round: englishRound, Group: "group"},
		Questions: Questions{True: "true", False: "false", DoubleNegative: englishDoubleNegative, Above: englishAbove,
			Positions: englishPositions},
		Answers: Answers{
			Numbers: map[string]string{"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
				"eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
				"sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20"},
			Names: []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
				"april", "may", "june", "july", "august", "september", "october", "november", "december"},
			Before: "an",
			Last:   "er",
		},
		Search: Search{Stem: englishStems(), Light: englishLight()},
	}
}

// englishPlural is the regular plural of a word: of list, class, policy and day it is lists, classes, policies and days.
func englishPlural(word string) string {
	stem, isY := strings.CutSuffix(word, "y")
	switch {
	case isY && stem != "" && !strings.ContainsAny(stem[len(stem)-1:], "aeiouAEIOU"):
		return stem + "ies"
	case strings.HasSuffix(word, "s") || strings.HasSuffix(word, "x") || strings.HasSuffix(word, "ch") || strings.HasSuffix(word, "sh"):
		return word + "es"
	}
	return word + "s"
}

// englishDated finds words that say of which day a text is, or when somebody is to look at it again. What is reviewed in the course of the work that a text is about
// has no such words beside a number.
var englishDated = pattern.New(`(?i)\b(?:last|date|next) (?:updated?|reviewed?|revised|changed?|amended|modified|checked)\b|\breview (?:date|due|by)\b|\bdate of (?:next |last )?review\b|\b(?:correct|accurate) (?:as of|as at|at|on)\b`)

// englishAbove finds a choice that means all others, or those above it.
var englishAbove = pattern.New(`(?i)\b(all|none|both|any|neither) of the above\b|^(all|none|both|any|neither) of (these|them)\W*$`)

// englishNo finds words that say no. An ending n't is one as well.
var englishNo = pattern.New(`(?i)\b(not|no|never|none|nobody|nothing|nowhere|neither|cannot|without|except|unless)\b|n['’]t\b`)

func englishDoubleNegative(title string) bool { return len(englishNo().FindAllString(title, 2)) > 1 }

// englishAbbreviation says whether the word that ends with a full stop is one that does not end a sentence.
func englishAbbreviation(word []byte) bool {
	if len(word) > 5 {
		return false
	}
	switch strings.ToLower(string(word)) {
	case "e.g.", "i.e.", "etc.", "mr.", "mrs.", "ms.", "dr.", "st.", "no.":
		return true
	}
	return false
}

// englishProhibition finds an order not to do something, which some words and a comma can come before, and a sentence that says that
// somebody must not, that nobody may, or that something is not allowed.
var englishProhibition = pattern.New(`(?i)^(?:[^,.;:?!]{1,60}, )??(?:please )?(?:(?:do not|don['’]t|never|avoid|try not to|not|no|no-one|nobody|none|nothing|neither|under no circumstances|on no account|at no time)\b|` +
	`(?:[\p{L}\d'’-]+ ){1,6}?(?:(?:must|should|may) (?:not|never)|mustn['’]t|shouldn['’]t|(?:is|are) (?:not (?:allowed|permitted)|forbidden|prohibited))\b)`)

// englishNot finds the words that turn a sentence into its opposite.
var englishNot = pattern.New(`(?i)\b(?:not|never|no|nobody|none|nothing|neither|cannot|fail|avoid)\b|n['’]t\b`)

// englishSyllables counts the syllables of an English word by its groups of vowels. It is right often enough for the mean of
// a page: a final e is silent, but not after an l that follows a consonant; ed is, but not after t or d.
func englishSyllables(word []byte) int {
	count, last := 0, false
	for _, c := range word {
		v := isVowel(c)
		if v && !last {
			count++
		}
		last = v
	}
	n := len(word)
	if n < 3 || last && word[n-1]|0x20 != 'e' {
		return max(count, 1)
	}
	before := func(back int) byte { return word[n-back] | 0x20 } // a letter from the end, in lowercase
	switch {
	case n > 3 && before(1) == 's' && before(2) == 'e' && !isVowel(before(3)) && !oneOf(before(3), "szxhcg"),
		n > 3 && before(1) == 'd' && before(2) == 'e' && !isVowel(before(3)) && !oneOf(before(3), "td"):
		count--
	case before(1) == 'e' && !isVowel(before(2)):
		if !(before(2) == 'l' && !isVowel(before(3))) {
			count--
		}
	}
	return max(count, 1)
}

// isVowel says whether a byte is a vowel, in uppercase or lowercase: a, e, i, o, u or y, by the bit of its place in the alphabet.
func isVowel(c byte) bool {
	c = c | 0x20 - 'a'
	return c < 26 && 1<<c&(1<<0|1<<4|1<<8|1<<14|1<<20|1<<24) != 0
}

func oneOf(c byte, letters string) bool { return strings.IndexByte(letters, c) >= 0 }

// fleschKincaid is the Flesch–Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom, 1975) plus five, the age at which
// grade 0 starts. It is 0 for no words.
func fleschKincaid(sentences, words, syllables int) float64 {
	if words == 0 {
		return 0
	}
	return 0.39*float64(words)/float64(sentences) + 11.8*float64(syllables)/float64(words) - 15.59 + 5
}

// inRound finds what is to be inserted between round brackets.
var inRound = pattern.New(`\((?i:insert) [^()\n]{1,60}\)`)

func englishRound(text []byte) [][]int {
	if !bytes.Contains(text, []byte("nsert ")) && !bytes.Contains(text, []byte("NSERT ")) {
		return nil // as most texts do: looking for the pattern is slow
	}
	return inRound().FindAllIndex(text, -1)
}
