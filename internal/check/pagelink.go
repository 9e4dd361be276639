package check

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"handrail/internal/site"
	"handrail/internal/source"
)

func pageLinkCheck() Check {
	return Check{Site: pageLink, Finding: Finding{
		Name: "page-link", Group: Links, Level: source.Error,
		Finds:   "A link leads to a page or file that does not exist.",
		Why:     "Readers who press it get nowhere, and cannot know what it was meant to show them.",
		Example: "See [how to set up your phone](phone.md).",
		Fixed:   "See [how to set up your phone](phones.md).",
		Fix:     "Write the path of the source from the folder of the file that the link is in. Uppercase and lowercase letters count as different.",
	}}
}

// pageLink reports links to pages and files that do not exist.
func pageLink(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	eachLink(s, func(p *site.Page, i int, t site.Target) {
		if message, hint := nowhere(s, p, t, len(diags) < maxGuesses); message != "" {
			diags = append(diags, report(p, link(p, i).Pos, source.Error, hint, "%s", message))
		}
	})
	return diags
}

// nowhere says why a link of a page leads to no page or file, and how to fix it; message is "" when it leads somewhere, or when another check
// reports why it does not. With guess, what may be meant is looked for.
func nowhere(s *site.Site, p *site.Page, t site.Target, guess bool) (message, hint string) {
	if source.HasInvisible(t.Want) {
		return "", "" // reported where it is, and the reason
	}
	switch t.Fault {
	case site.NoSuchPage:
		message, hint = fmt.Sprintf("there is no page %s", t.Want), "Write the path from this file's folder, for example other-page.md or ../folder/page.md."
		if source.Stray(path.Base(t.Want)) {
			hint = "A file with a name like this is ignored, because programs leave such files behind. Give the file another name, and link to that."
		} else if guess {
			hint = cmp.Or(nearPage(s, p, t.Want), hint)
		}
	case site.IsDraft:
		message = fmt.Sprintf("the page %s is a draft, so readers do not get it", t.Want)
		hint = "Remove draft: from that page, or use --drafts to see the site with its drafts."
	case site.OtherCase:
		message, hint = "the capitals in the name of the file are not those of this link", fmt.Sprintf("Write %s: uppercase and lowercase letters count as different on most hosts.", t.Want)
	case site.Backslash:
		message, hint = fmt.Sprintf("the link %s has a backslash", t.Want), withSlashes(s, p, t.Want)
	case site.Outside:
		message, hint = fmt.Sprintf("the link %s leaves the content folder", t.Want), "Link to a page of this site, or name an outside address in links.yaml."
	case site.Absolute:
		message, hint = fmt.Sprintf("the link %s starts with a slash", t.Want), "Write the path from this file's folder: the site has to work wherever it is put."
	case site.FolderAlone:
		message, hint = "this link leads to a folder", fmt.Sprintf("Link to its page: %s.", t.Want)
	case site.NotSource:
		message, hint = "this link names the page that the build makes, not its source", fmt.Sprintf("Write %s; the build turns it into the right address.", t.Want)
	case site.BadScheme:
		message, hint = fmt.Sprintf("a link cannot start with %q here", t.Want), "Link to a page by its path, or to another site by its name in links.yaml."
	}
	return message, hint
}

// nearPage is a hint that offers the path, from p's folder, of the page that a wrong path most likely meant; "" when none is near.
// A page is never offered itself, and an index is only offered for the index of a folder with a name like it.
func nearPage(s *site.Site, p *site.Page, want string) string {
	var named []*site.Page            // with the name that is wanted, in another folder
	byStem := map[string]*site.Page{} // by the path without its ending: what all have in common says nothing
	for _, other := range s.Pages {
		if other != p {
			byStem[strings.TrimSuffix(other.Path, ".md")] = other
			if path.Base(other.Path) == path.Base(want) && path.Base(want) != "index.md" {
				named = append(named, other)
			}
		}
	}
	if len(named) == 1 {
		return fmt.Sprintf("Did you mean %s?", relative(p, named[0]))
	}
	stem := strings.TrimSuffix(want, ".md")
	near := source.Nearest(stem, slices.Sorted(maps.Keys(byStem)))
	if near == "" {
		return ""
	}
	way := relative(p, byStem[near])
	return cmp.Or(source.DidYouMean(site.Relative(p.Path, want), []string{way}, "%s"), fmt.Sprintf("Did you mean %s?", way))
}

func relative(from, to *site.Page) string { return site.Relative(from.Path, to.Path) }

// withSlashes says how a link with backslashes is to be written. Markdown takes those before a dot away, so the way may be lost.
func withSlashes(s *site.Site, p *site.Page, link string) string {
	slashes := strings.ReplaceAll(link, `\`, "/")
	if s.ByPath[path.Join(path.Dir(p.Path), slashes)] != nil {
		return fmt.Sprintf("Write forward slashes: %s.", slashes)
	}
	for _, other := range s.Pages {
		if other != p && path.Base(other.Path) == path.Base(slashes) && path.Base(slashes) != "index.md" {
			return fmt.Sprintf("Write forward slashes between folders. Did you mean %s?", relative(p, other))
		}
	}
	return "Write forward slashes between folders, for example ../folder/page.md."
}
