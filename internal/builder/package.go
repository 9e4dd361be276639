package builder

import (
	"bytes"
	"fmt"
	"html/template"
	"path"
	"slices"

	"handrail/internal/exchange"
	"handrail/internal/site"
)

// PackagePage makes the page of a quiz for a package that a learning system plays, with what it loads. system is the name of the format of
// the package. The first file is the page, index.html. A link into the site has its whole address; where the site has none, only the words of
// the link are there. What is wrong with the theme is a *LayoutError.
func PackagePage(in Input, page *site.Page, system string) ([]exchange.File, error) {
	bundles, diags := in.Looks.lms()
	if len(diags) > 0 {
		return nil, &LayoutError{diags, page.Address}
	}
	p := newPlanner(in)
	config := in.Site.Config
	fonts, err := p.packFont(&config)
	if err != nil {
		return nil, err
	}
	p.assets = newAssets(in.Looks.bundles, nil, config)
	widget := newWidget(bundles, lmsFeature)
	f := &filler{planner: p, page: page, from: "index.html", files: map[*site.Page]string{}}
	pictures, err := f.pack()
	if err != nil {
		return nil, err
	}
	v := &View{Layout: lmsFeature, Lang: config.Language, Path: f.from, Title: page.Title, Summary: page.Summary, Site: p.site,
		Widget:  &WidgetView{Style: widget.style.name, Script: widget.script.name, Later: widget.later.name},
		Package: &PackageView{System: system, Policy: p.assets.packagePolicy(system), Style: p.assets.style.name, Icon: p.assets.icon, Help: p.packageHelp()}}
	p.quiz(f, v)
	if f.err != nil {
		return nil, f.err
	}
	var b bytes.Buffer
	if err := p.layouts.sets[lmsFeature]().ExecuteTemplate(bounded{&b}, "base", v); err != nil {
		return nil, layoutError(p.layouts.files[lmsFeature], err, page.Address)
	}
	files := []exchange.File{{Name: f.from, Data: b.Bytes()}, {Name: p.assets.style.name, Data: p.assets.style.data}}
	for _, file := range widget.files() {
		files = append(files, exchange.File{Name: file.name, Data: file.data})
	}
	return slices.Concat(files, fonts, pictures), nil
}

// packFont gives the files of the font of the site names in a package, and reads them.
func (p *planner) packFont(config *site.Config) ([]exchange.File, error) {
	if config.Font == nil {
		return nil, nil
	}
	var files []exchange.File
	font := *config.Font
	for _, name := range []*string{&font.Regular, &font.Bold} {
		if *name == "" {
			continue
		}
		data, err := p.copied(*name).Bytes()
		if err != nil {
			return nil, fmt.Errorf("reading content/%s for a package: %w", *name, err)
		}
		*name = fmt.Sprintf("fonts/%d.woff2", 400+300*len(files))
		files = append(files, exchange.File{Name: *name, Data: data})
	}
	config.Font = &font
	return files, nil
}

// pack gives the pictures of the page names in a package, and reads them. Drawings are part of the page.
func (f *filler) pack() ([]exchange.File, error) {
	f.packed = map[string]string{}
	taken := map[string]bool{}
	var files []exchange.File
	for _, image := range f.page.Doc.Images {
		file, ok := f.Site.File(f.page, image.Src)
		if !ok || f.packed[file] != "" || f.Site.Drawings[file] != nil {
			continue
		}
		data, err := f.pictureOutput(file).Bytes()
		if err != nil {
			return nil, fmt.Errorf("reading content/%s for a package: %w", file, err)
		}
		f.packed[file] = "images/" + freeName(path.Base(file), taken)
		files = append(files, exchange.File{Name: f.packed[file], Data: data})
	}
	return files, nil
}

// packagePolicy is the content attribute of the policy of a page in a package. Nothing is written into that page, and nothing is sent but by
// cmi5, in which the page itself sends results to an address that it is given.
func (a *assets) packagePolicy(system string) template.HTMLAttr {
	connect := "'none'"
	if system == "cmi5" {
		connect = "'self' https:"
	}
	return template.HTMLAttr(`content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:` + a.fonts() + `; connect-src ` + connect +
		`; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"`)
}

// packageHelp is the link by which learners reach those whom they can ask; nil where it leads into a site whose address is not known.
func (p *planner) packageHelp() *HelpLink {
	address := p.Site.Config.URL
	if p.Site.Help.Page != nil && address == "" {
		return nil
	}
	return p.help(func(to string) string { return address + to })
}
