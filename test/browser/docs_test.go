package browser

import (
	"iter"
	"net/http/httptest"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

// docs builds the documentation, once, and returns the folder of its pages.
var docs = sync.OnceValues(func() (string, error) {
	public := filepath.Join(scratch, "docs")
	if err := runProgram("build", filepath.Join(top, "docs", "site"), "--out", public); err != nil {
		return "", err
	}
	digest, err := digestOf(public)
	shared.Store(public, digest)
	return public, err
})

// docsDir is docs for a test that needs it.
func docsDir(t testing.TB) string {
	t.Helper()
	dir, err := docs()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestDocs looks at every page of the documentation, with axe, on a phone and in dark colours, and by keyboard and in each look at pages that have all kinds of
// elements between them. Without -sweep it looks at those that have most kinds.
func TestDocs(t *testing.T) {
	t.Parallel()
	dir := docsDir(t)
	server := httptest.NewServer(staticHost(dir))
	t.Cleanup(server.Close)
	full, _ := pagesIn(t, dir)
	covering := cover(t, dir, full)
	if sampling(t) {
		full = sample(t, covering, 3)
	}
	sideBySide(t, len(full), func(t *testing.T, share iter.Seq[int]) {
		b := newTab(t)
		for i := range share {
			page := full[i]
			b.audited(server.URL+"/", page)
			b.audit(page, "openDetails")
			if slices.Contains(covering, page) {
				testKeyboard(b, page)
				testLooks(b, page)
			} else {
				b.show(320, looks[0].media)
				for _, function := range []string{"axe", "reflow", "targets"} {
					b.audit(page, function)
				}
				b.show(1280, looks[1].media)
				b.audit(page+" "+looks[1].name, "colours")
			}
			b.asksNowhereElse(server.URL+"/", page)
		}
	})
}

// TestDocsEverywhere opens pages of the documentation that have all kinds of elements between them, from a folder too: they are never wider than the screen,
// and nothing goes wrong in them. Without -sweep it opens those that have most kinds.
func TestDocsEverywhere(t *testing.T) {
	t.Parallel()
	dir := docsDir(t)
	full, _ := pagesIn(t, dir)
	covering := sample(t, cover(t, dir, full), 3)
	for name, open := range map[string]opener{"chromium": newTab, "firefox": unkept(newFirefox), "webkit": unkept(newWebKit)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t)
			for _, page := range covering {
				b.open(fileURL(dir, page))
				for _, width := range []int{320, 1280} {
					b.fits(page, width)
				}
				_, faults := b.activity()
				for _, fault := range faults {
					t.Errorf("%s: %s", page, fault)
				}
			}
		})
	}
}

// TestDocsWeight: no page of the documentation loads more than its kind may, apart from its pictures.
func TestDocsWeight(t *testing.T) {
	t.Parallel()
	dir := docsDir(t)
	full, _ := pagesIn(t, dir)
	limits := map[string]int{}
	for _, k := range kinds() {
		limits[k.class] = k.limit
	}
	for _, page := range full {
		class, _, _, all := weigh(t, dir, page)
		for _, file := range readDocument(t, filepath.Join(dir, page)).files {
			if filepath.Ext(file) == ".png" { // those below the first screen are loaded when somebody scrolls to them
				size := packed(t, filepath.Join(dir, path.Join(path.Dir(page), file)))
				if all -= size; size > 30*kB {
					t.Errorf("%s shows %s, which has %d bytes", page, file, size)
				}
			}
		}
		if all > limits[class] {
			t.Errorf("%s weighs %d bytes with its styles and scripts, compressed: a page of the kind %q may weigh %d", page, all, class, limits[class])
		}
	}
}
