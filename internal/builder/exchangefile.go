package builder

import (
	"fmt"
	"io"
	"reflect"
	"runtime"

	"handrail/internal/exchange"
	"handrail/internal/parallel"
	"handrail/internal/site"
	"handrail/internal/source"
)

// exchangeFile is a quiz in a format of learning systems, which the page with the answers offers.
type exchangeFile struct {
	*sizedFile
	page   *site.Page
	format exchange.Format
}

// planExchange plans the files of quizzes in the formats that site.yaml names.
func (p *planner) planExchange() {
	for _, page := range p.Site.Pages {
		if page.Quiz == nil {
			continue
		}
		for _, format := range exchangeFormats(p.Site.Config) {
			file := &exchangeFile{page: page, format: format}
			file.sizedFile = newSizedFile(format.FileName(page.Name()), func() string { return p.digestOfExchange(file) }, func(w io.Writer) error {
				data, err := p.writeExchange(file)
				if err == nil {
					_, err = w.Write(data)
				}
				return err
			})
			p.exchange[page] = append(p.exchange[page], file)
		}
	}
}

// exchangeFormats are the formats that site.yaml names. A check reports those that there are not.
func exchangeFormats(c site.Config) []exchange.Format {
	var formats []exchange.Format
	for _, name := range c.Exchange {
		if format, ok := exchange.Named(name); ok && format.Writes() {
			formats = append(formats, format)
		}
	}
	return formats
}

// exchangeOutputs are the files of quizzes in the formats of learning systems.
func (p *planner) exchangeOutputs() []Output {
	var outputs []Output
	for _, page := range p.Site.Pages {
		for _, file := range p.exchange[page] {
			outputs = append(outputs, file.output())
		}
	}
	return outputs
}

// exchangeLinks are the links to the files of a quiz, with their sizes.
func (p *planner) exchangeLinks(page *site.Page) ([]FileView, error) {
	var views []FileView
	for _, file := range p.exchange[page] {
		size, err := p.sizeIn(file.sizedFile)
		if err != nil {
			return nil, err
		}
		name := file.format.Name
		views = append(views, FileView{Link: Link{Title: p.words.must("exchange." + name), Href: escapePath(site.Relative(page.Address, file.path))},
			Kind: p.words.must(exchangeKind(file.format.Ending)), Use: p.words.must("exchange." + name + "-use"), Size: size})
	}
	return views, nil
}

// exchangeKind is what a file is, by its ending: a text of the interface.
func exchangeKind(ending string) string {
	switch ending {
	case ".txt", ".gift":
		return "file.text"
	case ".xml":
		return "file.xml"
	}
	return downloads()[ending]
}

// writeExchange makes a file. What is lost in it is reported by ExchangeLosses, and so is what keeps it from being made.
func (p *planner) writeExchange(file *exchangeFile) ([]byte, error) {
	set, _, err := p.exchangeSet(file.page, true)
	if err != nil {
		return nil, err
	}
	in := p.Input
	in.Live, in.Hosted = "", false // what is taken away is loaded from wherever it is put
	var options exchange.Options
	if file.format.Page {
		if options.Page, err = PackagePage(in, file.page, file.format.Name); err != nil {
			return nil, err
		}
	}
	data, diags := file.format.Write(set, options)
	if data == nil {
		return nil, &LayoutError{Diagnostics: diags}
	}
	return data, nil
}

// digestOfExchange names all that a file depends on. Its size depends on how Go compresses as well.
func (p *planner) digestOfExchange(file *exchangeFile) string {
	o := p.outlines.Get().(*outline)
	defer p.outlines.Put(o)
	o.reuse()
	sketch := *p
	sketch.outline = o
	page, f := file.page, &filler{planner: &sketch, page: file.page, from: file.page.Address}
	o.text(p.texts)
	o.add(reflect.ValueOf([]string{runtime.Version(), file.format.Name, page.Path, page.Title, page.Summary}))
	o.add(reflect.ValueOf(sketch.quizView(f, true)))
	for _, img := range page.Doc.Images {
		if name, ok := p.Site.File(page, img.Src); ok && p.Site.Drawings[name] == nil {
			o.text(p.pictureOutput(name).Digest())
		}
	}
	if file.format.Page {
		o.text(p.common)
		o.text(digestOf(p.scripts()))
	}
	sum := o.digest()
	return fmt.Sprintf("%x", sum)
}

// ExchangeLosses reports what the files of quizzes that site.yaml asks for cannot hold, and those that cannot be made. Nothing of them is made:
// what is lost does not depend on what pictures show, nor on the page that a package holds.
func ExchangeLosses(in Input) []source.Diagnostic {
	formats := exchangeFormats(in.Site.Config)
	var quizzes []*site.Page
	for _, page := range in.Site.Pages {
		if page.Quiz != nil && len(formats) > 0 {
			quizzes = append(quizzes, page)
		}
	}
	if len(quizzes) == 0 {
		return nil // a planner goes through the whole site
	}
	found := make([][]source.Diagnostic, len(quizzes))
	p := newPlanner(in)
	parallel.Each(len(quizzes), func(i int) {
		set, diags, err := p.exchangeSet(quizzes[i], false)
		if err != nil {
			return // the file has gone since the site was read: the next run reports it
		}
		inFormats := make([][]source.Diagnostic, len(formats))
		for n, format := range formats {
			_, inFormats[n] = format.Write(set, exchange.Options{Page: []exchange.File{{Name: "index.html"}}})
		}
		found[i] = append(diags, exchange.Combine(formats, inFormats)...)
	})
	var all []source.Diagnostic
	for _, diags := range found {
		all = append(all, diags...)
	}
	return all
}
