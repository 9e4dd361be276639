package deploy

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"handrail/internal/output"
)

// outside is what the site of a fuzzed target may hold, beside what Handrail keeps for itself, before anything is deployed there.
const outside = "foreign.html"

// guarded is a store that notes each name that is not one of a site, nor one that Handrail gives to its own files.
type guarded struct {
	store
	wrong func(doing, name string)
}

// check says whether a name may be asked for at all: a path within the target that any disk takes, and below .handrail only what
// Handrail itself would call so.
func (g guarded) check(doing, name string) {
	rest, isOwn := strings.CutPrefix(name, own)
	kind, last, _ := strings.Cut(rest, "/")
	switch {
	case !fs.ValidPath(name), strings.ContainsAny(name, "\\\x00"):
		g.wrong(doing, name)
	case !isOwn:
		if !output.Placeable(name) || name == outside && doing != "size" {
			g.wrong(doing, name)
		}
	case name == stateName:
	case kind == "files" && contentName().MatchString(last):
	case kind == "releases" && releaseName().MatchString(strings.TrimSuffix(last, ".json")):
	case kind == "new" && draftName().MatchString(last):
	default:
		g.wrong(doing, name)
	}
}

func (g guarded) size(ctx context.Context, name string) (int64, error) {
	g.check("size", name)
	return g.store.size(ctx, name)
}

func (g guarded) read(ctx context.Context, name string) ([]byte, error) {
	g.check("read", name)
	return g.store.read(ctx, name)
}

func (g guarded) write(ctx context.Context, name string, body io.ReadSeeker, size int64, f File) error {
	g.check("write", name)
	return g.store.write(ctx, name, body, size, f)
}

func (g guarded) copy(ctx context.Context, from, to string, f File) error {
	g.check("read", from)
	g.check("write", to)
	return g.store.copy(ctx, from, to, f)
}

func (g guarded) remove(ctx context.Context, name string) error {
	g.check("remove", name)
	return g.store.remove(ctx, name)
}

// FuzzLists deploys to, rolls back and forgets releases in a target in which somebody has written the state, the lists of two releases
// and a file with a name of their choice. No name is read, written or removed but those of a site and Handrail's own, and a
// deploy that says that all is well has put the site there.
func FuzzLists(f *testing.F) {
	const name, other = "20261128T120000Z-abcdefgh", "20261127T120000Z-abcdefgh"
	digest := strings.Repeat("0a", 32)
	list := func(path, digest string) []byte {
		return []byte(`{"name":"` + name + `","restores":"` + other + `","unsure":["` + path + `"],"reach":["` + path + `"],"files":{"` + path + `":{"digest":"` + digest + `","encoding":"gzip","type":"text/html","cache":"","size":3}}}`)
	}
	good := []byte(`{"version":1,"releases":["` + other + `","` + name + `"]}`)
	pending := []byte(`{"version":1,"releases":["` + other + `"],"pending":"` + name + `","stage":"removing"}`)
	for _, path := range []string{"index.html", "old.html", "../foreign.html", "/etc/passwd", "a//b.html", `..\\foreign.html`, ".handrail/state.json", ".handrail/../foreign.html", "CON", "a/./b", "x/.handrail/y", "."} {
		for _, state := range [][]byte{good, pending} {
			f.Add(state, list(path, digest), list("index.html", digest), own+"new/../x")
			f.Add(state, list("gone.html", digest), list(path, "../../foreign"), own+"files/"+path)
		}
	}
	for _, release := range []string{"../../foreign", "..", "", name + "/../x", `..\\x`} {
		f.Add([]byte(`{"version":1,"releases":["`+release+`","`+name+`"]}`), list("a.html", digest), list("b.html", digest), own+"releases/"+release+".json")
		f.Add([]byte(`{"version":1,"releases":["`+name+`"],"pending":"`+release+`"}`), list("a.html", digest), []byte(`{"restores":"`+release+`"}`), own+"x")
	}
	for _, stray := range []string{"releases/../../foreign.json", "releases/../../foreign.html", "new/../../foreign.html", "files/../../foreign.html", "state.json/x", "x"} {
		f.Add(good, list("a.html", digest), list("b.html", digest), own+stray)
	}
	one := site(first())
	f.Fuzz(func(t *testing.T, state, last, before []byte, stray string) {
		ctx := t.Context()
		m := &memory{files: map[string]spelled{}}
		put := func(name string, data []byte) {
			m.files[m.fold.Key(name)] = spelled{name, data}
		}
		put(stateName, state)
		put(releases+name+".json", last)
		put(releases+other+".json", before)
		put(contents+digest+".gz", []byte("abc"))
		put(outside, []byte("mine"))
		if strings.HasPrefix(stray, own) { // a bucket can list any key: also one that a server on the way would take for another's
			put(stray, []byte("stray"))
		}
		files := maps.Clone(m.files)
		for _, rollback := range []bool{false, true} {
			m.files = maps.Clone(files)
			wrong := func(doing, name string) { t.Errorf("%s %q", doing, name) }
			target := &Target{name: "memory", store: guarded{m, wrong}, workers: 1}
			o := options()
			o.Keep = 1
			var err error
			if rollback {
				_, err = Rollback(ctx, target, o)
			} else {
				_, err = Run(ctx, target, one, names(one), o)
			}
			if got := m.files[outside]; !bytes.Equal(got.data, []byte("mine")) {
				t.Errorf("%s holds %q", outside, got.data)
			}
			if err != nil || rollback {
				continue
			}
			for path, file := range one {
				if got := m.files[path]; !bytes.Equal(got.data, file.Data) {
					t.Errorf("all is said to be well, and %s holds %q", path, got.data)
				}
			}
			if left := slices.DeleteFunc(slices.Collect(maps.Keys(m.files)), func(name string) bool { return !strings.HasPrefix(name, temporary) || name == stray }); len(left) > 0 {
				t.Errorf("left over: %q", left)
			}
		}
	})
}
