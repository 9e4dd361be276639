package windows

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// holds keeps a file open as a word processor would, until let go is called.
func (m *machine) holds(t *testing.T, file string) (letGo func()) {
	t.Helper()
	c := exec.Command(m.wine, m.hold, `Z:`+strings.ReplaceAll(file, "/", `\`))
	c.Env = m.env
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); strings.TrimSpace(line) != "open" {
		t.Fatalf("%s cannot be opened: %q, %v", file, line, err)
	}
	return func() {
		t.Helper()
		_ = in.Close()
		_, _ = io.Copy(io.Discard, out)
		if err := c.Wait(); err != nil {
			t.Errorf("hold: %v", err)
		}
	}
}

// tryHeld builds while other programs have files of the site open: those are named, and nothing is half written. Once they are closed, or
// soon enough, the build goes on.
func tryHeld(t *testing.T, m *machine) {
	dir := t.TempDir()
	public, index := filepath.Join(dir, "site", "public"), filepath.Join(dir, "site", "content", "index.md")
	m.run(t, dir, "init", "site", "--empty").says(t, 0)
	write(t, "---\ntitle: Extra\nsummary: More.\n---\nText.\n", dir, "site", "content", "extra.md")
	m.run(t, dir, "build", "site").says(t, 0)
	before := filesOf(t, public)
	noRest := func() {
		t.Helper()
		if left, err := filepath.Glob(filepath.Join(public, ".handrail-new*")); err != nil || len(left) > 0 {
			t.Errorf("left behind: %q, %v", left, err)
		}
	}

	// A page that changes.
	letGo := m.holds(t, filepath.Join(public, "index.html"))
	write(t, read(t, index)+"\nThe second version.\n", index)
	m.run(t, dir, "build", "site").says(t, 2, `site\public\index.html: close it`, "run this again", "the others are as they were")
	if read(t, public, "index.html") != before["index.html"] {
		t.Error("the page that is open has changed")
	}
	noRest()
	letGo()
	m.run(t, dir, "build", "site").says(t, 0)
	if !strings.Contains(read(t, public, "index.html"), "The second version.") {
		t.Error("the next build does not put the page in its place")
	}

	// A program that lets go of it soon.
	letGo = m.holds(t, filepath.Join(public, "index.html"))
	write(t, read(t, index)+"\nThe third version.\n", index)
	build := m.command(dir, "build", "site")
	var says strings.Builder
	build.Stdout, build.Stderr = &says, &says
	if err := build.Start(); err != nil {
		t.Fatal(err)
	}
	for {
		if left, err := filepath.Glob(filepath.Join(public, ".handrail-new-index.html")); err != nil || len(left) > 0 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	time.Sleep(500 * time.Millisecond) // so that it has been tried at least once, which shows nowhere
	letGo()
	if err := build.Wait(); err != nil {
		t.Errorf("%v: %s", err, says.String())
	}
	if !strings.Contains(read(t, public, "index.html"), "The third version.") {
		t.Error("the page is not put in its place")
	}

	// A page that goes.
	letGo = m.holds(t, filepath.Join(public, "extra.html"))
	if err := os.Remove(filepath.Join(dir, "site", "content", "extra.md")); err != nil {
		t.Fatal(err)
	}
	m.run(t, dir, "build", "site").says(t, 2, `site\public\extra.html is open in another program: close it there, and run this again`)
	letGo()
	m.run(t, dir, "build", "site").says(t, 0)
	if _, err := os.Stat(filepath.Join(public, "extra.html")); err == nil {
		t.Error("the page that was open is still there")
	}
	noRest()
}

// tryPaths gives folders in the ways in which Windows writes them.
func tryPaths(t *testing.T, m *machine) {
	dir := t.TempDir()
	site := func(name string, flags ...string) {
		t.Helper()
		m.run(t, dir, "init", name, "--empty").says(t, 0, name)
		m.run(t, dir, append([]string{"build", name}, flags...)...).says(t, 0, " 0 unchanged")
		m.run(t, dir, append([]string{"build", name}, flags...)...).says(t, 0, "(0 written")
	}
	site(strings.Repeat(strings.Repeat("long", 10)+`\`, 8) + "site") // more than 260 characters
	site(`C:\sites\my site`)
	site(`C:/sites/other`, "--out", `C:\out put\é`)
	m.run(t, dir, "build", `c:\SITES\MY SITE`).says(t, 0, "(0 written")

	settings := "title: A site\ntargets:\n  disk: {folder: 'C:\\deployed'}\n  up: {folder: ..\\up}\n"
	write(t, settings, dir, "site", "content", "site.yaml")
	write(t, "---\ntitle: Home\nsummary: All.\n---\nText.\n", dir, "site", "content", "index.md")
	m.run(t, dir, "build", "site").says(t, 0)
	m.run(t, dir, "deploy", "disk", "site").says(t, 0, `Deployed to C:\deployed: `)
	m.run(t, dir, "deploy", "up", "site").says(t, 0)
	read(t, dir, "up", "index.html")
	for folder, says := range map[string]string{`'D:'`: "names a drive, and no folder on it", `C:new`: "names a drive, and no folder on it",
		`"C:\new"`: "single quotes", `"C:\Users"`: "single quotes"} {
		write(t, strings.Replace(settings, `'C:\deployed'`, folder, 1), dir, "site", "content", "site.yaml")
		m.run(t, dir, "deploy", "disk", "site").says(t, 1, says)
	}

	m.run(t, dir, "init", "NUL").says(t, 2, "reserves the name")
	m.run(t, dir, "new", "page", `site\content\con.md`).says(t, 2, "reserves the name")
}
