package quiz

import (
	"errors"
	"strings"

	"github.com/yuin/goldmark/ast"

	"handrail/internal/language"
	"handrail/internal/markdown"
)

// A bracket that is meant as one, while an answer is read: after a backslash, or in code.
const (
	literalOpen  = '\uE000'
	literalClose = '\uE001'
)

// mostOptional is how many parts of an answer can be optional: each doubles the forms of the answer.
const mostOptional = 4

var (
	errBrackets = errors.New("the brackets of this accepted answer do not match")
	errOptional = errors.New("this accepted answer has more than 4 parts in brackets")
	errEmpty    = errors.New("this accepted answer is empty without its brackets")
	errNothing  = errors.New("this accepted answer has no letter, digit or symbol")
)

// withBrackets is the text of a node without markup, as Doc.Plain has it, but for the brackets that are meant as such.
func withBrackets(doc *markdown.Doc, n ast.Node) string {
	escaped := strings.NewReplacer(`\\`, `\\`, `\(`, string(literalOpen), `\)`, string(literalClose))
	code := strings.NewReplacer("(", string(literalOpen), ")", string(literalClose))
	return doc.PlainOf(n, func(part []byte, isCode bool) []byte {
		if isCode {
			return []byte(code.Replace(string(part)))
		}
		return []byte(escaped.Replace(string(part)))
	})
}

// formsOf lists the forms of an accepted answer: with and without each part in round brackets. The first is the fullest.
func formsOf(lang *language.Language, text string) ([]string, error) {
	literal := strings.NewReplacer(string(literalOpen), "(", string(literalClose), ")")
	forms := []string{""}
	parts := 0
	for rest := text; rest != ""; {
		at := strings.IndexAny(rest, "()")
		if at < 0 {
			at = len(rest)
		}
		for i := range forms {
			forms[i] += literal.Replace(rest[:at])
		}
		if rest = rest[at:]; rest == "" {
			break
		}
		end := strings.IndexAny(rest[1:], "()") + 1
		if rest[0] == ')' || end == 0 || rest[end] == '(' {
			return nil, errBrackets
		}
		if parts++; parts > mostOptional {
			return nil, errOptional
		}
		without := forms
		forms = nil
		for _, form := range without {
			forms = append(forms, form+literal.Replace(rest[1:end]))
		}
		forms, rest = append(forms, without...), rest[end+1:]
	}
	for i, form := range forms {
		forms[i] = strings.Join(strings.Fields(form), " ")
		if keyOf(lang, form).plain != "" {
			continue
		}
		if len(forms) > 1 {
			return nil, errEmpty
		}
		return nil, errNothing
	}
	return forms, nil
}
