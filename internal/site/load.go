package site

import (
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"handrail/internal/checklist"
	"handrail/internal/markdown"
	"handrail/internal/source"
	"handrail/internal/statement"
	"handrail/quiz"
)

// Options say how to load a site.
type Options struct {
	Drafts bool        // load pages that are marked as drafts
	Today  source.Date // the day for which the site is built
}

// Load reads the folder content/ of a site and resolves every reference in it. It returns the site as far as it can
// be read, and a diagnostic for each source that cannot be read as it is.
func Load(content fs.FS, opts Options) (*Site, []source.Diagnostic) {
	l := &loader{content: content, opts: opts, parser: markdown.NewParser()}
	s := &Site{Files: map[string]bool{}, ByPath: map[string]*Page{}, ByID: map[string]*Rule{}, Today: opts.Today}
	s.Config = l.config()
	s.Links = l.links()
	s.Retired = l.retired()
	for _, p := range l.pages(l.walk(s)) {
		if p != nil {
			s.ByPath[p.Path] = p
		}
	}
	s.build()
	s.Groups = l.groups(s)
	s.Drawings = l.drawings(s)
	s.resolve()
	s.claim()
	if s.Home == nil {
		l.add(source.Diagnostic{Pos: source.Pos{File: shown("index.md")}, Severity: source.Error, Check: "source",
			Message: "the site has no home page", Hint: "Write content/index.md, with at least a title in its front matter."})
	}
	for _, dir := range s.Indexes {
		if dir != "." {
			l.add(source.Diagnostic{Pos: source.Pos{File: shown(dir)}, Severity: source.Warning, Check: "source",
				Message: "this folder has pages, but no page that introduces them", Hint: "Write " + shown(path.Join(dir, "index.md")) + ", with at least a title."})
		}
	}
	return s, l.diags
}

// loader reads sources and collects what is wrong with them.
type loader struct {
	content fs.FS
	opts    Options
	parser  *markdown.Parser

	mu    sync.Mutex
	diags []source.Diagnostic
}

func (l *loader) add(diags ...source.Diagnostic) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.diags = append(l.diags, diags...)
}

// read reads a file of the content folder; nil when it cannot be read.
func (l *loader) read(name string) *source.File {
	f, diags := source.Read(l.content, name, shown(name))
	l.add(diags...)
	return f
}

// walk finds the site's files, and returns the paths of the pages. Hidden files, and Go's, are left alone.
func (l *loader) walk(s *Site) []string {
	var pages []string
	bad := func(name, message, hint string) {
		l.add(source.Diagnostic{Pos: source.Pos{File: shown(name)}, Severity: source.Error, Check: "source", Message: message, Hint: hint})
	}
	_ = fs.WalkDir(l.content, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			bad(name, "this folder cannot be read: "+source.Reason(err), "Give yourself the right to read it, or move it out of the content folder.")
			return nil
		}
		if base := path.Base(name); base[0] == '.' && name != "." {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.Type()&fs.ModeSymlink != 0 {
			info, err := fs.Stat(l.content, name)
			switch {
			case err != nil:
				bad(name, "this link cannot be followed", "It leads out of the content folder, to itself, or to a file that is gone. Copy the file in instead.")
				return nil
			case info.IsDir():
				bad(name, "this is a link to a folder, and links to folders are not followed", "They can lead round in a circle. Copy the folder in instead.")
				return nil
			}
		} else if entry.IsDir() {
			return nil
		} else if !entry.Type().IsRegular() {
			bad(name, "this is not a file that can be read", "Move it out of the content folder.")
			return nil
		}
		switch ext := strings.ToLower(path.Ext(name)); {
		case ext == ".md":
			pages = append(pages, name)
		case ext == ".go", name == "site.yaml", name == "links.yaml", name == "retired.yaml", name == "groups.csv":
		default:
			s.Files[name] = true
		}
		return nil
	})
	return pages
}

// pages reads and parses pages on every core.
func (l *loader) pages(names []string) []*Page {
	pages := make([]*Page, len(names))
	next := make(chan int)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range next {
				pages[i] = l.page(names[i])
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	group.Wait()
	return pages
}

// kindOf says what a page is: what its folder says, and an index is a section.
func kindOf(name string) Kind {
	if path.Base(name) == "index.md" {
		return Section
	}
	for _, folder := range strings.Split(path.Dir(name), "/") {
		switch folder {
		case "quizzes":
			return Quiz
		case "statements":
			return Statement
		case "checklists":
			return ChecklistPage
		}
	}
	return Plain
}

// page reads one page; nil when it is a draft or cannot be read.
func (l *loader) page(name string) *Page {
	f := l.read(name)
	if f == nil {
		return nil
	}
	p := &Page{Kind: kindOf(name), Path: name, Address: strings.TrimSuffix(name, path.Ext(name)) + ".html", File: f}
	var diags, more []source.Diagnostic
	doc := func() *markdown.Doc {
		p.Doc, more = l.parser.Parse(f)
		diags = append(diags, more...)
		return p.Doc
	}
	switch p.Kind {
	case Quiz:
		front := decode[quiz.Front](p, &diags)
		p.Quiz, more = quiz.Parse(doc(), front)
	case Statement:
		front := decode[statement.Front](p, &diags)
		doc()
		p.Statement, more = statement.Parse(f, p.Title, front, Given())
	case ChecklistPage:
		front := decode[checklist.Front](p, &diags)
		doc()
		p.Checklist, more = checklist.Parse(f, front)
	default:
		decode[struct{}](p, &diags)
		doc()
		more = nil
	}
	if p.Draft && !l.opts.Drafts {
		return nil
	}
	for _, b := range p.Doc.Blocks {
		if p.Kind != Quiz && (b.Kind == "hint" || b.Kind == "trainer") {
			d := f.At(b.Pos, "rule", "a :::%s block belongs to a question of a quiz", b.Kind)
			d.Hint = "Use :::note, or move it into a file in a folder called quizzes."
			more = append(more, d)
		}
	}
	p.Doc.Root = nil
	l.add(diags...)
	l.add(more...)
	l.add(p.checkFront(l.frontWrong(f))...)
	return p
}

// groups reads the table of the groups that the site makes its statements for.
func (l *loader) groups(s *Site) []statement.Group {
	if _, err := fs.Stat(l.content, "groups.csv"); err != nil {
		return nil
	}
	f := l.read("groups.csv")
	if f == nil {
		return nil
	}
	groups, diags := statement.ReadGroups(f, s.Fields(), s.Config.Organisation.Names())
	l.add(diags...)
	return groups
}

// Given lists the fields of statements that the site fills in.
func Given() []string { return []string{"org.name", "org.short", "version", "date"} }

// frontOf is the front matter of a kind of page: that of every page, and the kind's own.
type frontOf[Own any] struct {
	Front `yaml:",inline"`
	Own   Own `yaml:",inline"`
}

// decode reads the front matter of a page, and returns what is its kind's own.
func decode[Own any](p *Page, diags *[]source.Diagnostic) Own {
	var front frontOf[Own]
	*diags = append(*diags, p.File.Decode(&front)...)
	p.Front = front.Front
	return front.Own
}

// frontWrong says whether the front matter of a file, or the YAML that it is, has been found wrong.
func (l *loader) frontWrong(f *source.File) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.ContainsFunc(l.diags, func(d source.Diagnostic) bool { return d.File == f.Path && d.Check == "front-matter" })
}

// checkFront reports values that every page's front matter can have wrong. A title that is missing from front matter
// that is wrong is most likely there, and not told.
func (p *Page) checkFront(wrong bool) []source.Diagnostic {
	var diags []source.Diagnostic
	add := func(key, hint, format string, args ...any) {
		d := p.File.At(p.File.KeyPos(key), "front-matter", format, args...)
		d.Hint = hint
		diags = append(diags, d)
	}
	if strings.TrimSpace(p.Title) == "" {
		if !wrong {
			add("title", "Start the file with a line of ---, a line title: and the page's name, and a line of ---.", "this page has no title")
		}
		p.Title = p.Path
	}
	for _, name := range p.Audience {
		if !slices.Contains(AudienceNames(), name) {
			add("audience", "It can be: "+strings.Join(AudienceNames(), ", ")+".", "there is no audience %q", name)
		}
	}
	for _, alias := range p.Aliases {
		if !fs.ValidPath(alias) || alias == "." || path.Ext(alias) != ".html" {
			add("aliases", "Write it from the content folder, for example old/phones.html.", "%q is not the address of a page of this site", alias)
		}
	}
	return diags
}
