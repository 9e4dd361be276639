// Package serve shows a site in the browser while it is edited: it rebuilds when a source changes, and the open page
// follows. It is for one person at a desk: it listens on the loopback address alone.
//
// [Server] is the type that matters. It is given a function that rebuilds, and does not know how a site is made.
package serve

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"net/url"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"handrail/internal/host"
)

// ScriptPath is the address of the script that makes an open page follow its sources. Pages have to load it.
const ScriptPath = "/_handrail/live.js"

// EventsPath is the address at which that script hears of changes.
const EventsPath = "/_handrail/events"

//go:embed live.js
var script []byte

// Snapshot is a site at one moment.
type Snapshot struct {
	// Write writes the file at a path such as "guidance/phones.html"; found is false when there is none. It is nil when nothing could be
	// built.
	Write func(path string, w io.Writer) (found bool, err error)
	// Problems are what stops a build. While there are any, the last good site is still served.
	Problems []Problem
}

// Problem is a mistake in a source, as the page shows it.
type Problem struct {
	Place   string `json:"place"` // file:line:column
	Message string `json:"message"`
	Source  string `json:"source"` // the line, "" when not known
	Column  int    `json:"column"` // of the mistake within Source, from 1
	Hint    string `json:"hint"`
}

// Server serves a site and notifies the pages that are open when it has changed.
type Server struct {
	// Foot is put at the end of each page's body. It is set before the first request.
	Foot []byte

	mu       sync.Mutex
	write    func(string, io.Writer) (bool, error)
	problems []Problem
	version  int // of what is served; raised with each good build
	changed  chan struct{}
}

// New returns a server that has nothing to show yet.
func New() *Server {
	return &Server{version: int(time.Now().UnixMilli()), changed: make(chan struct{})} // a page that was left open from an earlier run has another
}

// Update shows a new snapshot: the site if it has no problems, otherwise what is wrong with it.
func (s *Server) Update(snapshot Snapshot) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.problems = snapshot.Problems
	if len(snapshot.Problems) == 0 && snapshot.Write != nil {
		s.write = snapshot.Write
		s.version++
	}
	close(s.changed)
	s.changed = make(chan struct{})
}

// Listen opens a port on the loopback address: the one that is asked for, or, when that is taken, the next free one.
func Listen(port int) (net.Listener, error) {
	const tries = 100
	for p := port; ; p++ {
		listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(p)))
		switch {
		case err == nil:
			return listener, nil
		case !taken(err):
			return nil, fmt.Errorf("opening port %d: %w", p, err)
		case p == port+tries || p == 65535:
			return nil, fmt.Errorf("the ports %d to %d are all taken: choose another with --port", port, p)
		}
	}
}

// taken says whether a port cannot be opened because another program has it. Windows has numbers of its own for that: WSAEADDRINUSE,
// and WSAEACCES for ports that are set aside (https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2).
func taken(err error) bool {
	const inUse, setAside = syscall.Errno(10048), syscall.Errno(10013)
	return errors.Is(err, syscall.EADDRINUSE) || runtime.GOOS == "windows" && (errors.Is(err, inUse) || errors.Is(err, setAside))
}

// lastAnswers is how long requests that are being answered have when the server stops.
const lastAnswers = time.Second

// Run answers requests until the context ends.
func Run(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	stopped := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(stopped)
		last, cancel := context.WithTimeout(context.Background(), lastAnswers)
		defer cancel()
		if server.Shutdown(last) != nil { // event streams end with the context, so this is a browser that waits with a request
			_ = server.Close() // the program ends
		}
	})
	err := server.Serve(listener)
	if !stop() {
		<-stopped
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// FromHere says whether a browser on this machine asks, and no page of another site: that could reach in by a host name of its own,
// or load what is served here as a script, a picture or a frame of its own.
func FromHere(r *http.Request) bool {
	return local(r.Host) && (r.Header.Get("Origin") == "" || originHost(r.Header.Get("Origin")) == r.Host) && !fromElsewhere(r)
}

// Refuse answers a request that is not [FromHere].
func Refuse(w http.ResponseWriter) {
	http.Error(w, "This server answers only to the machine that it runs on.", http.StatusForbidden)
}

// ServeHTTP answers one request. Only a browser on this machine is answered.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !FromHere(r) {
		Refuse(w)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "This server only shows pages.", http.StatusMethodNotAllowed)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
	switch r.URL.Path {
	case ScriptPath:
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write(script) // the browser has gone when this fails
	case EventsPath:
		s.events(w, r)
	default:
		s.file(w, r)
	}
}

func local(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	return name == "127.0.0.1" || name == "localhost" || name == "[::1]" || name == "::1"
}

// fromElsewhere says whether a page of another origin asks, but for a link that leads here
// (https://www.w3.org/TR/fetch-metadata/). Older browsers do not say.
func fromElsewhere(r *http.Request) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	link := r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	return (site == "cross-site" || site == "same-site") && !link
}

func originHost(origin string) string {
	if u, err := url.Parse(origin); err == nil {
		return u.Host
	}
	return origin
}

// file answers with a file of the site.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	write, problems, version := s.write, s.problems, s.version
	s.mu.Unlock()
	if write == nil {
		s.problemPage(w, "Nothing built yet", list(problems), version)
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if strings.HasSuffix(r.URL.Path, "/") || name == "" {
		name = path.Join(name, "index.html")
	}
	a := &answer{server: s, w: w, name: name, status: http.StatusOK, version: version}
	found, err := write(name, a)
	if err == nil && !found && path.Ext(name) == "" {
		if isFolder, _ := write(path.Join(name, "index.html"), io.Discard); isFolder {
			to := url.URL{Path: "/" + name + "/", RawQuery: r.URL.RawQuery} // not the path as it was asked for: one of //host/ leads to another host
			http.Redirect(w, r, to.String(), http.StatusTemporaryRedirect)
			return
		}
	}
	if err == nil && !found {
		a.status, a.name = http.StatusNotFound, "404.html"
		_, err = write(a.name, a)
	}
	a.end(err)
}

// answer answers with a file while it is written. A page is held until it is whole, as it is given the version of the site.
type answer struct {
	server  *Server
	w       http.ResponseWriter
	name    string
	status  int
	version int
	page    bytes.Buffer
	begun   bool
}

// Write takes in a piece of the file.
func (a *answer) Write(p []byte) (int, error) {
	if path.Ext(a.name) == ".html" {
		return a.page.Write(p)
	}
	a.begin()
	return a.w.Write(p)
}

// begin sends the headers, and what else is known of the file before its first byte.
func (a *answer) begin() {
	if !a.begun {
		a.begun = true
		a.w.Header().Set("Content-Type", host.ContentType(a.name))
		a.w.WriteHeader(a.status)
	}
}

// end ends the answer. An error may be that the browser has gone.
func (a *answer) end(err error) {
	switch {
	case err != nil && a.begun:
		panic(http.ErrAbortHandler) // otherwise the browser would take a part for the whole
	case err != nil:
		a.server.problemPage(a.w, "This page cannot be made", err.Error(), a.version)
		return
	}
	a.begin()
	page := bytes.ReplaceAll(a.page.Bytes(), []byte(ScriptPath), []byte(scriptOf(a.version)))
	if at := bytes.LastIndex(page, []byte("</body>")); at >= 0 {
		page = slices.Insert(page, at, a.server.Foot...)
	}
	_, _ = a.w.Write(page) // the browser has gone when this fails
}

// problemPage answers with what is wrong, on a page that follows the sources like any other.
func (s *Server) problemPage(w http.ResponseWriter, title, text string, version int) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusInternalServerError)
	fmt.Fprintf(w, "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>%s</title><body><pre>%s</pre><script defer src=\"%s\"></script>%s</body></html>",
		title, html.EscapeString(text), scriptOf(version), s.Foot)
}

// scriptOf is the address of the script for a page of a version. The page has to know its own: the site may change before
// the page hears of changes for the first time.
func scriptOf(version int) string { return ScriptPath + "?version=" + strconv.Itoa(version) }

func list(problems []Problem) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%s: %s\n", p.Place, p.Message)
	}
	return b.String()
}

// events sends an open page the version of the site and what is wrong with its sources: at once, and whenever either
// changes (server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html).
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	for {
		s.mu.Lock()
		state := struct {
			Version  int       `json:"version"`
			Problems []Problem `json:"problems"`
		}{s.version, s.problems}
		changed := s.changed
		s.mu.Unlock()
		data, err := json.Marshal(state)
		if err != nil {
			return
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil || flush.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}
