package serve

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// snapshot serves each name with its own name as text.
func snapshot(names ...string) Snapshot {
	return Snapshot{Write: func(path string, w io.Writer) (bool, error) {
		if path == "broken.html" {
			return true, errors.New("a layout is broken")
		}
		for _, name := range names {
			if name == path {
				_, err := io.WriteString(w, name)
				return true, err
			}
		}
		return false, nil
	}}
}

func get(s *Server, target string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8080"+target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
		}
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestFiles(t *testing.T) {
	s := New()
	s.Update(Snapshot{Problems: []Problem{{Place: "a.md:1:1", Message: "<wrong>"}}})
	if w := get(s, "/"); w.Code != 500 || !strings.Contains(w.Body.String(), "a.md:1:1: &lt;wrong&gt;") || !strings.Contains(w.Body.String(), ScriptPath) {
		t.Errorf("before the first good build: %d %s", w.Code, w.Body)
	}
	s.Update(snapshot("index.html", "guide/index.html", "guide/a.html", "404.html", "x.svg"))
	for target, want := range map[string]string{
		"/": "200 index.html", "/guide/": "200 guide/index.html", "/guide/a.html": "200 guide/a.html", "/x.svg": "200 x.svg",
		"/gone.html": "404 404.html", "/../../etc/passwd": "404 404.html", "/guide": "307 ",
	} {
		w := get(s, target)
		got := strconv.Itoa(w.Code) + " "
		if w.Code != http.StatusTemporaryRedirect {
			got += strings.TrimSpace(w.Body.String())
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", target, got, want)
		}
	}
	// A path that would lead to another host if the browser were redirected to it as it is.
	for _, target := range []string{"//evil.example/%2e%2e", "//evil.example/../guide", "/\\evil.example/..", "//evil.example/..?a=b", "/guide?a=//b"} {
		w := get(s, target)
		to, err := url.Parse(w.Header().Get("Location"))
		if err != nil || to.Host != "" || to.Scheme != "" || w.Code == http.StatusTemporaryRedirect && !strings.HasPrefix(w.Header().Get("Location"), "/") || strings.HasPrefix(w.Header().Get("Location"), "//") {
			t.Errorf("%s is sent on to %q", target, w.Header().Get("Location"))
		}
	}
	if w := get(s, "/broken.html"); w.Code != 500 || !strings.Contains(w.Body.String(), "a layout is broken") || !strings.Contains(w.Body.String(), ScriptPath) {
		t.Errorf("a page that cannot be made: %d %s", w.Code, w.Body)
	}
	s.Update(Snapshot{Problems: []Problem{{Place: "a.md:1:1", Message: "wrong"}}})
	if w := get(s, "/guide/a.html"); w.Code != 200 {
		t.Errorf("with a mistake the last good site is gone: %d", w.Code)
	}
}

// TestPageKnowsItsVersion: a page that hears of changes for the first time after one has to find that it is old.
func TestPageKnowsItsVersion(t *testing.T) {
	s := New()
	page := func() string {
		s.Update(Snapshot{Write: func(_ string, w io.Writer) (bool, error) {
			_, err := io.WriteString(w, `<script src="`+ScriptPath+`"></script>`)
			return true, err
		}})
		return get(s, "/").Body.String()
	}
	first := page()
	if !strings.Contains(first, `src="`+scriptOf(s.version)+`"`) {
		t.Errorf("the page does not give the script its version, %d: %s", s.version, first)
	}
	if second := page(); second == first {
		t.Errorf("two versions have the same page: %s", first)
	}
}

// TestOnlyThisMachine: a page of another site must not read the editor's drafts through a name of its own.
func TestOnlyThisMachine(t *testing.T) {
	s := New()
	s.Update(snapshot("index.html"))
	for _, header := range [][]string{{"Host", "evil.example"}, {"Host", "127.0.0.1.evil.example:8080"}, {"Origin", "https://evil.example"}, {"Origin", "null"},
		{"Host", "127.0.0.1.:8080"}, {"Host", "localhost.evil.example"}, {"Host", "127.0.0.1@evil.example"}, {"Host", "0.0.0.0:8080"}, {"Host", "[::ffff:7f00:1]:8080"}, {"Host", "[::1].evil.example"}, {"Host", ""},
		{"Origin", "http://127.0.0.1:3000"}, {"Origin", "http://localhost:8080"}, {"Origin", "http://127.0.0.1:8080@evil.example"},
		{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"}, {"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "cors"},
		{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}} {
		if w := get(s, "/", header...); w.Code != http.StatusForbidden {
			t.Errorf("%v: %d", header, w.Code)
		}
	}
	for _, header := range [][]string{{"Host", "localhost:8080"}, {"Host", "[::1]:8080"}, {"Origin", "http://127.0.0.1:8080"},
		{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors"}, {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}} {
		if w := get(s, "/", header...); w.Code != http.StatusOK {
			t.Errorf("%v: %d", header, w.Code)
		}
	}
	r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1/", nil)
	w := httptest.NewRecorder()
	if s.ServeHTTP(w, r); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("a POST: %d", w.Code)
	}
}

func TestListen(t *testing.T) {
	first, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	port := first.Addr().(*net.TCPAddr).Port
	second, err := Listen(port)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if got := second.Addr().(*net.TCPAddr).Port; got <= port {
		t.Errorf("port %d is taken, and %d was given", port, got)
	}
}

func TestEvents(t *testing.T) {
	s := New()
	s.version = 0
	s.Update(snapshot("index.html"))
	server := httptest.NewServer(s)
	defer server.Close()
	r, err := http.Get(server.URL + EventsPath)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	lines := bufio.NewScanner(r.Body)
	next := func(want string) {
		t.Helper()
		for lines.Scan() {
			if lines.Text() != "" {
				if lines.Text() != want {
					t.Errorf("got %s, want %s", lines.Text(), want)
				}
				return
			}
		}
		t.Fatal("the stream ended", lines.Err())
	}
	next(`data: {"version":1,"problems":null}`)
	s.Update(Snapshot{Problems: []Problem{{Place: "p", Message: "m"}}})
	next(`data: {"version":1,"problems":[{"place":"p","message":"m","source":"","column":0,"hint":""}]}`)
	s.Update(snapshot("index.html"))
	next(`data: {"version":2,"problems":null}`)
}

// TestWatch: changes in the folders of the given names are reported, also in folders that are made or moved later, and in one that
// is a link.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	reported, ended := make(chan []string, 100), make(chan error, 1)
	ready := filepath.Join(dir, "content", "ready.md")
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	await := func(what, path string) {
		t.Helper()
		limit := time.After(time.Minute)
		for {
			select {
			case paths := <-reported:
				if slices.Contains(paths, path) {
					return
				}
			case <-limit:
				t.Fatalf("not reported: %s (%s)", what, path)
			}
		}
	}
	if err := os.Symlink(t.TempDir(), filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	follow := Watch(dir, []string{"content", "templates"})
	write(ready, "x")
	go func() { ended <- follow(ctx, func(paths []string) { reported <- paths }) }()
	await("a change from before anybody asks for changes", "content/ready.md")
	write(filepath.Join(dir, "content", "new", "deep", "a.md"), "a")
	await("a new folder", "content/new")
	write(filepath.Join(dir, "content", "new", "deep", "other.md"), "a")
	await("a file made in it", "content/new/deep/other.md")
	write(filepath.Join(dir, "content", "new", "deep", "a.md"), "b")
	await("a file in it", "content/new/deep/a.md")
	write(filepath.Join(dir, "templates", "layouts", "page.html"), "c")
	await("a folder of a given name, made later", "templates")
	if err := os.Rename(ready, filepath.Join(dir, "content", "moved.md")); err != nil {
		t.Fatal(err)
	}
	await("a file that was renamed", "content/moved.md")
	if err := os.Rename(filepath.Join(dir, "content", "new"), filepath.Join(dir, "content", "moved")); err != nil {
		t.Fatal(err)
	}
	await("a folder that was renamed", "content/moved")
	write(filepath.Join(dir, "content", "moved", "b.md"), "b")
	await("a file made in a folder that was renamed", "content/moved/b.md")
	write(filepath.Join(dir, "content", "moved", "deep", "a.md"), "c")
	await("a file below a folder that was renamed", "content/moved/deep/a.md")
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestMatters: what a build writes must not start the next one.
func TestMatters(t *testing.T) {
	w := watched{dir: "/site", names: []string{"content"}}
	for name, want := range map[string]bool{"/site/content/a.md": true, "/site/content": true, "/site/public/index.html": false, "/site/contents/a.md": false, "/site/notes.md": false} {
		if _, got := w.matters(fsnotify.Event{Name: name, Op: fsnotify.Write}); got != want {
			t.Errorf("%s: got %v", name, got)
		}
	}
	for _, name := range []string{"#a.md#", "a.md~", ".#a.md", "sub/.a.md.swp", "__MACOSX/a.md", "~$a.docx", "4913", "sub/Thumbs.db"} {
		if _, matters := w.matters(fsnotify.Event{Name: "/site/content/" + name, Op: fsnotify.Create}); matters {
			t.Errorf("what a program left at %s matters", name)
		}
	}
	if _, matters := w.matters(fsnotify.Event{Name: "/site/content/a.md", Op: fsnotify.Chmod}); matters {
		t.Error("a change of permissions alone matters")
	}
}

// TestCutAnswer: a file that turns out to be broken after its first bytes is not taken for a whole one.
func TestCutAnswer(t *testing.T) {
	s := New()
	s.Update(Snapshot{Write: func(_ string, w io.Writer) (bool, error) {
		_, _ = io.WriteString(w, "the first half")
		return true, errors.New("it has changed")
	}})
	server := httptest.NewServer(s)
	defer server.Close()
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	answer, err := http.Get(server.URL + "/film.mp4")
	if err == nil {
		_, err = io.ReadAll(answer.Body)
		answer.Body.Close()
	}
	if err == nil {
		t.Error("half of a file is answered as if it were whole")
	}
	if w := get(s, "/page.html"); w.Code != 500 || strings.Contains(w.Body.String(), "the first half") { // it is held until it is whole
		t.Errorf("half of a page: %d %s", w.Code, w.Body)
	}
}
