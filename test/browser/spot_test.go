package browser

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// spot is a web host that can go away and come back at the same address.
type spot struct {
	t      *testing.T
	dir    string // of the pages
	below  string // the path that the site is at: "/" or "/some/where/"
	addr   string
	server *httptest.Server

	mu    sync.Mutex
	asked []string // paths
	odd   func(w http.ResponseWriter, r *http.Request) bool
}

// newSiteSpot builds a part of the site that ships with some more files, serves it at the root of a host, and returns its folder. A browser takes
// most of the time of a test to keep the site: TestOffline and TestPlaces have it keep all of it.
func newSiteSpot(t *testing.T, files map[string]string) (s *spot, dir string) {
	t.Helper()
	dir = newSite(t, files)
	content := filepath.Join(dir, "content")
	for folder, kept := range map[string]string{"paths": "", "training": "", "quizzes": "the-basics.md", "statements": "broadcast-privacy.md"} {
		pages, err := filepath.Glob(filepath.Join(content, folder, "*.md"))
		if err != nil || len(pages) == 0 {
			t.Fatalf("%s has %d pages: %v", folder, len(pages), err)
		}
		for _, page := range pages {
			if filepath.Base(page) != kept {
				if err := os.Remove(page); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	for _, section := range []string{"quizzes", "statements"} { // without the links to what has gone
		write(t, filepath.Join(content, section, "index.md"), "---\ntitle: "+section+"\n---\n")
	}
	edited(t, dir, "guidance/setting-up-a-team-chat.md", "[notice for a group chat](../statements/group-chat-notice.md)", "notice for a group chat")
	return newSpot(t, filepath.Join(dir, "public"), "/"), dir
}

// newSpot serves the pages of a folder below a path.
func newSpot(t *testing.T, dir, below string) *spot {
	t.Helper()
	s := &spot{t: t, dir: dir, below: below, addr: "127.0.0.1:0"}
	s.up()
	t.Cleanup(func() { s.down() })
	return s
}

func (s *spot) up() {
	s.t.Helper()
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		s.t.Fatal(err)
	}
	s.addr = listener.Addr().String()
	files := http.StripPrefix(strings.TrimSuffix(s.below, "/"), staticHost(s.dir))
	s.server = &httptest.Server{Listener: listener, Config: &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.Path)
		odd := s.odd
		s.mu.Unlock()
		if odd == nil || !odd(w, r) {
			files.ServeHTTP(w, r)
		}
	})}}
	s.server.Start()
}

func (s *spot) down() {
	if s.server != nil {
		s.server.CloseClientConnections()
		s.server.Close()
		s.server = nil
	}
}

// acts makes the host answer some requests by a function; nil for none.
func (s *spot) acts(odd func(w http.ResponseWriter, r *http.Request) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.odd = odd
}

func (s *spot) url(page string) string {
	return "http://" + s.addr + (&url.URL{Path: s.below}).EscapedPath() + page
}

// pretty answers like the hosts that leave out ".html" and "index.html".
func pretty(w http.ResponseWriter, r *http.Request) bool {
	name := r.URL.Path
	switch {
	case strings.HasSuffix(name, "/index.html"):
		http.Redirect(w, r, path.Dir(name)+"/", http.StatusPermanentRedirect)
	case strings.HasSuffix(name, ".html"):
		http.Redirect(w, r, strings.TrimSuffix(name, ".html"), http.StatusPermanentRedirect)
	case !strings.HasSuffix(name, "/") && path.Ext(name) == "":
		r.URL.Path += ".html"
		return false
	default:
		return false
	}
	return true
}
