package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
	"golang.org/x/net/html"
)

// kills is how many processes each test here kills: make chaos asks for more.
var kills = flag.Int("kills", 0, "how many processes each of TestKilledBuild and TestKilledServe kills; 0 is 4, or 12 with -every")

// versions is how many versions of a site they are of.
const versions = 5

// writeVersion writes a version of a site with about a hundred files. Between any two of them pages change, come and go, folders come
// and go, a folder of one is a file of another, and the style sheet and the scripts have other names. Every page leads to
// pages and files that not every version has.
func writeVersion(t *testing.T, dir string, number int) {
	t.Helper()
	files := map[string]string{
		"site.yaml": fmt.Sprintf("title: Version %d\nurl: https://example.org/\naccent: %q\norganisation: {name: The Charity, short: TC}\n", number, []string{"#1d4f56", "#5a2d0c", "#4b1d56"}[number%3]),
		"index.md":  "---\ntitle: Home\n---\n:::must {#pin changed=\"2026-10-20\"}\nSet a PIN.\n:::\n\n",
	}
	var pages []string
	for folder := range 6 {
		if (folder+number)%3 == 0 { // this version does not have it
			continue
		}
		section := fmt.Sprintf("part%d", folder)
		files[section+"/index.md"] = fmt.Sprintf("---\ntitle: Part %d\n---\n", folder)
		pages = append(pages, section+"/index.md")
		for i := range 15 {
			if (i+number)%4 != 0 {
				name := fmt.Sprintf("%s/page%d.md", section, i)
				files[name] = fmt.Sprintf("---\ntitle: Page %d of %d\n---\n", i, folder)
				pages = append(pages, name)
			}
		}
		files[fmt.Sprintf("%s/form%d.txt", section, number)] = fmt.Sprintf("Form %d.\n", number)
		files[section+"/same.txt"] = strings.Repeat("Same.\n", number)
	}
	slices.Sort(pages)
	for i, name := range append(pages, "index.md") {
		to := func(other string) string {
			rel, err := filepath.Rel(path.Dir(name), other)
			if err != nil {
				t.Fatal(err)
			}
			return filepath.ToSlash(rel)
		}
		section := path.Dir(pages[i*7%len(pages)])
		files[name] += fmt.Sprintf("To [one](%s), [another](%s), [a form](%s) and [the same](%s). Version %d.\n",
			to(pages[(i+1)%len(pages)]), to(pages[(i*5+number)%len(pages)]), to(fmt.Sprintf("%s/form%d.txt", section, number)), to(section+"/same.txt"), (number+i)/2)
	}
	files["part"+fmt.Sprint((3-number%3)%3+1)+"/quizzes/q.md"] = "---\ntitle: A quiz\nreviewed: 2026-11-20\n---\n## What first? {#first rules=\"pin\"}\n- [x] A PIN\n- [ ] Nothing\n  > No.\n\n> A PIN.\n"
	for name, text := range files {
		place := filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(place, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// command is the program itself, as a process of its own.
func command(caches string, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Args[0] = "handrail" // the test program is the command when it is called so
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1795305600", "XDG_CACHE_HOME="+caches, "HOME="+caches)
	return cmd
}

func mustBuild(t *testing.T, caches, dir, out string) {
	t.Helper()
	if output, err := command(caches, "build", dir, "--out", out).CombinedOutput(); err != nil {
		t.Fatalf("building %s: %v\n%s", dir, err, output)
	}
}

// killer builds versions of a site into one folder, and kills most of those builds.
type killer struct {
	t      *testing.T
	random *rand.Rand
	dirs   []string            // of the versions
	want   []map[string][]byte // what each is built into
	out    string
	caches string
	most   int             // things that happen in the folder during a build, as far as known
	reach  map[string]bool // the pages that a reader can have come to

	stages map[string]int      // how often builds were killed in each
	named  map[string][]string // the addresses that pages have been found to name, by the page's text
}

// TestKilledBuild kills builds (SIGKILL) at moments chosen by chance: some at any time since they were started, most of them when
// some number of things has happened in the folder that they build into. What they leave has no page that a reader can come to
// and that names a missing file, and no file that is half written. The next build that is not killed makes what a build from
// nothing does, and leaves nothing else.
func TestKilledBuild(t *testing.T) {
	k := &killer{t: t, random: rand.New(rand.NewPCG(1, *seed)), out: filepath.Join(t.TempDir(), "public"), caches: t.TempDir(), most: 400,
		reach: map[string]bool{}, stages: map[string]int{}, named: map[string][]string{}}
	for number := range versions {
		dir, clean := t.TempDir(), filepath.Join(t.TempDir(), "public")
		writeVersion(t, dir, number+1)
		mustBuild(t, k.caches, dir, clean)
		k.dirs, k.want = append(k.dirs, dir), append(k.want, tree(t, clean))
		if missing := k.missing(clean, "index.html"); len(missing) > 0 || len(k.want[number]) < 60 {
			t.Fatalf("version %d has %d files and lacks %v", number, len(k.want[number]), missing)
		}
	}
	kills := howMany(*kills, 4, 12)
	for killed := 0; killed < kills && !t.Failed(); {
		if k.random.IntN(8) == 0 { // a first build
			if err := os.RemoveAll(k.out); err != nil {
				t.Fatal(err)
			}
			clear(k.reach)
		}
		number := k.random.IntN(versions)
		if !k.kill(number) {
			k.holds(number)
			continue
		}
		killed++
		k.check(number)
		if killed == kills || k.random.IntN(5) == 0 {
			number = k.random.IntN(versions)
			mustBuild(t, k.caches, k.dirs[number], k.out)
			k.holds(number)
		}
	}
	t.Logf("killed: %v", k.stages)
	if k.stages["placing"] < kills/5 && !t.Failed() { // the others are short, and chance may leave one out
		t.Error("too few builds were killed while files were put in their places")
	}
}

// kill builds a version, and says whether the build was killed before it ended.
func (k *killer) kill(number int) bool {
	if err := os.MkdirAll(k.out, 0o755); err != nil {
		k.t.Fatal(err)
	}
	watcher, err := fsnotify.NewBufferedWatcher(10000)
	if err != nil {
		k.t.Fatal(err)
	}
	defer watcher.Close()
	for dir := range folders(k.t, k.out) {
		if err := watcher.Add(filepath.Join(k.out, dir)); err != nil {
			k.t.Fatal(err)
		}
	}
	cmd := command(k.caches, "build", k.dirs[number], "--out", k.out)
	var output bytes.Buffer
	cmd.Stderr = &output
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	at := 1 + k.random.IntN(k.most)
	var timer <-chan time.Time
	if k.random.IntN(5) == 0 {
		at, timer = 1<<30, time.After(time.Duration(k.random.IntN(400))*time.Millisecond)
	}
	count := 0
	for {
		select {
		case <-timer:
			_ = cmd.Process.Kill()
		case <-watcher.Events:
			if count++; count == at {
				_ = cmd.Process.Kill()
			}
		case err := <-ended:
			switch {
			case err == nil:
				k.most = max(40, count)
				return false
			case cmd.ProcessState.Exited():
				k.t.Fatalf("a build failed that was not killed: %v\n%s", err, &output)
			}
			k.most = min(k.most+k.most/20+1, 2000)
			return true
		}
	}
}

// folders are those in a folder, and itself.
func folders(t *testing.T, dir string) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			found[name] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// check checks what a killed build of a version has left.
func (k *killer) check(number int) {
	k.t.Helper()
	roots := []string{"index.html", "404.html"}
	for name := range k.reach {
		if _, stays := k.want[number][name]; stays {
			roots = append(roots, name)
		}
	}
	if missing := k.missing(k.out, roots...); len(missing) > 0 {
		k.t.Errorf("killed, and %d names lead nowhere: %s", len(missing), strings.Join(missing[:min(len(missing), 5)], ", "))
	}
	now := tree(k.t, k.out)
	for name, data := range now {
		if strings.HasPrefix(name, ".handrail") || strings.Contains(name, "/.handrail") {
			continue
		}
		if !slices.ContainsFunc(k.want, func(files map[string][]byte) bool {
			text, there := files[name]
			return there && bytes.Equal(text, data)
		}) {
			k.t.Errorf("killed: %s is not as any version has it, but %d bytes", name, len(data))
		}
	}
	k.stages[k.stage(number, now)]++
}

// stage is how far the killed build of a version had come.
func (k *killer) stage(number int, now map[string][]byte) string {
	var list struct {
		Files map[string]struct{ Digest string }
	}
	data, err := os.ReadFile(filepath.Join(k.out, ".handrail.json"))
	if err == nil {
		err = json.Unmarshal(data, &list)
	}
	if err != nil && !os.IsNotExist(err) {
		k.t.Error(err)
	}
	rendered, lacking, extra := false, false, false
	for name := range now {
		rendered = rendered || strings.Contains(name, ".handrail-new")
		if _, stays := k.want[number][name]; !stays && !strings.Contains(name, ".handrail") {
			extra = true
		}
	}
	for name, text := range k.want[number] {
		lacking = lacking || !bytes.Equal(now[name], text)
	}
	announced := false
	for _, e := range list.Files {
		announced = announced || e.Digest == ""
	}
	switch {
	case !announced:
		return "before it wrote"
	case lacking && !rendered:
		return "making folders"
	case !lacking && extra:
		return "removing"
	case !lacking:
		return "ending"
	case k.anyPlaced(number, now):
		return "placing"
	}
	return "rendering"
}

// anyPlaced says whether the style sheet of a version, which is among what is placed first, is there.
func (k *killer) anyPlaced(number int, now map[string][]byte) bool {
	for name := range k.want[number] {
		if _, there := now[name]; there && path.Ext(name) == ".css" {
			return true
		}
	}
	return false
}

// holds checks that a build that was not killed has made a version, and has left nothing else.
func (k *killer) holds(number int) {
	k.t.Helper()
	same(k.t, "the build after a kill", tree(k.t, k.out), k.want[number])
	want := map[string]bool{".": true}
	for name := range k.want[number] {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			want[dir] = true
		}
	}
	if got := folders(k.t, k.out); !maps.Equal(got, want) {
		k.t.Errorf("the build after a kill leaves the folders %v", got)
	}
	if missing := k.missing(k.out, "index.html"); len(missing) > 0 {
		k.t.Errorf("after a build: %v", missing)
	}
}

// missing follows every address from some pages on, if they are there, and lists what they name that is not there. Pages that
// it comes to are noted as those that a reader can have come to.
func (k *killer) missing(dir string, roots ...string) []string {
	var missing []string
	seen := map[string]bool{}
	for len(roots) > 0 {
		name := roots[0]
		if roots = roots[1:]; seen[name] {
			continue
		}
		seen[name] = true
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			continue
		}
		for _, address := range k.addresses(text) {
			target := path.Join(path.Dir(name), address)
			if strings.HasPrefix(target, "../") {
				missing = append(missing, name+" leads out of the site, to "+address)
			} else if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(target))); err != nil || info.IsDir() {
				missing = append(missing, name+" names "+target)
			} else if path.Ext(target) == ".html" {
				roots = append(roots, target)
			}
		}
	}
	if dir == k.out {
		k.reach = seen
	}
	slices.Sort(missing)
	return slices.Compact(missing)
}

// addresses are those that a page names within its site.
func (k *killer) addresses(page []byte) []string {
	if known, found := k.named[string(page)]; found {
		return known
	}
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		k.t.Fatal(err)
	}
	var found []string
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			switch a.Key {
			case "href", "src", "data", "poster", "action":
				found = append(found, a.Val)
			case "srcset":
				for _, one := range strings.Split(a.Val, ",") {
					found = append(found, strings.Fields(one)[0])
				}
			}
		}
	}
	for i, a := range found {
		a, _, _ = strings.Cut(a, "#")
		found[i], _, _ = strings.Cut(a, "?")
	}
	slices.Sort(found)
	found = slices.DeleteFunc(slices.Compact(found), func(s string) bool { return s == "" || strings.Contains(s, ":") })
	k.named[string(page)] = found
	return found
}
