package site

import (
	"strconv"
	"strings"

	"handrail/internal/source"
)

// otherKeys are keys of front matter that other programs read, by what Handrail has for them. Names are as Jekyll, Hugo, MkDocs,
// Docusaurus, Eleventy and VitePress document them.
func otherKeys() map[string][]string {
	return map[string][]string{
		"Here it is order: the pages of a folder are sorted by it, the lowest first.":                        {"weight", "nav_order", "sidebar_position", "menu_order", "position"},
		"Here it is aliases: the page's old addresses in this site, for example aliases: [old/phones.html].": {"redirect_from", "redirects", "alias", "url_alias"},
		"Here it is summary.": {"description", "excerpt", "subtitle", "abstract", "lead"},
		"Here it is draft: true, for a page that is not ready.":                                                {"published", "publish", "unlisted", "hidden", "eleventyExcludeFromCollections"},
		"Here it is reviewed: the day on which somebody last checked that the page is true.":                   {"lastmod", "last_modified_at", "last_update", "last_updated", "updated", "modified", "last_reviewed_on", "reviewed_at"},
		"Here it is review_every, for example review_every: 6 months.":                                         {"review_in"},
		"Here it is title, also in menus.":                                                                     {"sidebar_label", "nav_title", "navtitle", "linkTitle", "linktitle", "short_title"},
		"Remove it: the page's folder says what kind of page it is, and so how it looks.":                      {"layout", "template", "type", "pageType", "page_type", "theme", "cssclasses"},
		"Remove it: the address of a page is the path of its file. Old addresses go under aliases.":            {"permalink", "slug", "url", "id", "path"},
		"Remove it: the folders are the menu. order puts the pages of one in order.":                           {"parent", "grand_parent", "has_children", "menu", "menus", "nav", "sidebar", "sidebars", "has_toc", "nav_exclude"},
		"Remove it: a page of three headings or more has a list of them at its start.":                         {"toc", "hide_table_of_contents", "toc_depth", "outline"},
		"Remove it: the date of writing is not shown. reviewed is the day on which the page was last checked.": {"date", "created", "publishdate", "publishDate", "pubDate"},
		"Remove it: authors are not shown.":                                                                    {"author", "authors", "owner", "owner_slack", "contributors"},
		"Remove it, or write topics if you mean the topics of a checklist, which say who the page is for.":     {"tags", "tag", "categories", "category", "keywords", "labels"},
		"Remove it, and show the picture in the text.":                                                         {"image", "images", "cover", "thumbnail", "banner", "header", "hero", "og_image"},
		"Remove it: site.yaml sets the language, for the whole site.":                                          {"lang", "language", "locale"},
	}
}

// otherHints replaces hints that offer keys of similar spelling by those about keys of other programs.
func otherHints(diags []source.Diagnostic) {
	for i, d := range diags {
		quoted, isUnknown := strings.CutPrefix(d.Message, "unknown key ")
		name, err := strconv.Unquote(quoted)
		if !isUnknown || err != nil { // it is within another key
			continue
		}
		for hint, names := range otherKeys() {
			for _, other := range names {
				if strings.EqualFold(other, name) {
					diags[i].Hint = hint
				}
			}
		}
	}
}
