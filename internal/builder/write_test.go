package builder

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handrail/internal/output"
)

// TestWriteExchange: what was a file becomes a folder, and the other way round, at the top and further down.
func TestWriteExchange(t *testing.T) {
	dir := t.TempDir()
	files := []Output{out("d/x", "1", "X"), out("d/y.html", "1", "Y"), out("x.html", "1", "X"), out("z", "1", "Z")}
	folders := []Output{out("d/x/a/b.txt", "2", "B"), out("d/y.html/index.html", "2", "Y"), out("x.html/index.html", "2", "X"), out("z/s.css", "2", "S")}
	for range 2 {
		write(t, dir, files...)
		if got := tree(t, dir); got != "d/x=X d/y.html=Y x.html=X z=Z " {
			t.Fatalf("files: %s", got)
		}
		if r := write(t, dir, folders...); r.Written != 4 || r.Removed != 4 {
			t.Errorf("%+v", r)
		}
		if got := tree(t, dir); got != "d/x/a/b.txt=B d/y.html/index.html=Y x.html/index.html=X z/s.css=S " {
			t.Fatalf("folders: %s", got)
		}
	}
	mine := filepath.Join(dir, "x.html", "mine.txt")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	before := tree(t, dir)
	if _, err := Write(dir, files, nil); err == nil || !strings.Contains(err.Error(), mine+" was not written by Handrail") {
		t.Errorf("a file of somebody else in such a folder: %v", err)
	}
	if got := tree(t, dir); got != before {
		t.Errorf("the folder has %s", got)
	}
	if _, err := Write(t.TempDir(), append(files, folders...), nil); err == nil || !strings.Contains(err.Error(), "rename one of them") {
		t.Errorf("both at once: %v", err)
	}
}

// TestWriteLinks: nothing is written or removed where a link within the folder leads. A link in the place of a file is replaced,
// and the folder itself may be one.
func TestWriteLinks(t *testing.T) {
	real, elsewhere := t.TempDir(), t.TempDir()
	dir := filepath.Join(t.TempDir(), "public")
	link := func(to, from string) {
		t.Helper()
		if err := os.Symlink(to, from); err != nil {
			t.Fatal(err)
		}
	}
	link(real, dir)
	write(t, dir, out("d/a.html", "1", "A"), out("b.html", "1", "B"))
	if err := os.Rename(filepath.Join(dir, "d", "a.html"), filepath.Join(elsewhere, "a.html")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "d")); err != nil {
		t.Fatal(err)
	}
	link(elsewhere, filepath.Join(dir, "d"))
	for _, outputs := range [][]Output{{out("b.html", "1", "B")}, {out("d/a.html", "2", "AA")}, {out("d/e/f.html", "1", "F")}} {
		var linked *output.LinkError
		if _, err := Write(dir, outputs, nil); !errors.As(err, &linked) || linked.Path != filepath.Join(dir, "d") {
			t.Errorf("got %v", err)
		}
	}
	if got := tree(t, elsewhere); got != "a.html=A " {
		t.Errorf("elsewhere there is now %s", got)
	}
	if err := os.Remove(filepath.Join(dir, "d")); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(elsewhere, "other")
	if err := os.WriteFile(other, []byte("B"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "b.html")); err != nil {
		t.Fatal(err)
	}
	link(other, filepath.Join(dir, "b.html"))
	write(t, dir, out("b.html", "1", "B"))
	if info, err := os.Lstat(filepath.Join(dir, "b.html")); err != nil || !info.Mode().IsRegular() || tree(t, elsewhere) != "a.html=A other=B " {
		t.Errorf("the link is still there: %v, %v", info, err)
	}
}

// TestWriteTraps: where Handrail writes its own files first, somebody has put links. None is followed, and the build ends as it would
// without them. The lock is the one that cannot be replaced, as another build may hold it.
func TestWriteTraps(t *testing.T) {
	for _, name := range []string{".handrail-new-index.html", ".handrail-new-.handrail.json", ".handrail-new", ".handrail.json", "d/.handrail-new-a.html"} {
		dir, elsewhere := t.TempDir(), t.TempDir()
		victim := filepath.Join(elsewhere, "victim")
		if err := os.WriteFile(victim, []byte("{}"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(dir, "d"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(victim, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
		_, err := Write(dir, []Output{out("index.html", "1", "I"), out("d/a.html", "1", "A"), out("new/b.html", "1", "B")}, nil)
		if name == Manifest { // it is read first, and what a link would say of our files is not ours
			if err == nil {
				t.Errorf("%s: the list of what was built was read elsewhere", name)
			}
		} else if got := tree(t, dir); err != nil || got != "d/a.html=A index.html=I new/b.html=B " {
			t.Errorf("%s: %v, and the folder has %s", name, err, got)
		}
		if got := tree(t, elsewhere); got != "victim={} " {
			t.Errorf("%s: elsewhere there is now %s", name, got)
		}
	}
	dir, elsewhere := t.TempDir(), t.TempDir()
	if err := os.Symlink(filepath.Join(elsewhere, "made"), filepath.Join(dir, LockName)); err != nil {
		t.Fatal(err)
	}
	var linked *output.LinkError
	if _, _, err := Lock(dir); !errors.As(err, &linked) || tree(t, elsewhere) != "" {
		t.Errorf("the lock: %v, and elsewhere there is %s", err, tree(t, elsewhere))
	}
}

// TestWriteListNames: a list of what was built that somebody has changed removes nothing but files of a site.
func TestWriteListNames(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, out("a.html", "1", "A"))
	for _, name := range []string{".handrail.lock", ".handrail/state.json"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	list := `{"files":{"a.html":{"digest":"1","size":1},".handrail.lock":{"digest":"1"},".handrail/state.json":{"digest":"1"},"..\\x":{"digest":"1"},"../x":{"digest":"1"},".":{}}}`
	if err := os.WriteFile(filepath.Join(dir, Manifest), []byte(list), 0o644); err != nil {
		t.Fatal(err)
	}
	write(t, dir, out("a.html", "1", "A"))
	for _, name := range []string{".handrail.lock", ".handrail/state.json"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Errorf("the build removed %s", name)
		}
	}
}

// TestWriteFailsInPlacing: a disk that refuses while files are put in their places leaves a list with which the next build
// fixes the rest.
func TestWriteFailsInPlacing(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, out("a.html", "1", "A"), out("s.css", "1", "S"), out("gone.html", "1", "G"))
	place := filepath.Join(dir, "a.html")
	trap := Output{Path: "b.html", Digest: func() string { return "1" }, Render: func(w io.Writer) error {
		_, _ = io.WriteString(w, "B") // the writer reports it
		return errors.Join(os.Remove(place), os.MkdirAll(filepath.Join(place, "full"), 0o755))
	}}
	next := []Output{out("a.html", "2", "AA"), trap, out("s.css", "2", "SS")}
	if _, err := Write(dir, next, nil); err == nil || !strings.Contains(err.Error(), "putting a file in its place, "+place) || !strings.Contains(err.Error(), "Some files in "+dir+" have already been replaced") {
		t.Errorf("got %v", err)
	}
	if got := tree(t, dir); got != "b.html=B gone.html=G s.css=SS " {
		t.Errorf("the folder has %s", got)
	}
	next[1] = out("b.html", "1", "B")
	write(t, dir, next...)
	if got := tree(t, dir); got != "a.html=AA b.html=B s.css=SS " {
		t.Errorf("after the next build the folder has %s", got)
	}
}

// TestManifestJSON: the list is written as the JSON library writes it.
func TestManifestJSON(t *testing.T) {
	for _, m := range []manifest{
		{Files: map[string]entry{}},
		{Files: map[string]entry{"b/c.html": {Digest: "x-1", Size: 7}, "d.mp4": {Digest: "y", Size: 8, Sum: "+/="}, "a.html": {Unlinked: true}, "b.html": {}, "é \"<&>\\\n\x7f\u2028.txt": {Digest: "\t", Size: -1, Unlinked: true}}},
	} {
		want, err := json.Marshal(m)
		if got := m.json(); err != nil || string(got) != string(want) {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// TestWriteSweeps: a build that was killed at its very end has left a folder that nothing is in any more. The next one removes
// it, even if it has nothing to write.
func TestWriteSweeps(t *testing.T) {
	dir := t.TempDir()
	files := []Output{out("index.html", "1", "X")}
	for range 2 {
		if err := os.Mkdir(filepath.Join(dir, staging), 0o755); err != nil {
			t.Fatal(err)
		}
		if _, err := Write(dir, files, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(dir, staging)); err == nil {
			t.Fatal("the folder stays")
		}
	}
}

// TestWriteRemoveKilled: a build that is killed while it removes pages leaves the text of one that leads to another that is gone. The
// next site has the first again and not the second: no page leads to the old text.
func TestWriteRemoveKilled(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, out("a.html", "1", "to b"), out("b.html", "1", "B"), out("index.html", "1", "to a"), out("same.html", "1", "S"))
	w := &writer{dir: dir}
	if err := w.open(); err != nil {
		t.Fatal(err)
	}
	steps := []func() error{
		func() error { return w.sort([]Output{out("index.html", "2", "home")}) },
		w.announce, w.render, w.place,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	w.gone = []string{"b.html", "\x00", "a.html", "same.html"} // no disk has such a name
	if err := w.remove(); err == nil {
		t.Fatal("nothing stopped it")
	}
	w.close()

	third := []Output{out("a.html", "3", "to index"), out("index.html", "3", "to a and same"), out("same.html", "1", "S")}
	w = &writer{dir: dir}
	if err := w.open(); err != nil {
		t.Fatal(err)
	}
	defer w.close()
	if err := w.sort(third); err != nil {
		t.Fatal(err)
	}
	if c := w.changed[0]; c.Path != "a.html" || c.phase != output.NewPages {
		t.Errorf("%s comes first, in phase %d", c.Path, c.phase)
	}
	if linked := w.both(true).Files; linked["a.html"].Unlinked || linked["same.html"].Unlinked {
		t.Errorf("with pages that lead to them: %v", linked)
	}
	write(t, dir, third...)
	if list := tree(t, dir); list != "a.html=to index index.html=to a and same same.html=S " {
		t.Errorf("after the next build the folder has %s", list)
	}
	if list, err := os.ReadFile(filepath.Join(dir, Manifest)); err != nil || bytes.Contains(list, []byte("unlinked")) {
		t.Errorf("%v: %s", err, list)
	}
}
