package output

import (
	"path"
	"slices"
)

// Phase is when a change to the files of a site is made. Each begins when the one before has ended, so that a page which a reader can
// come to never names a file that is not there, also after a run that was killed. A build and a deploy go through the same.
type Phase int

// The phases, in their order.
const (
	InTheWay   Phase = iota // files where a folder has to be, and files in a folder where a file has to be
	Resources               // what pages name
	NewPages                // pages that no reader can come to yet: only pages of the next phase lead to them
	KnownPages              // pages that readers may come to, and the home page
	Lists                   // what lists the pages, and the page for addresses that are not there
	GoingPages              // pages to remove
	GoingRest               // what they named
	Phases     int   = iota // how many there are
)

// Coming is when a file is put in its place. there says that one is there, and reached that it is a page to which readers may come.
//
// What lists pages without being one may be named by a page: so one that is new comes before the pages, and one that was there changes
// after them.
func Coming(name string, there, reached bool) Phase {
	switch {
	case name == "404.html", there && slices.Contains([]string{"sitemap.xml", "feed.xml", "sw.js"}, name):
		return Lists
	case !IsPage(name):
		return Resources
	case reached, name == "index.html":
		return KnownPages
	}
	return NewPages
}

// Going is when a file is removed that is in no other's way.
func Going(name string) Phase {
	if IsPage(name) {
		return GoingPages
	}
	return GoingRest
}

// IsPage says whether a file may name any other file of the site.
func IsPage(name string) bool { return path.Ext(name) == ".html" }
