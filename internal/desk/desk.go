// Package desk is Handrail for somebody who uses no terminal: pages in the browser to choose or make a site, to see it and what is
// wrong with it, to publish it, and to stop the program.
//
// [Desk] is the type that matters. It answers below [Path] with pages of its own, and elsewhere with the site that is worked on. What
// it has done for it (reading, building, publishing) is given to it as [Work].
package desk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"

	"handrail/internal/about"
	"handrail/internal/serve"
	"handrail/internal/source"
)

// Path is where the pages of the desk are.
const Path = "/_handrail/"

// Work is what the desk has done for it.
type Work struct {
	// Look returns the title of the site in a folder, and whether there is one.
	Look func(dir string) (title string, found bool)
	// Make makes a site in a folder that does not exist yet: of the example that ships, or of one page.
	Make func(dir, title string, example bool) error
	// Follow shows a site on a server, and what is known of it, at first and whenever it changes, until the context ends.
	Follow func(ctx context.Context, dir string, server *serve.Server, show func(State)) error
	// Zip builds a site and packs it into a file, and returns the file and its size in bytes.
	Zip func(dir string) (file string, size int64, err error)
	// Publish builds a site and puts it where its readers are: the target of a name. It returns what it has to know first as an *AskError.
	Publish func(ctx context.Context, dir, target string, given Given) (Published, error)
	// Open opens a file in the program that the system has for it, or a folder.
	Open func(name string) error
}

// State is what is known of a site at one moment.
type State struct {
	Title    string
	Pages    []Page
	Mistakes []source.Diagnostic // errors first
	Targets  []Target
	Off      int    // how many more site.yaml has turned off
	Fault    string // why the site could not be read; "" when it could
}

// Page is a page of a site with the file that it is made of.
type Page struct {
	Title   string
	File    string // in the site's folder, with slashes
	Address string // within the site
}

// Target is a place that a site can be published to.
type Target struct{ Name, Place string }

// Options are what a desk is made of.
type Options struct {
	Work
	Layouts *template.Template // those of templates/desk
	Style   []byte
	Memory  Memory
	Places  Places
	Stop    func() // ends the program
}

// Desk answers the requests of one browser.
type Desk struct {
	Options
	access *access
	mux    *http.ServeMux
	policy string // Content-Security-Policy of its pages

	acting sync.Mutex // one action at a time

	mu     sync.Mutex
	shown  *shown  // nil while no site is chosen
	notice *notice // what the last action did; nil once it has been shown
}

// New returns a desk that is served at a port.
func New(o Options, port int) *Desk {
	digest := sha256.Sum256(o.Style)
	d := &Desk{Options: o, access: newAccess(port), mux: http.NewServeMux(),
		policy: "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(digest[:]) +
			"'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"}
	d.route()
	return d
}

// Close ends what follows the site.
func (d *Desk) Close() { d.leave() }

// route says which page and which action is where.
func (d *Desk) route() {
	d.mux.HandleFunc("GET "+Path+"enter", d.enter)
	d.mux.HandleFunc("POST "+againPath, d.again)
	d.mux.HandleFunc("GET "+barPath, writeBar)
	for name, page := range map[string]func() view{"{$}": d.sitePage, "choose": d.choosePage} {
		d.mux.HandleFunc("GET "+Path+name, func(w http.ResponseWriter, r *http.Request) {
			if d.entered(w, r) {
				d.write(w, http.StatusOK, page())
			}
		})
	}
	for name, act := range map[string]func(w http.ResponseWriter, r *http.Request){
		"choose": d.choose, "new": d.makeSite, "open": d.openSource, "zip": d.zip, "publish": d.publish, "folder": d.openFolder, "stop": d.stop,
	} {
		d.mux.HandleFunc("POST "+Path+name, func(w http.ResponseWriter, r *http.Request) {
			if d.allowed(w, r) {
				d.acting.Lock()
				defer d.acting.Unlock()
				act(w, r)
			}
		})
	}
	d.mux.HandleFunc(Path, func(w http.ResponseWriter, r *http.Request) {
		if d.entered(w, r) {
			d.write(w, http.StatusNotFound, view{Page: "missing"})
		}
	})
}

// ServeHTTP answers one request. A mistake of the program itself is shown on a page too.
func (d *Desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer func() {
		switch fault := recover(); fault {
		case nil:
		case http.ErrAbortHandler:
			panic(fault)
		default:
			d.write(w, http.StatusInternalServerError, view{Page: "broken", Fault: fmt.Sprintf("%v\n\n%s", fault, debug.Stack())})
		}
	}()
	switch {
	case !serve.FromHere(r):
		serve.Refuse(w)
	case strings.HasPrefix(r.URL.Path, Path) && r.URL.Path != serve.ScriptPath && r.URL.Path != serve.EventsPath:
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
		w.Header().Set("Referrer-Policy", "same-origin") // with no-referrer, browsers send forms from nowhere
		d.mux.ServeHTTP(w, r)
	default:
		d.site(w, r)
	}
}

// view is what the pages of the desk are made of.
type view struct {
	Page   string // the name of its layout
	Style  template.CSS
	Secret string // of the run, in each form; only on pages for the browser that has entered
	Notice *notice
	Fault  string // what went wrong

	Site  *siteView
	Sites []Site
	Form  siteForm
	Ask   *AskError
}

// Guide is the address of a page of the documentation, for layouts.
func (view) Guide(name string) string { return about.Page("guides/" + name) }

// write writes a page.
func (d *Desk) write(w http.ResponseWriter, status int, v view) {
	page, err := d.render(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", d.policy)
	w.Header().Set("Content-Length", strconv.Itoa(len(page)))
	w.WriteHeader(status)
	_, _ = w.Write(page) // the browser has gone when this fails
}

func (d *Desk) render(v view) ([]byte, error) { return render(d.Layouts, d.Style, v) }

func render(layouts *template.Template, style []byte, v view) ([]byte, error) {
	v.Style = template.CSS(style)
	var b bytes.Buffer
	err := layouts.ExecuteTemplate(&b, v.Page, v)
	return b.Bytes(), err
}

// Failure is a page for a file of its own, which says why Handrail could not be opened.
func Failure(layouts *template.Template, style []byte, why error) ([]byte, error) {
	return render(layouts, style, view{Page: "failed", Fault: why.Error()})
}
