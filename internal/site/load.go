package site

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"handrail/internal/cache"
	"handrail/internal/glossary"
	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/parallel"
	"handrail/internal/source"
	"handrail/internal/statement"
)

// Options say how to load a site.
type Options struct {
	Drafts bool        // load pages that are marked as drafts
	Today  source.Date // the day for which the site is built
	Blocks []string    // names of the ::: blocks of the site's own

	Since []Published // the rules of the site as it was last published; nil when nothing is compared with them

	// Examine finds what is wrong with the text of one page while it is in memory. It may depend on the page, its file
	// and the limits of reading, and on nothing else; it may be nil.
	Examine func(limits Reading, s *Source, f *source.File) []source.Diagnostic

	Cache *cache.Cache // of what was read before; nil when nothing is kept
}

// Load reads the folder content/ of a site and resolves every reference in it. It returns the site as far as it can
// be read, and a diagnostic for each source that cannot be read as it is.
func Load(content fs.FS, opts Options) (*Site, []source.Diagnostic) {
	return NewLoader(content, opts).Load(opts.Today)
}

// Loader loads one site again and again. A page whose source has not changed is not read again.
type Loader struct {
	content fs.FS
	opts    Options
	lang    *language.Language // of the site; nil before it was first loaded
	parser  *markdown.Parser   // of that language
	sources *cache.Codec[kept]
	texts   *cache.Codec[markdown.Text]
	seens   *cache.Codec[seen]

	files   map[string]bool    // beside the pages, as the folder was last walked
	names   []string           // of the pages
	known   map[string]*Source // by name
	seen    map[string]*seen   // the pictures, by name
	walked  []source.Diagnostic
	refused map[string]bool // what the walk has reported that it cannot be read, and whether that is a folder
	linked  bool            // the walk has met a link, so that one file may be in two places
	reading Reading         // the limits that known was examined with
	html    []string        // the pages whose text may hold HTML

	audiences []string // of the site: their paths have addresses of their own

	terms       *glossary.Matcher // that known was read with; nil for a site without a glossary
	termsDigest string

	recent recent // in this load
}

// NewLoader makes a Loader for the folder content/ of a site. The site's day is given with each Load.
func NewLoader(content fs.FS, opts Options) *Loader {
	return &Loader{content: content, opts: opts, sources: cache.NewCodec[kept](), texts: cache.NewCodec[markdown.Text](), seens: cache.NewCodec[seen](), known: map[string]*Source{}}
}

// Load loads the site as it is for a day, after a look at every file.
func (l *Loader) Load(today source.Date) (*Site, []source.Diagnostic) {
	entries := l.walk()
	return l.load(today, l.opts.Cache, func(name string) fs.DirEntry { return entries[name] })
}

// Reload loads the site as it is for a day when nothing but some files may have changed since it was last loaded. They
// are named by their path within content/.
func (l *Loader) Reload(today source.Date, changed []string) (*Site, []source.Diagnostic) {
	if l.linked {
		return l.Load(today)
	}
	entries := map[string]fs.DirEntry{}
	for _, name := range changed {
		info, err := fs.Stat(l.content, name)
		if l.known[name] == nil || err != nil || !info.Mode().IsRegular() {
			return l.Load(today) // the folder itself has changed
		}
		entries[name] = fs.FileInfoToDirEntry(info)
	}
	return l.load(today, nil, func(name string) fs.DirEntry { return entries[name] })
}

// load makes the site of the pages that were found. changed returns the entry of a page that may have changed, and nil for any
// other. What is kept goes to a cache that is given every page, or is nil.
func (l *Loader) load(today source.Date, kept *cache.Cache, changed func(name string) fs.DirEntry) (*Site, []source.Diagnostic) {
	s := &Site{Files: l.files, Drafts: map[string]*Source{}, ByPath: make(map[string]*Page, len(l.names)), ByID: map[string]*Rule{}, UpdateOf: map[string]*Update{}, Today: today, Since: l.opts.Since}
	r := &reader{Loader: l, kept: kept, diags: slices.Clone(l.walked), buffers: sync.Pool{New: func() any { return new([2][]byte) }}}
	s.Config = r.config()
	l.recent.fileOf, l.recent.textOf = nil, nil
	all := s.Config.Reading != l.reading || !slices.Equal(s.Config.HTML, l.html)
	if l.lang == nil || l.lang.Tag != s.Config.Language {
		l.lang, _ = language.Of(s.Config.Language) // an invalid one is reported where its words are read
		l.parser, all = markdown.NewParser(l.lang, l.opts.Blocks...), true
	}
	s.Language = l.lang
	audiences := s.Config.audienceNames()
	files := []func(){
		func() { s.Links = r.links() },
		func() { s.Origins = r.origins() },
		func() { s.Retired = r.retired() },
		func() { s.Synonyms = r.synonyms() },
		func() { s.Glossary = r.glossary() },
	}
	parallel.Each(len(files), func(i int) { files[i]() })
	terms := s.Glossary.matcher
	all = all || !slices.Equal(audiences, l.audiences) || terms.Digest() != l.termsDigest
	l.terms, l.termsDigest = terms, terms.Digest()
	l.reading, l.html, l.audiences = s.Config.Reading, s.Config.HTML, audiences
	sources := make([]*Source, len(l.names))
	parallel.EachWith(len(l.names), func() *arena { return new(arena) }, func(i int, a *arena) {
		name := l.names[i]
		entry := changed(name)
		if sources[i] = l.known[name]; sources[i] == nil || all || entry != nil {
			if sources[i] = r.source(name, entry); sources[i] != nil {
				sources[i] = a.settle(sources[i])
			}
		}
	}, func(*arena) {})
	l.known = make(map[string]*Source, len(l.names))
	for i, src := range sources {
		if src == nil {
			continue
		}
		l.known[l.names[i]] = src
		if src.Draft && !l.opts.Drafts {
			s.Drafts[src.Path] = src
		} else {
			p := &Page{Source: src}
			s.ByPath[src.Path], s.read = p, append(s.read, p)
			r.add(src.diags...)
		}
	}
	s.build()
	r.doubt(s, sources)
	r.htmlPages(s)
	r.unlike(s)
	s.Groups, s.groupsOf = r.groups(s), map[*Page][]statement.Group{}
	for _, p := range s.Pages {
		if p.Statement != nil {
			s.groupsOf[p] = s.findGroups(p)
		}
	}
	s.resolve()
	r.findMore(s)
	r.pictures(s)
	if kept != nil {
		_ = kept.Save() // a cache that cannot be written costs time the next time, and nothing more
	}
	s.claim()
	r.whole(s)
	return s, r.diags
}

// whole reports what the site as a whole lacks.
func (r *reader) whole(s *Site) {
	if s.Home == nil && !s.Doubt.Path("index.md") {
		d := source.Diagnostic{Pos: source.Pos{File: shown("index.md")}, Severity: source.Error, Check: "source",
			Message: "the site has no home page", Hint: "Write content/index.md, with at least a title in its front matter."}
		if s.Drafts["index.md"] != nil {
			d.Message, d.Hint = "the home page is a draft", draftHint("it")
		}
		r.add(d)
	}
	r.unnamed(s)
	for _, dir := range s.Indexes {
		index := path.Join(dir, "index.md")
		if dir == "." || s.Doubt.Path(index) || dir == pathFolder && s.Doubt.Audiences {
			continue
		}
		d := source.Diagnostic{Pos: source.Pos{File: shown(dir)}, Severity: source.Warning, Check: "source",
			Message: "this folder has pages, but no page that introduces them", Hint: "Write " + shown(index) + ", with at least a title."}
		if s.Drafts[index] != nil {
			d.Message, d.Hint = "the page that introduces this folder is a draft", draftHint(shown(index))
		}
		r.add(d)
	}
}

// draftHint says what to do about a draft that is needed.
func draftHint(what string) string {
	return fmt.Sprintf("Remove draft: from %s, or use --drafts to see the site with its drafts.", what)
}

// unnamed reports pages that are for an audience that site.yaml does not name. A site that names none has no list to compare them with.
func (r *reader) unnamed(s *Site) {
	names := s.Config.audienceNames()
	if len(names) == 0 || slices.ContainsFunc(r.diags, func(d source.Diagnostic) bool { return d.File == shown("site.yaml") && d.Severity == source.Error }) {
		return
	}
	for _, p := range s.read {
		for i, name := range p.Audience {
			if slices.Contains(names, name) || source.HasInvisible(name) {
				continue
			}
			f := p.File()
			d := f.At(f.KeyPos("audience", strconv.Itoa(i)), "front-matter", "there is no audience %q", name)
			d.Hint = cmp.Or(source.DidYouMean(name, names, "%q"), "There are: "+strings.Join(names, ", ")+". Others can be added under audiences in content/site.yaml.")
			r.add(d)
		}
	}
}

// reader reads sources and collects what is wrong with them.
type reader struct {
	*Loader
	kept *cache.Cache // what is read is kept there; nil when it stays in memory

	mu     sync.Mutex
	diags  []source.Diagnostic
	unsure Doubt // of the files that are no pages

	buffers sync.Pool // of *[2][]byte, to write what is kept into
}

func (r *reader) add(diags ...source.Diagnostic) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.diags = append(r.diags, diags...)
}

// read reads a file of the content folder; nil when it cannot be read.
func (r *reader) read(name string) *source.File { return r.readWith(source.Read, name) }

// readWith reads a file of the content folder in a way of its own.
func (r *reader) readWith(read func(fsys fs.FS, name, shown string) (*source.File, []source.Diagnostic), name string) *source.File {
	if r.isRefused(name) {
		return nil
	}
	if info, err := fs.Stat(r.content, name); err == nil && !info.Mode().IsRegular() { // opening a pipe would wait for ever
		r.add(source.Diagnostic{Pos: source.Pos{File: shown(name)}, Severity: source.Error, Check: "source",
			Message: "this is not a file that can be read", Hint: "Put a file of text in its place."})
		return nil
	}
	f, diags := read(r.content, name, shown(name))
	r.add(diags...)
	return f
}

// isRefused says whether the walk has reported that a file cannot be read.
func (l *Loader) isRefused(name string) bool {
	_, refused := l.refused[name]
	return refused
}

// optional reads a file that a site may have; nil when it has none, or one that cannot be read. there says whether it has one.
func (r *reader) optional(name string) (f *source.File, there bool) {
	if _, err := fs.Stat(r.content, name); err != nil {
		return nil, r.isRefused(name)
	}
	return r.read(name), true
}

// walk finds the site's files, and returns the pages among them. What programs leave there, and Go's files, are left alone.
func (l *Loader) walk() map[string]fs.DirEntry {
	l.files, l.names, l.walked, l.refused, l.linked = map[string]bool{}, nil, nil, map[string]bool{}, false
	pages := map[string]fs.DirEntry{}
	parallel.Walk(l.content, func(dir string, entries []fs.DirEntry, err error) (into []string) {
		if err != nil {
			l.refuse(dir, true, "this folder cannot be read: "+source.Reason(err), "Give yourself permission to read it, or move it out of the content folder.")
		}
		for _, entry := range entries {
			name := path.Join(dir, entry.Name())
			switch entry = l.look(name, entry); {
			case entry == nil:
			case entry.IsDir():
				into = append(into, name)
			default:
				l.found(name, entry, pages)
			}
		}
		return into
	})
	l.tables()
	return pages
}

// refuse reports why a file or folder is left out.
func (l *Loader) refuse(name string, folder bool, message, hint string) {
	l.refused[name] = folder
	l.walked = append(l.walked, source.Diagnostic{Pos: source.Pos{File: shown(name)}, Severity: source.Error, Check: "source", Message: message, Hint: hint})
}

// look returns the entry of the folder or file of a name, links followed; nil when it is left out.
func (l *Loader) look(name string, entry fs.DirEntry) fs.DirEntry {
	if source.Stray(entry.Name()) {
		return nil
	}
	if message, hint := CheckName(name); message != "" {
		l.refuse(name, entry.IsDir(), message, hint)
		return nil
	}
	if entry.Type()&fs.ModeSymlink != 0 {
		l.linked = true
		info, err := fs.Stat(l.content, name)
		switch {
		case err != nil:
			l.refuse(name, false, "this link cannot be followed", "It leads out of the content folder, to itself, or to a file that is gone. Copy the file in instead.")
			return nil
		case info.IsDir():
			l.refuse(name, true, "this is a link to a folder, and links to folders are not followed", "They can form a loop. Copy the folder in instead.")
			return nil
		}
		entry = fs.FileInfoToDirEntry(info)
	}
	if !entry.IsDir() && !entry.Type().IsRegular() {
		l.refuse(name, false, "this is not a file that can be read", "Put a file in its place, or move it out of the content folder.")
		return nil
	}
	return entry
}

// found takes a file into the site.
func (l *Loader) found(name string, entry fs.DirEntry, pages map[string]fs.DirEntry) {
	switch ext := strings.ToLower(path.Ext(name)); {
	case ext == ".md":
		l.names, pages[name] = append(l.names, name), entry
	case ext == ".go", name == "site.yaml", name == "links.yaml", name == "sources.yaml", name == "retired.yaml", name == "synonyms.yaml", name == "glossary.yaml", name == "groups.csv":
	default:
		l.files[name] = true
	}
}

// unlike reports fields of two statements that have one name and could not have one value: the table of groups and what a
// browser remembers have one for both.
func (r *reader) unlike(s *Site) {
	first := map[string]statement.Field{}
	for _, p := range s.Pages {
		if p.Statement == nil {
			continue
		}
		for _, field := range p.Statement.Fields {
			other, known := first[field.Name]
			if !known {
				first[field.Name] = field
				continue
			}
			if field.Alike(other) {
				continue
			}
			if f := r.read(p.Path); f != nil {
				d := f.At(field.Pos, "statement", "the field %q has a different kind in %s", field.Name, other.Pos)
				d.Hint = "Use the same kind and options in both, or another name here: groups.csv has one value for both."
				r.add(d)
			}
		}
	}
}

// Given lists the fields of statements that the site fills in.
func Given() []string { return []string{"org.name", "org.short", "version", "date"} }

// kindOf says what a page is: what its folder says, and an index is a section.
func kindOf(name string) Kind {
	if path.Base(name) == "index.md" {
		return Section
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		switch path.Base(dir) {
		case "quizzes":
			return Quiz
		case "statements":
			return Statement
		case "checklists":
			return ChecklistPage
		case pathFolder:
			return PathPage
		}
	}
	return Plain
}

// pathFolder is the name of folders whose pages are paths. The one at the top of a site has those of the audiences.
const pathFolder = "paths"

// addressOf is the address of the page of a source. The path of an audience has the address that its door leads to.
func addressOf(name string, audiences []string) string {
	base := strings.TrimSuffix(name, path.Ext(name))
	if audience, isPath := strings.CutPrefix(base, pathFolder+"/"); isPath && slices.Contains(audiences, audience) {
		base = audience
	}
	return base + ".html"
}
