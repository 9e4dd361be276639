package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"handrail/internal/serve"
)

var (
	every = flag.Bool("every", false, "edit sites and kill processes more often, and try each script")
	edits = flag.Int("edits", 0, "how many random edits TestRebuild makes; 0 is 20, or 40 with -every")
	seed  = flag.Uint64("seed", 1, "where its random numbers start")
)

// TestRebuild makes random edits to a site with something of each kind. After each one, what an incremental build leaves, in the
// same folder and with the same cache, is byte for byte what a build from nothing makes, and reports the same. So is what the
// development server shows when it is given the files that changed.
//
//	go test ./cmd/handrail -run TestRebuild -edits 5000 -seed 7
func TestRebuild(t *testing.T) {
	e, edits := newEditor(t), howMany(*edits, 20, 40)
	for i := range edits {
		for range 1 + e.random.IntN(2) {
			kind := e.next()
			e.done = append(e.done, kind.name)
			kind.edit(e)
		}
		if e.compare(); t.Failed() {
			t.Fatalf("after edit %d of seed %d: %s", i+1, *seed, strings.Join(e.done[max(0, len(e.done)-12):], ", "))
		}
	}
	if t.Logf("%d comparisons of sites without mistakes", e.builds); e.builds < edits/2 {
		t.Error("most of the sites had mistakes, so little was compared")
	}
}

// howMany is the number that a flag gives, or where that is 0 the usual one; with -every that of make sweep.
func howMany(given, usual, sweep int) int {
	switch {
	case given > 0:
		return given
	case *every:
		return sweep
	}
	return usual
}

// editor edits a site and builds it.
type editor struct {
	t      *testing.T
	random *rand.Rand
	dir    string // of the site
	out    string // that is built again and again
	caches string

	cleanCaches string // of builds from nothing: scripts and styles alone, which take long to bundle

	day     time.Time
	stamp   time.Time // of the next file that is written: each has a time of its own, long ago
	count   int
	changed map[string]bool // paths since the last comparison, as a watcher reports them
	served  *editing
	kinds   []kindOfEdit // that are still to come
	done    []string
	builds  int // that succeeded
}

type kindOfEdit struct {
	name string
	edit func(*editor)
}

func newEditor(t *testing.T) *editor {
	e := &editor{t: t, random: rand.New(rand.NewPCG(*seed, 0)), dir: t.TempDir(), out: filepath.Join(t.TempDir(), "public"), caches: t.TempDir(), cleanCaches: t.TempDir(),
		day: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), stamp: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), changed: map[string]bool{}}
	for name, text := range startingSite() {
		e.write(name, text)
	}
	e.compare()
	if t.Failed() || e.builds == 0 {
		t.Fatal("the site cannot be built")
	}
	return e
}

// next is a kind of edit at random. None comes again before all others have come, so that a short run has each.
func (e *editor) next() kindOfEdit {
	if len(e.kinds) == 0 {
		e.kinds = kindsOfEdits()
		e.random.Shuffle(len(e.kinds), func(a, b int) { e.kinds[a], e.kinds[b] = e.kinds[b], e.kinds[a] })
	}
	kind := e.kinds[0]
	e.kinds = e.kinds[1:]
	return kind
}

// write writes a file of the site, at a time that no other has.
func (e *editor) write(name, text string) {
	e.t.Helper()
	file := filepath.Join(e.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
	e.touch(name)
}

func (e *editor) touch(name string) {
	e.stamp = e.stamp.Add(time.Second)
	if err := os.Chtimes(filepath.Join(e.dir, filepath.FromSlash(name)), e.stamp, e.stamp); err != nil {
		e.t.Fatal(err)
	}
	e.changed[name] = true
}

func (e *editor) read(name string) string {
	text, err := os.ReadFile(filepath.Join(e.dir, filepath.FromSlash(name)))
	if err != nil {
		e.t.Fatal(err)
	}
	return string(text)
}

func (e *editor) remove(name string) {
	if err := os.RemoveAll(filepath.Join(e.dir, filepath.FromSlash(name))); err != nil {
		e.t.Fatal(err)
	}
	e.changed[name] = true
}

// pages are the markdown files in a folder of the site, and below it.
func (e *editor) pages(folder string) []string {
	var names []string
	for name := range tree(e.t, filepath.Join(e.dir, folder)) {
		if strings.HasSuffix(name, ".md") {
			names = append(names, folder+"/"+name)
		}
	}
	slices.Sort(names)
	return names
}

func (e *editor) any(names []string) string { return names[e.random.IntN(len(names))] }

// word is a word that was never used before, of the same length each time: so files can keep their size.
func (e *editor) word() string {
	e.count++
	return fmt.Sprintf("word%05d", e.count)
}

// replace replaces what a line of a file has after a key.
func (e *editor) replace(name, key, value string) {
	lines := strings.Split(e.read(name), "\n")
	for i, line := range lines {
		if before, _, found := strings.Cut(line, key); found {
			lines[i] = before + key + value
			break
		}
	}
	e.write(name, strings.Join(lines, "\n"))
}

// tree is every file below a folder, by its path; the list that a build keeps is left out.
func tree(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == ".handrail.json" {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)], err = os.ReadFile(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// build runs the command; it returns what that reports as wrong, and whether it built.
func (e *editor) build(out string) (reported string, built bool) {
	var stdout, stderr bytes.Buffer
	code := run([]string{"build", e.dir, "--out", out}, nil, &stdout, &stderr)
	if code == exitFailed {
		e.t.Fatalf("the build could not run: %s", &stderr)
	}
	reported, _, _ = strings.Cut(stderr.String(), "Nothing was built")
	return reported, code == 0
}

// compare builds again and from nothing, and compares the two; and a server that goes on with a new one.
func (e *editor) compare() {
	e.t.Helper()
	e.t.Setenv("SOURCE_DATE_EPOCH", strconv.FormatInt(e.day.Unix(), 10))
	e.t.Setenv("XDG_CACHE_HOME", e.caches)
	reported, built := e.build(e.out)
	again := e.serve()
	e.t.Setenv("XDG_CACHE_HOME", e.cleanCaches)
	if err := os.RemoveAll(filepath.Join(e.cleanCaches, "handrail", e.served.src.cacheName())); err != nil {
		e.t.Fatal(err)
	}
	clean := filepath.Join(e.t.TempDir(), "public")
	cleanReported, cleanBuilt := e.build(clean)
	if reported != cleanReported || built != cleanBuilt {
		e.t.Errorf("a build again says (built: %v)\n%s\nand one from nothing (built: %v)\n%s", built, reported, cleanBuilt, cleanReported)
	}
	fresh := &editing{dir: e.dir}
	if err := fresh.open(); err != nil {
		e.t.Fatal(err)
	}
	defer fresh.src.closeCaches()
	snapshot, _, err := fresh.snapshot(nil)
	if err != nil {
		e.t.Fatal(err)
	}
	if len(again.Problems) != len(snapshot.Problems) {
		e.t.Errorf("the server that goes on reports %v, and a new one %v", again.Problems, snapshot.Problems)
	}
	if built && cleanBuilt {
		e.builds++
		want := tree(e.t, clean)
		same(e.t, "a build again", tree(e.t, e.out), want)
		paths := slices.Sorted(maps.Keys(want))
		paths = slices.DeleteFunc(paths, func(path string) bool { return strings.HasSuffix(path, ".png") }) // no server keeps icons, and drawing is slow
		same(e.t, "the server", shown(e.t, again, paths), shown(e.t, snapshot, paths))
	}
}

// serve gives the server that goes on what changed, and returns what it shows.
func (e *editor) serve() serve.Snapshot {
	paths := slices.Sorted(maps.Keys(e.changed))
	if e.served == nil {
		e.served, paths = &editing{dir: e.dir}, nil
		if err := e.served.open(); err != nil {
			e.t.Fatal(err)
		}
		e.t.Cleanup(func() { e.served.src.closeCaches() })
	}
	clear(e.changed)
	snapshot, _, err := e.served.snapshot(paths)
	if err != nil {
		e.t.Fatal(err)
	}
	return snapshot
}

// shown is what a server shows at some paths.
func shown(t *testing.T, snapshot serve.Snapshot, paths []string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, path := range paths {
		var data bytes.Buffer
		found, err := snapshot.Write(path, &data)
		if !found || err != nil {
			t.Errorf("the server has no %s: %v", path, err)
		}
		files[path] = data.Bytes()
	}
	return files
}

func same(t *testing.T, who string, got, want map[string][]byte) {
	t.Helper()
	for path, data := range want {
		if there, ok := got[path]; !ok {
			t.Errorf("%s has no %s", who, path)
		} else if !bytes.Equal(there, data) {
			t.Errorf("%s has another %s:\n%s", who, path, firstDifference(there, data))
		}
	}
	for path := range got {
		if _, ok := want[path]; !ok {
			t.Errorf("%s still has %s", who, path)
		}
	}
}

// firstDifference is where two texts begin to differ.
func firstDifference(got, want []byte) string {
	at := 0
	for at < len(got) && at < len(want) && got[at] == want[at] {
		at++
	}
	from := max(0, at-80)
	return fmt.Sprintf("got  …%q\nwant …%q", got[from:min(len(got), at+80)], want[from:min(len(want), at+80)])
}

// TestLayoutMistakeStays: a mistake in a layout is reported until it is fixed, whatever else is saved meanwhile.
func TestLayoutMistakeStays(t *testing.T) {
	e := newEditor(t)
	e.serve()
	e.write("templates/layouts/page.html", `{{define "main"}}{{.Nothing}}{{end}}`)
	if len(e.serve().Problems) == 0 {
		t.Fatal("the mistake is not reported")
	}
	e.touch("content/guide/c.md")
	if len(e.serve().Problems) == 0 {
		t.Error("the mistake is forgotten after a page is saved")
	}
	e.write("templates/layouts/page.html", `{{define "main"}}{{.Body}}{{end}}`)
	if reported := e.serve().Problems; len(reported) > 0 {
		t.Errorf("the mistake is fixed, and still reported: %v", reported)
	}
}

// TestLastGood: while a source has a mistake, what was good before is still shown, whatever else is saved; and a page whose source
// has changed meanwhile is an error, not the end of the program.
func TestLastGood(t *testing.T) {
	e := newEditor(t)
	page := "content/guide/c.md"
	good, text := e.serve(), e.read(page)
	before := shown(t, good, []string{"guide/c.html", "guide/a.html", "rules.html"})
	e.write(page, text+"\n[nowhere](nowhere.md)\n")
	if len(e.serve().Problems) == 0 {
		t.Fatal("the mistake is not reported")
	}
	e.write("templates/layouts/page.html", `{{define "main"}}{{.Body}}{{end}}`)
	e.serve()
	e.touch(page)
	same(t, "the last good site", shown(t, good, []string{"guide/c.html", "guide/a.html", "rules.html"}), before)

	if err := os.RemoveAll(filepath.Join(e.caches, "handrail")); err != nil {
		t.Fatal(err)
	}
	e.served.src.closeCaches()
	for _, path := range []string{"guide/c.html", "rules.html", "handbook.html"} {
		if found, err := good.Write(path, io.Discard); !found || err == nil || !strings.Contains(err.Error(), "changed while the site was built") {
			t.Errorf("%s, whose text is lost: %v", path, err)
		}
	}
}
