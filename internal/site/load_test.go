package site_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"handrail/internal/cache"
	"handrail/internal/check"
	"handrail/internal/site"
	"handrail/internal/source"
)

var november = source.Date{Time: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}

// folder is the folder content/ of a site on the disk.
type folder struct {
	t     *testing.T
	dir   string
	clock time.Time // the time of the file that was written last, long past so that it can be trusted
}

// newFolder makes a site with something of each kind.
func newFolder(t *testing.T) *folder {
	f := &folder{t: t, dir: t.TempDir(), clock: time.Now().Add(-time.Hour).Truncate(time.Second)}
	for name, text := range map[string]string{
		"site.yaml":       "title: Site\nreading: {age: 30, sentence: 40}\n",
		"links.yaml":      "out: {address: \"https://example.org/x\", title: Out, checked: 2026-11}\n",
		"groups.csv":      "group\nLeeds\n",
		"glossary.yaml":   "words:\n- {word: PIN, means: A number., forms: [code], page: g/b.md#pin}\n- {word: to, means: Where it leads.}\n",
		"index.md":        "---\ntitle: Home\n---\nTo [a](g/a.md#part), to [out](link:out) and to [a file](g/form.pdf).\n",
		"g/index.md":      "---\ntitle: Guide\n---\n",
		"g/form.pdf":      "%PDF",
		"g/a.md":          "---\ntitle: Page A\nreviewed: 2026-10-01\nreview_every: 1 year\n---\n## Part\n\nTo [the rule](b.md#pin).\n",
		"g/b.md":          "---\ntitle: Page B\n---\n:::must {#pin applies=\"phone\"}\nSet a **PIN**.\n\nBecause of [A](a.md).\n:::\n\n![A line](line.svg)\n\n:::update {checked=\"2026-11\"}\nNew.\n:::\n",
		"g/line.svg":      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>`,
		"quizzes/q.md":    "---\ntitle: Quiz\n---\n## Which? {#which rules=\"pin\"}\n\n- [x] True\n- [ ] False\n  > No.\n\n> Yes.\n",
		"statements/s.md": "---\ntitle: S\nversion: 1\nfields:\n  group: {label: Your group}\nsubject: To {{group}}\nrules: [pin]\nchanges: [{version: 1, date: 2026-11-20, what: First.}]\n---\nHello {{group}}.\n",
		"checklists/l.md": "---\ntitle: List\nquestions:\n  - ask: How?\n    choose: many\n    options: [{topic: phone, label: We have a phone}]\n---\n",
	} {
		f.write(name, text)
	}
	return f
}

func (f *folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

func (f *folder) check(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

// write writes a file with a time that no other has.
func (f *folder) write(name, text string) {
	f.check(os.MkdirAll(filepath.Dir(f.path(name)), 0o755))
	f.check(os.WriteFile(f.path(name), []byte(text), 0o644))
	f.clock = f.clock.Add(time.Second)
	f.check(os.Chtimes(f.path(name), f.clock, f.clock))
}

// replace replaces a part of a file.
func (f *folder) replace(name, old, new string) {
	data, err := os.ReadFile(f.path(name))
	f.check(err)
	if !bytes.Contains(data, []byte(old)) {
		f.t.Fatalf("%s has no %q", name, old)
	}
	f.write(name, strings.Replace(string(data), old, new, 1))
}

func (f *folder) options(kept *cache.Cache) site.Options {
	return site.Options{Today: november, Examine: check.Texts(), Cache: kept}
}

// opened opens the cache in a folder; without one, nothing is kept.
func opened(t *testing.T, dir string) *cache.Cache {
	if dir == "" {
		return nil
	}
	c := cache.Open(filepath.Join(dir, "caches", "site"))
	c.Use("this program")
	t.Cleanup(c.Close)
	return c
}

// fresh is the site as it is read from nothing.
func (f *folder) fresh(today source.Date) string {
	f.t.Helper()
	return f.describe(site.NewLoader(os.DirFS(f.dir), f.options(nil)).Load(today))
}

// describe writes out all that others ask of a site.
func (f *folder) describe(s *site.Site, diags []source.Diagnostic) string {
	f.t.Helper()
	var b strings.Builder
	names := func(pages []*site.Page) (list []string) {
		for _, p := range pages {
			list = append(list, p.Address)
		}
		return list
	}
	plain := func(v any) string {
		text, err := json.Marshal(v)
		f.check(err)
		return string(text)
	}
	fmt.Fprintf(&b, "%s\n%s\n%s\n%v\n%v\n%s\n", plain(s.Config), plain(s.Links), plain(s.Retired)+plain(s.Glossary), slices.Sorted(maps.Keys(s.Files)), s.Indexes, plain(s.Groups))
	for _, name := range slices.Sorted(maps.Keys(s.Drawings)) {
		fmt.Fprintf(&b, "%s %+v\n", name, *s.Drawings[name])
	}
	for _, name := range slices.Sorted(maps.Keys(s.Pictures)) {
		fmt.Fprintf(&b, "%s %s\n", name, plain(s.Pictures[name]))
	}
	for _, p := range s.Pages {
		text, err := p.Text()
		f.check(err)
		fmt.Fprintf(&b, "%s %s %s %x under %v %v groups %d\n%s\n%q %q %+v %d %d %v %+v\n", p.Kind, p.Path, p.Address, p.Digest, p.Parent != nil, names(p.Children), len(s.GroupsOf(p)),
			plain(p.Front), p.Doc.Anchors, p.Doc.Dests, p.Doc.Images, len(p.Doc.Rules), p.Doc.Words, p.Doc.Age, p.Doc.Terms)
		fmt.Fprintf(&b, "%q %q %+v %+v\n", text.Body, text.Contents, text.Headings, text.Links)
		for _, block := range text.Blocks {
			fmt.Fprintf(&b, "%s %d %d %q %q\n", block.Kind, block.Rule, block.Update, block.Body, block.Other)
		}
		for _, field := range text.Fields {
			b.WriteString(field.Name + "\n")
		}
		if p.Quiz != nil {
			fmt.Fprintf(&b, "quiz %s %q\n", p.Quiz.Version(), p.Quiz.Intro)
		}
		fmt.Fprintf(&b, "%s %s\n", plain(p.Statement), plain(p.Checklist))
		for _, t := range s.Targets(p) {
			if t.Page != nil {
				fmt.Fprintf(&b, "to %s ", t.Page.Address)
			}
			if t.Named != nil {
				fmt.Fprintf(&b, "to %+v ", *t.Named)
			}
			fmt.Fprintf(&b, "%q %q %q %q %q %q\n", t.Anchor, t.File, t.Made, t.Address, t.Fault, t.Want)
		}
	}
	for _, r := range s.Rules {
		fmt.Fprintf(&b, "%+v %s %v %v of %d\n", *r.Rule, r.Page.Address, names(r.Acts), names(r.Fulfils), len(r.Questions))
	}
	f.check(source.WriteText(&b, source.Sort(append(diags, check.Run(s)...))))
	return b.String()
}

// TestReload: after each kind of change, the site is what it would be if it were read from nothing; with what was kept in memory, in a
// cache, and with both.
func TestReload(t *testing.T) {
	type change struct {
		edit    func(f *folder)
		changed []string
	}
	for name, c := range map[string]change{
		"a body":             {func(f *folder) { f.replace("g/a.md", "To [the", "And [the") }, []string{"g/a.md"}},
		"a title, same size": {func(f *folder) { f.replace("g/a.md", "Page A", "Side A") }, []string{"g/a.md"}},
		"a rule":             {func(f *folder) { f.replace("g/b.md", "must {#pin", "should {#pin repeat=\"monthly\"") }, []string{"g/b.md"}},
		"a rule's name":      {func(f *folder) { f.replace("g/b.md", "#pin", "#code") }, []string{"g/b.md"}},
		"two files":          {func(f *folder) { f.replace("g/a.md", "A", "X"); f.replace("g/b.md", "B", "Y") }, []string{"g/a.md", "g/b.md"}},
		"broken front":       {func(f *folder) { f.replace("g/a.md", "---\n##", "##") }, []string{"g/a.md"}},
		"not text":           {func(f *folder) { f.write("g/a.md", "\xff") }, []string{"g/a.md"}},
		"a draft":            {func(f *folder) { f.replace("g/b.md", "title", "draft: true\ntitle") }, []string{"g/b.md"}},
		"a new file":         {func(f *folder) { f.write("g/c.md", "---\ntitle: C\n---\nTo [A](a.md).\n") }, []string{"g/c.md"}},
		"a new folder":       {func(f *folder) { f.write("h/c.md", "---\ntitle: C\n---\n") }, []string{"h", "h/c.md"}},
		"a removed file":     {func(f *folder) { f.check(os.Remove(f.path("g/a.md"))) }, []string{"g/a.md"}},
		"a renamed folder":   {func(f *folder) { f.check(os.Rename(f.path("g"), f.path("h"))) }, []string{"g", "h"}},
		"a folder of quizzes": {func(f *folder) { f.check(os.Rename(f.path("g"), f.path("checklists/g"))) },
			[]string{"g", "checklists/g"}},
		"a file for a page": {func(f *folder) {
			f.check(os.Remove(f.path("g/a.md")))
			f.check(os.Mkdir(f.path("g/a.md"), 0o755))
		}, []string{"g/a.md"}},
		"reading limits":   {func(f *folder) { f.write("site.yaml", "title: Site\nreading: {age: 4, sentence: 1}\n") }, []string{"site.yaml"}},
		"the site's title": {func(f *folder) { f.write("site.yaml", "title: Other\nreading: {age: 30, sentence: 40}\n") }, []string{"site.yaml"}},
		"links.yaml":       {func(f *folder) { f.replace("links.yaml", "/x", "/y") }, []string{"links.yaml"}},
		"no links.yaml":    {func(f *folder) { f.check(os.Remove(f.path("links.yaml"))) }, []string{"links.yaml"}},
		"retired.yaml":     {func(f *folder) { f.write("retired.yaml", "pin: a rule, until 2025\n") }, []string{"retired.yaml"}},
		"a meaning":        {func(f *folder) { f.replace("glossary.yaml", "A number", "Some digits") }, []string{"glossary.yaml"}},
		"a form":           {func(f *folder) { f.replace("glossary.yaml", "[code]", "[pin, new]") }, []string{"glossary.yaml"}},
		"no glossary.yaml": {func(f *folder) { f.check(os.Remove(f.path("glossary.yaml"))) }, []string{"glossary.yaml"}},
		"groups.csv":       {func(f *folder) { f.write("groups.csv", "group\nYork\nHull\n") }, []string{"groups.csv"}},
		"a drawing":        {func(f *folder) { f.replace("g/line.svg", "h9", "h8") }, []string{"g/line.svg"}},
		"a picture":        {func(f *folder) { f.replace("g/line.svg", "h9", "h9\" style=\"fill:red") }, []string{"g/line.svg"}},
		"a broken picture": {func(f *folder) { f.write("g/photo.jpg", "") }, []string{"g/photo.jpg"}},
		"a limit": {func(f *folder) {
			f.write("site.yaml", "title: Site\nreading: {age: 30, sentence: 40}\npictures: {width: 5}\n")
		}, []string{"site.yaml"}},
		"a file beside": {func(f *folder) { f.check(os.Remove(f.path("g/form.pdf"))) }, []string{"g/form.pdf"}},
		"a quiz":        {func(f *folder) { f.replace("quizzes/q.md", "Which?", "What?") }, []string{"quizzes/q.md"}},
		"a statement":   {func(f *folder) { f.replace("statements/s.md", "Hello", "Dear") }, []string{"statements/s.md"}},
		"a checklist":   {func(f *folder) { f.replace("checklists/l.md", "phone, label", "tablet, label") }, []string{"checklists/l.md"}},
	} {
		for _, way := range []string{"memory", "cache", "memory and cache"} {
			t.Run(name+", "+way, func(t *testing.T) {
				t.Parallel()
				f, dir := newFolder(t), ""
				if way != "memory" {
					dir = t.TempDir()
				}
				kept := opened(t, dir)
				loader := site.NewLoader(os.DirFS(f.dir), f.options(kept))
				before := f.describe(loader.Load(november))
				if want := f.fresh(november); before != want {
					f.differ(before, want)
				}
				c.edit(f)
				var got string
				if way == "cache" {
					kept.Close()
					loader = site.NewLoader(os.DirFS(f.dir), f.options(opened(t, dir)))
					got = f.describe(loader.Load(november))
				} else {
					got = f.describe(loader.Reload(november, c.changed))
				}
				want := f.fresh(november)
				if want == before {
					t.Fatal("the change changed nothing")
				}
				f.differ(got, want)
				f.differ(f.describe(loader.Reload(november, nil)), want) // again, with no change
				f.differ(f.describe(loader.Load(november)), want)
			})
		}
	}
}

// differ fails with the first line in which two descriptions differ.
func (f *folder) differ(got, want string) {
	f.t.Helper()
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			f.t.Fatalf("line %d\ngot  %q\nwant %q", i+1, a[min(i, len(a)-1)], b[min(i, len(b)-1)])
		}
	}
}

// TestReloadLink: a page that is a link to another one changes with it, though nobody names it.
func TestReloadLink(t *testing.T) {
	f := newFolder(t)
	f.check(os.Symlink("b.md", f.path("g/z.md")))
	loader := site.NewLoader(os.DirFS(f.dir), f.options(nil))
	before := f.describe(loader.Load(november))
	f.replace("g/b.md", "title: ", "title: Also ")
	want := f.fresh(november)
	if strings.Count(want, "Also") < 2 || want == before {
		t.Fatal("the change does not reach both pages")
	}
	f.differ(f.describe(loader.Reload(november, []string{"g/b.md"})), want)
}

// TestReloadOnAnotherDay: what a day changes, it changes without any file.
func TestReloadOnAnotherDay(t *testing.T) {
	f := newFolder(t)
	loader := site.NewLoader(os.DirFS(f.dir), f.options(opened(t, t.TempDir())))
	before := f.describe(loader.Load(november))
	later := source.Date{Time: november.AddDate(1, 0, 0)}
	got := f.describe(loader.Reload(later, nil))
	if got == before {
		t.Error("no page is overdue a year later")
	}
	f.differ(got, f.fresh(later))
}

// counted is a folder that counts how often each of its files is opened.
type counted struct {
	fs.FS
	mu     sync.Mutex
	opened map[string]int
}

func (c *counted) Open(name string) (fs.File, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.opened[name]++
	return c.FS.Open(name)
}

// Stat and ReadDir say of a file what a system says that does not know when it was last changed: here, each was made a moment ago.
func (c *counted) Stat(name string) (fs.FileInfo, error) { return timeAlone(fs.Stat(c.FS, name)) }

func (c *counted) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(c.FS, name)
	for i, entry := range entries {
		entries[i] = entryAlone{entry}
	}
	return entries, err
}

type entryAlone struct{ fs.DirEntry }

func (e entryAlone) Info() (fs.FileInfo, error) { return timeAlone(e.DirEntry.Info()) }

type infoAlone struct{ fs.FileInfo }

func (infoAlone) Sys() any { return nil }

func timeAlone(info fs.FileInfo, err error) (fs.FileInfo, error) { return infoAlone{info}, err }

// TestUnchangedIsNotRead: a page whose file has not changed is read only once: by the same Loader, and by a later one that has its
// cache. A file that changed a moment ago is read each time, as it could change again within the same step of its clock.
func TestUnchangedIsNotRead(t *testing.T) {
	f, dir := newFolder(t), t.TempDir()
	content := &counted{FS: os.DirFS(f.dir), opened: map[string]int{}}
	load := func(loader *site.Loader) map[string]int {
		content.opened = map[string]int{}
		loader.Load(november)
		return content.opened
	}
	kept := opened(t, dir)
	loader := site.NewLoader(content, f.options(kept))
	if n := load(loader)["g/a.md"]; n != 1 {
		t.Errorf("a page is read %d times at first", n)
	}
	if n := load(loader)["g/a.md"]; n != 0 {
		t.Errorf("a page that has not changed is read %d times", n)
	}
	kept.Close()
	later := site.NewLoader(content, f.options(opened(t, dir)))
	if n := load(later)["g/a.md"]; n != 0 {
		t.Errorf("with its cache, a page that has not changed is read %d times", n)
	}
	now := time.Now()
	f.check(os.Chtimes(f.path("g/a.md"), now, now))
	for range 2 {
		if got := load(later); got["g/a.md"] != 1 || got["g/b.md"] != 0 {
			t.Errorf("after one page changed just now: %v", got)
		}
	}
	content.opened = map[string]int{}
	if later.Reload(november, []string{"g/b.md"}); content.opened["g/b.md"] != 1 || content.opened["g/a.md"] != 0 {
		t.Errorf("after a change of one page was named: %v", content.opened)
	}
}

// TestDamagedCache: whatever happens to the cache, the site is the same as without one.
func TestDamagedCache(t *testing.T) {
	f, dir := newFolder(t), filepath.Join(t.TempDir(), "caches", "site")
	want := f.fresh(november)
	rng := rand.New(rand.NewPCG(1, 0))
	for i := range 60 {
		kept := cache.Open(dir)
		kept.Use("this program")
		f.differ(f.describe(site.NewLoader(os.DirFS(f.dir), f.options(kept)).Load(november)), want)
		kept.Close()
		names, err := filepath.Glob(filepath.Join(dir, "*"))
		f.check(err)
		name := names[rng.IntN(len(names))]
		data, err := os.ReadFile(name)
		f.check(err)
		switch at := rng.IntN(len(data)); i % 3 {
		case 0:
			data[at] ^= 1 << rng.IntN(8)
			err = os.WriteFile(name, data, 0o600)
		case 1:
			err = os.Truncate(name, int64(at))
		default:
			err = os.Remove(name)
		}
		f.check(err)
	}
}

// TestTextWithoutItsCache: the text of a page that the cache has lost is read from its source; and is refused when that is no
// longer the source that the site was loaded from.
func TestTextWithoutItsCache(t *testing.T) {
	f, dir := newFolder(t), t.TempDir()
	s, _ := site.NewLoader(os.DirFS(f.dir), f.options(opened(t, dir))).Load(november)
	want, err := s.ByPath["g/b.md"].Text()
	f.check(err)
	packs, err := filepath.Glob(filepath.Join(dir, "caches", "site", "*.pack"))
	f.check(err)
	if len(packs) == 0 {
		t.Fatal("nothing was kept")
	}
	for _, name := range packs {
		f.check(os.Truncate(name, 10))
	}
	got, err := s.ByPath["g/b.md"].Text()
	f.check(err)
	if fmt.Sprintf("%q %+v", got.Body, got.Links) != fmt.Sprintf("%q %+v", want.Body, want.Links) || len(got.Body) == 0 {
		t.Errorf("got %q, want %q", got.Body, want.Body)
	}
	f.replace("g/b.md", "PIN", "PUK")
	if _, err := s.ByPath["g/b.md"].Text(); err == nil || !strings.Contains(err.Error(), "content/g/b.md changed while the site was built") {
		t.Errorf("a source that changed returns %v", err)
	}
}

// TestManyGroups: a site makes statements for a limited number of groups, and says so at the first beyond it.
func TestManyGroups(t *testing.T) {
	const maxGroups = 10_000
	for more, want := range map[int]string{0: "", 1: "this table has 10001 groups, and a site makes the statements of at most 10000"} {
		var table strings.Builder
		table.WriteString("group\n")
		for i := range maxGroups + more {
			fmt.Fprintf(&table, "Group %d\n", i)
		}
		fsys := fstest.MapFS{"site.yaml": {Data: []byte("title: T\n")}, "groups.csv": {Data: []byte(table.String())}, "index.md": {Data: []byte("---\ntitle: T\n---\nText.\n")},
			"statements/s.md": {Data: []byte("---\ntitle: S\nversion: 1\nfields:\n  group: {label: Your group}\nchanges: [{version: 1, date: 2026-11-20, what: First.}]\n---\nWe are {{group}}.\n")}}
		s, diags := site.Load(fsys, site.Options{})
		got := ""
		for _, d := range diags {
			if d.Check == "groups" {
				got = d.Message
				if d.Line != maxGroups+2 {
					t.Errorf("the report is of line %d", d.Line)
				}
			}
		}
		if got != want || more == 0 && len(s.Groups) != maxGroups {
			t.Errorf("of %d groups, %d are read, and %q is reported", maxGroups+more, len(s.Groups), got)
		}
	}
}
