// Package browser tests the built site as its readers see it: in a real Chromium on a phone and on a desktop, with
// and without scripts, from a web server and from a folder, on paper, and through the W3C's validator.
//
// The real program builds the site once for all tests (site), and package engine shows it. What a reader does is tried in
// each engine (inEngines); how a page looks, and what each of its states says to a screen reader, in Chromium alone, where a page
// is loaded once and then switched from state to state. What is checked in a page is in audit.js and in pages_test.go. A
// test that lacks its browser or validator fails; scripts/setup gets them.
package browser

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// top is the module's folder, from this one.
const top = "../.."

// scratch holds what the tests make; it goes away at the end. userCache outlives them, and holds programs.
var scratch, userCache string

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	flag.Parse()
	*every = *every || *update // what was run in which browser
	var err error
	if scratch, err = os.MkdirTemp("", "handrail-browser-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if *sweep {
		err = onlySwept()
	} else if !*every {
		err = withoutSwept()
	}
	if err == nil {
		err = ownCache()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(scratch)
	defer stopBrowsers()
	code := m.Run()
	if err := toValidate.report(); err != nil {
		fmt.Println(err)
		code = 1
	}
	if err := sharedUnchanged(); err != nil {
		fmt.Println(err)
		code = 1
	}
	if code == 0 {
		if err := ran.hold(); err != nil {
			fmt.Println(err)
			return 1
		}
	}
	return code
}

// ownCache gives the programs that the tests run a folder for caches of their own. Go keeps its cache.
func ownCache() error {
	folder, err := os.UserCacheDir()
	userCache = folder
	if err == nil && os.Getenv("GOCACHE") == "" {
		err = os.Setenv("GOCACHE", filepath.Join(folder, "go-build"))
	}
	if err == nil {
		err = os.Setenv("XDG_CACHE_HOME", filepath.Join(scratch, "cache"))
	}
	return err
}

// program builds the real command, once, and returns its path.
var program = sync.OnceValues(func() (string, error) {
	// The go command keeps a passing result until a file that the test has read changes. The sources are read by a
	// compiler of their own here, so they are looked at to be known.
	for _, dir := range []string{"cmd", "internal", "quiz", "content", "templates"} {
		err := filepath.WalkDir(filepath.Join(top, dir), func(_ string, _ fs.DirEntry, err error) error { return err })
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	binary := filepath.Join(scratch, "handrail")
	build := exec.Command("go", "build", "-o", binary, "./cmd/handrail")
	build.Dir = top
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build ./cmd/handrail: %w\n%s", err, out)
	}
	return binary, nil
})

// site builds the site that ships, once, in an empty folder, and returns the folder of its pages.
var site = sync.OnceValues(func() (string, error) {
	dir := filepath.Join(scratch, "site")
	if err := os.Mkdir(dir, 0o755); err != nil {
		return "", err
	}
	return buildShared(dir)
})

// shared holds the folders of pages that tests share, each with a digest of what was built.
var shared sync.Map

// buildShared builds the site in a folder for several tests, and returns the folder of its pages.
func buildShared(dir string) (public string, err error) {
	if err := runProgram("build", dir); err != nil {
		return "", err
	}
	public = filepath.Join(dir, "public")
	digest, err := digestOf(public)
	shared.Store(public, digest)
	return public, err
}

// sharedUnchanged reports the shared pages that a test has changed: what the other tests find would depend on their order.
func sharedUnchanged() error {
	var errs []error
	for public, digest := range shared.Range {
		if now, err := digestOf(public.(string)); err != nil || now != digest {
			errs = append(errs, errors.Join(err, fmt.Errorf("a test has changed %s, which others read: give it a site of its own (newSite)", public)))
		}
	}
	return errors.Join(errs...)
}

func digestOf(dir string) (string, error) {
	sum := sha256.New()
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(file)
		fmt.Fprintf(sum, "%s %x\n", file, sha256.Sum256(text))
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}

// publicDir is site for a test that needs it.
func publicDir(t testing.TB) string {
	t.Helper()
	dir, err := site()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// host serves the site that ships on loopback, once, as a web host does: an unknown address gets 404.html.
var host = sync.OnceValues(func() (*httptest.Server, error) {
	dir, err := site()
	if err != nil {
		return nil, err
	}
	return httptest.NewServer(staticHost(dir)), nil
})

func hostURL(t testing.TB) string {
	t.Helper()
	server, err := host()
	if err != nil {
		t.Fatal(err)
	}
	return server.URL
}

// staticHost answers without the redirects of http.FileServer, which no page asks for.
func staticHost(dir string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Join(dir, filepath.FromSlash(path.Clean(r.URL.Path)))
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			name = filepath.Join(name, "index.html")
		}
		status := http.StatusOK
		text, err := os.ReadFile(name)
		if err != nil {
			status, name = http.StatusNotFound, filepath.Join(dir, "404.html")
			text, err = os.ReadFile(name)
		}
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(filepath.Ext(name)))
		w.WriteHeader(status)
		w.Write(text)
	})
}

// pages lists the pages of the site that ships by their addresses: those that hold text, and those that only lead elsewhere.
func pages(t *testing.T) (full, redirects []string) {
	t.Helper()
	return pagesIn(t, publicDir(t))
}

// pagesIn lists the pages of the site in a folder.
func pagesIn(t *testing.T, dir string) (full, redirects []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) != ".html" {
			return err
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, file)
		if strings.Contains(string(text), `http-equiv="refresh"`) {
			redirects = append(redirects, filepath.ToSlash(rel))
		} else {
			full = append(full, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(full) == 0 {
		t.Fatal("the build wrote no pages")
	}
	return full, redirects
}
