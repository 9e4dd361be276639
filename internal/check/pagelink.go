package check

import (
	"fmt"
	"path"

	"handrail/internal/site"
	"handrail/internal/source"
)

func pageLinkCheck() Check {
	return Check{Site: pageLink, Finding: Finding{
		Name: "page-link", Group: Links, Level: source.Error,
		Finds:   "A link leads to a page or file that is not there.",
		Why:     "Readers who press it get nowhere. They cannot know what it was to show them.",
		Example: "See [how to set up your phone](phone.md).",
		Fixed:   "See [how to set up your phone](phones.md).",
		Fix:     "Write the path of the source from the folder of the file that the link is in. Capitals count.",
	}}
}

// pageLink reports links to pages and files that are not there.
func pageLink(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	eachLink(s, func(p *site.Page, i int, t site.Target) {
		message, hint := "", ""
		switch t.Fault {
		case site.NoSuchPage:
			message, hint = fmt.Sprintf("there is no page %s", t.Want), "Write the path from this file's folder, for example other-page.md or ../folder/page.md."
			if near := nearestPage(s, p, t.Want); near != "" {
				hint = fmt.Sprintf("Did you mean %s?", near)
			}
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
		default:
			return
		}
		diags = append(diags, report(p, link(p, i).Pos, source.Error, hint, "%s", message))
	})
	return diags
}

// nearestPage is the path, from p's folder, of the page that a wrong path most likely meant.
func nearestPage(s *site.Site, p *site.Page, want string) string {
	var paths []string
	for _, other := range s.Pages {
		if path.Base(other.Path) == path.Base(want) {
			return relative(p, other)
		}
		paths = append(paths, other.Path)
	}
	if near := source.Nearest(want, paths); near != "" {
		return relative(p, s.ByPath[near])
	}
	return ""
}

func relative(from, to *site.Page) string { return site.Relative(from.Path, to.Path) }
