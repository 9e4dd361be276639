package statement

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"handrail/internal/source"
)

// blankCell says whether there is nothing in a cell that anybody can see.
func blankCell(cell string) bool {
	return !strings.ContainsFunc(cell, func(r rune) bool { return !unicode.IsSpace(r) && dropInvisible(r) >= 0 })
}

// value cleans what is in a cell.
func (r *groupReader) value(i int, field Field, text string) (string, bool) {
	message, hint := spoilt(text)
	if message == "" && r.csv.Comma != '\t' && strings.Contains(strings.TrimSpace(text), "\t") {
		message, hint = "there is a tab in this cell, as between two cells", fmt.Sprintf("Write a %s between cells, and a space between words.", separatorName(r.csv.Comma))
	}
	if message != "" {
		r.Add(r.pos(i), hint, "%s: %s", field.Name, message)
		return "", false
	}
	value, fault := field.Clean(text)
	if fault == "" && hidden(value) {
		r.Add(r.pos(i), "Type it again. Such characters can come with copied text.", "%s: there is a character here that nobody can see", field.Name)
		return "", false
	}
	if (fault == Empty || value == "" && fault == "") && field.Default != "" {
		return string(field.Default), true
	}
	if fault != "" {
		message, hint := field.Explain(fault)
		r.Add(r.pos(i), hint, "%s: %s", field.Name, message)
		return "", false
	}
	if shorter := field.Shorter(value, r.own); shorter != "" && field.named() {
		r.Warn(r.pos(i), fmt.Sprintf("Write %q: the statement names the organisation itself.", shorter), "%s: %q repeats what the statement already says", field.Name, value)
	}
	return value, true
}

// spoilt says what a program has made of a cell that nobody typed.
func spoilt(text string) (message, hint string) {
	if strings.ContainsRune(text, utf8.RuneError) {
		return "a character was lost here when the table was saved", `Type it again, and save the table with the type "CSV UTF-8".`
	}
	if slices.Contains([]string{"#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#ERROR!", "Err:502", "Err:504", "Err:508"}, strings.TrimSpace(text)) {
		return "this is the error message of a formula", "Correct the formula in the spreadsheet, and save the table again."
	}
	if meant := unscrambled(text); meant != "" {
		return fmt.Sprintf("%q seems to be %q, saved with the wrong encoding", text, meant), `Type it again, and save the table with the type "CSV UTF-8".`
	}
	return "", ""
}

// hidden says whether a clean value has a character left that nobody can see: one of a private font, for example, or a joiner between
// Latin letters, which need none.
func hidden(value string) bool {
	latin := func(r rune) bool { return r < utf8.RuneSelf || unicode.Is(unicode.Latin, r) }
	letters := []rune(value)
	for i, r := range letters {
		if source.Invisible(r) || (r == 0x200c || r == 0x200d) && (i == 0 || latin(letters[i-1])) && (i+1 == len(letters) || latin(letters[i+1])) {
			return true
		}
	}
	return false
}

// unscrambled is what a text was before its UTF-8 was taken for Windows-1252, as "MÃ´n" was "Môn"; "" when it was not.
func unscrambled(text string) string {
	if !strings.ContainsAny(text, "ÂÃÄÅâ") {
		return ""
	}
	meant, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil || !utf8.ValidString(meant) {
		return ""
	}
	return meant
}

// curly says whether a cell has quotes around it that are not CSV's, or one of a pair, as when a comma between them parts it. Some names
// have such quotes within them.
func curly(cell string) bool {
	cell = strings.TrimSpace(cell)
	first, size := utf8.DecodeRuneInString(cell)
	last, _ := utf8.DecodeLastRuneInString(cell)
	if len(cell) <= size {
		return false
	}
	double := func(r rune) bool { return strings.ContainsRune("“”„‟«»", r) }
	pairs := strings.Count(cell, "“") + strings.Count(cell, "”") + strings.Count(cell, "„") + strings.Count(cell, "‟") + strings.Count(cell, "«") + strings.Count(cell, "»")
	switch {
	case double(first) && double(last):
		return pairs == 2 || pairs%2 == 1
	case double(first), double(last):
		return pairs%2 == 1
	}
	return strings.ContainsRune("'‘`", first) && strings.ContainsRune("'’`", last) && !strings.ContainsAny(cell[size:len(cell)-utf8.RuneLen(last)], "'‘’`")
}
