package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strings"

	"handrail/internal/desk"
	"handrail/internal/serve"
	"handrail/internal/site"
	"handrail/internal/source"
)

// deskWork is what the desk has done for it.
func deskWork() desk.Work {
	return desk.Work{Look: lookAt, Make: makeTitled, Follow: follow, Zip: zipSite, Open: openText}
}

// lookAt returns the title of the site in a folder, and whether there is one.
func lookAt(dir string) (title string, found bool) {
	if !holdsSources(filepath.Join(dir, "content")) {
		return "", false
	}
	src, err := openSources(dir)
	if err != nil {
		return "", false
	}
	config, _ := site.LoadConfig(src.content) // what is wrong with it is reported when it is opened
	if config.Title == "" {
		return filepath.Base(dir), true
	}
	return config.Title, true
}

// makeTitled makes a new site with a title of its own.
func makeTitled(dir, title string, example bool) error {
	files, err := newSite(!example)
	if err != nil {
		return err
	}
	config := regexp.MustCompile(`(?m)^title: .*$`).ReplaceAllLiteral(files["site.yaml"], []byte("title: "+quoted(title)))
	files["site.yaml"] = regexp.MustCompile(`(?m)^short_title: .*\n`).ReplaceAllLiteral(config, nil)
	_, err = writeSite(dir, files)
	return err
}

// quoted writes a line as a string of YAML in single quotes (https://yaml.org/spec/1.2.2/#732-single-quoted-style).
func quoted(line string) string { return "'" + strings.ReplaceAll(line, "'", "''") + "'" }

// buildFor builds a site in its folder public/, for what is then done with it. What is wrong with the site is on the page already.
func buildFor(dir string, flags buildFlags) (buildReport, error) {
	if _, found := lookAt(dir); !found {
		return buildReport{}, fmt.Errorf("there is no site in %s any more", dir)
	}
	var text bytes.Buffer
	var report buildReport
	flags.format = "json"
	err := runBuild(&text, io.Discard, dir, filepath.Join(dir, "public"), flags)
	if errors.As(err, &mistakes{}) {
		return report, errors.New("the site has mistakes: fix them first, and try again")
	}
	if err == nil {
		err = json.Unmarshal(text.Bytes(), &report)
	}
	return report, err
}

// zipSite builds a site and packs it into a file beside what was built.
func zipSite(dir string) (file string, size int64, err error) {
	report, err := buildFor(dir, buildFlags{zip: true})
	if err != nil {
		return "", 0, err
	}
	return report.Zip.File, report.Zip.Bytes, nil
}

// follow shows a site and what is known of it, until the context ends.
func follow(ctx context.Context, dir string, server *serve.Server, show func(desk.State)) error {
	e := &editing{dir: dir, own: true}
	defer func() {
		if e.src != nil {
			e.src.closeCaches()
		}
	}()
	rebuild := func(paths []string) {
		diags, err := e.update(server, paths)
		show(e.state(diags, err))
	}
	changes := serve.Watch(dir, []string{"content", "templates"}) // before they are read: what changes meanwhile is read again
	rebuild(nil)
	return changes(ctx, rebuild)
}

// state is what the desk shows of a site.
func (e *editing) state(diags []source.Diagnostic, err error) desk.State {
	s := desk.State{Title: filepath.Base(e.dir), Mistakes: source.ErrorsFirst(diags), Off: e.off}
	if err != nil {
		s.Fault = err.Error()
	}
	if e.last == nil {
		return s
	}
	if title := e.last.site.Config.Title; title != "" {
		s.Title = title
	}
	for _, p := range e.last.site.Pages {
		s.Pages = append(s.Pages, desk.Page{Title: p.Title, File: p.Place(), Address: p.Address})
	}
	return s
}
