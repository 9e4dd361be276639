// Package builder turns a site into files: it plans every file with a digest of everything that it depends on, and writes
// those that changed.
//
// [Plan] makes the list of [Output]s of a site, [Write] puts them into a folder. A [View] is what a layout sees of one
// page.
package builder

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"weak"

	"golang.org/x/sync/semaphore"

	"handrail/internal/cache"
	"handrail/internal/search"
	"handrail/internal/site"
)

// Output is one file of the built site.
type Output struct {
	Path   string                // within the folder that is written
	Digest func() string         // names everything that the file depends on
	Render func(io.Writer) error // writes the file's bytes; nothing but what Digest covers changes them

	// Listing is for a file that lists the bytes of others, so it is made after them. Digest covers what else it
	// depends on, and it has no Render. Nil for all others.
	Listing *Listing
}

// Listing makes a file that says what others are.
type Listing struct {
	// Names are the files that it lists, given the size in bytes of each file of the site.
	Names func(size func(name string) int64) []string
	// Render writes the file, with the SHA-256 of each of them.
	Render func(w io.Writer, files map[string][sha256.Size]byte) error
}

// Bytes are the file's bytes; none for a Listing, whose bytes depend on those of the others.
func (o Output) Bytes() ([]byte, error) {
	if o.Listing != nil {
		return nil, nil
	}
	var b bytes.Buffer
	err := o.Render(&b)
	return b.Bytes(), err
}

// Input is what a site is built from.
type Input struct {
	Site    *site.Site
	Content fs.FS // where the site's files beside the pages are
	Looks   *Looks
	Version string // of the program: another version may write other bytes
	Live    string // address of the development server's script; "" for a real build
	Hosted  bool   // the site is for a web host alone: browsers check what they load by its digest, which they cannot do in a folder

	Words *cache.Cache // of pages of a large site, as its search finds them; nil when they are not kept
}

// Plan lists the files of a site, in the same order each time. A layout's mistake that shows only when a page is rendered is a
// *LayoutError of Output.Render.
func Plan(in Input) []Output {
	p := newPlanner(in)
	assets := newAssets(in.Looks.bundles, in.Looks.Widgets, in.Site.Config)
	p.assets = assets
	p.texts = p.common
	p.common = digestOf(p.common, p.site, in.Live, in.Hosted, assets.names(), assets.icon)
	taken := map[string]int{} // two names may differ only in their punctuation
	for _, page := range in.Site.Handbook() {
		id := chapterID(page)
		if taken[id]++; taken[id] > 1 {
			id = fmt.Sprintf("%s_%d", id, taken[id])
		}
		p.inHandbook[page] = id
	}
	p.findQuestions()
	p.findSearch()
	p.planBooks()
	p.planExchange()
	outputs := p.views()
	for _, file := range []asset{p.assets.style, p.assets.script, p.assets.text} {
		outputs = append(outputs, Plain(file.name, file.data))
	}
	outputs = append(outputs, p.widgets()...)
	outputs = append(outputs, p.questionFiles()...)
	outputs = append(outputs, p.searchFiles()...)
	outputs = append(outputs, p.bookOutputs()...)
	for _, page := range in.Site.Pages {
		if page.Checklist != nil {
			outputs = append(outputs, p.calendarFiles(page)...)
		}
		if page.Statement != nil {
			outputs = append(outputs, p.statementFiles(page)...)
		}
	}
	outputs = append(outputs, p.files()...)
	outputs = append(outputs, p.worker(outputs))      // of what readers open, not of what only programs request
	outputs = append(outputs, p.exchangeOutputs()...) // to be taken away, and so not kept
	outputs = append(outputs, p.app()...)
	return append(outputs, p.data()...)
}

// planner holds what every view is made of.
type planner struct {
	Input
	*Looks
	assets     *assets
	kinds      map[site.Kind]bool                 // of the site's pages
	sections   []*site.Page                       // at the top of the site
	inHandbook map[*site.Page]string              // the identifier of each page's chapter
	exchange   map[*site.Page][]*exchangeFile     // the files of each quiz for learning systems
	chapters   map[*site.Page]string              // the file of each page's chapter in the handbook as an e-book
	books      []*sizedFile                       // the handbook as files
	bookDigest func() string                      // names all that these depend on
	following  map[*site.Page]map[string][]string // the steps of paths after each page
	common     string                             // digest of what every output depends on
	texts      string                             // digest of what the text of every page depends on, wherever it is shown
	questions  []*questionFile                    // for the page that asks some of all quizzes
	found      []searchFile                       // for the page of the search
	site       SiteView
	frames     *frames
	buffers    *sync.Pool          // of *bytes.Buffer, to fill texts in
	pages      *sync.Pool          // of *bytes.Buffer, to render pages into
	outlines   *sync.Pool          // of *outline
	searchers  *sync.Pool          // of *search.Reader
	pixels     *semaphore.Weighted // of pictures that are being made smaller

	outline *outline // of the view that is made for its digest; nil when it is made to be shown
}

func newPlanner(in Input) *planner {
	c := in.Site.Config
	p := &planner{Input: in, Looks: in.Looks, kinds: map[site.Kind]bool{}, inHandbook: map[*site.Page]string{}, chapters: map[*site.Page]string{}, exchange: map[*site.Page][]*exchangeFile{}, following: following(in.Site),
		frames: &frames{made: map[frameKey]weak.Pointer[frame]{}}, buffers: &sync.Pool{New: func() any { return new(bytes.Buffer) }}, pages: &sync.Pool{New: func() any { return new(bytes.Buffer) }}, pixels: newGate(), outlines: &sync.Pool{New: func() any { return &outline{digester: *newDigester()} }},
		searchers: &sync.Pool{New: func() any { return search.NewReader(in.Site.Language) }},
		common:    digestOf(in.Version, in.Looks.layouts.digest, c.Language, c.URL, c.Organisation)}
	for _, page := range in.Site.Pages {
		p.kinds[page.Kind] = true
	}
	for _, page := range in.Site.Sections() {
		if page.Kind == site.Section {
			p.sections = append(p.sections, page)
		}
	}
	p.site = SiteView{Identity: c.Identity(), Title: c.Title, Short: cmp.Or(c.ShortTitle, c.Title), Mark: markOf(c), Summary: c.Summary, Org: c.Organisation.Name, OrgShort: c.Organisation.Short,
		About: c.About, Ask: c.Ask, HasRules: len(in.Site.Rules) > 0, HasBook: len(in.Site.Handbook()) > 0, HasNews: hasNews(in.Site), HasRefresh: p.kinds[site.Quiz], HasWords: len(in.Site.Glossary.Words) > 0}
	return p
}

// view plans the page at an address. Its view is made again each time that it is needed, for its digest without any text:
// most pages of most builds have not changed, and views that are kept would fill the memory.
func (p *planner) view(address string, make func(*planner) (*View, error)) Output {
	return Output{Path: address,
		Digest: func() string {
			o := p.outlines.Get().(*outline)
			defer p.outlines.Put(o)
			o.reuse()
			sketch := *p
			sketch.outline = o
			v, err := make(&sketch)
			if err != nil { // rendering reports it
				return ""
			}
			o.text(p.common)
			o.text(v.frame.digest)
			o.add(reflect.ValueOf(v).Elem())
			sum := o.digest()
			return hex.EncodeToString(sum[:])
		},
		Render: func(w io.Writer) error {
			v, err := make(p)
			if err != nil {
				return err
			}
			b := p.pages.Get().(*bytes.Buffer)
			defer p.pages.Put(b)
			b.Reset()
			if err := p.layouts.render(b, v); err != nil {
				return err
			}
			_, err = w.Write(b.Bytes())
			return err
		}}
}

// Plain plans a file whose bytes are known.
func Plain(path string, data []byte) Output { return made(path, func() []byte { return data }) }

// made plans a file whose bytes are made when they are first needed, and are its digest's too.
func made(path string, data func() []byte) Output {
	once := sync.OnceValue(data)
	return Output{Path: path, Digest: func() string { return digestOf(once()) }, Render: func(w io.Writer) error {
		_, err := w.Write(once())
		return err
	}}
}

// widgets plans the files of the widgets that the site's pages load.
func (p *planner) widgets() []Output {
	outputs := []Output{Plain(p.assets.follow.name, p.assets.follow.data)}
	for _, w := range p.assets.widgets {
		for _, file := range w.files() {
			outputs = append(outputs, Plain(file.name, file.data))
		}
	}
	return outputs
}

// files plans the files beside the pages that links and images name, and those that every page loads.
func (p *planner) files() []Output {
	names := map[string]bool{}
	for _, name := range p.Site.Config.EveryPage() {
		names[name] = true
	}
	for _, page := range p.Site.Pages {
		for _, t := range p.Site.Targets(page) {
			if t.File != "" {
				names[t.File] = true
			}
		}
		for _, img := range page.Doc.Images {
			if file, ok := p.Site.File(page, img.Src); ok && p.Site.Drawings[file] == nil {
				names[file] = true
			}
		}
	}
	var outputs []Output
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if pic := p.Site.Pictures[name]; pic != nil {
			outputs = append(outputs, p.picture(pic))
		} else {
			outputs = append(outputs, p.copied(name))
		}
	}
	return outputs
}

// base is what every page's view has in common.
func (p *planner) base(layout, address, title, summary string) *View {
	v := &View{Layout: layout, Lang: p.Site.Config.Language, Root: depth(address), Path: address, Title: title, Summary: summary, frame: p.frame(address, layout)}
	widget, has := p.assets.widgets[layout]
	if has {
		v.Widget = &WidgetView{}
	}
	if p.outline == nil { // what is the same on every page is in the common digest
		v.Site = p.site
		if has {
			*v.Widget = WidgetView{Style: site.Relative(address, widget.style.name), StyleIntegrity: p.integrity(widget.style)}
			if script := widget.script; script.name != "" {
				v.Widget.Script, v.Widget.ScriptIntegrity = site.Relative(address, script.name), p.integrity(script)
			}
			if later := widget.later; later.name != "" {
				v.Widget.Later, v.Widget.LaterIntegrity = site.Relative(address, later.name), p.integrity(later)
			}
		}
	}
	if url := p.Site.Config.URL; url != "" {
		v.Canonical = url + escapePath(strings.TrimSuffix(address, "index.html"))
	}
	if address != "index.html" && p.Site.Home != nil {
		v.Crumbs = []Link{{Title: p.words.must("nav.home"), Href: escapePath(site.Relative(address, "index.html"))}}
	}
	return v
}
