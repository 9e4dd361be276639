package check

import (
	"handrail/internal/checklist"
	"handrail/internal/path"
	"handrail/internal/site"
	"handrail/internal/source"
)

func retiredCheck() Check {
	return Check{Site: retired, Finding: Finding{
		Name: "retired", Group: Rules, Level: source.Error,
		Finds: "A rule, a question, a topic or an agreement has an identifier that was used before for something else.",
		Why:   "Ticks and results that are kept on devices would count towards something that nobody was asked.",
		Example: `:::must {#set-pin}
Set a PIN.
:::
-- retired.yaml --
set-pin: "the rule on SIM cards, until May 2026"`,
		Fixed: `:::must {#choose-pin}
Set a PIN.
:::
-- retired.yaml --
set-pin: "the rule on SIM cards, until May 2026"`,
		Fix:   "Choose another identifier.",
		Stays: Everything, Because: "what people have kept on their devices would count towards something else",
	}}
}

// retired reports identifiers that meant something else before. Ticks on a device, results of a quiz and printed
// links would refer to the wrong thing.
func retired(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	look := func(p *site.Page, what, id string, pos func() source.Pos) {
		if old := s.Retired[id]; old != nil {
			diags = append(diags, report(p, pos(), source.Error,
				"Choose another one. Devices that have kept something under this identifier would take the new one for the old one.",
				"the %s %q has an identifier that was used before (%s: %s)", what, id, old.Pos, old.Was))
		}
	}
	at := func(pos source.Pos) func() source.Pos { return func() source.Pos { return pos } }
	for _, p := range s.Pages {
		for _, r := range p.Doc.Rules {
			look(p, "rule", r.ID, at(r.Pos))
		}
		for _, u := range p.Doc.Updates {
			look(p, u.What(), u.ID, at(u.Pos))
		}
		if p.Quiz != nil {
			for _, q := range p.Quiz.Questions {
				look(p, "question", q.ID, at(q.Pos))
			}
		}
		if p.Checklist != nil {
			for i, q := range p.Checklist.Questions {
				for j, o := range q.Options {
					look(p, "topic", o.Topic, func() source.Pos { return p.File().KeyPos(checklist.OptionKey(i, j)...) })
				}
			}
		}
		if p.Steps != nil {
			p.Steps.Each(func(step path.Step, keys []string) {
				if step.ID != "" {
					look(p, "agreement", step.ID, func() source.Pos { return p.File().KeyPos(append(keys, "id")...) })
				}
			})
		}
	}
	return diags
}
