package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"handrail/internal/source"
)

const sawNothing = "see that nothing has changed"

// rebuilder builds a site again and again.
type rebuilder struct {
	t                *testing.T
	dir, out, caches string
}

// build builds the site, and returns what it says on each stream. It holds whether the build saw at once that it had nothing to do.
func (r rebuilder) build(what string, nothing bool, more ...string) (stdout, stderr string) {
	r.t.Helper()
	cmd := command(r.caches, append([]string{"build", r.dir, "--out", r.out, "--timings"}, more...)...)
	var said strings.Builder
	cmd.Stderr = &said
	if what == "on another day" {
		cmd.Env = append(cmd.Env, "SOURCE_DATE_EPOCH=1795392000")
	}
	out, err := cmd.Output()
	if err != nil {
		r.t.Fatalf("%s: %v\n%s", what, err, said.String())
	}
	stderr, timings, _ := strings.Cut(said.String(), " ms  ")
	if saw := strings.Contains(timings, sawNothing); saw != nothing {
		r.t.Errorf("%s: that the build saw that nothing has changed is %v\n%s", what, saw, said.String())
	}
	if nothing && !strings.Contains(string(out), "(0 written, ") {
		r.t.Errorf("%s: %s", what, out)
	}
	return string(out), stderr[:strings.LastIndexByte(stderr, '\n')+1]
}

// settle waits until a change of any source of the site shows in its stamp.
func (r rebuilder) settle() {
	r.t.Helper()
	for settled := false; !settled; {
		settled = true
		err := filepath.WalkDir(r.dir, func(_ string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			info, err := entry.Info()
			settled = settled && err == nil && source.StampOf(info).Settled()
			return err
		})
		if err != nil {
			r.t.Fatal(err)
		}
		if !settled {
			time.Sleep(50 * time.Millisecond)
		}
	}
}

func (r rebuilder) write(name, text string) {
	r.t.Helper()
	write(r.t, filepath.Join(r.dir, filepath.FromSlash(name)), text)
}

const changedPage = "---\ntitle: A page\nsummary: A page.\n---\n\nWords with [a link](link:nowhere-yet) in them.\n"

// partPage is the page of a part of the site.
func partPage() string { return strings.Replace(changedPage, "A page", "Another", 1) }

// newRebuilder makes a small site with a warning.
func newRebuilder(t *testing.T) rebuilder {
	t.Helper()
	r := rebuilder{t, t.TempDir(), filepath.Join(t.TempDir(), "public"), t.TempDir()}
	r.write("content/site.yaml", "title: Site\n")
	r.write("content/index.md", "---\ntitle: Home\nsummary: Home.\n---\n\nHome.\n")
	r.write("content/page.md", changedPage)
	r.write("content/part/index.md", "---\ntitle: Part\nsummary: Part.\n---\n\nPart.\n")
	r.write("content/part/page.md", partPage())
	r.write("content/links.yaml", "nowhere-yet:\n  title: Nowhere\n  ask: Ask the office.\n")
	return r
}

// TestUnchanged builds a site again after nothing has changed, when it says the same as before, and after each thing that a build depends on has:
// then it looks again.
func TestUnchanged(t *testing.T) {
	t.Parallel()
	r := newRebuilder(t)
	r.settle()
	_, warned := r.build("at first", false)
	out, again := r.build("nothing has changed", true)
	if again != warned || !strings.Contains(warned, "content/links.yaml:1:1: warning") || !strings.Contains(out, ", with 1 warning.") {
		t.Errorf("the second build says\n%s%s\nand the first\n%s", again, out, warned)
	}

	r.build("with drafts", false, "--drafts")
	r.build("without drafts again", false)
	r.build("on another day", false)
	r.build("that day again", false)
	r.build("for a host", false, "--host", "nginx")
	r.build("for no host", false)
	r.build("nothing has changed since", true)

	for name, change := range map[string]func(name string) error{
		"index.html is changed":  func(name string) error { return os.WriteFile(name, []byte("changed"), 0o666) },
		"page.html is gone":      os.Remove,
		"part/page.html is gone": os.Remove,
		"search.html is another": func(name string) error { return os.Rename(filepath.Join(r.out, "kept.html"), name) },
		"new.html is not ours":   func(name string) error { return os.WriteFile(name, []byte("ours"), 0o666) },
	} {
		file, _, _ := strings.Cut(name, " ")
		if err := change(filepath.Join(r.out, file)); err != nil {
			t.Fatal(err)
		}
		r.build(name, false)
		r.build(name+", and has been seen", true)
	}
	r.holds("index.html", "Home")
}

// TestChanged changes a source of each kind.
func TestChanged(t *testing.T) {
	t.Parallel()
	changes := map[string]string{
		"content/page.md":               strings.Replace(changedPage, "Words", "Terms", 1), // of the same size
		"content/part/page.md":          strings.Replace(partPage(), "Words", "Terms", 1),
		"content/other.md":              changedPage,
		"content/site.yaml":             "title: Seat\n",
		"content/links.yaml":            "nowhere-yet:\n  title: Nowhere\n  ask: Ask the others.\n",
		"templates/strings/en-GB.yaml":  "search:\n  title: Look for something\n",
		"templates/layouts/strange.txt": "Nobody reads this.\n",
	}
	sites := map[string]rebuilder{}
	for name := range changes {
		sites[name] = newRebuilder(t)
	}
	for name, r := range sites { // all wait at once
		r.settle()
		r.build("at first", false)
		r.write(name, changes[name])
	}
	for name, r := range sites {
		r.settle()
		r.build(name+" is new", false)
		r.build(name+" stays", true)
	}
	sites["content/page.md"].holds("page.html", "Terms")
	sites["content/site.yaml"].holds("page.html", "Seat")
	r := sites["content/other.md"]
	if err := os.Remove(filepath.Join(r.dir, "content", "other.md")); err != nil {
		t.Fatal(err)
	}
	r.build("a page is gone", false)
}

// holds fails unless a page has some words.
func (r rebuilder) holds(page, words string) {
	r.t.Helper()
	if text, err := os.ReadFile(filepath.Join(r.out, page)); err != nil || !strings.Contains(string(text), words) {
		r.t.Errorf("%s does not hold %q: %v", page, words, err)
	}
}

// TestUnchangedMistakes: a build that goes wrong is not kept: each time the mistake is reported.
func TestUnchangedMistakes(t *testing.T) {
	t.Parallel()
	dir, caches := t.TempDir(), t.TempDir()
	r := rebuilder{t, dir, filepath.Join(t.TempDir(), "public"), caches}
	r.write("content/site.yaml", "title: Site\n")
	r.write("content/index.md", "---\ntitle: Home\nsummary: Home.\n---\n\nSee [a page](none.md).\n")
	r.settle()
	for range 2 {
		out, err := command(caches, "build", dir, "--out", r.out).CombinedOutput()
		if err == nil || !strings.Contains(string(out), "none.md") {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

// unreadable is a folder in which the folder part cannot be read.
type unreadable struct{ fstest.MapFS }

func (u unreadable) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "part" {
		return nil, fs.ErrPermission
	}
	return u.MapFS.ReadDir(name)
}

// TestListUnreadable: a folder that cannot be read is not taken for an empty one, as nothing in it would be seen to change.
func TestListUnreadable(t *testing.T) {
	t.Parallel()
	if _, _, err := list(unreadable{fstest.MapFS{"part/a.md": {}, "z/b.md": {}}}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("the error is %v", err)
	}
}
