package browser

import (
	"context"
	"flag"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"sync"
	"testing"

	"handrail/test/engine"
)

// every is for releases: to run all in all engines takes twice as long. sweep is what CI runs besides make test.
var (
	every = flag.Bool("every", false, "run each flow in each engine, not in Chromium and a few in each of the others, and try each page and state in full, not those that have new kinds of elements")
	sweep = flag.Bool("sweep", false, "run what is left out without it: a sixth of the flows in Firefox and a sixth in WebKit, all of the tests that try a sample, and those that take long")
)

// sampled are the tests that try a sample of what they could, and all of it with -sweep and -every.
func sampled() []string {
	return []string{
		"TestDisplayColours", "TestDisplayRoom", "TestDocs", "TestDocsEverywhere", "TestEBook", "TestEveryPage", "TestFlows", "TestHostileStorage", "TestInjection",
		"TestLMSResumed", "TestMasthead", "TestOffline", "TestOldChromes", "TestPages", "TestPlaces", "TestPresentFits", "TestStatementFieldStates",
		"TestStorageBlocked", "TestWalk", "TestWithoutScripts",
	}
}

// swept are the tests that are not run without -sweep or -every, unless -run names some: they take long, and are about what is rare. Other tests, which are,
// do the same in a browser, on a page or with a number that is more usual.
func swept() []string {
	return []string{"TestBoardHuge", "TestDeskWithoutScripts", "TestHandInLong", "TestMastheadWithoutScripts", "TestOfflineLargeLate", "TestOfflineLargeMost", "TestPrivateWindow"}
}

// withoutSwept leaves those out.
func withoutSwept() error {
	if flag.Lookup("test.run").Value.String() != "" || flag.Lookup("test.skip").Value.String() != "" {
		return nil
	}
	return flag.Set("test.skip", "^("+strings.Join(swept(), "|")+")$")
}

// sampling says whether a test is to try a sample: not with -sweep and -every.
func sampling(t *testing.T) bool {
	t.Helper()
	name, _, _ := strings.Cut(t.Name(), "/")
	if !slices.Contains(sampled(), name) {
		t.Fatalf("%s is not among the tests that -sweep runs: add it to sampled", name)
	}
	return !*sweep && !*every
}

// left says whether something of a test in its usual engine is left to -sweep.
func left(t *testing.T) bool {
	name, _, _ := strings.Cut(t.Name(), "/")
	return slices.Contains(sampled(), name) || slices.Contains(swept(), name)
}

// sample returns the first n of what a test could try, and all of it with -sweep and -every.
func sample[T any](t *testing.T, all []T, n int) []T {
	t.Helper()
	if !sampling(t) {
		return all
	}
	return all[:min(n, len(all))]
}

// onlySwept leaves out the tests of which -sweep would try nothing that is not tried without it: those of which nothing is left to it, and that are run
// in neither Firefox nor WebKit. -run leaves out others.
func onlySwept() error {
	if flag.Lookup("test.run").Value.String() != "" {
		return nil
	}
	rows, err := readRows()
	if err != nil {
		return err
	}
	names := slices.Concat(sampled(), swept())
	for name, row := range rows {
		if row.in["Firefox"] || row.in["WebKitGTK"] {
			names = append(names, name)
		}
	}
	return flag.Set("test.run", "^("+strings.Join(names, "|")+")$")
}

// opener opens a tab with a storage of its own.
type opener func(t testing.TB) *tab

// inEngines runs a test in each engine, or without -every in Chromium, and a few of the tests in Firefox or WebKit too: as people use the site
// in it, except that the browser keeps no copy of the site. With -sweep it runs a sixth of the tests in Firefox, a sixth in WebKit, and in
// Chromium those of which something is left to it.
func inEngines(t *testing.T, test func(t *testing.T, newTab opener)) {
	runEngines(t, map[string]opener{"chromium": newTab, "firefox": unkept(newFirefox), "webkit": unkept(newWebKit)}, test)
}

// inKeepers runs a test as inEngines does, in browsers that keep the site for reading without a network.
func inKeepers(t *testing.T, test func(t *testing.T, newTab opener)) {
	runEngines(t, map[string]opener{"chromium": newKeeper, "firefox": newFirefox, "webkit": newWebKit}, test)
}

func runEngines(t *testing.T, openers map[string]opener, test func(t *testing.T, newTab opener)) {
	first := "chromium"
	if openers[first] == nil {
		first = "firefox"
	}
	of := uint32(36)
	if *sweep {
		of = 6 // the few are among the sixth
		if !left(t) {
			first = ""
		}
	}
	also := map[uint32]string{0: "firefox", 1: "webkit"}[crc32.ChecksumIEEE([]byte(t.Name()))%of] // always the same for a test
	for name, open := range openers {
		if !*every && name != first && name != also {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, open)
		})
	}
}

// unkept opens a tab that does not keep the site.
func unkept(open opener) opener {
	return func(t testing.TB) *tab {
		t.Helper()
		b := open(t)
		b.beforeLoad(withoutWorker)
		return b
	}
}

// closers end the browsers that tests have started.
var closers struct {
	sync.Mutex
	list []func() error
}

func closeAtEnd(end func() error) {
	closers.Lock()
	defer closers.Unlock()
	closers.list = append(closers.list, end)
}

// stopBrowsers ends the browsers. The tests are over: an error as a browser closes changes nothing.
func stopBrowsers() {
	closers.Lock()
	defer closers.Unlock()
	for _, end := range closers.list {
		if err := end(); err != nil {
			fmt.Println(err)
		}
	}
}

// chromium starts the whole Chromium, once.
var chromium = sync.OnceValues(func() (*engine.Chromium, error) { return startChromium("") })

// shell starts Chromium without its own windows and menus, once, or the whole of it where the shell is not installed.
var shell = sync.OnceValues(func() (*engine.Chromium, error) {
	if path := engine.ChromiumShell(); path != "" {
		return startChromium(path)
	}
	return chromium()
})

func startChromium(path string) (*engine.Chromium, error) {
	c, err := engine.StartChromium(path, engine.Settings{})
	if err == nil {
		closeAtEnd(c.Close)
	}
	return c, err
}

func openChromium(t testing.TB, start func() (*engine.Chromium, error), keeps bool) *tab {
	t.Helper()
	c, err := start()
	if err != nil {
		t.Fatal(err)
	}
	page, err := c.NewPage()
	if err != nil {
		t.Fatal(err)
	}
	b := tabOf(t, page, page.Context(), "Chromium")
	if !keeps {
		b.beforeLoad(withoutWorker)
	}
	return b
}

// firefoxes are those that run: the idle ones, and the others by the test that uses each. Tests do not share one at the same time, as only one
// page of it has the focus.
var firefoxes struct {
	sync.Mutex
	idle []*engine.Firefox
	used map[testing.TB]*engine.Firefox
}

func newFirefox(t testing.TB) *tab {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	f, err := firefoxOf(ctx, t)
	if err != nil {
		t.Fatal(err)
	}
	page, err := f.NewPage(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return tabOf(t, page, t.Context(), "Firefox")
}

// firefoxOf returns the Firefox that a test uses, until the test ends.
func firefoxOf(ctx context.Context, t testing.TB) (*engine.Firefox, error) {
	all := &firefoxes
	all.Lock()
	f := all.used[t]
	fresh := f == nil
	if n := len(all.idle); fresh && n > 0 {
		f, all.idle = all.idle[n-1], all.idle[:n-1]
	}
	all.Unlock()
	if f == nil {
		var err error
		if f, err = engine.StartFirefox(ctx, engine.Settings{}); err != nil {
			return nil, err
		}
		closeAtEnd(f.Close)
	}
	if !fresh {
		return f, nil
	}
	all.Lock()
	defer all.Unlock()
	if all.used == nil {
		all.used = map[testing.TB]*engine.Firefox{}
	}
	all.used[t] = f
	t.Cleanup(func() {
		all.Lock()
		defer all.Unlock()
		delete(all.used, t)
		all.idle = append(all.idle, f)
	})
	return f, nil
}

// newWebKit starts WebKit, which takes half a second.
func newWebKit(t testing.TB) *tab {
	t.Helper()
	k := startWebKit(t, engine.Settings{})
	return tabOf(t, k.Page(), t.Context(), "WebKitGTK")
}

func startWebKit(t testing.TB, settings engine.Settings) *engine.WebKit {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	k, err := engine.StartWebKit(ctx, settings)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := k.Close(); err != nil {
			t.Error(err)
		}
	})
	return k
}
