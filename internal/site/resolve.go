package site

import (
	"io/fs"
	"iter"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"handrail/internal/parallel"
)

// Target is where a link leads. Exactly one of Page, File, Made, Named, Address and Fault is set.
type Target struct {
	Page    *Page
	Anchor  string // of the Page: the identifier after the #
	File    string // a file beside the pages
	Made    string // the address of a page that the build makes: one beside a quiz, or that of records
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
	NotSource   Fault = "not-source"   // the address of a page where its source's path should be
	FolderAlone Fault = "folder-alone" // a folder, which is not a page
	IsDraft     Fault = "draft"        // a page that is left out as it is a draft
	OtherCase   Fault = "case"         // a path that differs from a file's in its capitals
	Backslash   Fault = "backslash"    // a path with backslashes between its folders
	Unread      Fault = "unread"       // something that could not be read, which is reported
)

// Target is where a link of a page leads, by its place in Doc.Dests. It is found each time, which takes no longer than to read it from memory: the
// targets of a hundred thousand pages take 50 MB.
func (s *Site) Target(p *Page, link int) Target {
	written := p.Doc.Dests[link]
	if to := p.links[link]; to != nil {
		_, anchor, _ := strings.Cut(written, "#")
		return Target{Page: to, Anchor: to.anchor(unescape(anchor))}
	}
	return s.target(p, takeApart(p.Path, written), written)
}

// Targets are where the links of a page lead, in the order of Doc.Dests.
func (s *Site) Targets(p *Page) iter.Seq2[int, Target] {
	return func(yield func(int, Target) bool) {
		for i := range p.links {
			if !yield(i, s.Target(p, i)) {
				return
			}
		}
	}
}

// resolve finds the pages that links lead to, what refers to each rule, and the update of each identifier.
func (s *Site) resolve() {
	all := 0
	for _, p := range s.read {
		all += len(p.Doc.Dests)
	}
	links := make([]*Page, all)
	for _, p := range s.read {
		n := len(p.Doc.Dests)
		p.links, links = links[:n:n], links[n:]
	}
	parallel.Each(len(s.read), func(i int) {
		p := s.read[i]
		for i, written := range p.Doc.Dests {
			if d := takeApart(p.Path, written); d.kind == destPath {
				p.links[i] = s.ByPath[d.text]
			}
		}
	})
	if link := s.Config.AskLink; link != "" && s.Home != nil {
		s.Help = s.target(s.Home, takeApart(s.Home.Path, link), link)
	}
	for _, r := range s.Rules {
		if _, twice := s.ByID[r.ID]; !twice && r.ID != "" {
			s.ByID[r.ID] = r
		}
	}
	for _, u := range s.Updates {
		if s.ByID[u.ID] == nil && s.UpdateOf[u.ID] == nil && u.ID != "" {
			s.UpdateOf[u.ID] = u
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
	s.findPaths()
}

// dest is where a link leads, as far as it can be known without the other sources.
type dest struct {
	kind   destKind
	fault  Fault  // of a destBad
	text   string // what kind says
	anchor string
}

type destKind uint8

const (
	destBad     destKind = iota // it leads nowhere: what was looked for
	destPath                    // a path within content/
	destSelf                    // a part of the page itself
	destNamed                   // a name of links.yaml
	destAddress                 // an address outside the site
)

// takeApart takes apart a link on the page of a path.
func takeApart(from, link string) dest {
	if link == "" || link == "#" {
		return dest{fault: Empty}
	}
	if name, ok := strings.CutPrefix(link, "link:"); ok {
		return dest{kind: destNamed, text: name}
	}
	if scheme, _, ok := strings.Cut(link, ":"); ok && !strings.ContainsAny(scheme, "/#.") {
		if slices.Contains([]string{"http", "https", "mailto", "tel"}, strings.ToLower(scheme)) {
			return dest{kind: destAddress, text: link}
		}
		return dest{fault: BadScheme, text: scheme}
	}
	if strings.HasPrefix(link, "//") {
		return dest{fault: BadScheme, text: "//"}
	}
	file, anchor, hasAnchor := strings.Cut(link, "#")
	file, anchor = unescape(file), unescape(anchor)
	switch {
	case hasAnchor && anchor == "":
		return dest{fault: Empty}
	case file == "":
		return dest{kind: destSelf, anchor: anchor}
	case strings.HasPrefix(file, "/"):
		return dest{fault: Absolute, text: file}
	}
	full := join(path.Dir(from), file)
	if !fs.ValidPath(full) {
		return dest{fault: Outside, text: file}
	}
	return dest{kind: destPath, text: full, anchor: anchor}
}

// join is path.Join of a folder within content/ and a path that a page in it names. Most are plain, or lead up first, and need no copies.
func join(dir, file string) string {
	for dir != "." && strings.HasPrefix(file, "../") {
		dir, file = path.Dir(dir), file[len("../"):]
	}
	switch {
	case file == "." || !fs.ValidPath(file):
		return path.Join(dir, file)
	case dir == ".":
		return file
	}
	return dir + "/" + file
}

func unescape(text string) string {
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}

// target says where a link leads. written is how the page has it.
func (s *Site) target(from *Page, d dest, written string) Target {
	switch d.kind {
	case destSelf:
		return Target{Page: from, Anchor: from.anchor(d.anchor)}
	case destAddress:
		return Target{Address: d.text}
	case destNamed:
		if link := s.Links[composed(d.text)]; link != nil {
			return Target{Named: link}
		}
		if s.Doubt.Links {
			return Target{Fault: Unread}
		}
		return Target{Fault: NoSuchName, Want: d.text}
	case destBad:
		return Target{Fault: d.fault, Want: d.text}
	}
	if page := s.ByPath[d.text]; page != nil {
		return Target{Page: page, Anchor: page.anchor(d.anchor)}
	}
	if t := s.place(d.text, d.anchor); t.Fault == "" {
		return t
	}
	if same := s.alike(d.text); same != "" && composed(same) == composed(d.text) {
		return s.place(same, d.anchor)
	}
	return s.noPage(from, d.text, written)
}

// place is what there is at a path within content/.
func (s *Site) place(full, anchor string) Target {
	switch page := s.ByPath[full]; {
	case page != nil:
		return Target{Page: page, Anchor: anchor}
	case s.Files[full]:
		return Target{File: full}
	case s.makes(full):
		return Target{Made: full}
	}
	return Target{Fault: NoSuchPage, Want: full}
}

// noPage says why there is nothing at a path, and what may have been meant.
func (s *Site) noPage(from *Page, full, written string) Target {
	file, _, _ := strings.Cut(written, "#")
	file = unescape(file)
	asSource := strings.TrimSuffix(full, ".html") + ".md"
	madeOf, isMade := madeBeside(full)
	switch {
	case s.Drafts[full] != nil:
		return Target{Fault: IsDraft, Want: full}
	case s.Doubt.Path(full) || s.Doubt.Path(asSource) && strings.HasSuffix(full, ".html") || isMade && s.Doubt.Path(madeOf):
		return Target{Fault: Unread, Want: full}
	case s.ByPath[path.Join(full, "index.md")] != nil:
		return Target{Fault: FolderAlone, Want: strings.TrimSuffix(file, "/") + "/index.md"}
	case s.ByPath[asSource] != nil:
		return Target{Fault: NotSource, Want: strings.TrimSuffix(file, ".html") + ".md"}
	case s.ByPath[pathFolder+"/"+asSource] != nil && s.ByPath[pathFolder+"/"+asSource].Address == full:
		return Target{Fault: NotSource, Want: Relative(from.Path, pathFolder+"/"+asSource)}
	case strings.Contains(file, `\`):
		return Target{Fault: Backslash, Want: file}
	}
	if other := s.alike(full); other != "" {
		return Target{Fault: OtherCase, Want: Relative(from.Path, other)}
	}
	return Target{Fault: NoSuchPage, Want: full}
}

// alike is the path of a page or file that some systems do not distinguish from a path, "" when there is none: it differs in
// capitals, or in the form of its accents.
func (s *Site) alike(full string) string {
	s.spelled.Do(func() {
		s.bySpelling = make(map[string]string, len(s.ByPath)+len(s.Files))
		for _, p := range s.read {
			s.bySpelling[spelling(p.Path)] = p.Path
		}
		for file := range s.Files {
			s.bySpelling[spelling(file)] = file
		}
	})
	return s.bySpelling[spelling(full)]
}

// composed is a text in the form in which a letter with its accent is one character (NFC, https://unicode.org/reports/tr15/).
func composed(text string) string {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return norm.NFC.String(text)
		}
	}
	return text
}

// makes says whether the build makes a page at an address that sources can lead to: one beside a quiz, that of records, or the one that searches. Such a page has no
// source to name.
func (s *Site) makes(address string) bool {
	switch address {
	case SearchPage:
		return true
	case RecordPage:
		return len(s.Config.Audiences) > 0 || slices.ContainsFunc(s.Pages, func(p *Page) bool { return p.Steps != nil })
	}
	quiz, ok := madeBeside(address)
	return ok && s.ByPath[quiz] != nil && s.ByPath[quiz].Quiz != nil
}

// madeBeside is the source of the quiz that the build would make the page at an address of.
func madeBeside(address string) (quiz string, ok bool) {
	for _, layout := range TrainerPages() {
		if name, ok := strings.CutSuffix(address, trainerEnding(layout)); ok {
			return name + ".md", true
		}
	}
	return "", false
}

// File resolves the path of an image on a page to a file of the site; ok is false when there is none.
func (s *Site) File(from *Page, src string) (file string, ok bool) {
	src = unescape(src)
	full := path.Join(path.Dir(from.Path), src)
	switch {
	case strings.HasPrefix(src, "/"):
		return full, false
	case s.Files[full]:
		return full, true
	}
	if same := s.alike(full); composed(same) == composed(full) && s.Files[same] {
		return same, true
	}
	return full, false
}

// FileAlike is the way from a page to the file from which a path that leads to no file differs in capitals alone; "" when there is none.
func (s *Site) FileAlike(from *Page, src string) string {
	if other := s.alike(path.Join(path.Dir(from.Path), unescape(src))); s.Files[other] {
		return Relative(from.Path, other)
	}
	return ""
}

// spelling is what an address has in common with those that some hosts do not distinguish from it.
func spelling(address string) string {
	// ASCII letters have one form, and most addresses have no others.
	for i := range len(address) {
		if address[i] >= utf8.RuneSelf {
			return strings.ToLower(norm.NFC.String(address))
		}
	}
	return strings.ToLower(address)
}

// claim finds addresses that two sources claim.
func (s *Site) claim() {
	taken := make(map[string]Claim, len(s.Pages))
	for _, address := range s.Generated() {
		taken[spelling(address)] = Claim{Address: address}
	}
	claim := func(c Claim) {
		key := spelling(c.Address)
		if first, twice := taken[key]; twice {
			s.Twins = append(s.Twins, [2]Claim{first, c})
			return
		}
		taken[key] = c
	}
	for _, p := range s.read {
		claim(Claim{Address: p.Address, Page: p})
	}
	for _, p := range s.read {
		for _, alias := range p.Aliases {
			claim(Claim{Address: path.Clean(alias), Page: p, Alias: true})
		}
	}
	files := len(s.Twins)
	for file := range s.Files {
		if first, twice := taken[spelling(file)]; twice {
			s.Twins = append(s.Twins, [2]Claim{first, {Address: file, File: file}})
		}
	}
	slices.SortFunc(s.Twins[files:], func(a, b [2]Claim) int { return strings.Compare(a[1].File, b[1].File) })
}
