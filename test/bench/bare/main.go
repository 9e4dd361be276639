// Command bare is the least that a site generator can do, to measure against: it reads every page, converts it with
// goldmark, runs one template and writes the file. It checks nothing, resolves no link and makes no search, feed or
// style. What a generator takes beyond that is the price of what else it does.
//
//	bare CONTENT OUT
package main

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

const layout = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}} - Volunteer handbook</title>
<meta name="description" content="{{.Summary}}">
</head>
<body>
<header><a href="../index.html">Volunteer handbook</a></header>
{{.Nav}}<main>
<h1>{{.Title}}</h1>
<p>{{.Summary}}</p>
{{with .Reviewed}}<p>Last reviewed {{.}}</p>
{{end}}{{.Body}}</main>
<nav>{{with .Next}}<a rel="next" href="{{.File}}">{{.Title}}</a>{{end}}
{{with .Previous}}<a rel="prev" href="{{.File}}">{{.Title}}</a>{{end}}</nav>
</body>
</html>
`

const navLayout = `<nav><ul>
{{range .}}<li><a href="{{.File}}">{{.Title}}</a></li>
{{end}}</ul></nav>
`

type page struct {
	Dir, File                string
	Title, Summary, Reviewed string
	order                    int
	text                     []byte
	Nav, Body                template.HTML
	Next, Previous           *page
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "bare: name the folder of the content and a folder to write to")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "bare:", err)
		os.Exit(1)
	}
}

func run(content, out string) error {
	var pages []*page
	err := filepath.WalkDir(content, func(file string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Ext(file) == ".md" {
			dir, name := filepath.Split(file[len(content):])
			pages = append(pages, &page{Dir: dir, File: strings.TrimSuffix(name, ".md") + ".html"})
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := each(pages, func(p *page) error { return p.read(content) }); err != nil {
		return err
	}
	if err := navigate(pages, out); err != nil {
		return err
	}
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table))
	whole := template.Must(template.New("page").Parse(layout))
	buffers := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	return each(pages, func(p *page) error {
		b := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(b)
		b.Reset()
		if err := markdown.Convert(p.text, b); err != nil {
			return err
		}
		p.Body = template.HTML(b.String())
		b.Reset()
		if err := whole.Execute(b, p); err != nil {
			return err
		}
		p.text, p.Body = nil, ""
		return os.WriteFile(filepath.Join(out, p.Dir, p.File), b.Bytes(), 0o644)
	})
}

// read takes the front matter of a page apart: a key, a colon and a value on each line.
func (p *page) read(content string) error {
	data, err := os.ReadFile(filepath.Join(content, p.Dir, strings.TrimSuffix(p.File, ".html")+".md"))
	if err != nil {
		return err
	}
	front, text, _ := bytes.Cut(bytes.TrimPrefix(data, []byte("---\n")), []byte("\n---\n"))
	p.text = text
	for line := range strings.Lines(string(front)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		value = strings.Trim(value, `"`)
		switch key {
		case "title":
			p.Title = value
		case "summary":
			p.Summary = value
		case "reviewed":
			p.Reviewed = value
		case "order":
			p.order, err = strconv.Atoi(value)
		}
	}
	return err
}

// navigate makes the folders, and gives every page its neighbours and the navigation of its section, which is rendered
// once for all of them.
func navigate(pages []*page, out string) error {
	sections := map[string][]*page{}
	for _, p := range pages {
		sections[p.Dir] = append(sections[p.Dir], p)
	}
	layout := template.Must(template.New("nav").Parse(navLayout))
	for dir, section := range sections {
		slices.SortFunc(section, func(a, b *page) int { return a.order - b.order })
		var nav strings.Builder
		if err := layout.Execute(&nav, section); err != nil {
			return err
		}
		for i, p := range section {
			p.Nav = template.HTML(nav.String())
			if i > 0 {
				p.Previous, section[i-1].Next = section[i-1], p
			}
		}
		if err := os.MkdirAll(filepath.Join(out, dir), 0o755); err != nil {
			return err
		}
	}
	return nil
}

// each calls f for every page on all cores, and joins the errors.
func each(pages []*page, f func(*page) error) error {
	var next atomic.Int64
	errs := make([]error, runtime.GOMAXPROCS(0))
	var group sync.WaitGroup
	for worker := range errs {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(pages)) && errs[worker] == nil; i = next.Add(1) - 1 {
				errs[worker] = f(pages[i])
			}
		})
	}
	group.Wait()
	return errors.Join(errs...)
}
