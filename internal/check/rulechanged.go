package check

import (
	"fmt"

	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/internal/wording"
)

func ruleChangedCheck() Check {
	return Check{Site: ruleChanged, Finding: Finding{
		Name: "rule-changed", Group: Sources, Level: source.Warning,
		Finds: "With --since: a rule says something else than when the site was last published, and its changed and was do not say so.",
		Why:   "People who have read it would not hear that it has changed. What counts is its kind, and each word and number; not capitals, punctuation, or one letter of a long word.",
		Example: `:::must {#set-pin changed="2026-11-01"}
Set a PIN of six digits.
:::
-- public/rules.json --
[{"id": "set-pin", "kind": "must", "text": "Set a PIN.", "changed": "2026-11-01", "page": "page.html#set-pin"}]`,
		Fixed: `:::must {#set-pin changed="2026-11-20" was="Set a PIN."}
Set a PIN of six digits.
:::
-- public/rules.json --
[{"id": "set-pin", "kind": "must", "text": "Set a PIN.", "changed": "2026-11-01", "page": "page.html#set-pin"}]`,
		Fix: "Set changed to the day, and was to the old words. If the meaning is the same, leave both as they are: once the site is published, there is no warning any more.",
	}}
}

// ruleChanged reports rules that do not say that they have changed since the site was published.
func ruleChanged(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, before := range s.Since {
		r := s.ByID[before.ID]
		if r == nil || r.Page.TextInDoubt() {
			continue
		}
		same := r.Kind == before.Kind && wording.SameMeaning(s.Language, before.Text, r.Plain)
		switch dated := r.Changed.After(before.Changed.Time); {
		case !dated && r.Kind != before.Kind:
			diags = append(diags, report(r.Page, r.Pos, source.Warning, dateIt(s, before, r.Changed),
				"the rule %q is a %q now and was a %q when the site was published, and changed does not say so", r.ID, r.Kind, before.Kind))
		case !dated && !same:
			diags = append(diags, report(r.Page, r.Pos, source.Warning, dateIt(s, before, r.Changed),
				"the rule %q says something else than when the site was published, and changed does not say so; it said: “%s”", r.ID, shortened(before.Text)))
		case dated && !same && r.Was != "" && !wording.SameMeaning(s.Language, r.Was, before.Text):
			diags = append(diags, report(r.Page, r.Pos, source.Warning, fmt.Sprintf("Write was=%q, or leave was out.", before.Text),
				"the old words in was are not those with which the rule %q was published", r.ID))
		}
	}
	return diags
}

// dateIt is the hint for a rule that does not say when it changed.
func dateIt(s *site.Site, before site.Published, changed source.Date) string {
	hint := fmt.Sprintf("If its meaning has changed, write between its braces: was=%q changed=%q.", before.Text, s.Today.String())
	if before.Changed.After(changed.Time) {
		return hint + fmt.Sprintf(" It was published with changed=%q.", before.Changed.String())
	}
	return hint + " If not, leave it as it is: there is no warning any more once the site is published."
}

// shortened is a text as a message quotes it.
func shortened(text string) string {
	const longest = 120
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return text
}
