package builder

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/picture"
	"handrail/internal/site"
)

// TestIcons draws every icon with letters of several scripts: the letter is there, in its place, and the bytes are the same
// each time. A letter that the font does not have is lines of text.
func TestIcons(t *testing.T) {
	accent := site.Colour{R: 0x0b, G: 0x4f, B: 0x5c}
	drawn := map[string]rune{}
	for _, letter := range "WжΩ7" {
		for _, icon := range appIcons() {
			var first, second bytes.Buffer
			for _, b := range []*bytes.Buffer{&first, &second} {
				if err := icon.draw(b, new(picture.FlatWriter), letter, accent); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(first.Bytes(), second.Bytes()) {
				t.Errorf("%s is drawn in two ways", icon.path)
			}
			if icon.path == "icon-192.png" {
				if other, same := drawn[first.String()]; same {
					t.Errorf("%c and %c have the same icon", letter, other)
				}
				drawn[first.String()] = letter
			}
			checkIcon(t, icon, first.Bytes(), accent)
		}
	}
	var arabic, none bytes.Buffer
	icon := appIcons()[0]
	if icon.draw(&arabic, new(picture.FlatWriter), 'ع', accent) != nil || icon.draw(&none, new(picture.FlatWriter), 0, accent) != nil || !bytes.Equal(arabic.Bytes(), none.Bytes()) {
		t.Error("a letter that the font does not have is not drawn as none")
	}
	checkIcon(t, icon, none.Bytes(), accent)
}

// TestPageIcon: the icon beside a page's title is a drawing that can be read, also when the title has no letter.
func TestPageIcon(t *testing.T) {
	for title, want := range map[string]string{"whatsapp": ">W<", "…": "><", "<&>": "><", "«7»": ">7<"} {
		address, err := url.PathUnescape(string(icon(site.Config{Title: title}, site.Colour{})))
		svg, found := strings.CutPrefix(address, "data:image/svg+xml,")
		if err != nil || !found || !strings.Contains(svg, want+"/text>") {
			t.Errorf("%s: %q, %v", title, address, err)
		}
		if err := xml.Unmarshal([]byte(svg), new(struct{})); err != nil {
			t.Errorf("%s: %v", title, err)
		}
	}
}

// checkIcon fails unless the white part of an icon lies within its middle, and the rest has the accent colour.
func checkIcon(t *testing.T, icon appIcon, data []byte, accent site.Colour) {
	t.Helper()
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if b := decoded.Bounds(); b.Dx() != icon.size || b.Dy() != icon.size {
		t.Fatalf("%s is %v", icon.path, b)
	}
	picture := image.NewNRGBA(decoded.Bounds())
	draw.Draw(picture, picture.Rect, decoded, image.Point{}, draw.Src)
	most := .9 // of half the size, from the middle; of a maskable icon a circle of 0.8 can be left
	if icon.purpose == "maskable" {
		most = .8
	}
	white, far := 0, 0
	for i := 0; i < len(picture.Pix); i += 4 {
		if picture.Pix[i] > 250 && picture.Pix[i+1] > 250 && picture.Pix[i+2] > 250 && picture.Pix[i+3] == 255 {
			white++
			dx, dy := float64(2*(i/4%icon.size))/float64(icon.size)-1, float64(2*(i/4/icon.size))/float64(icon.size)-1
			if dx*dx+dy*dy > most*most {
				far++
			}
		}
	}
	if all := icon.size * icon.size; white < all/50 || white > all/3 {
		t.Errorf("%s: %d of %d pixels are white", icon.path, white, all)
	}
	if far > 0 {
		t.Errorf("%s: %d white pixels are outside the middle", icon.path, far)
	}
	if corner := picture.NRGBAAt(0, 0).A; (corner == 0) != (icon.corner > 0) {
		t.Errorf("%s: its corner has the opacity %d", icon.path, corner)
	}
	if c := picture.NRGBAAt(icon.size/2, icon.size/20); c.R != accent.R || c.G != accent.G || c.B != accent.B {
		t.Errorf("%s has not the accent colour", icon.path)
	}
}

func TestLetter(t *testing.T) {
	for want, c := range map[rune]site.Config{
		'W': {Title: "“WhatsApp” for groups"}, 'É': {Title: "école"}, 'T': {Title: "WhatsApp", ShortTitle: "the guide"}, '7': {Title: "7 rules"}, 0: {Title: "!"}, 'ع': {Title: "عربي"},
	} {
		if got := letterOf(c); got != want {
			t.Errorf("%q has the letter %q, not %q", c.Title, got, want)
		}
	}
}

// keeping is what a worker's first line says.
type keeping struct {
	Version string
	Whole   bool
	Files   map[string]string
}

// built writes a site, and gives what its worker keeps.
func built(t *testing.T, dir string, fsys fstest.MapFS) (r Result, text string, l keeping) {
	t.Helper()
	r, err := Write(dir, slices.Collect(maps.Values(plan(t, fsys))), nil)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, workerName))
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(data), ";\n")
	if err := json.Unmarshal([]byte(strings.TrimPrefix(first, "const site=")), &l); err != nil {
		t.Fatalf("%v in %s", err, first)
	}
	return r, string(data), l
}

// TestWorker lists the files of a site: all of them while it is small, each by its content; otherwise those that are essential.
func TestWorker(t *testing.T) {
	fsys, dir := small(), t.TempDir()
	_, first, whole := built(t, dir, fsys)
	if !whole.Whole {
		t.Error("a small site is not kept whole")
	}
	for _, name := range []string{"index.html", "g/a.html", "g/form.pdf", "statements/s.docx", "offline.html", "kept.html"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(data); whole.Files[name] != base64.StdEncoding.EncodeToString(sum[:]) {
			t.Errorf("%s is listed as %q", name, whole.Files[name])
		}
	}
	for _, name := range []string{"404.html", "sw.js", "feed.xml", "sitemap.xml", "rules.json", "icon-512.png", "handbook.epub", "handbook.docx", Manifest} {
		if _, there := whole.Files[name]; there {
			t.Errorf("%s is kept", name)
		}
	}
	if r, again, _ := built(t, dir, fsys); again != first || r.Written != 0 {
		t.Errorf("a build with nothing changed writes another worker: %+v", r)
	}
	if _, elsewhere, _ := built(t, t.TempDir(), fsys); elsewhere != first {
		t.Error("the same site has two workers")
	}
	fsys["g/a.md"].Data = append(fsys["g/a.md"].Data, "More.\n"...)
	if r, changed, l := built(t, dir, fsys); changed == first || l.Version == whole.Version || r.Written != 7 { // the page, the handbook with its files, what is searched and the page that names it, the worker
		t.Errorf("after a change: version %s, before %s, %+v", l.Version, whole.Version, r)
	}

	fsys["site.yaml"].Data = append(fsys["site.yaml"].Data, "offline_limit: 1 KB\n"...)
	fsys["g/b.md"].Data = []byte(strings.Replace(string(fsys["g/b.md"].Data), "title: B", "title: B\nessential: true", 1))
	_, _, large := built(t, dir, fsys)
	got := slices.Sorted(maps.Keys(large.Files))
	if got = slices.DeleteFunc(got, func(name string) bool { return strings.HasPrefix(name, "assets/") }); large.Whole || !slices.Equal(got, []string{"g/b.html", "index.html", "offline.html"}) || len(large.Files) != 7 {
		t.Errorf("of a large site, %q is kept", got)
	}
}

// TestWorkerOff: a site that is not to be kept has a worker that removes what was, and no page that asks for it. So has
// a site that is being edited.
func TestWorkerOff(t *testing.T) {
	fsys := small()
	fsys["site.yaml"].Data = append(fsys["site.yaml"].Data, "offline: false\n"...)
	outputs := plan(t, fsys)
	if text := render(t, outputs[workerName]); !strings.Contains(text, "unregister") || strings.Contains(text, "fetch") {
		t.Errorf("the worker is %s", text)
	}
	if text := render(t, outputs["index.html"]); strings.Contains(text, `data-worker="`) {
		t.Error("a page asks for the worker")
	}
	if text := render(t, plan(t, small())["404.html"]); strings.Contains(text, `data-worker="`) {
		t.Error("the page for any address asks for the worker, and cannot know where it is")
	}
}

// TestListingIsLast: a file that lists the others is put in its place after them. A build that ends before has left the
// older list, whose files a browser then refuses; and the next build fixes it.
func TestListingIsLast(t *testing.T) {
	dir := t.TempDir()
	rendered := 0
	list := func() Output {
		return Output{Path: "list.js", Digest: func() string { return "1" }, Listing: &Listing{
			Names: func(size func(string) int64) []string {
				if size("a.html") > 5 {
					return nil
				}
				return []string{"a.html"}
			},
			Render: func(b io.Writer, files map[string][sha256.Size]byte) error {
				rendered++
				for name, sum := range files {
					fmt.Fprintf(b, "%s=%x", name, sum[:2])
				}
				return nil
			}}}
	}
	step := func(want string, count int, outputs ...Output) {
		t.Helper()
		write(t, dir, append(outputs, list())...)
		if got := tree(t, dir); got != want || rendered != count {
			t.Errorf("the folder has %s after the list was made %d times, want %s after %d", got, rendered, want, count)
		}
	}
	step("a.html=A list.js=a.html=559a ", 1, out("a.html", "1", "A"))
	step("a.html=A list.js=a.html=559a ", 1, out("a.html", "1", "A"))
	step("a.html=A b.html=B list.js=a.html=559a ", 1, out("a.html", "1", "A"), out("b.html", "1", "B"))
	step("a.html=A list.js=a.html=559a ", 2, out("a.html", "2", "A"))
	step("a.html=AAAAAA list.js= ", 3, out("a.html", "3", "AAAAAA"))
	// A file that somebody has cut short.
	if err := os.WriteFile(filepath.Join(dir, "list.js"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	step("a.html=AAAAAA list.js= ", 4, out("a.html", "3", "AAAAAA"))
	// A page that cannot be put in its place stops the build: the list is the older one.
	blocked := Output{Path: "b.html", Digest: func() string { return "1" }, Render: func(w io.Writer) error {
		_, _ = io.WriteString(w, "B") // the writer reports it
		return os.MkdirAll(filepath.Join(dir, "b.html", "x"), 0o755)
	}}
	if _, err := Write(dir, []Output{out("a.html", "4", "A"), blocked, list()}, nil); err == nil {
		t.Fatal("a folder in a page's place is no error")
	}
	if got := tree(t, dir); got != "a.html=AAAAAA list.js= " {
		t.Errorf("the folder has %s", got)
	}
}
