package site

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"handrail/internal/cache"
	"handrail/internal/checklist"
	"handrail/internal/glossary"
	"handrail/internal/markdown"
	steps "handrail/internal/path"
	"handrail/internal/source"
	"handrail/internal/statement"
	"handrail/quiz"
)

// Source is what one markdown file says, without regard to any other. It never changes after it has been read.
type Source struct {
	Front
	Kind    Kind
	Path    string // within content/: "guidance/phones.md"
	Address string // of its page within the site: "guidance/phones.html"
	Digest  [16]byte
	Doc     *markdown.Doc // without its Text, which is there to be asked for

	Quiz      *quiz.Quiz
	Statement *statement.Statement
	Checklist *checklist.Checklist
	Steps     *steps.Path // of a path

	html   bool // its text may hold HTML
	diags  []source.Diagnostic
	loader *Loader
	terms  *glossary.Matcher // as the parser
	parser *markdown.Parser  // that of its language: the loader may be in use for another while the site is still shown
	place  cache.Place       // where its Text was put: the cache may have a newer one while the site is still shown
}

// Place is the source's path as diagnostics show it.
func (s *Source) Place() string { return shown(s.Path) }

// recent is what a loader was asked for last. A page with many mistakes is asked for its lines again for each of them.
type recent struct {
	mu   sync.Mutex
	file *source.File
	text *markdown.Text

	fileOf, textOf *Source
}

// File reads the source's file, for reports about its lines. It is not for several goroutines at once.
func (s *Source) File() *source.File {
	last := &s.loader.recent
	last.mu.Lock()
	defer last.mu.Unlock()
	if last.fileOf != s {
		last.fileOf, last.file = s, s.now()
	}
	return last.file
}

// Link is a link of the source as it is written, for what is wrong with it. Its error is like that of Text.
func (s *Source) Link(i int) (markdown.Link, error) {
	last := &s.loader.recent
	last.mu.Lock()
	defer last.mu.Unlock()
	if last.textOf != s {
		text, err := s.Text()
		if err != nil {
			return markdown.Link{}, err
		}
		last.textOf, last.text = s, text
	}
	return last.text.Links[i], nil
}

// now reads the source's file as it is now.
func (s *Source) now() *source.File {
	if f, _ := source.Read(s.loader.content, s.Path, s.Place()); f != nil {
		return f
	}
	return &source.File{Path: s.Place()}
}

// Text is the HTML of the source. It is kept in memory or in the cache; where the cache has lost it, the source is read
// again. An error says that the source has changed since the site was loaded.
func (s *Source) Text() (*markdown.Text, error) {
	if s.Doc.Text != nil {
		return s.Doc.Text, nil
	}
	if data, ok := s.cached(); ok {
		if text := new(markdown.Text); s.loader.texts.Decode(data, text) == nil {
			text.SetPath(s.Place())
			return text, nil
		}
	}
	f := s.now()
	if digest(f) != s.Digest {
		return nil, fmt.Errorf("%s changed while the site was built: build it again", s.Place())
	}
	doc, _ := s.parse(f)
	return doc.Text, nil
}

// parse reads the text of the source's file.
func (s *Source) parse(f *source.File) (*markdown.Doc, []source.Diagnostic) {
	read := s.parser.Parse
	if s.html {
		read = s.parser.ParseHTML
	}
	doc, diags := read(f)
	doc.FindTerms(s.terms, s.Kind.cached(), s.Title, s.Summary, doc.Title)
	return doc, diags
}

// cached is the Text of the source as the cache has it: where it was put, or where it has been moved to since.
func (s *Source) cached() (data []byte, ok bool) {
	if data, ok := s.place.Read(); ok {
		return data, true
	}
	e, ok := s.loader.opts.Cache.Get(s.Path)
	if !ok || e.Digest != s.Digest {
		return nil, false
	}
	return s.loader.opts.Cache.Long(e)
}

func digest(f *source.File) [16]byte {
	sum := sha256.Sum256(f.Data)
	return [16]byte(sum[:])
}

// Version distinguishes versions of a source for people.
func (s *Source) Version() string { return source.ShortDigest(s.Digest[:]) }

// kept is what the cache has of a Source: all but what its path says, and its Text.
type kept struct {
	Language string  // the tag of that in which it was read
	Blocks   string  // the names of the ::: blocks of the site's own, with spaces between them
	Reading  Reading // the limits that it was examined with
	Terms    string  // the digest of those that were looked for
	HTML     bool    // its text may hold HTML
	Front    Front
	Doc      *markdown.Doc
	Diags    []source.Diagnostic
}

// blocks are the names of the site's own ::: blocks, as the cache has them: none of them holds a space.
func (l *Loader) blocks() string { return strings.Join(l.opts.Blocks, " ") }

// cached says whether the cache keeps a kind of page. The other kinds have types of their own, and are few.
func (k Kind) cached() bool { return k == Plain || k == Section }

// source reads one source, unless the cache has this version of it; nil when it cannot be read. entry is that of its file, if it is at
// hand.
func (r *reader) source(name string, entry fs.DirEntry) *Source {
	stat := func() (fs.FileInfo, error) { return fs.Stat(r.content, name) }
	if entry != nil {
		stat = entry.Info
	}
	info, err := stat()
	if err != nil {
		r.read(name) // reports why
		return nil
	}
	now := cache.Stamp(info)
	s := &Source{Kind: kindOf(name), Path: name, Address: addressOf(name, r.audiences), loader: r.Loader, parser: r.parser, terms: r.terms}
	s.html = s.Kind.cached() && mayHoldHTML(r.html, name)
	var before cache.Entry
	if r.kept != nil && s.Kind.cached() {
		before, _ = r.kept.Get(name)
		if before.Same(now) && r.recall(s, before) {
			return s
		}
	}
	f, diags := source.Read(r.content, name, s.Place())
	if f == nil {
		r.add(diags...)
		return nil
	}
	s.diags, s.Digest = diags, digest(f)
	if s.Digest == before.Digest {
		before.Stamp = now.Stamp
		if r.recall(s, before) {
			return s
		}
	}
	r.parse(s, f)
	s.Doc.Parsed = nil
	now.Digest = s.Digest
	r.keep(s, now)
	return s
}

// recall reads what the cache has of a source; it says whether that is complete.
func (r *reader) recall(s *Source, e cache.Entry) bool {
	data, ok := r.kept.Short(e)
	if !ok {
		return false
	}
	var k kept
	if r.sources.Decode(data, &k) != nil || k.Language != r.lang.Tag || k.Blocks != r.blocks() || k.Reading != r.reading || k.Terms != r.termsDigest || k.HTML != s.html || k.Doc == nil {
		return false
	}
	s.Front, s.Doc, s.diags, s.Digest, s.place = k.Front, k.Doc, k.Diags, e.Digest, r.kept.Place(e)
	s.Doc.Language = r.lang
	s.Doc.SetPath(s.Place())
	for i := range s.diags {
		s.diags[i].File = s.Place()
	}
	r.kept.Keep(s.Path, e)
	return true
}

// keep puts a source into the cache, and its Text there instead of into memory.
func (r *reader) keep(s *Source, e cache.Entry) {
	if r.kept == nil || !s.Kind.cached() {
		return
	}
	b := r.buffers.Get().(*[2][]byte)
	defer r.buffers.Put(b)
	b[0] = r.sources.Append(b[0][:0], &kept{r.lang.Tag, r.blocks(), r.reading, r.termsDigest, s.html, s.Front, s.Doc, s.diags})
	b[1] = r.texts.Append(b[1][:0], s.Doc.Text)
	if e, ok := r.kept.Put(s.Path, e, b[0], b[1]); ok {
		s.place, s.Doc.Text = r.kept.Place(e), nil
	}
}

// parse reads the text of a source.
func (r *reader) parse(s *Source, f *source.File) {
	front, more := s.diags, []source.Diagnostic(nil)
	doc := func() *markdown.Doc {
		var diags []source.Diagnostic
		s.Doc, diags = s.parse(f)
		front = append(front, diags...)
		if strings.TrimSpace(s.Title) == "" {
			s.Title = s.Doc.Title
		}
		return s.Doc
	}
	switch s.Kind {
	case Quiz:
		own := decode[quiz.Front](s, f, &front)
		s.Quiz, more = quiz.Parse(doc(), own)
	case Statement:
		own := decode[statement.Front](s, f, &front)
		s.Statement, more = statement.Parse(doc(), s.Title, own, Given())
	case ChecklistPage:
		own := decode[checklist.Front](s, f, &front)
		doc()
		s.Checklist, more = checklist.Parse(f, own)
	case PathPage:
		own := decode[steps.Front](s, f, &front)
		doc()
		s.Steps, more = steps.Parse(f, own)
	default:
		decode[struct{}](s, f, &front)
		doc()
	}
	for _, b := range s.Doc.Blocks {
		if s.Kind != Quiz && (b.Kind == "hint" || b.Kind == "trainer") {
			d := f.At(b.Pos, "rule", "a :::%s block belongs to a question of a quiz", b.Kind)
			d.Hint = "Use :::note, or move it into a file in a folder called quizzes."
			more = append(more, d)
		}
	}
	more = slices.DeleteFunc(more, func(d source.Diagnostic) bool { return s.explained(f, front, d) })
	s.diags = append(append(front, more...), s.unfit(f)...)
	s.diags = append(s.diags, s.checkFront(f, frontWrong(s.diags))...)
	if r.opts.Examine != nil {
		s.diags = append(s.diags, r.opts.Examine(r.reading, s, f)...)
	}
	s.diags = withoutConsequences(s.diags, f)
}

// frontOf is the front matter of a kind of page: that of every page, and the kind's own.
type frontOf[Own any] struct {
	Front `yaml:",inline"`
	Own   Own `yaml:",inline"`
}

// decode reads the front matter of a page, and returns what is its kind's own.
func decode[Own any](s *Source, f *source.File, diags *[]source.Diagnostic) Own {
	var front frontOf[Own]
	wrong := f.Decode(&front)
	otherHints(wrong)
	*diags = append(*diags, wrong...)
	s.Front = front.Front
	return front.Own
}

func isFrontWrong(d source.Diagnostic) bool {
	return d.Check == "front-matter" && d.Severity == source.Error
}

// frontWrong says whether front matter, or a file of YAML, has been found wrong.
func frontWrong(diags []source.Diagnostic) bool {
	return slices.ContainsFunc(diags, isFrontWrong)
}

// explains says whether a key that is wrong may be why something seems to be missing from another, which holds it.
func explains(f *source.File, diags []source.Diagnostic, outer source.Pos) bool {
	return slices.ContainsFunc(diags, func(d source.Diagnostic) bool {
		return isFrontWrong(d) && f.Encloses(outer, d.Pos)
	})
}

// explained says whether a mistake in a page of its own kind may result from what is wrong with its front matter: a key that seems to
// be missing may be there under a wrong name, and fields that could not be read are missing in the whole text.
func (s *Source) explained(f *source.File, front []source.Diagnostic, d source.Diagnostic) bool {
	if !frontWrong(front) {
		return false
	}
	return f.Front == nil || d.Line < f.Pos(f.Body).Line || s.Kind == Statement && (len(s.Statement.Fields) == 0 || explains(f, front, f.KeyPos("fields")))
}

// checkFront reports values that every page's front matter can have wrong. A title that is missing from front matter
// that is wrong is most likely there, and is not reported.
func (s *Source) checkFront(f *source.File, wrong bool) []source.Diagnostic {
	var diags []source.Diagnostic
	add := func(key, hint, format string, args ...any) {
		d := f.At(f.KeyPos(key), "front-matter", format, args...)
		d.Hint = hint
		diags = append(diags, d)
	}
	if strings.TrimSpace(s.Title) == "" {
		if !wrong {
			add("title", "Start the file with a line of ---, a line title: and the page's name, and a line of ---. Or start the text with a line # and the page's name.", "this page has no title")
		}
		s.Title = s.Path
	}
	if s.Kind == PathPage && len(s.Audience) != 1 && !wrong {
		add("audience", "Write whom it is for, for example audience: [volunteer].", "a path is for one audience, and this one is for %d", len(s.Audience))
	}
	for _, alias := range s.Aliases {
		if !fs.ValidPath(alias) || alias == "." || path.Ext(alias) != ".html" || strings.Contains(alias, `\`) {
			add("aliases", aliasHint(alias), "%q is not the address of a page of this site", alias)
		}
	}
	return diags
}

// aliasHint says how an old address is to be written.
func aliasHint(alias string) string {
	const hint = "Write it from the content folder, for example old/phones.html."
	address := strings.Trim(strings.ReplaceAll(alias, `\`, "/"), "/")
	if address == "" || strings.Contains(address, ":") || !fs.ValidPath(address) {
		return hint
	}
	switch path.Ext(address) {
	case ".html":
	case ".md", ".htm":
		address = strings.TrimSuffix(address, path.Ext(address)) + ".html"
	case "":
		address += ".html"
	default: // not a page
		return hint
	}
	return fmt.Sprintf("Write it from the content folder, with forward slashes and .html at its end: %s.", address)
}
