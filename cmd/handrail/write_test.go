package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"handrail/internal/builder"
	"handrail/internal/deploy"
)

// TestTwoBuilds: while one build writes a folder another one says so and stops, and changes nothing. The folder is named as it was
// given to the second build, also through a link.
func TestTwoBuilds(t *testing.T) {
	dir, caches := t.TempDir(), t.TempDir()
	for name, text := range startingSite() {
		writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	out, link := filepath.Join(dir, "public"), filepath.Join(dir, "link")
	mustBuild(t, caches, dir, out)
	if err := os.Symlink(out, link); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "content/index.md"), "---\ntitle: Another home\n---\n")
	before := tree(t, out)
	unlock, _, err := builder.Lock(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{out, link} {
		cmd := command(caches, "build", dir, "--out", name)
		output, _ := cmd.CombinedOutput()
		want := "handrail: another build is writing into " + name + " now: wait until it has finished and build again, or build into another folder with --out\n"
		if cmd.ProcessState.ExitCode() != exitFailed || string(output) != want {
			t.Errorf("%v: %s", cmd.ProcessState, output)
		}
	}
	now := tree(t, out)
	delete(now, ".handrail.lock")
	same(t, "the folder", now, before)
	unlock()
	mustBuild(t, caches, dir, out)
	if now := tree(t, out); now[".handrail.lock"] != nil || bytes.Equal(now["index.html"], before["index.html"]) {
		t.Error("the build after the other has ended does not do its work, or leaves its lock")
	}
}

// TestDeployBesideBuild: while a build writes a folder, what is in it is of two versions, and no deploy sends it; nor may a build
// begin before a deploy has read all of it.
func TestDeployBesideBuild(t *testing.T) {
	dir, caches := t.TempDir(), t.TempDir()
	for name, text := range startingSite() {
		writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	out, stick := filepath.Join(dir, "public"), filepath.Join(t.TempDir(), "stick")
	writeFile(t, filepath.Join(dir, "content/site.yaml"), fmt.Sprintf("title: A site\ntargets: {stick: {folder: %q}}\n", stick))
	mustBuild(t, caches, dir, out)
	unlock, _, err := builder.Lock(out)
	if err != nil {
		t.Fatal(err)
	}
	cmd := command(caches, "deploy", "stick", "--site", dir, "--from", out)
	if output, _ := cmd.CombinedOutput(); cmd.ProcessState.ExitCode() != exitFailed || !strings.Contains(string(output), "a build is writing into "+out+" now: wait until it has finished") {
		t.Errorf("%v: %s", cmd.ProcessState, output)
	}
	if _, err := os.Stat(stick); err == nil {
		t.Error("something was deployed")
	}
	unlock()
	target, err := deploy.OpenFolder(stick, nil)
	if err != nil {
		t.Fatal(err)
	}
	options := deploy.Options{MaxDeletes: -1, Keep: 1, Progress: func(int, int) {
		unlock, _, err := builder.Lock(out)
		if err != nil {
			t.Errorf("everything has been read, and no build may begin: %v", err)
			return
		}
		unlock()
	}}
	if _, err := deployBuilt(t.Context(), target, out, options); err != nil {
		t.Fatal(err)
	}
}

// TestManyBuilds starts builds at once, again and again: those that do not say that another one is at work do all of theirs.
func TestManyBuilds(t *testing.T) {
	dir, caches := t.TempDir(), t.TempDir()
	for name, text := range startingSite() {
		writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	clean, out := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "public")
	mustBuild(t, caches, dir, clean)
	want, busy := tree(t, clean), 0
	for range 3 {
		var cmds []*exec.Cmd
		for range 4 {
			cmd := command(caches, "build", dir, "--out", out)
			cmd.Stderr = new(bytes.Buffer)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			cmds = append(cmds, cmd)
		}
		for _, cmd := range cmds {
			if err := cmd.Wait(); err != nil {
				busy++
				if output := cmd.Stderr.(*bytes.Buffer).String(); !strings.Contains(output, "another build is writing into "+out) {
					t.Errorf("%v: %s", err, output)
				}
			}
		}
		same(t, "builds at once", tree(t, out), want)
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d of 12 builds stopped, as another was at work", busy)
}

func writeFile(t *testing.T, place, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(place, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestSameBytes builds the same sources on what could be other machines: the bytes are the same, and so are the modes of files and
// folders, except for what the user's umask takes away.
func TestSameBytes(t *testing.T) {
	var want map[string][]byte
	for _, test := range []struct {
		what  string
		env   []string
		umask fs.FileMode
		seed  uint64 // of the order in which the sources are made, and of their times
		again bool   // a second time, with what was kept, into a new folder
	}{
		{what: "here", umask: 0o022},
		{what: "in Auckland", env: []string{"TZ=Pacific/Auckland"}, umask: 0o022, seed: 1},
		{what: "in Honolulu, later on the same day", env: []string{"TZ=Pacific/Honolulu", "SOURCE_DATE_EPOCH=1795391999"}, umask: 0o022, seed: 2},
		{what: "in Turkish", env: []string{"LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "LANGUAGE=tr"}, umask: 0o022, seed: 3, again: true},
		{what: "without a language", env: []string{"LANG=", "LC_ALL=C"}, umask: 0o002, seed: 4},
		{what: "on one core", env: []string{"GOMAXPROCS=1"}, umask: 0o027, seed: 5, again: true},
		{what: "on seven cores", env: []string{"GOMAXPROCS=7"}, umask: 0o077, seed: 6},
		{what: "without a home", env: []string{"HOME=", "XDG_CACHE_HOME="}, umask: 0, seed: 7},
		{what: "as somebody else", env: []string{"HOME=/nobody", "USER=nobody", "LOGNAME=nobody", "HOSTNAME=other", "TMPDIR=/nowhere"}, umask: 0o022, seed: 8},
	} {
		t.Run(test.what, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "site of "+test.what)
			makeSources(t, dir, test.seed)
			caches := t.TempDir()
			for range 1 + count(test.again) {
				out := filepath.Join(t.TempDir(), test.what)
				cmd := command(caches, "build", dir, "--out", out)
				cmd.Args = append([]string{"sh", "-c", fmt.Sprintf(`umask %o; exec -a handrail "$0" "$@"`, test.umask), cmd.Path}, cmd.Args[1:]...)
				if bash, err := exec.LookPath("bash"); err == nil { // sh may have no exec -a
					cmd.Path = bash
				} else {
					t.Fatal(err)
				}
				cmd.Env = append(cmd.Env, test.env...)
				if output, err := cmd.CombinedOutput(); err != nil {
					t.Fatalf("%v: %s", err, output)
				}
				if want == nil {
					want = tree(t, out)
				}
				same(t, "the build", tree(t, out), want)
				checkModes(t, out, test.umask)
			}
		})
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// makeSources makes the sources of a site in some order, with times in another.
func makeSources(t *testing.T, dir string, seed uint64) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 0))
	site := startingSite()
	for i := range 9 {
		site[fmt.Sprintf("content/more/new%d.md", i)] = fmt.Sprintf("---\ntitle: New\norder: 3\n---\nTo [D](d.md), %d.\n", i)
		site[fmt.Sprintf("content/İstanbul/Straße-%d.md", i)] = fmt.Sprintf("---\ntitle: Iğdır %d\n---\n![A line](../guide/line.svg)\n", i)
	}
	site["content/İstanbul/index.md"] = "---\ntitle: istanbul\n---\n"
	names := slices.Sorted(maps.Keys(site))
	random.Shuffle(len(names), func(a, b int) { names[a], names[b] = names[b], names[a] })
	for _, name := range names {
		place := filepath.Join(dir, filepath.FromSlash(name))
		writeFile(t, place, site[name])
		when := time.Unix(random.Int64N(1<<30), random.Int64N(1e9))
		if err := os.Chtimes(place, when, when); err != nil {
			t.Fatal(err)
		}
	}
}

// checkModes checks that what was built may be read and written as the umask says.
func checkModes(t *testing.T, dir string, umask fs.FileMode) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		want := fs.FileMode(0o666) &^ umask
		if entry.IsDir() {
			want = 0o777 &^ umask
		}
		info, err := entry.Info()
		if err == nil && info.Mode().Perm() != want {
			t.Errorf("%s has the mode %v, and not %v", name, info.Mode().Perm(), want)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
