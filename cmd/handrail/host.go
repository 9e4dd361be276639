package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"handrail/internal/builder"
	"handrail/internal/host"
	"handrail/internal/output"
)

// hosting is a build for a web host: the files that say how the host serves the site, and where they go.
type hosting struct {
	host.Host
	out    string // the folder that is built into
	beside string // the folder for what is not served
	path   string // of the site's address
	notes  []string
	within []host.File // the built site
	apart  []host.File
}

// hostReport is what build --format json prints of a host.
type hostReport struct {
	Name  string   `json:"name"`
	Title string   `json:"title"`
	Files []string `json:"files"`
	Do    string   `json:"do"`
	Not   []string `json:"not"`
	Notes []string `json:"notes"`
}

// openHosting finds a host by its name; nil for none. A server's settings go into the site's folder hosting/, which must
// not be among the pages: whoever may write those could change the server.
func openHosting(name, dir, out string) (*hosting, error) {
	if name == "" {
		return nil, nil
	}
	found, err := host.Find(name)
	if err != nil {
		return nil, err
	}
	h := &hosting{Host: found, out: out, beside: filepath.Join(dir, "hosting")}
	if within(h.beside, out) {
		return nil, fmt.Errorf("the folder %s, for what the server reads, would be among the pages in %s: build into another folder with --out", h.beside, out)
	}
	return h, nil
}

// plan adds the files of the host, if there is one, to those of a site. Nothing is written if a file beside the site is not
// Handrail's.
func (h *hosting) plan(l *loaded) error {
	if h == nil {
		return nil
	}
	config := l.site.Config
	var err error
	if h.path, err = host.PathOf(config.URL); err != nil {
		return err
	}
	described := host.Site{Path: h.path, Policy: builder.HeaderPolicy(l.input(""))}
	for _, o := range l.outputs {
		described.Files = append(described.Files, o.Path)
	}
	for _, f := range h.Files(described) {
		if !f.Beside {
			h.within = append(h.within, f)
			l.outputs = append(l.outputs, builder.Plain(f.Path, []byte(f.Text)))
			continue
		}
		h.apart = append(h.apart, f)
		name := filepath.Join(h.beside, f.Path)
		old, err := os.ReadFile(name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("looking at what is there for the host: %w", err)
		}
		if err == nil && !bytes.Contains(old[:min(len(old), 100)], []byte(host.Mark)) {
			return fmt.Errorf("%s was not written by Handrail: move it away, then build again", name)
		}
	}
	h.note(config.URL)
	return nil
}

// note notes what this build of this site asks for.
func (h *hosting) note(url string) {
	switch {
	case url == "":
		h.notes = append(h.notes, "content/site.yaml has no url. Where a page in a folder of the site is missing, the links of 404.html do not work. "+
			"Write where the site will be, for example url: https://example.org/guide/")
	case h.path != "/" && h.UnderPath != "":
		h.notes = append(h.notes, "The site's address has the path "+h.path+". "+h.UnderPath)
	}
	h.notes = append(h.notes, "What is built with --host is for the web alone. "+
		"For a double click or a USB stick, build without --host, with --out and another folder.")
}

// write writes the files beside the site, each whole.
func (h *hosting) write() error {
	if h == nil || len(h.apart) == 0 {
		return nil
	}
	dir, folder := filepath.Split(h.beside)
	root, err := output.OpenFolder(filepath.Clean(dir))
	if err == nil {
		defer root.Close()
	}
	for _, f := range h.apart {
		if err == nil {
			err = output.Replace(root, filepath.Join(folder, f.Path), []byte(f.Text))
		}
	}
	if err != nil {
		return fmt.Errorf("the site is built, but the settings for %s are not: %w", h.Title, err)
	}
	return nil
}

// report says what was written, and what is left to do.
func (h *hosting) report() *hostReport {
	if h == nil {
		return nil
	}
	r := &hostReport{Name: h.Name, Title: h.Title, Do: h.Steps, Not: h.Limits, Notes: h.notes}
	for _, f := range h.within {
		r.Files = append(r.Files, filepath.Join(h.out, f.Path))
	}
	for _, f := range h.apart {
		r.Files = append(r.Files, filepath.Join(h.beside, f.Path))
	}
	return r
}

func (r *hostReport) print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "\nFor %s: %s\n%s\n\nWhat %s cannot do, or leaves to you:\n", r.Title, strings.Join(r.Files, ", "), r.Do, r.Title)
	for _, not := range r.Not {
		fmt.Fprintf(&b, "- %s\n", not)
	}
	b.WriteString("\n")
	for _, note := range r.Notes {
		fmt.Fprintf(&b, "Note: %s\n", note)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
