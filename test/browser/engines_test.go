package browser

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"handrail/test/engine"
)

// opener opens a tab with a storage of its own.
type opener func(t testing.TB) *tab

// inEngines runs a test in each engine: as people use the site in it, but for what a browser keeps.
func inEngines(t *testing.T, test func(t *testing.T, newTab opener)) {
	runEngines(t, map[string]opener{"chromium": newTab, "firefox": unkept(newFirefox), "webkit": unkept(newWebKit)}, test)
}

// inKeepers runs a test in each engine, which keeps the site for reading without a network.
func inKeepers(t *testing.T, test func(t *testing.T, newTab opener)) {
	runEngines(t, map[string]opener{"chromium": newKeeper, "firefox": newFirefox, "webkit": newWebKit}, test)
}

func runEngines(t *testing.T, openers map[string]opener, test func(t *testing.T, newTab opener)) {
	for name, open := range openers {
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

// stopBrowsers ends the browsers. The tests are over: what a browser says as it closes changes nothing.
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

// shell starts Chromium without its own windows and menus, once, or the whole of it where that is not to be had.
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
	b := tabOf(t, page, page.Context())
	if !keeps {
		b.beforeLoad(withoutWorker)
	}
	return b
}

// idle are the Firefoxes that no test uses. One test at a time uses one, as only one of its pages has the focus.
var idle struct {
	sync.Mutex
	list []*engine.Firefox
}

func newFirefox(t testing.TB) *tab {
	t.Helper()
	idle.Lock()
	var f *engine.Firefox
	if n := len(idle.list); n > 0 {
		f, idle.list = idle.list[n-1], idle.list[:n-1]
	}
	idle.Unlock()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if f == nil {
		var err error
		if f, err = engine.StartFirefox(ctx, engine.Settings{}); err != nil {
			t.Fatal(err)
		}
		closeAtEnd(f.Close)
	}
	t.Cleanup(func() {
		idle.Lock()
		idle.list = append(idle.list, f)
		idle.Unlock()
	})
	page, err := f.NewPage(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return tabOf(t, page, t.Context())
}

// newWebKit starts WebKit, which takes half a second.
func newWebKit(t testing.TB) *tab {
	t.Helper()
	k := startWebKit(t, engine.Settings{})
	return tabOf(t, k.Page(), t.Context())
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
