package language

import (
	"regexp"
	"slices"
	"strings"

	"handrail/internal/pattern"
)

// A choice such as "Both A and B" or "The first two" says which others it means by their places. When choices are mixed,
// these are other places for every reader.

// mark replaces a letter or a number of a choice while a text is examined.
const mark = "§"

var (
	markInBrackets = pattern.New(`\(?\b([A-Ha-h1-9])\)`)
	markAfterNoun  = pattern.New(`(?i)\b(?:answers?|options?|choices?|statements?|responses?|numbers?|nos?\.?)\s+([a-h1-9])\b`)
	markAlone      = pattern.New(`\b([A-H1-9])\b`)
	markMore       = pattern.New(`answer § (and|or|nor|&) ([a-h])\b`)
	notWords       = pattern.New(`[\s.,;:!?"“”‘’'*]+|\bthe\b`)

	pointsByList = pattern.New(`^(both |either |neither |only |just |all |any |one |none |not |each |some )?(of )?` +
		`(answer )?§( (and|or|nor|&|\+|/|also|as well as|plus)( also)?)?( (answer )?§( (and|or|nor|&|\+|/))?)* (answer )?§( only| together| alone| too| (are|is) (both )?(right|correct|true))?$`)
	pointsByNoun = pattern.New(`^(only |just |same as |as in |as |not |(all|everything|anything|any) (but|except) )?answer §( only| alone| too)?$`)
	pointsByOne  = pattern.New(`^((only|just|same as|as in|(all|everything|anything|any) (but|except)) §|§ only)$`)

	pointsByOrder = pattern.New(`^((both|all|any|either|neither|none|one|only|just) )?(of )?(` +
		`(first|last|previous|preceding|next|following|other) (two|three|four|five|[2-9])( (answer|ones))?|` +
		`((first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)( answer)? ?(and|or|nor|&)? ?)+ (answer|ones)|` +
		`(first|second|third|fourth|fifth|last|previous|next|other) answer|any other answer)$`)
	pointsByThe   = pattern.New(`(?i)^((both|all|any|either|neither|none|one) )?(of )?the (first|second|third|fourth|fifth|last) (and|or|nor|&) (the )?(second|third|fourth|fifth|last)$`)
	pointsByAll   = pattern.New(`^(all|both|none|neither|either|any)( of)?( these)? (two |three |four |five )?answer$`)
	pointsByCount = pattern.New(`^(all|none of)( of)?( these)? (two|three|four|five)$`)
	pointsAbove   = pattern.New(`^(.* of |.*answer |as |see |same as |both |all |any |none |neither |either )?(these )?(two |three |four |ones )?(above|below)$`)
	nounAnywhere  = pattern.New(`(?i)\b(answers?|options?|choices?|responses?)\b`)
)

// englishPositions says which choices of a question mean others by their places. A letter or a number means a choice only if there
// is one at that place, and if that one means no other: "A and B" beside "B and C" are about what the question lists.
func englishPositions(choices []string) []bool {
	points := make([]bool, len(choices))
	meant := make([][]int, len(choices))
	for i, c := range choices {
		points[i], meant[i] = pointsAt(c, len(choices))
	}
	result := make([]bool, len(choices))
	for i := range choices {
		result[i] = points[i] && !slices.Equal(meant[i], []int{i})
		for _, at := range meant[i] {
			result[i] = result[i] && at < len(choices) && (at == i || !points[at])
		}
	}
	return result
}

// pointsAt says whether a choice can mean others by their places, of so many choices, and which places it names.
func pointsAt(text string, choices int) (points bool, places []int) {
	words, places, digits, nouns := withMarks(text)
	spread := nouns || strings.HasPrefix(words, "both ") || strings.HasPrefix(words, "neither ") || strings.Contains(words, " of ")
	switch {
	case pointsByNoun().MatchString(words):
		return true, places
	case len(places) > 1 && pointsByList().MatchString(words):
		return !digits || spread || strings.Contains(words, " and ") || strings.Contains(words, " & "), places
	case len(places) == 1 && !digits && pointsByOne().MatchString(words):
		return true, places
	case len(places) > 0:
		return false, nil
	case pointsByCount().MatchString(words):
		return counted(words) < choices, nil
	case pointsByAll().MatchString(words):
		return strings.Contains(words, " of") || strings.Contains(strings.ToLower(text), " the ") || !strings.HasPrefix(words, "a"), nil
	}
	return pointsByOrder().MatchString(words) || pointsByThe().MatchString(strings.Trim(text, " .!")) || pointsAbove().MatchString(words), nil
}

// withMarks writes a text in lowercase without punctuation, with a mark for each letter or number that can be that of a
// choice. It says which places these are, whether one is a number, and whether the text says that they are answers.
func withMarks(text string) (words string, places []int, digits, nouns bool) {
	put := func(pattern *regexp.Regexp, with string) {
		text = pattern.ReplaceAllStringFunc(text, func(found string) string {
			letter := pattern.FindStringSubmatch(found)[1]
			at := int(letter[0]|0x20) - 'a'
			if letter[0] <= '9' {
				at, digits = int(letter[0]-'1'), true
			}
			places = append(places, at)
			return with
		})
	}
	put(markInBrackets(), mark)
	nouns = markAfterNoun().MatchString(text)
	put(markAfterNoun(), "answer "+mark)
	put(markAlone(), mark)
	nouns = nouns || nounAnywhere().MatchString(text)
	text = nounAnywhere().ReplaceAllString(strings.ToLower(text), "answer")
	text = strings.Join(strings.Fields(notWords().ReplaceAllString(text, " ")), " ")
	if m := markMore().FindStringSubmatch(text); m != nil { // "answers a and b": the second follows no noun
		places = append(places, int(m[2][0]-'a'))
		text = strings.Replace(text, m[0], "answer § "+m[1]+" §", 1)
	}
	return text, places, digits, nouns
}

// counted is the number at the end of a text.
func counted(words string) int {
	for i, word := range []string{"two", "three", "four", "five"} {
		if strings.HasSuffix(words, word) {
			return i + 2
		}
	}
	return 0
}
