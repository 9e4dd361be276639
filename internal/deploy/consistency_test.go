package deploy

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"handrail/internal/output"
)

// history is what has become of files, at the time of a clock that the test sets.
type history struct {
	mu     sync.Mutex
	now    time.Duration
	events map[string][]event // by name, the oldest first
}

// event is a file that was written, or removed: then its data are nil.
type event struct {
	at   time.Duration
	data []byte
}

// lagging is a store that shows what is there only after a while: one time in its list, another where a file is read.
type lagging struct {
	*history
	lists, reads time.Duration
	changed      func() // called after each change; may be nil
}

func (l *lagging) target() *Target { return &Target{name: "memory", store: l, workers: 4} }

// fresh is the same store as it really is.
func (l *lagging) fresh() *Target { return (&lagging{history: l.history}).target() }

// seen is a file as it was some time ago; nil if it was not there.
func (l *lagging) seen(name string, lag time.Duration) []byte {
	var data []byte
	for _, e := range l.events[name] {
		if e.at <= l.now-lag {
			data = e.data
		}
	}
	return data
}

func (l *lagging) list(_ context.Context, keep func(string) bool) (map[string]int64, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	names := map[string]int64{}
	for name := range l.events {
		if data := l.seen(name, l.lists); data != nil && keep(name) {
			names[name] = int64(len(data))
		}
	}
	return names, nil
}

func (l *lagging) read(_ context.Context, name string) ([]byte, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if data := l.seen(name, l.reads); data != nil {
		return data, nil
	}
	return nil, fs.ErrNotExist
}

func (l *lagging) size(ctx context.Context, name string) (int64, error) {
	data, err := l.read(ctx, name)
	return int64(len(data)), err
}

// change notes what becomes of a file; each takes the store 20 ms of the clock.
func (l *lagging) change(name string, data []byte) {
	l.mu.Lock()
	l.now += 20 * time.Millisecond
	l.events[name] = append(l.events[name], event{l.now, data})
	l.mu.Unlock()
	if l.changed != nil {
		l.changed()
	}
}

func (l *lagging) write(_ context.Context, name string, body io.ReadSeeker, _ int64, _ File) error {
	data, err := io.ReadAll(body)
	if err == nil {
		l.change(name, append([]byte{}, data...))
	}
	return err
}

func (l *lagging) copy(ctx context.Context, from, to string, _ File) error {
	data, err := l.read(ctx, from)
	if err == nil {
		l.change(to, data)
	}
	return err
}

func (l *lagging) remove(_ context.Context, name string) error {
	l.change(name, nil)
	return nil
}

func (l *lagging) folding(context.Context) (output.Folding, error) { return output.Folding{}, nil }

func (l *lagging) respell(string, string) {}

// TestLaggingList deploys, rolls back and forgets releases on a store whose list shows nothing that happened in the last 20 seconds, some
// seconds apart or a minute. Each run ends right, leaves nothing over, and at no time a page that can be reached names a missing file.
func TestLaggingList(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		l := &lagging{history: &history{events: map[string][]event{}}, lists: 20 * time.Second}
		target, fresh := l.target(), l.fresh()
		target.workers = 1
		l.changed = func() {
			if missing := hold(t, fresh).broken(); len(missing) > 0 && !t.Failed() {
				t.Errorf("seed %d: on the way %s", seed, strings.Join(missing, ", "))
			}
		}
		placed := []fstest.MapFS{}
		for run := range 8 {
			l.now += []time.Duration{0, time.Second, 15 * time.Second, time.Minute}[r.IntN(4)]
			o := options()
			o.Keep = 1 + r.IntN(3)
			if len(placed) > 1 && r.IntN(4) == 0 {
				if _, err := Rollback(t.Context(), target, o); err != nil {
					t.Fatalf("seed %d, run %d: %v", seed, run, err)
				}
				placed = placed[:len(placed)-1]
			} else {
				fsys := madeSite(r.IntN(sites))
				result, err := Run(t.Context(), target, fsys, names(fsys), o)
				if err != nil {
					t.Fatalf("seed %d, run %d: %v", seed, run, err)
				}
				if n := len(placed); n == 0 || !maps.EqualFunc(placed[n-1], fsys, func(a, b *fstest.MapFile) bool { return bytes.Equal(a.Data, b.Data) }) {
					placed = append(placed, fsys)
				} else if result.New+result.Changed > 0 {
					t.Errorf("seed %d, run %d: nothing has changed, and it did %+v", seed, run, result)
				}
			}
			placed = placed[max(0, len(placed)-o.Keep):]
			holds(t, fresh, placed[len(placed)-1])
			keepsOnly(t, fresh)
			if t.Failed() {
				t.Fatalf("seed %d, run %d", seed, run)
			}
		}
	}
}

// TestStaleReads: a store that gives back what was there some seconds ago is named as what it is, before anything is changed that
// a reader sees.
func TestStaleReads(t *testing.T) {
	l := &lagging{history: &history{events: map[string][]event{}}, lists: 20 * time.Second}
	one, two := site(first()), site(second())
	mustRun(t, l.target(), one)
	mustRun(t, l.target(), two)
	l.now += time.Minute
	for _, lag := range []time.Duration{time.Millisecond, 3 * time.Second, time.Hour} {
		l.reads = lag
		var stale *StaleError
		if _, err := Run(t.Context(), l.target(), one, names(one), options()); !errors.As(err, &stale) {
			t.Errorf("reads %s old: %v", lag, err)
		}
		if _, err := Rollback(t.Context(), l.target(), options()); !errors.As(err, &stale) {
			t.Errorf("reads %s old, rolling back: %v", lag, err)
		}
		holds(t, l.fresh(), two)
	}
	l.reads = 0
	mustRun(t, l.target(), one)
	holds(t, l.fresh(), one)
	keepsOnly(t, l.fresh())
}

// TestStaleLater: a store that gives back an older state only after a deploy has begun is not taken for another deploy.
func TestStaleLater(t *testing.T) {
	l := &lagging{history: &history{events: map[string][]event{}}}
	mustRun(t, l.target(), site(first()))
	l.now += time.Minute
	l.changed = func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if strings.Contains(string(l.seen(stateName, 0)), "pending") {
			l.reads = 3 * time.Second
		}
	}
	two := site(second())
	var stale *StaleError
	if _, err := Run(t.Context(), l.target(), two, names(two), options()); !errors.As(err, &stale) {
		t.Errorf("got %v", err)
	}
	l.reads, l.changed = 0, nil
	mustRun(t, l.target(), two)
	holds(t, l.fresh(), two)
	keepsOnly(t, l.fresh())
}

// keepsOnly fails unless Handrail keeps in a target the state, the lists of its releases and their contents, and nothing else.
func keepsOnly(t *testing.T, target *Target) {
	t.Helper()
	want := []string{stateName}
	for _, name := range lookAt(t, target).state.Releases {
		want = append(want, releases+name+".json")
		r, err := target.readRelease(context.Background(), name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.Files {
			want = append(want, contents+f.stored())
		}
	}
	slices.Sort(want)
	if got := kept(t, target); !slices.Equal(got, slices.Compact(want)) {
		t.Errorf("Handrail keeps\n%v, and not\n%v", got, slices.Compact(want))
	}
}
