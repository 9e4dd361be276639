package deploy

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// site makes a built site of files by path.
func site(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// madeSite makes the site of a number: some of twelve pages, which name one another, pictures that keep their names
// when they change, and assets that do not. Sites of different numbers share much of it.
func madeSite(number int) fstest.MapFS {
	r := rand.New(rand.NewPCG(uint64(number), 1))
	fsys := fstest.MapFS{}
	add := func(name, text string) string {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		return name
	}
	var resources, pages []string
	for i := range 4 {
		text := fmt.Sprintf("/* style %d in the form %d */", i, r.IntN(3))
		sum := sha256.Sum256([]byte(text))
		resources = append(resources, add("assets/style-"+hex.EncodeToString(sum[:5])+".css", text))
	}
	for i := range 6 {
		if r.IntN(4) > 0 {
			resources = append(resources, add(fmt.Sprintf("img/%d.svg", i), fmt.Sprintf("<svg><!-- %d --></svg>", r.IntN(2))))
		}
	}
	for i := range 12 {
		if r.IntN(3) > 0 {
			pages = append(pages, fmt.Sprintf("%c/page%d.html", 'a'+i%3, i))
		}
	}
	pages = append(pages, "index.html", "404.html")
	for _, page := range pages {
		up := strings.Repeat("../", strings.Count(page, "/"))
		text := fmt.Sprintf("<p>form %d</p>", r.IntN(2))
		for _, name := range slices.Concat(pages, resources) {
			if name != "404.html" && (r.IntN(2) == 0 || page == "index.html") {
				text += fmt.Sprintf(`<a href="%s%s">x</a>`, up, name)
			}
		}
		add(page, text)
	}
	add("feed.xml", strings.Join(pages, " "))
	return fsys
}

// held is what a target holds, by path, without what Handrail keeps for itself.
type held map[string]string

var named = regexp.MustCompile(`href="([^"]*)"`)

// broken lists what a reader can miss: a file that is not a page, and that any page names; and a page that is named by
// one that can be reached from the home page or from the pages that were known before.
func (h held) broken(known ...string) []string {
	var missing []string
	links := map[string][]string{}
	for name, text := range h {
		if !isPage(name) || name != plainName(name) {
			continue
		}
		for _, m := range named.FindAllStringSubmatch(text, -1) {
			to := path.Join(path.Dir(name), m[1])
			links[name] = append(links[name], to)
			if _, there := h[to]; !there && !isPage(to) {
				missing = append(missing, name+" names "+to)
			}
		}
	}
	seen := map[string]bool{}
	var visit func(name string)
	visit = func(name string) {
		if seen[name] {
			return
		}
		seen[name] = true
		for _, to := range links[name] {
			if _, there := h[to]; there {
				visit(to)
			} else if isPage(to) {
				missing = append(missing, name+" leads to "+to)
			}
		}
	}
	for _, name := range append(known, "index.html", "404.html") {
		if _, there := h[name]; there {
			visit(name)
		}
	}
	slices.Sort(missing)
	return missing
}

// hold reads all that a target holds.
func hold(t *testing.T, target *Target) held {
	t.Helper()
	ctx := context.Background()
	list, err := target.store.list(ctx, func(name string) bool { return !strings.HasPrefix(name, own) })
	if err != nil {
		t.Fatal(err)
	}
	h := held{}
	for name := range list {
		data, err := target.store.read(ctx, name)
		if err != nil {
			t.Fatal(err)
		}
		h[name] = string(data)
	}
	return h
}

// kept lists what Handrail keeps for itself in a target.
func kept(t *testing.T, target *Target) []string {
	t.Helper()
	list, err := target.store.list(context.Background(), func(name string) bool { return strings.HasPrefix(name, own) })
	if err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(maps.Keys(list))
}

// mustRun deploys a site.
func mustRun(t *testing.T, target *Target, fsys fstest.MapFS) Result {
	t.Helper()
	result, err := Run(context.Background(), target, fsys, names(fsys), options())
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// holds fails unless a target holds a site, and beside it only foreign files and assets that linger.
func holds(t *testing.T, target *Target, fsys fstest.MapFS, foreign ...string) {
	t.Helper()
	h := hold(t, target)
	for name, file := range fsys {
		if h[name] != string(file.Data) {
			t.Errorf("%s holds %q, and not %q", name, h[name], file.Data)
		}
	}
	for name := range h {
		if _, ours := fsys[plainName(name)]; !ours && !immutable(name) && !slices.Contains(foreign, name) {
			t.Errorf("%s is left over", name)
		}
	}
}

// TestBroken checks that the check finds what it is for.
func TestBroken(t *testing.T) {
	whole := held{"index.html": `href="a.html" href="s.css"`, "a.html": `href="index.html"`, "s.css": "", "new.html": `href="other.html"`}
	if got := whole.broken(); len(got) > 0 {
		t.Errorf("nothing that can be reached is missing, but: %v", got)
	}
	if got := whole.broken("new.html"); !slices.Equal(got, []string{"new.html leads to other.html"}) {
		t.Errorf("got %v", got)
	}
	delete(whole, "s.css")
	delete(whole, "a.html")
	if got := whole.broken(); !slices.Equal(got, []string{"index.html leads to a.html", "index.html names s.css"}) {
		t.Errorf("got %v", got)
	}
}
