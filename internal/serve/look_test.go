package serve

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// looker is a site whose changes are followed without events of the system.
type looker struct {
	*testing.T
	dir      string
	ticks    chan time.Time
	rests    chan bool // one for each pause, after a look
	events   chan fsnotify.Event
	reported chan []string
}

// newLooker follows the changes of a folder with a few files in it.
func newLooker(t *testing.T) looker {
	l := looker{t, t.TempDir(), make(chan time.Time), make(chan bool, 1), make(chan fsnotify.Event), make(chan []string, 100)}
	for _, name := range []string{"content/a.md", "content/sub/b.md", "content/sub/c.md", "public/index.html"} {
		l.write(name, "x")
	}
	w := &watched{dir: l.dir, names: []string{"content", "templates"}, changed: func(paths []string) { l.reported <- paths }, paths: map[string]bool{}}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	after := func(time.Duration) <-chan time.Time {
		l.rests <- true
		return l.ticks
	}
	w.begin()
	go func() { ended <- w.follow(ctx, l.events, nil, after) }()
	<-l.rests // what is there from the start is known
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return l
}

func (l looker) write(name, text string) {
	l.Helper()
	name = filepath.Join(l.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		l.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		l.Fatal(err)
	}
}

func (l looker) rename(from, to string) {
	l.Helper()
	if err := os.Rename(filepath.Join(l.dir, filepath.FromSlash(from)), filepath.Join(l.dir, filepath.FromSlash(to))); err != nil {
		l.Fatal(err)
	}
}

// look lets one pause end, so that a look follows.
func (l looker) look() {
	l.ticks <- time.Now()
	<-l.rests
}

// want waits until as many paths have been reported, and compares them. On a busy machine one burst of changes may be reported as two.
func (l looker) want(paths ...string) {
	l.Helper()
	var got []string
	for len(got) < len(paths) {
		select {
		case more := <-l.reported:
			got = append(got, more...)
		case <-time.After(time.Minute):
			l.Fatalf("reported %q, not %q", got, paths)
		}
	}
	if slices.Sort(got); !slices.Equal(got, paths) {
		l.Errorf("reported %q, not %q", got, paths)
	}
}

// TestLook: without events from the system, a look finds each change, reports it once, and reports nothing else.
func TestLook(t *testing.T) {
	l := newLooker(t)
	for _, step := range []struct {
		change func()
		want   []string
	}{
		{func() { l.write("content/a.md", "longer") }, []string{"content/a.md"}},
		{func() { l.write("content/new/d.md", "x") }, []string{"content/new", "content/new/d.md"}},
		{func() { l.write("content/sub/b.md", "longer"); l.write("content/sub/c.md", "longer") }, []string{"content/sub/b.md", "content/sub/c.md"}},
		{func() { l.rename("content/a.md", "content/z.md") }, []string{"content/a.md", "content/z.md"}},
		{func() { l.rename("content/sub", "content/other") }, []string{"content/other", "content/other/b.md", "content/other/c.md", "content/sub", "content/sub/b.md", "content/sub/c.md"}},
		{func() { l.write("templates/layouts/page.html", "x") }, []string{"templates", "templates/layouts", "templates/layouts/page.html"}},
		{func() { l.write("content/z.md", "of yesterday"); l.age("content/z.md") }, []string{"content/z.md"}},
		{func() { l.rename("content", "kept") }, []string{"content", "content/new", "content/new/d.md", "content/other", "content/other/b.md", "content/other/c.md", "content/z.md"}},
	} {
		l.write("public/index.html", time.Now().String())
		l.write("content-of-others/#a.md#", time.Now().String())
		l.look()
		step.change()
		l.look()
		l.want(step.want...)
	}
}

// age gives a file an old time, such as one from an archive has.
func (l looker) age(name string) {
	then := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(filepath.Join(l.dir, filepath.FromSlash(name)), then, then); err != nil {
		l.Fatal(err)
	}
}

// TestLookAfterEvents: what events have reported is not reported again by a look, and what programs leave is not reported at all.
func TestLookAfterEvents(t *testing.T) {
	l := newLooker(t)
	l.write("content/new/deep/d.md", "x")
	l.write("content/a.md", "longer")
	l.write("content/#a.md#", "x")
	l.write("content/sub/.b.md.swp", "x")
	l.write("content/__MACOSX/b.md", "x")
	for _, name := range []string{"new", "a.md"} {
		l.events <- fsnotify.Event{Name: filepath.Join(l.dir, "content", name), Op: fsnotify.Create}
	}
	l.want("content/a.md", "content/new")
	l.look()
	l.write("content/sub/c.md", "longer")
	l.look()
	l.want("content/sub/c.md")
}

func TestPause(t *testing.T) {
	for took, want := range map[time.Duration]time.Duration{0: 2 * time.Second, 100 * time.Millisecond: 2 * time.Second, time.Second: 9 * time.Second, time.Hour: 30 * time.Second} {
		if got := pause(took); got != want {
			t.Errorf("after %s a pause of %s", took, got)
		}
	}
}

// BenchmarkLook looks at 10,000 pages in 100 folders.
func BenchmarkLook(b *testing.B) {
	w := &watched{dir: b.TempDir(), names: []string{"content"}}
	for i := range 10_000 {
		dir := filepath.Join(w.dir, "content", strconv.Itoa(i%100))
		if err := os.MkdirAll(dir, 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, strconv.Itoa(i)+".md"), nil, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if n := len(w.look(0).stamps); n != 10_101 {
			b.Fatal(n)
		}
	}
}
