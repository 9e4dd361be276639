// Package build turns a site into files: it plans every file with a digest of everything that it depends on, and writes
// those that changed.
//
// [Plan] makes the list of [Output]s of a site, [Write] puts them into a folder. A [View] is what a layout sees of one
// page.
package build

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"handrail/internal/site"
	"handrail/internal/source"
)

// Output is one file of the built site.
type Output struct {
	Path   string                 // within the folder that is written
	Digest string                 // of everything that the file depends on
	Render func() ([]byte, error) // the file's bytes; nothing but what Digest covers changes them
}

// Input is what a site is built from.
type Input struct {
	Site    *site.Site
	Content fs.FS // where the site's files beside the pages are
	Theme   Theme
	Version string // of the program: another version may write other bytes
	Live    string // address of the development server's script; "" for a real build
}

// Plan lists the files of a site, sorted by path. What is wrong with layouts, words, styles and scripts is told, but for
// what shows only when a page is rendered: that is a *LayoutError of Output.Render.
func Plan(in Input) ([]Output, []source.Diagnostic) {
	words, diags := loadWords(in.Theme, in.Site.Config.Language)
	if words == nil {
		return nil, diags
	}
	layouts, more := loadLayouts(in.Theme, words)
	diags = append(diags, more...)
	assets, more := loadAssets(in.Theme, in.Site.Config)
	diags = append(diags, more...)
	if n, _ := source.Count(diags); n > 0 || assets == nil {
		return nil, diags
	}
	p := &planner{Input: in, words: words, layouts: layouts, assets: assets}
	p.inHandbook = map[*site.Page]string{}
	for _, page := range in.Site.Handbook() {
		p.inHandbook[page] = chapterID(page)
	}
	views := p.views()
	outputs, errs := make([]Output, len(views)), make([]error, len(views))
	p.each(len(views), func(i int) { outputs[i], errs[i] = p.output(views[i]) })
	for _, err := range errs {
		var layout *LayoutError
		if errors.As(err, &layout) {
			diags = append(diags, layout.Diagnostic)
		}
	}
	outputs = append(outputs, p.plain(p.assets.style.name, p.assets.style.data))
	outputs = append(outputs, p.widgets()...)
	outputs = append(outputs, p.data()...)
	for _, page := range in.Site.Pages {
		if page.Checklist != nil {
			outputs = append(outputs, p.calendarFiles(page)...)
		}
		if page.Statement != nil {
			files, err := p.statementFiles(page)
			if err == nil { // an error is told of the page itself
				outputs = append(outputs, files...)
			}
		}
	}
	outputs = append(outputs, p.files()...)
	slices.SortFunc(outputs, func(a, b Output) int { return strings.Compare(a.Path, b.Path) })
	return outputs, diags
}

// planner holds what every view is made of.
type planner struct {
	Input
	words      *Words
	layouts    *layouts
	assets     *assets
	inHandbook map[*site.Page]string // the identifier of each page's chapter
}

// each calls f for 0 to n-1 on every core.
func (p *planner) each(n int, f func(i int)) {
	next := make(chan int)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	group.Wait()
}

// output plans a page. Its view is made twice, once for the digest and once to render it: most pages of most builds
// have not changed, and views that are kept would fill the memory.
func (p *planner) output(make func() (*View, error)) (Output, error) {
	v, err := make()
	o := Output{Path: v.Path, Render: func() ([]byte, error) {
		v, err := make()
		if err != nil {
			return nil, err
		}
		return p.layouts.render(v)
	}}
	o.Digest = p.digest(v.Path, p.layouts.digest, v)
	return o, err
}

// digest names everything that an output depends on. A view is plain data, so its JSON covers it.
func (p *planner) digest(path, layouts string, data any) string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%s\n%s\n", p.Version, path, layouts)
	if err := json.NewEncoder(sum).Encode(data); err != nil {
		panic("build: a view is not plain data: " + err.Error())
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

// plain plans a file whose bytes are there already.
func (p *planner) plain(path string, data []byte) Output {
	return Output{Path: path, Digest: p.digest(path, "", data), Render: func() ([]byte, error) { return data, nil }}
}

// keeps says whether a page of the site keeps something on its reader's device.
func (p *planner) keeps() bool {
	return p.has(site.Quiz) || p.has(site.Statement) || p.has(site.ChecklistPage)
}

func (p *planner) has(kind site.Kind) bool {
	return slices.ContainsFunc(p.Site.Pages, func(page *site.Page) bool { return page.Kind == kind })
}

// widgets plans the files of the widgets that the site's pages load.
func (p *planner) widgets() []Output {
	used := map[string]bool{"quiz": p.has(site.Quiz), "present": p.has(site.Quiz), "results": p.has(site.Quiz),
		"statement": p.has(site.Statement), "checklist": p.has(site.ChecklistPage), "kept": p.keeps()}
	var outputs []Output
	for name, w := range p.assets.widgets {
		if used[name] {
			outputs = append(outputs, p.plain(w.script.name, w.script.data), p.plain(w.style.name, w.style.data))
		}
	}
	return outputs
}

// files plans the files beside the pages that links and images name.
func (p *planner) files() []Output {
	names := map[string]bool{}
	for _, page := range p.Site.Pages {
		for _, t := range page.Targets {
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
	for name := range names {
		render := func() ([]byte, error) { return fs.ReadFile(p.Content, name) }
		o := Output{Path: name, Render: render}
		if data, err := render(); err == nil {
			o.Digest = p.digest(name, "", data)
		}
		outputs = append(outputs, o)
	}
	return outputs
}

// base is what every page's view has in common.
func (p *planner) base(layout, address, title, summary string) *View {
	c := p.Site.Config
	v := &View{
		Layout: layout, Lang: c.Language, Root: depth(address), Path: address, Title: title, Summary: summary,
		Site: SiteView{Title: c.Title, Summary: c.Summary, Org: c.Organisation.Name, OrgShort: c.Organisation.Short,
			About: c.About, Ask: c.Ask, HasRules: len(p.Site.Rules) > 0, HasBook: len(p.inHandbook) > 0, Keeps: p.keeps()},
		Policy: p.assets.policy(p.Live != "", false),
		Style:  site.Relative(address, p.assets.style.name),
		Script: template.JS(p.assets.script),
		Icon:   p.assets.icon,
		Live:   p.Live,
	}
	if widget, has := p.assets.widgets[layout]; has {
		v.Widget = &WidgetView{Script: site.Relative(address, widget.script.name), Style: site.Relative(address, widget.style.name)}
	}
	if c.URL != "" {
		v.Canonical = c.URL + escapePath(strings.TrimSuffix(address, "index.html"))
		v.Feed = site.Relative(address, "feed.xml")
	}
	for _, section := range p.Site.Sections() {
		if section.Kind == site.Section {
			v.Nav = append(v.Nav, Link{Title: section.Title, Href: escapePath(site.Relative(address, section.Address)),
				Current: address == section.Address || strings.HasPrefix(address, path.Dir(section.Address)+"/")})
		}
	}
	if address != "index.html" && p.Site.Home != nil {
		v.Crumbs = []Link{{Title: p.words.must("nav.home"), Href: escapePath(site.Relative(address, "index.html"))}}
	}
	return v
}
