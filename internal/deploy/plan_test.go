package deploy

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
	"github.com/minio/minio-go/v7"

	"handrail/internal/host"
	"handrail/internal/output"
)

// TestPhases checks when each kind of file is put in its place, after a deploy that was killed among the new pages, and
// one before it that was killed later, among those that readers know.
func TestPhases(t *testing.T) {
	file := func(form string) File { return File{Digest: form, Type: "t", Cache: "c"} }
	all := func(form string, names ...string) map[string]File {
		files := map[string]File{}
		for _, name := range names {
			files[name] = file(form)
		}
		return files
	}
	d := &deployment{target: &Target{}, site: fstest.MapFS{}, stored: map[string]int64{}}
	d.current = &Release{Files: all("old", "index.html", "known.html", "gone.html", "gone.png", "404.html", "feed.xml", "pic.png", "lost.html")}
	pending := &Release{Files: all("killed", "index.html", "left.html", "left.png")}
	d.placed = all("old", slices.Collect(func(yield func(string) bool) {
		for name := range d.current.Files {
			if !yield(name) {
				return
			}
		}
	})...)
	for _, name := range pending.touched(d.current) {
		d.placed[name] = File{}
	}
	d.placed["reached.html"] = File{}
	d.reach = map[string]bool{"index.html": true, "known.html": true, "gone.html": true, "404.html": true, "lost.html": true, "reached.html": true}
	d.there = map[string]inPlace{}
	for name := range d.placed {
		if name != "lost.html" {
			d.there[name] = inPlace{path: name}
		}
	}
	next := &Release{Files: all("new", "index.html", "known.html", "404.html", "feed.xml", "pic.png", "lost.html", "left.html", "reached.html", "new.html", "sw.js", "new.ics")}
	p, err := d.plan(next)
	if err != nil {
		t.Fatal(err)
	}
	want := [...]string{
		output.Resources:  "add new.ics, change pic.png, add sw.js",
		output.NewPages:   "change left.html, add lost.html, add new.html",
		output.KnownPages: "change index.html, change known.html, change reached.html",
		output.Lists:      "change 404.html, change feed.xml",
		output.GoingPages: "remove gone.html",
		output.GoingRest:  "remove gone.png, remove left.png",
	}
	for phase, steps := range p.phases {
		var got []string
		for _, s := range steps {
			got = append(got, s.Do+" "+s.Path)
		}
		if got := strings.Join(got, ", "); got != want[phase] {
			t.Errorf("phase %d: got %q, want %q", phase, got, want[phase])
		}
	}
}

// TestReach checks which pages a deploy counts as those that readers may come to, after others that never ended: a page that
// a killed deploy has left may lead to one that never came, and may not be led to until it has been replaced.
func TestReach(t *testing.T) {
	list := func(name string, reach []string, paths ...string) string {
		r := Release{Name: name, Reach: reach, Files: map[string]File{}}
		for _, path := range paths {
			r.Files[path] = File{Digest: strings.Repeat(name[len(name)-1:], 64), Type: "t", Cache: "c"}
		}
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for _, test := range []struct{ state, pending, want string }{
		{`{"version":1,"releases":["20261120T100000Z-aaaaaaaa"]}`, "", "a.html both.html"},
		{`{"version":1,"releases":["20261120T100000Z-aaaaaaaa"],"pending":"20261120T100000Z-bbbbbbbb"}`, list("20261120T100000Z-bbbbbbbb", nil, "b.html", "both.html", "b.css"), "a.html both.html"},
		{`{"version":1,"releases":["20261120T100000Z-aaaaaaaa"],"pending":"20261120T100000Z-bbbbbbbb","stage":"known"}`, list("20261120T100000Z-bbbbbbbb", nil, "b.html", "both.html"), "a.html b.html both.html"},
		{`{"version":1,"releases":["20261120T100000Z-aaaaaaaa"],"pending":"20261120T100000Z-bbbbbbbb","stage":"removing"}`, list("20261120T100000Z-bbbbbbbb", nil, "b.html", "both.html"), "b.html both.html"},
		{`{"version":1,"releases":["20261120T100000Z-aaaaaaaa"],"pending":"20261120T100000Z-bbbbbbbb"}`, list("20261120T100000Z-bbbbbbbb", []string{"c.html"}, "b.html"), "c.html"},
		{`{"version":1,"releases":["20261120T100000Z-aaaaaaaa"],"pending":"20261120T100000Z-bbbbbbbb","stage":"known"}`, list("20261120T100000Z-bbbbbbbb", []string{"c.html"}, "b.html"), "b.html c.html"},
		{`{"version":1,"releases":["20261120T100000Z-aaaaaaaa"],"pending":"20261120T100000Z-bbbbbbbb","stage":"removing"}`, list("20261120T100000Z-bbbbbbbb", []string{"c.html"}, "b.html"), "b.html"},
		{`{"version":1,"releases":[],"pending":"20261120T100000Z-bbbbbbbb"}`, list("20261120T100000Z-bbbbbbbb", nil, "b.html"), ""},
	} {
		target, err := OpenFolder(t.TempDir(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{stateName: test.state, releases + "20261120T100000Z-aaaaaaaa.json": list("20261120T100000Z-aaaaaaaa", nil, "a.html", "both.html", "a.css"), releases + "20261120T100000Z-bbbbbbbb.json": test.pending} {
			if err := target.store.write(context.Background(), name, strings.NewReader(text), 0, File{}); err != nil {
				t.Fatal(err)
			}
		}
		if got := strings.Join(slices.Sorted(maps.Keys(lookAt(t, target).reach)), " "); got != test.want {
			t.Errorf("%s with %s: got %s, want %s", test.state, test.pending, got, test.want)
		}
	}
}

// TestBucketHeaders checks what a reader gets of a bucket: the headers, and bytes that the encoding says how to read.
func TestBucketHeaders(t *testing.T) {
	s := gateway(t)
	text := strings.Repeat("Set a PIN. ", 1000)
	fsys := site(map[string]string{"index.html": text, "pic.png": text, "assets/style-0123456789.css": text})
	decode := map[string]func(r io.Reader) (io.Reader, error){
		"":     func(r io.Reader) (io.Reader, error) { return r, nil },
		"gzip": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		"br":   func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	}
	// Each in turn in the same bucket: to ask for another way of compressing changes the pages.
	for _, encoding := range []string{"", "gzip", "br", ""} {
		var compress []string
		if encoding != "" {
			compress = []string{strings.Replace(encoding, "br", "brotli", 1)}
		}
		target, err := openBucket(Bucket{Name: "guidance", Endpoint: s.Endpoint, Compress: compress})
		if err != nil {
			t.Fatal(err)
		}
		mustRun(t, target, fsys)
		for name := range fsys {
			body, info, header, err := target.store.(*bucket).client.GetObject(context.Background(), "guidance", name, minio.GetObjectOptions{})
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(body)
			if err = errors.Join(err, body.Close()); err != nil {
				t.Fatal(err)
			}
			want := encoding
			if name == "pic.png" {
				want = ""
			}
			if got := header.Get("Content-Encoding"); got != want || info.ContentType != host.ContentType(name) || header.Get("Cache-Control") != host.CacheControl(name) {
				t.Errorf("%s with %q: %v", name, encoding, header)
			}
			r, err := decode[want](bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if plain, err := io.ReadAll(r); err != nil || string(plain) != text {
				t.Errorf("%s with %q cannot be read: %v", name, encoding, err)
			}
			if want != "" && len(data) > len(text)/10 {
				t.Errorf("%s with %q has %d bytes", name, encoding, len(data))
			}
		}
	}
}

// TestCopiesBeside checks that a folder gets compressed copies for its web server, and loses them with their page.
func TestCopiesBeside(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "www")
	open := func(compress ...string) *Target {
		target, err := OpenFolder(dir, compress)
		if err != nil {
			t.Fatal(err)
		}
		return target
	}
	listed := func() string {
		var names []string
		for name := range hold(t, open()) {
			names = append(names, name)
		}
		slices.Sort(names)
		return strings.Join(names, " ")
	}
	mustRun(t, open("gzip", "brotli"), site(map[string]string{"index.html": "home", "a.html": "a", "pic.png": "p"}))
	if got, want := listed(), "a.html a.html.br a.html.gz index.html index.html.br index.html.gz pic.png"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	r, err := gzip.NewReader(strings.NewReader(hold(t, open())["a.html.gz"]))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(r); err != nil || string(text) != "a" {
		t.Errorf("the copy holds %q, %v", text, err)
	}
	mustRun(t, open("gzip"), site(map[string]string{"index.html": "home", "pic.png": "p"}))
	if got, want := listed(), "index.html index.html.gz pic.png"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestOwnCopy: a file of the site that has the name of a compressed copy keeps its place, and its bytes.
func TestOwnCopy(t *testing.T) {
	places(t, func(t *testing.T, open func(...string) *Target) {
		want := site(map[string]string{"index.html": "home", "data.csv": "a,b", "data.csv.gz": "packed elsewhere"})
		mustRun(t, open("gzip"), want)
		if got := hold(t, open())["data.csv.gz"]; got != "packed elsewhere" {
			t.Errorf("data.csv.gz holds %q", got)
		}
		if r := mustRun(t, open("gzip"), want); r.New+r.Changed+r.Removed+r.Uploaded > 0 {
			t.Errorf("the second run does %+v", r)
		}
	})
}

// TestLarge deploys a file that is not held in memory, and more files than a store lists at once.
func TestLarge(t *testing.T) {
	places(t, func(t *testing.T, open func(...string) *Target) {
		dir := t.TempDir()
		video := make([]byte, inMemory+123)
		for i := range video {
			video[i] = byte(rand.Uint32())
		}
		files := map[string]string{"index.html": "home", "video.mp4": string(video)}
		many := 250 // OpenSSH's server lists 100 at once
		if _, is := open().store.(*bucket); is {
			many = 1100 // and a store 1,000
		}
		for i := range many {
			files[fmt.Sprintf("p/%d.html", i)] = fmt.Sprint("page ", i%7)
		}
		for name, text := range files {
			file := filepath.Join(dir, filepath.FromSlash(name))
			if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
				t.Fatal(err)
			}
		}
		fsys := site(files)
		r, err := Run(context.Background(), open("gzip"), os.DirFS(dir), names(fsys), options())
		if err != nil {
			t.Fatal(err)
		}
		if r.New != len(files) && r.New != 2*len(files)-1 || r.Uploaded > 20 {
			t.Errorf("got %+v", r)
		}
		if r, err = Run(context.Background(), open("gzip"), os.DirFS(dir), names(fsys), options()); err != nil || r.Changed+r.New+r.Removed+r.Uploaded > 0 {
			t.Errorf("the second run does %+v, %v", r, err)
		}
		data, err := open().store.read(context.Background(), "video.mp4")
		if err != nil || !bytes.Equal(data, video) {
			t.Errorf("the video has %d bytes, %v", len(data), err)
		}
	})
}

// TestLargeHoldsNoFile: a large file is sent a piece at a time.
func TestLargeHoldsNoFile(t *testing.T) {
	const size, most = 64 << 20, 16 << 20
	places(t, func(t *testing.T, open func(...string) *Target) {
		dir := t.TempDir()
		for name, size := range map[string]int64{"index.html": 100, "film.mp4": size} {
			file := filepath.Join(dir, name)
			if err := errors.Join(os.WriteFile(file, nil, 0o644), os.Truncate(file, size)); err != nil {
				t.Fatal(err)
			}
		}
		target := open("gzip")
		held, err := heldBy(func() error {
			_, err := Run(context.Background(), target, os.DirFS(dir), []string{"film.mp4", "index.html"}, options())
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if held > most {
			t.Errorf("%d MB are held to send %d MB", held>>20, size>>20)
		}
		if there, err := target.store.size(context.Background(), "film.mp4"); err != nil || there != size {
			t.Errorf("%d bytes are there: %v", there, err)
		}
	})
}

func TestFolderErrors(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFolder(filepath.Join(dir, "drive", "site"), nil); err == nil || !strings.Contains(err.Error(), "connect the drive") {
		t.Errorf("no drive: %v", err)
	}
	if _, err := OpenFolder(file, nil); err == nil || !strings.Contains(err.Error(), "is a file") {
		t.Errorf("a file: %v", err)
	}
	// A link in the folder is not followed out of it.
	www := filepath.Join(dir, "www")
	if err := errors.Join(os.Mkdir(www, 0o755), os.Mkdir(filepath.Join(dir, "outside"), 0o755), os.Symlink("../outside", filepath.Join(www, "guide"))); err != nil {
		t.Fatal(err)
	}
	target, err := OpenFolder(www, nil)
	if err != nil {
		t.Fatal(err)
	}
	fsys := site(first())
	if _, err := Run(context.Background(), target, fsys, names(fsys), options()); err == nil {
		t.Error("a link out of the folder was followed")
	}
	if outside, err := os.ReadDir(filepath.Join(dir, "outside")); err != nil || len(outside) > 0 {
		t.Errorf("outside holds %v, %v", outside, err)
	}
	// A folder of somebody else's where a file has to be is an error.
	other := filepath.Join(dir, "other")
	if err := os.MkdirAll(filepath.Join(other, "index.html", "mine"), 0o755); err != nil {
		t.Fatal(err)
	}
	if target, err = OpenFolder(other, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(context.Background(), target, fsys, names(fsys), options()); err == nil || !strings.Contains(err.Error(), "is in the way. Move it away") {
		t.Errorf("a folder in the way: %v", err)
	}
	if err := (&folder{dir: www}).explain("writing", "a.html", &fs.PathError{Err: fs.ErrPermission}); !strings.Contains(err.Error(), "Ask the owner of the folder") {
		t.Errorf("no permission: %v", err)
	}
}

// heldBy is how many bytes more are held at any moment of some work than before it.
func heldBy(work func() error) (uint64, error) {
	live := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := live()
	done := make(chan error, 1)
	go func() { done <- work() }()
	for most := before; ; most = max(most, live()) {
		select {
		case err := <-done:
			return most - before, err
		default:
		}
	}
}
