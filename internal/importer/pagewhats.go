package importer

func pageWhats() []what {
	return []what{
		{"source-missing", Person, "Rules name a source that sources.yaml does not have.", "Add these lines to content/sources.yaml, and say whose voice it is."},
		{"title-name", Person, "Documents do not say what they are called, so the names of their files are the titles of their pages.", "Write a title that says what the page is for."},
		{"alias", Person, "Old addresses of pages cannot be kept: they are no addresses of pages, or something else has them.", "Look whether anybody still uses them."},
		{"link-unnamed", Person, "Addresses outside the site are written out, as an import does not change links.yaml.", "Add these lines to content/links.yaml, and write link: and the name on the pages."},
		{"link-unchecked", Person, "Addresses outside the site have names in links.yaml, and nobody has looked where they lead.", "Open each, correct its title, and add checked: with the month, such as checked: 2026-11."},
		{"note-unused", LeftOut, "Footnotes to which no word refers are left out.", "Look whether the number in the text was lost."},
		{"picture-broken", LeftOut, "Pictures that cannot be read are left out.", "Export each again from the program that it was drawn in, and put it on the page."},
		{"picture-unused", LeftOut, "Pictures that the document holds and does not show are left out.", ""},
		{"index-made", Changed, "Folders that no page introduced have a page now, with their name as its title.", "Say on it in a sentence or two what its pages are about."},
	}
}
