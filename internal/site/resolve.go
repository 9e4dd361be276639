package site

import (
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"handrail/internal/parallel"
)

// Target is where a link leads. Exactly one of Page, File, Named, Address and Fault is set.
type Target struct {
	Page    *Page
	Anchor  string // of the Page: the identifier after the #
	File    string // a file beside the pages
	Made    string // the address of a page that the build makes beside a quiz
	Named   *NamedLink
	Address string // an address outside the site, written out
	Fault   Fault  // why the link leads nowhere
	Want    string // with a Fault: what was looked for
}

// Fault is why a link leads nowhere.
type Fault string

// The faults of links.
const (
	Empty       Fault = "empty"        // no address, or only #
	NoSuchName  Fault = "name"         // link:NAME that links.yaml does not have
	NoSuchPage  Fault = "page"         // a path at which there is nothing
	Outside     Fault = "outside"      // a path that leaves the content folder
	Absolute    Fault = "absolute"     // a path that starts at the root of the host
	BadScheme   Fault = "scheme"       // an address that is not http, https, mailto or tel
	NotSource   Fault = "not-source"   // the address of a page where its source's path should stand
	FolderAlone Fault = "folder-alone" // a folder, which is not a page
)

// resolve finds where each link leads, and what refers to each rule.
func (s *Site) resolve() {
	parallel.Each(len(s.Pages), func(i int) {
		p := s.Pages[i]
		p.Targets = make([]Target, len(p.Doc.Dests))
		for i, dest := range p.Doc.Dests {
			p.Targets[i] = s.Target(p, dest)
		}
	})
	for _, r := range s.Rules {
		if _, twice := s.ByID[r.ID]; !twice && r.ID != "" {
			s.ByID[r.ID] = r
		}
	}
	for _, p := range s.Pages {
		switch {
		case p.Quiz != nil:
			for _, q := range p.Quiz.Questions {
				for _, id := range q.Rules {
					if r := s.ByID[id]; r != nil {
						r.Questions = append(r.Questions, Question{q, p})
					}
				}
			}
		case p.Checklist != nil:
			for _, r := range s.Rules {
				if p.Checklist.Reaches(r.Applies) {
					r.Acts = append(r.Acts, p)
				}
			}
		case p.Statement != nil:
			for _, id := range p.Statement.Rules {
				if r := s.ByID[id]; r != nil {
					r.Fulfils = append(r.Fulfils, p)
				}
			}
		}
	}
}

// Target says where a link on a page leads.
func (s *Site) Target(from *Page, dest string) Target {
	if dest == "" || dest == "#" {
		return Target{Fault: Empty}
	}
	if name, ok := strings.CutPrefix(dest, "link:"); ok {
		if link := s.Links[name]; link != nil {
			return Target{Named: link}
		}
		return Target{Fault: NoSuchName, Want: name}
	}
	if scheme, _, ok := strings.Cut(dest, ":"); ok && !strings.ContainsAny(scheme, "/#.") {
		if slices.Contains([]string{"http", "https", "mailto", "tel"}, strings.ToLower(scheme)) {
			return Target{Address: dest}
		}
		return Target{Fault: BadScheme, Want: scheme}
	}
	if strings.HasPrefix(dest, "//") {
		return Target{Fault: BadScheme, Want: "//"}
	}
	file, anchor, hasAnchor := strings.Cut(dest, "#")
	if text, err := url.PathUnescape(file); err == nil {
		file = text
	}
	if text, err := url.PathUnescape(anchor); err == nil {
		anchor = text
	}
	if hasAnchor && anchor == "" {
		return Target{Fault: Empty}
	}
	if file == "" {
		return Target{Page: from, Anchor: anchor}
	}
	return s.pathTarget(from, file, anchor)
}

func (s *Site) pathTarget(from *Page, file, anchor string) Target {
	if strings.HasPrefix(file, "/") {
		return Target{Fault: Absolute, Want: file}
	}
	full := path.Join(path.Dir(from.Path), file)
	if !fs.ValidPath(full) {
		return Target{Fault: Outside, Want: file}
	}
	switch page := s.ByPath[full]; {
	case page != nil:
		return Target{Page: page, Anchor: anchor}
	case s.Files[full]:
		return Target{File: full}
	case s.makes(full):
		return Target{Made: full}
	case s.ByPath[path.Join(full, "index.md")] != nil:
		return Target{Fault: FolderAlone, Want: strings.TrimSuffix(file, "/") + "/index.md"}
	case s.ByPath[strings.TrimSuffix(full, ".html")+".md"] != nil:
		return Target{Fault: NotSource, Want: strings.TrimSuffix(file, ".html") + ".md"}
	}
	return Target{Fault: NoSuchPage, Want: full}
}

// makes says whether the build makes a page at an address, beside a quiz: such a page has no source to name.
func (s *Site) makes(address string) bool {
	for _, what := range []string{"-key.html", "-present.html", "-results.html"} {
		if name, ok := strings.CutSuffix(address, what); ok && s.ByPath[name+".md"] != nil {
			return s.ByPath[name+".md"].Quiz != nil
		}
	}
	return false
}

// File resolves the path of an image on a page to a file of the site; ok is false when there is none.
func (s *Site) File(from *Page, src string) (file string, ok bool) {
	if text, err := url.PathUnescape(src); err == nil {
		src = text
	}
	full := path.Join(path.Dir(from.Path), src)
	return full, !strings.HasPrefix(src, "/") && s.Files[full]
}

// claim finds addresses that two sources claim. Capitals and small letters count as the same: some hosts do not tell
// them apart.
func (s *Site) claim() {
	taken := map[string]Claim{}
	for _, address := range s.Generated() {
		taken[address] = Claim{Address: address}
	}
	claim := func(c Claim) {
		key := strings.ToLower(c.Address)
		if first, twice := taken[key]; twice {
			s.Twins = append(s.Twins, [2]Claim{first, c})
			return
		}
		taken[key] = c
	}
	byPath := slices.Clone(s.Pages)
	slices.SortFunc(byPath, func(a, b *Page) int { return strings.Compare(a.Path, b.Path) })
	for _, p := range byPath {
		claim(Claim{p.Address, p, false})
	}
	for _, p := range byPath {
		for _, alias := range p.Aliases {
			claim(Claim{path.Clean(alias), p, true})
		}
	}
}
