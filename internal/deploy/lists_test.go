package deploy

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
)

// TestChangedLists: whoever can write in a target cannot make a deploy remove or overwrite anything but files of the site, by the names
// in Handrail's own lists.
func TestChangedLists(t *testing.T) {
	places(t, func(t *testing.T, open func(...string) *Target) {
		ctx := context.Background()
		one, two := site(first()), site(second())
		mustRun(t, open(), one)
		mustRun(t, open(), two)
		target := open()
		put := func(name string, data []byte) {
			t.Helper()
			if err := target.store.write(ctx, name, bytes.NewReader(data), int64(len(data)), record()); err != nil {
				t.Fatal(err)
			}
		}
		get := func(name string) []byte {
			t.Helper()
			data, err := target.store.read(ctx, name)
			if err != nil {
				t.Fatal(err)
			}
			return data
		}
		good := get(stateName)
		var s state
		if err := json.Unmarshal(good, &s); err != nil || len(s.Releases) != 2 {
			t.Fatal(err, s)
		}
		put("foreign.json", []byte("mine"))
		all := func() []string {
			t.Helper()
			list, err := target.store.list(ctx, func(name string) bool { return !strings.HasPrefix(name, own) })
			if err != nil {
				t.Fatal(err)
			}
			return slices.Sorted(maps.Keys(list))
		}
		before := all()
		foreign := []string{"../../foreign", `..\foreign`, "../foreign", "..", "x/../../../foreign", "20261128T120000Z-../../x", " ", "20261128t120000z-abcdefgh"}
		if _, is := target.store.(*remote); is { // the lists of all targets are read alike, and a server is asked for much each time
			foreign = foreign[:2]
		}
		for _, name := range foreign {
			for _, changed := range []state{
				{Version: 1, Releases: append([]string{name}, s.Releases...)},
				{Version: 1, Releases: s.Releases, Pending: name},
			} {
				data, err := json.Marshal(changed)
				if err != nil {
					t.Fatal(err)
				}
				put(stateName, data)
				o := options()
				o.Keep = 1
				if _, err := Run(ctx, open(), one, names(one), o); err == nil || !strings.Contains(err.Error(), "somebody has changed it") {
					t.Errorf("%q: %v", name, err)
				}
				if _, err := Rollback(ctx, open(), o); err == nil {
					t.Errorf("%q: it was rolled back", name)
				}
				if now := all(); !slices.Equal(now, before) {
					t.Errorf("%q: there is now %q", name, now)
				}
			}
		}
		// A release whose files have no content that Handrail could have put there: they are put in order again.
		put(stateName, good)
		last := releases + s.Releases[1] + ".json"
		put(last, bytes.ReplaceAll(get(last), []byte(`"digest":"`), []byte(`"digest":"../../../foreign.json`)))
		mustRun(t, open(), two)
		if err := target.store.remove(ctx, "foreign.json"); err != nil {
			t.Fatal(err)
		}
		holds(t, open(), two)
	})
}
