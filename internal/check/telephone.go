package check

import (
	"strings"

	"handrail/internal/pattern"
	"handrail/internal/site"
	"handrail/internal/source"
)

func telephoneCheck() Check {
	return Check{Site: telephone, Finding: Finding{
		Name: "telephone", Group: Links, Level: source.Error,
		Finds:   "A telephone link whose number cannot be dialled, or is not the one in its words.",
		Why:     "Readers would ring nobody, or somebody else. In danger, that costs time.",
		Example: "In danger, ring [999](tel:998).",
		Fixed:   "In danger, ring [999](tel:999).",
		Fix:     "Write the number as it is dialled, such as tel:999 or tel:+442072504444, and the same number in the words of the link.",
		Stays:   Everything, Because: "a wrong number costs time in danger",
	}}
}

// dialled is a number as RFC 3966 has it after tel:, without parameters: digits, and what may be between them.
var dialled = pattern.New(`^\+?[0-9](?:[-.()]*[0-9])+$`)

// inWords finds a number in the words of a link: at least three digits, as ordinary numbers such as "24 hours" have fewer.
var inWords = pattern.New(`\+?[0-9(](?:[-.() ]{0,2}[0-9]){2,}`)

// telephone reports links that dial no number, or another one than their words say.
func telephone(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	eachLink(s, func(p *site.Page, i int, t site.Target) {
		number, isTel := strings.CutPrefix(strings.ToLower(t.Address), "tel:")
		if !isTel {
			return
		}
		l := link(p, i)
		if !dialled().MatchString(number) {
			diags = append(diags, report(p, l.Pos, source.Error, "Write digits alone, such as tel:999 or tel:+442072504444.", "%q is not a number that can be dialled", number))
			return
		}
		if words := inWords().FindString(l.Text); words != "" && !sameNumber(words, number) {
			diags = append(diags, report(p, l.Pos, source.Error, "Write the same number in both.", "this link says %q, and dials %q", words, number))
		}
	})
	return diags
}

// sameNumber says whether two numbers are the same: digit by digit, or one with the code of a country in place of the first 0 of the other.
func sameNumber(a, b string) bool {
	a, b = digits(a), digits(b)
	if strings.HasPrefix(a, "+") {
		a, b = b, a
	}
	national, trunk := strings.CutPrefix(a, "0")
	return a == b || trunk && strings.HasPrefix(b, "+") && len(b)-1-len(national) >= 1 && len(b)-1-len(national) <= 3 && strings.HasSuffix(b, national)
}

// digits is a number without what is between its digits. A 0 in brackets after the code of a country is for calls from within it.
func digits(number string) string {
	if strings.HasPrefix(number, "+") {
		number = strings.Replace(number, "(0)", "", 1)
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("-.() ", r) {
			return -1
		}
		return r
	}, number)
}
