package check

import (
	"strings"

	"handrail/internal/site"
	"handrail/internal/source"
)

func askLinkCheck() Check {
	return Check{Site: askLink, Finding: Finding{
		Name: "ask-link", Group: Files, Level: source.Error,
		Finds: "The link in site.yaml to whom readers can ask leads nowhere.",
		Why:   "It is at the foot of every page, for readers who need help.",
		Example: `-- site.yaml --
title: Phones
ask: Ask the office.
ask_link: link:office`,
		Fixed: `-- site.yaml --
title: Phones
ask: Ask the office.
ask_link: mailto:office@example.org`,
		Fix:   "Write it as links are written in index.md: link:NAME, a page such as help.md, mailto: with an email address, or tel: with a number.",
		Stays: Everything, Because: "readers who need help would not find it",
	}}
}

// askLink reports what is wrong with the link to whom readers can ask.
func askLink(s *site.Site) []source.Diagnostic {
	f, written := s.Config.File, s.Config.AskLink
	if written == "" || f == nil || s.Home == nil {
		return nil
	}
	message, hint := "", askLinkCheck().Fix
	number, isTel := strings.CutPrefix(s.Help.Address, "tel:")
	address, isMail := strings.CutPrefix(s.Help.Address, "mailto:")
	switch {
	case s.Help.Fault == site.Unread:
	case s.Help.Fault != "":
		message = "this link leads nowhere"
	case s.Help.Named != nil && s.Help.Named.Address == "":
		message, hint = "this link has no address yet", "Add its address to links.yaml, or leave ask_link out."
	case s.Help.Page != nil && s.Help.Anchor != "" && !s.Help.Page.HasAnchor(s.Help.Anchor) && !s.Help.Page.TextInDoubt():
		message = "the page of this link has no part of this name"
	case s.Help.Page == nil && s.Help.Named == nil && !isTel && !isMail:
		message = "this link is none of those that the foot can show"
	case isTel && !dialled().MatchString(number):
		message = "this is not a number that can be dialled"
	case isMail && (strings.Count(address, "@") != 1 || strings.ContainsAny(address, " ?")):
		message = "this is not an email address"
	case strings.TrimSpace(s.Config.Ask) == "":
		message, hint = "this link has no words", "Add ask: and say whom to ask."
	}
	if message == "" {
		return nil
	}
	return []source.Diagnostic{reportIn(f, f.KeyPos("ask_link"), source.Error, hint, "%s: %q", message, written)}
}
