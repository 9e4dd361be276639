package quiz

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"handrail/internal/language"
	"handrail/internal/pattern"
)

// number is a number, with a tolerance after ± or +-.
var number = pattern.New(`^(.*?\d)(?:\s*(?:±|\+-|\+/-)\s*(\d.*))?$`)

// readNumber reads a number with its tolerance, as an editor writes it. A comma before exactly three digits separates thousands; any other is a decimal comma.
func readNumber(lang *language.Language, text string) (n, tolerance float64, ok bool) {
	m := number().FindStringSubmatch(strings.Map(asciiDigit, text))
	if m == nil {
		return 0, 0, false
	}
	numbers := numbersIn(lang, m[1])
	if len(numbers) == 0 {
		return 0, 0, false
	}
	if m[2] == "" {
		return numbers[0], 0, true
	}
	tolerances := numbersIn(lang, m[2])
	if len(tolerances) == 0 {
		return 0, 0, false
	}
	return numbers[0], tolerances[0], true
}

var plainNumber = pattern.New(`^[+-]?[0-9]+(\.[0-9]+)?$`)

// numbersIn lists the numbers that a text can be, the likeliest first; none if it is words. The digits can be of any
// script, the point a comma, and thousands can be parted by a comma, a point, a space or an apostrophe. What can be both
// is read both ways, but for a point: 1.500 is one and a half.
func numbersIn(lang *language.Language, text string) []float64 {
	digits := strings.TrimSuffix(strings.TrimFunc(tidy(text), isGap), ".")
	if n, ok := lang.Answers.Numbers[digits]; ok {
		digits = n
	}
	if sign, size := utf8.DecodeRuneInString(digits); isDash(sign) {
		digits = "-" + digits[size:]
	}
	digits = strings.Map(numberMark, digits)
	var numbers []float64
	for _, marks := range []struct{ thousands, point string }{{",", "."}, {" ", "."}, {"'", "."}, {"", "."}, {"", ","}, {".", ","}, {" ", ","}, {"'", ","}} {
		if reading, ok := withPoint(digits, marks.thousands, marks.point); ok {
			n, _ := strconv.ParseFloat(reading, 64) // one that is too large is infinite, as in a browser
			numbers = append(numbers, n)
		}
	}
	return numbers
}

func isGap(r rune) bool { return isSpace(r) || r == '\u0085' }

// numberMark makes one of the marks in numbers that look alike.
func numberMark(r rune) rune {
	switch {
	case isGap(r):
		return ' '
	case isApostrophe(r):
		return '\''
	}
	switch r {
	case '٬', '，':
		return ','
	case '٫', '．', '·', '․':
		return '.'
	case '＋':
		return '+'
	}
	return r
}

// withPoint reads a number whose thousands and fraction are parted by these marks, and writes it with a point alone. A
// number without thousands is read by the marks that have none.
func withPoint(text, thousands, point string) (string, bool) {
	whole, fraction, hasFraction := strings.Cut(text, point)
	if thousands != "" {
		groups := strings.Split(strings.TrimLeft(whole, "+-"), thousands)
		if len(groups) == 1 || len(groups[0]) > 3 || strings.HasPrefix(groups[0], "0") || thousands == "." && len(groups) == 2 && !hasFraction {
			return "", false
		}
		for _, group := range groups[1:] {
			if len(group) != 3 {
				return "", false
			}
		}
		whole = strings.ReplaceAll(whole, thousands, "")
	}
	if hasFraction {
		whole += "." + fraction
	}
	return whole, plainNumber().MatchString(whole)
}
