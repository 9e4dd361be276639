// Package browser tests the built site as its readers meet it: in a real Chromium on a phone and on a desktop, with
// and without scripts, from a web server and from a folder, on paper, and through the W3C's validator.
//
// The real program builds the site once for all tests (site), one browser shows it (newTab; newKeeper has another, which
// keeps it), and each page is loaded
// once for each way in and then switched from state to state. What is asked of a page stands in audit.js and in
// pages_test.go. A test that lacks its browser or validator fails; scripts/setup gets them.
package browser

import (
	"context"
	"errors"
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
	"time"

	"github.com/chromedp/chromedp"
)

// top is the module's folder, from this one.
const top = "../.."

// scratch holds what the tests make; it goes away at the end. userCache outlives them, and holds programs.
var scratch, userCache string

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	var err error
	if scratch, err = os.MkdirTemp("", "handrail-browser-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if err := ownCache(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(scratch)
	defer stopBrowsers()
	return m.Run()
}

// ownCache gives what the tests run a folder for caches of their own. Go keeps its.
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

// program builds the real command, once, and gives its path.
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

// site builds the site that ships, once, in an empty folder, and gives the folder of its pages.
var site = sync.OnceValues(func() (string, error) {
	binary, err := program()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(scratch, "site")
	if err := os.Mkdir(dir, 0o755); err != nil {
		return "", err
	}
	if out, err := exec.Command(binary, "build", dir).CombinedOutput(); err != nil {
		return "", fmt.Errorf("handrail build: %w\n%s", err, out)
	}
	return filepath.Join(dir, "public"), nil
})

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

// staticHost answers without the redirects of http.FileServer, which are not a page's doing.
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

// started are the browsers that tests have started.
var started struct {
	sync.Mutex
	browsers []context.Context
}

// chromium starts the whole browser, once, and gives the context that tabs are made from.
var chromium = sync.OnceValues(func() (context.Context, error) { return startBrowser() })

// shell starts Chromium without its own windows and menus, once, or the whole of it where that is not to be had. A page has
// the same engine in it, and the tests take half as long.
var shell = sync.OnceValues(func() (context.Context, error) {
	for _, name := range []string{"chromium-headless-shell", "chrome-headless-shell", "headless-shell", "headless_shell"} {
		if found, err := exec.LookPath(name); err == nil {
			return startBrowser(chromedp.ExecPath(found))
		}
	}
	return chromium()
})

// startBrowser starts a browser with a fresh profile.
func startBrowser(options ...chromedp.ExecAllocatorOption) (context.Context, error) {
	allocator, _ := chromedp.NewExecAllocator(context.Background(), append(options,
		chromedp.Flag("headless", true),
		chromedp.Flag("no-sandbox", true),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("no-first-run", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true), // a container's shared memory is too small for Chromium
	)...)
	ctx, _ := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx); err != nil {
		return nil, fmt.Errorf("no browser could be started: %w\n"+
			"These tests need Chromium: run scripts/setup, or on Debian: sudo apt-get install chromium", err)
	}
	started.Lock()
	defer started.Unlock()
	started.browsers = append(started.browsers, ctx)
	return ctx, nil
}

// stopBrowsers ends the browsers. The tests are over: what a browser says as it closes changes nothing.
func stopBrowsers() {
	started.Lock()
	defer started.Unlock()
	for _, browser := range started.browsers {
		ctx, cancel := context.WithTimeout(browser, 10*time.Second)
		_ = chromedp.Cancel(ctx)
		cancel()
	}
}

// pages lists the site's pages by their addresses: those that hold text, and those that only lead elsewhere.
func pages(t *testing.T) (full, redirects []string) {
	t.Helper()
	dir := publicDir(t)
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
