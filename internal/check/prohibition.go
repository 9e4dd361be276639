package check

import (
	"strings"

	"handrail/internal/site"
	"handrail/internal/source"
)

func prohibitionCheck() Check {
	return Check{Site: prohibition, Finding: Finding{
		Name: "prohibition", Group: Rules, Level: source.Error, Warns: "a rule that says no twice",
		Finds: "A rule whose sentence says the opposite of its kind: a :::must-not that does not say not to, or a :::must that does.",
		Why:   "Quizzes, checklists and calendars show the sentence alone. Readers would do what they must not, or tick that they did it.",
		Example: `:::must-not {#share-pin}
Share your PIN.
:::`,
		Fixed: `:::must-not {#share-pin}
Do not share your PIN.
:::`,
		Fix: `Begin the sentence of a prohibition with "Do not" or "Never", and that of any other rule with what to do.`,
	}}
}

// prohibition reports rules whose sentence, read alone, does not say what its kind does.
func prohibition(s *site.Site) []source.Diagnostic {
	says, no := s.Language.Prohibition, s.Language.No
	if says == nil || no == nil {
		return nil
	}
	var diags []source.Diagnostic
	for _, r := range s.Rules {
		sentence := strings.TrimSpace(r.Plain)
		if sentence == "" || r.Page.HiddenAt(r.Pos.Line) {
			continue
		}
		add := func(severity source.Severity, hint, message string) {
			diags = append(diags, report(r.Page, r.Pos, severity, hint, "%s: %q", message, sentence))
		}
		prohibits := r.Kind.Prohibits()
		found := says().FindString(sentence)
		switch clause, _, _ := strings.Cut(strings.TrimPrefix(sentence, found), ","); {
		case prohibits && found == "":
			add(source.Error, `Begin it with "Do not" or "Never": it is shown without its label as well.`, "this rule is a prohibition, and its sentence does not say so")
		case !prohibits && found != "":
			add(source.Error, "Make it :::"+string(r.Kind)+"-not, or say what to do instead.", "this rule is no prohibition, and its sentence is one")
		case prohibits && no().MatchString(clause):
			add(source.Warning, "Say it with one no: what to do, as a rule of that kind, or what not to do.", "this prohibition says no twice")
		}
	}
	return diags
}
