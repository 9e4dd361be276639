package check

import (
	"fmt"

	"handrail/internal/path"
	"handrail/internal/site"
	"handrail/internal/source"
)

func pathStepCheck() Check {
	return Check{Site: pathStep, Finding: Finding{
		Name: "path-step", Group: Forms, Level: source.Error,
		Finds: "A step of a path that says nothing, leads to no page or to a page of another kind, or is there twice; or an agreement without an identifier of its own.",
		Why:   "Readers could not take the step, and nobody could know that they had.",
		Example: `-- site.yaml --
title: A site
audiences: [{name: volunteer, label: I am a volunteer, title: For volunteers}]
-- paths/volunteer.md --
---
title: For volunteers
audience: [volunteer]
steps:
  - read: ../phone.md
  - agree: I will be kind.
---`,
		Fixed: `-- site.yaml --
title: A site
audiences: [{name: volunteer, label: I am a volunteer, title: For volunteers}]
-- paths/volunteer.md --
---
title: For volunteers
audience: [volunteer]
steps:
  - read: ../phones.md
  - agree: I will be kind.
    id: kindness
---`,
		Fix:   "Write the path of the source from the folder of the path's own file, under read:, quiz:, statement: or checklist:. Give each agreement an id: that never changes.",
		Stays: Everything, Because: "readers would be sent nowhere",
	}}
}

// pathStep reports steps that do not lead to a page of their kind. What is wrong with a step itself is reported as it is read.
func pathStep(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	agreed := map[string]agreement{}
	for _, way := range s.Paths {
		if way.Page == nil {
			continue
		}
		add := func(keys []string, hint, format string, args ...any) {
			diags = append(diags, report(way.Page, way.Page.File().KeyPos(keys...), source.Error, hint, format, args...))
		}
		if door := ownDoor(way); door != "" && way.Audience != "" && way.Audience != door {
			add([]string{"audience"}, fmt.Sprintf("Write audience: [%s], or give the file another name.", door),
				"the file's name makes it the path of the audience %q, and it is for %q", door, way.Audience)
		}
		seen := map[*site.Page]bool{}
		for _, step := range way.All() {
			keys := append(step.Keys[:len(step.Keys):len(step.Keys)], string(step.Kind()))
			if step.Kind() == path.Agree {
				if first, known := agreed[step.ID]; known && step.ID != "" && first.page != way.Page && first.version != step.AgreedVersion() {
					add(keys, "Give one of the two another id:, or write the same sentence and version: in both.", "the agreement %q is another one in %s", step.ID, first.page.Place())
				} else {
					agreed[step.ID] = agreement{way.Page, step.AgreedVersion()}
				}
				continue
			}
			if message, hint := wrongStep(s, way.Page, step, len(diags) < maxGuesses); message != "" {
				add(keys, hint, "%s", message)
			} else if step.Fits() {
				if seen[step.Page] {
					add(keys, "Keep one of the two steps.", "this path already has a step that leads to %s", step.Page.Place())
				}
				seen[step.Page] = true
			}
		}
	}
	return diags
}

// agreement is where an agreement is first asked for, and in which version.
type agreement struct {
	page    *site.Page
	version string
}

// ownDoor is the name of the audience whose door leads to a path; "" when none does.
func ownDoor(way *site.Path) string {
	if way.IsOfAudience() {
		return way.Page.Name()
	}
	return ""
}

// wrongStep says why a step does not lead to a page of its kind, and how to fix it; message is "" when it does.
func wrongStep(s *site.Site, p *site.Page, step site.Step, guess bool) (message, hint string) {
	t, kind := step.Target, step.Kind()
	switch {
	case kind == "" || t.Fault == site.Unread: // reported elsewhere
		return "", ""
	case t.Fault != "" && t.Fault != site.Empty && t.Fault != site.NoSuchName:
		return nowhere(s, p, t, guess)
	case step.Page == nil:
		return fmt.Sprintf("a step leads to a page of this site, and %q is none", step.Dest()), "Write the path of its source from this file's folder, for example ../guidance/phones.md."
	case t.Anchor != "":
		return fmt.Sprintf("a step is a whole page, and %q is a part of one", step.Dest()), "Remove the # and what follows it."
	case step.Fits():
		return "", ""
	}
	if other := site.StepKind(step.Page); other != "" {
		return fmt.Sprintf("a step with %s: cannot lead to %s, which is a %s", kind, step.Page.Place(), step.Page.Kind), fmt.Sprintf("Write %s: %s.", other, step.Dest())
	}
	return fmt.Sprintf("%s cannot be a step", step.Page.Place()), "Name a page of the guidance, a quiz, a statement or a checklist."
}
