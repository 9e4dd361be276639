package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/check"
	"handrail/internal/importer"
	"handrail/internal/language"
	"handrail/internal/output"
	"handrail/internal/pattern"
	"handrail/internal/site"
	"handrail/internal/source"
)

// importSite is the site that documents are imported into.
type importSite struct {
	importer.Site
	taken   map[string]bool     // by output.Folding.Key
	aliases map[string][]string // of pages, by their paths
	earlier map[string]bool     // paths that pages can take again, by output.Folding.Key
}

// openImportSite finds out what the site of a folder has. Where there is none it is a new one.
func openImportSite(dir string) (*importSite, error) {
	into := &importSite{taken: map[string]bool{}, aliases: map[string][]string{}, earlier: map[string]bool{}}
	into.Has = func(name string) bool {
		key := output.Loosest().Key(name)
		return into.taken[key] && !into.earlier[key]
	}
	content, err := openFolder(filepath.Join(dir, "content"))
	if err != nil {
		return nil, err
	}
	if content == nil {
		into.New, into.Site.Title = true, title(filepath.Base(filepath.Clean(dir)))
		if content, err = fs.Sub(starters, "starters/empty"); err != nil {
			return nil, fmt.Errorf("reading the new site: %w", err)
		}
	}
	s, _ := site.Load(content, site.Options{Drafts: true})
	into.Taken = func(id string) bool { return s.Basis(id) != nil || s.Retired[id] != nil }
	if !into.New {
		into.list(s, content)
	}
	for _, name := range s.Generated() {
		into.take(name)
	}
	for _, a := range s.Config.Audiences {
		into.take(a.Name + ".html")
	}
	into.Language, err = language.Of(s.Config.Language)
	return into, err
}

// take notes that a path or an address is in use. The address of a page is that of its source too.
func (i *importSite) take(name string) {
	key := output.Loosest().Key
	i.taken[key(name)] = true
	if page, isPage := strings.CutSuffix(name, ".html"); isPage {
		i.taken[key(page+".md")] = true
	}
}

// list notes what a site has.
func (i *importSite) list(s *site.Site, content fs.FS) {
	for _, name := range s.Sources() {
		for ; name != "."; name = path.Dir(name) {
			i.take(name)
		}
	}
	for _, p := range s.Pages {
		for _, alias := range p.Aliases {
			i.take(alias)
		}
		i.aliases[p.Path] = p.Aliases
	}
	for _, p := range s.Lists {
		i.Topics = append(i.Topics, p.Checklist.Topics()...)
	}
	i.Links = map[string]string{}
	for name, link := range s.Links {
		if link.Address != "" {
			i.Links[link.Address] = name
		}
	}
	if _, err := fs.Stat(content, "sources.yaml"); err == nil {
		i.Sources = map[string]string{}
		for name, origin := range s.Origins {
			i.Sources[origin.Title] = name
		}
	}
}

// again lets the pages of documents have the paths and addresses that they had.
func (i *importSite) again(documents []*importer.Document, d *importer.Decisions) error {
	earlier, err := importer.EarlierOf(documents, d)
	key := output.Loosest().Key
	for name := range earlier {
		i.earlier[key(name)] = true
		for _, alias := range i.aliases[name] {
			i.earlier[key(alias)] = true
		}
	}
	i.Top = d.Top
	return err
}

// siteTitle is the line of site.yaml with the name of the site.
var siteTitle = pattern.New(`(?m)^title: .*$`)

// settings are the site.yaml of a new site.
func (i *importSite) settings(title string) ([]byte, error) {
	files, err := newSite(true)
	if err != nil {
		return nil, err
	}
	return siteTitle().ReplaceAllLiteral(files["site.yaml"], []byte("title: "+strconv.Quote(title))), nil
}

// settle makes warnings of the mistakes that an import has left in a new site for a person, so that it can be built at once. Those that no site may turn off
// stay errors.
func (i *importSite) settle(root *os.Root, dir string) error {
	src, err := openSources(dir)
	if err != nil {
		return err
	}
	l, err := src.read(false, nil)
	if err != nil {
		return err
	}
	names := map[string]bool{}
	for _, d := range l.diags {
		if f, err := check.Named(d.Check); err == nil && d.Severity == source.Error && f.Stays == check.Nothing {
			names[d.Check] = true
		}
	}
	if len(names) == 0 {
		return nil
	}
	const settings = "content/site.yaml"
	data, err := root.ReadFile(settings)
	if err != nil {
		return fmt.Errorf("reading the settings of the new site: %w", err)
	}
	more := `
# The import has left mistakes of these kinds for you: handrail check lists them. They do
# not stop a build yet. Remove each line when they are put right, so that the next one does.
checks:
`
	for _, name := range slices.Sorted(maps.Keys(names)) {
		more += "  " + name + ": warning\n"
	}
	return output.Replace(root, settings, append(data, more...))
}
