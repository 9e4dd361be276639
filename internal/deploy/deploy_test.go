package deploy

import (
	"context"
	"errors"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// places runs a test with an empty target of each kind. open opens it again.
func places(t *testing.T, test func(t *testing.T, open func(compress ...string) *Target)) {
	open := func(t *testing.T, target *Target, err error) *Target {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return target
	}
	t.Run("folder", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "www")
		test(t, func(compress ...string) *Target {
			target, err := OpenFolder(dir, compress)
			return open(t, target, err)
		})
	})
	t.Run("bucket", func(t *testing.T) {
		s := gateway(t)
		test(t, func(compress ...string) *Target {
			target, err := openBucket(Bucket{Name: "guidance", Endpoint: s.Endpoint, Prefix: "in/here", Compress: compress})
			return open(t, target, err)
		})
	})
	for _, kind := range fileServers() {
		t.Run(kind.name, func(t *testing.T) {
			s, opened := kind.start(t, ""), kind.reusing(t)
			test(t, func(compress ...string) *Target {
				to := s
				to.Compress = compress
				return opened(to)
			})
		})
	}
}

func first() map[string]string {
	return map[string]string{
		"index.html": `<a href="guide/a.html">`, "404.html": "gone", "guide/a.html": `<a href="../assets/style-0123456789.css">`,
		"guide/b.html": `<img src="c.png">`, "guide/c.png": "c", "assets/style-0123456789.css": "one", "feed.xml": "feed",
		"empty.txt": "",
	}
}

// second is the first site after some changes.
func second() map[string]string {
	s := first()
	delete(s, "guide/b.html")
	delete(s, "guide/c.png")
	delete(s, "assets/style-0123456789.css")
	s["assets/style-abcdef0123.css"] = "two"
	s["guide/a.html"] = `<a href="../assets/style-abcdef0123.css">`
	s["guide/new.html"] = "new"
	s["feed.xml"] = "feed, new"
	return s
}

func counts(r Result) [5]int { return [5]int{r.New, r.Changed, r.Removed, r.Unchanged, r.Uploaded} }

func TestReleases(t *testing.T) {
	places(t, func(t *testing.T, open func(...string) *Target) {
		one, two := site(first()), site(second())
		step := func(what string, r Result, want [5]int, now fstest.MapFS) {
			t.Helper()
			if got := counts(r); got != want {
				t.Errorf("%s: new, changed, removed, unchanged, uploaded are %v, and not %v", what, got, want)
			}
			holds(t, open(), now)
		}
		step("first", mustRun(t, open(), one), [5]int{8, 0, 0, 0, 8}, one)
		before := kept(t, open())
		step("nothing changed", mustRun(t, open(), one), [5]int{0, 0, 0, 8, 0}, one)
		if after := kept(t, open()); !slices.Equal(before, after) {
			t.Errorf("nothing changed, and yet: %v\n%v", before, after)
		}
		step("second", mustRun(t, open(), two), [5]int{2, 2, 2, 4, 4}, two)
		if _, there := hold(t, open())["assets/style-0123456789.css"]; !there {
			t.Error("an asset of the release before has to stay for one release: a reader may hold a page that names it")
		}
		roll := func() Result {
			t.Helper()
			r, err := Rollback(context.Background(), open(), options())
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		step("back", roll(), [5]int{2, 2, 1, 5, 0}, one)
		if _, err := Rollback(context.Background(), open(), options()); err == nil || !strings.Contains(err.Error(), "holds no earlier release") {
			t.Errorf("a second rollback says %v", err)
		}
		mustRun(t, open(), two)
		three := second()
		three["guide/a.html"] = "three"
		mustRun(t, open(), site(three))
		step("back to two", roll(), [5]int{0, 1, 0, 6, 0}, two)
		step("back to one", roll(), [5]int{3, 2, 1, 4, 0}, one)
	})
}

// TestKeep checks that what is forgotten is gone: a page that was published by mistake.
func TestKeep(t *testing.T) {
	places(t, func(t *testing.T, open func(...string) *Target) {
		one, two := site(first()), site(second())
		mustRun(t, open(), one)
		o := options()
		o.Keep = 1
		if _, err := Run(context.Background(), open(), two, names(two), o); err != nil {
			t.Fatal(err)
		}
		counted := map[string]int{}
		for _, name := range kept(t, open()) {
			counted[path.Dir(name)+"/"]++
		}
		if counted[contents] != len(two)+1 || counted[releases] != 1 { // and the asset that lingers
			t.Errorf("of %d files, what is kept is %v", len(two), counted)
		}
		if _, err := Rollback(context.Background(), open(), options()); err == nil {
			t.Error("there is nothing to roll back to")
		}
	})
}

func TestForeign(t *testing.T) {
	places(t, func(t *testing.T, open func(...string) *Target) {
		put := func(name string) {
			t.Helper()
			if err := open().store.write(context.Background(), name, strings.NewReader("mine"), 4, File{Type: "text/plain"}); err != nil {
				t.Fatal(err)
			}
		}
		put("other/mine.html")
		put("guide/new.html")
		mustRun(t, open(), site(first()))
		two := site(second())
		var foreign *ForeignError
		if _, err := Run(context.Background(), open(), two, names(two), options()); !errors.As(err, &foreign) || foreign.Path != "guide/new.html" {
			t.Errorf("a file that is somebody else's: %v", err)
		}
		holds(t, open(), site(first()), "other/mine.html", "guide/new.html")
		small := site(map[string]string{"index.html": "alone"})
		mustRun(t, open(), small)
		holds(t, open(), small, "other/mine.html", "guide/new.html")
		if h := hold(t, open()); h["other/mine.html"] != "mine" || h["guide/new.html"] != "mine" {
			t.Errorf("somebody else's files are not as they were: %v", h)
		}
	})
}

func TestMaxDeletes(t *testing.T) {
	places(t, func(t *testing.T, open func(...string) *Target) {
		mustRun(t, open(), site(first()))
		small := site(map[string]string{"index.html": "alone"})
		o := options()
		o.MaxDeletes = 5
		before := kept(t, open())
		var deletes *DeletesError
		if _, err := Run(context.Background(), open(), small, names(small), o); !errors.As(err, &deletes) || deletes.Count != 6 {
			t.Errorf("six removals: %v", err)
		}
		holds(t, open(), site(first()))
		if after := kept(t, open()); !slices.Equal(before, after) {
			t.Error("a deploy that was refused has left something")
		}
		o.MaxDeletes = 6
		if _, err := Run(context.Background(), open(), small, names(small), o); err != nil {
			t.Error(err)
		}
		holds(t, open(), small)
	})
}

func TestDryRun(t *testing.T) {
	places(t, func(t *testing.T, open func(...string) *Target) {
		one, two := site(first()), site(second())
		o := options()
		o.DryRun = true
		if r, err := Run(context.Background(), open(), one, names(one), o); err != nil || counts(r) != [5]int{8, 0, 0, 0, 8} || len(r.Plan) != 8 {
			t.Errorf("an empty target: %v, %v", r, err)
		}
		if got := kept(t, open()); len(got) > 0 {
			t.Errorf("a dry run has left %v", got)
		}
		mustRun(t, open(), one)
		r, err := Run(context.Background(), open(), two, names(two), o)
		want := []Step{{"add", "assets/style-abcdef0123.css"}, {"add", "guide/new.html"}, {"change", "guide/a.html"},
			{"change", "feed.xml"}, {"remove", "guide/b.html"}, {"remove", "guide/c.png"}}
		if err != nil || !slices.Equal(r.Plan, want) {
			t.Errorf("got  %v\nwant %v, %v", r.Plan, want, err)
		}
		holds(t, open(), one)
	})
}

// TestRestoresRemoved checks that a file which somebody removed from the target comes back, without being sent again.
func TestRestoresRemoved(t *testing.T) {
	places(t, func(t *testing.T, open func(...string) *Target) {
		one := site(first())
		mustRun(t, open(), one)
		if err := open().store.remove(context.Background(), "guide/a.html"); err != nil {
			t.Fatal(err)
		}
		if got := counts(mustRun(t, open(), one)); got != [5]int{1, 0, 0, 7, 0} {
			t.Errorf("got %v", got)
		}
		holds(t, open(), one)
	})
}

// TestLostBytes checks that a content of which something was lost is sent again before it is put in place, and that a rollback
// that needs it says so.
func TestLostBytes(t *testing.T) {
	places(t, func(t *testing.T, open func(...string) *Target) {
		ctx := context.Background()
		one := site(map[string]string{"index.html": strings.Repeat("A long line. ", 200), "pic.png": "picture"})
		lose := func() (lost int) {
			t.Helper()
			for _, name := range kept(t, open()) {
				if strings.HasPrefix(name, contents) {
					lost++
					if err := open().store.write(ctx, name, strings.NewReader("h"), 1, record()); err != nil {
						t.Fatal(err)
					}
				}
			}
			return lost
		}
		mustRun(t, open("gzip"), one)
		before := hold(t, open())
		lost := lose()
		for name := range before {
			if err := open().store.remove(ctx, name); err != nil {
				t.Fatal(err)
			}
		}
		if r := mustRun(t, open("gzip"), one); r.Uploaded != lost {
			t.Errorf("%d contents were sent again, and not %d", r.Uploaded, lost)
		}
		if after := hold(t, open()); !maps.Equal(after, before) {
			t.Errorf("got  %q\nwant %q", after, before)
		}
		lose()
		mustRun(t, open("gzip"), site(map[string]string{"index.html": "two", "pic.png": "two"}))
		if _, err := Rollback(ctx, open(), options()); err == nil || !strings.Contains(err.Error(), "no longer has the content of index.html") {
			t.Errorf("a rollback: %v", err)
		}
	})
}

// TestMakesWay checks that a file can become a folder, and a folder a file, also when a release is put back.
func TestMakesWay(t *testing.T) {
	places(t, func(t *testing.T, open func(...string) *Target) {
		one := site(map[string]string{"index.html": "home", "form": "a form", "notes/deep/a.txt": "a", "notes/b.html": "b"})
		two := site(map[string]string{"index.html": "home", "form/a.html": "a", "notes": "all notes"})
		for _, fsys := range []fstest.MapFS{one, two, one, two} {
			mustRun(t, open(), fsys)
			holds(t, open(), fsys)
		}
		if _, err := Rollback(context.Background(), open(), options()); err != nil {
			t.Fatal(err)
		}
		holds(t, open(), one)
	})
}

// TestOneAfterTheOther checks that a deploy stops when another one has begun.
func TestOneAfterTheOther(t *testing.T) {
	places(t, func(t *testing.T, open func(...string) *Target) {
		mustRun(t, open(), site(first()))
		two := site(second())
		target := open()
		target.workers = 1
		o := options()
		o.Progress = func(done, _ int) {
			if done == 1 {
				mustRun(t, open(), madeSite(1))
			}
		}
		var superseded *SupersededError
		if _, err := Run(context.Background(), target, two, names(two), o); !errors.As(err, &superseded) {
			t.Errorf("another deploy in between: %v", err)
		}
		holds(t, open(), madeSite(1))
		mustRun(t, open(), two)
		holds(t, open(), two)
	})
}

// TestDamaged checks that a target whose lists cannot be read is left alone.
func TestDamaged(t *testing.T) {
	places(t, func(t *testing.T, open func(...string) *Target) {
		one, two := site(first()), site(second())
		mustRun(t, open(), one)
		write := func(name, text string) {
			t.Helper()
			if err := open().store.write(context.Background(), name, strings.NewReader(text), int64(len(text)), record()); err != nil {
				t.Fatal(err)
			}
		}
		refuses := func(want string) {
			t.Helper()
			_, err := Run(context.Background(), open(), two, names(two), options())
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("got %v, want %q", err, want)
			}
			holds(t, open(), one)
		}
		state, err := open().store.read(context.Background(), stateName)
		if err != nil {
			t.Fatal(err)
		}
		write(stateName, string(state[:10]))
		refuses("is damaged")
		write(stateName, `{"version":2}`)
		refuses("newer Handrail")
		write(stateName, `{"version":1,"releases":["20261120T100000Z-aaaaaaaa"]}`)
		refuses("the list of the release 20261120T100000Z-aaaaaaaa")
		// A list that somebody has changed leads nowhere else.
		write(releases+"20261120T100000Z-aaaaaaaa.json", `{"files":{"../../outside.txt":{"digest":"0"},".handrail/state.json":{"digest":"0"}},"unsure":["../x"]}`)
		write(stateName, `{"version":1,"releases":["20261120T100000Z-aaaaaaaa"]}`)
		refuses("Handrail did not put it there")
	})
}

func TestSourceChanges(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "public"), filepath.Join(dir, "www")
	write := func(text string) {
		t.Helper()
		if err := errors.Join(os.MkdirAll(from, 0o755), os.WriteFile(filepath.Join(from, "index.html"), []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	for _, size := range []int{100, inMemory + 1} {
		write(strings.Repeat("a", size))
		target, err := OpenFolder(to, nil)
		if err != nil {
			t.Fatal(err)
		}
		d := &deployment{target: target, Options: options(), site: os.DirFS(from)}
		want, err := d.read(context.Background(), []string{"index.html"})
		if err == nil {
			err = d.readState(context.Background())
		}
		if err != nil {
			t.Fatal(err)
		}
		write(strings.Repeat("b", size+1)) // a build that runs at the same time
		var changed *ChangedError
		if _, err := d.deploy(context.Background(), &Release{Files: want}); !errors.As(err, &changed) {
			t.Errorf("%d bytes: %v", size, err)
		}
		if h := hold(t, target); len(h) > 0 {
			t.Errorf("%d bytes: the target holds %v", size, slices.Collect(maps.Keys(h)))
		}
	}
}
