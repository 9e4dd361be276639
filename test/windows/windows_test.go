// Package windows holds the program for Windows to the one for Linux: it runs the Windows build in wine.
package windows

import (
	"bufio"
	"flag"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// every is for releases: a program takes a second or more to start in wine.
var every = flag.Bool("every", false, "try files that are open elsewhere, and each way to write a path")

// TestCompiles: the compiler takes the sources for Windows. It is what make test asks of each change; make sweep runs the program.
func TestCompiles(t *testing.T) {
	lookAtSources(t)
	compile := exec.Command("go", "list", "-export", "-tags", "release", "handrail/cmd/handrail")
	compile.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=windows", "GOARCH=amd64")
	if out, err := compile.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestWindows: what people do with Handrail works on Windows, and a site built there is the same, byte by byte, as one built on Linux.
func TestWindows(t *testing.T) {
	m := newMachine(t)
	tests := map[string]func(*testing.T, *machine){"site": trySite, "serve": tryServe}
	if *every {
		tests["held"], tests["paths"] = tryHeld, tryPaths
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { test(t, m) })
	}
}

// trySite makes a site, builds it, changes it, takes things out of it, and deploys it.
func trySite(t *testing.T, m *machine) {
	dir := t.TempDir()
	m.run(t, dir, "init", "site").says(t, 0, `Start with site\content\site.yaml, and see it with: handrail serve site`, `site\templates\strings\en-GB.yaml.example`)
	m.run(t, dir, "build", "site").says(t, 0, "Built ", " 0 unchanged", `Open site\public\index.html`)
	if err := os.CopyFS(filepath.Join(dir, "linux", "content"), os.DirFS(filepath.Join(dir, "site", "content"))); err != nil {
		t.Fatal(err)
	}
	m.onLinux(t, dir, "build", "linux").says(t, 0)
	sameSite(t, filepath.Join(dir, "linux", "public"), filepath.Join(dir, "site", "public"))
	entries, err := filepath.Glob(filepath.Join(dir, "site", "public", ".handrail*"))
	if err != nil || len(entries) != 1 || filepath.Base(entries[0]) != ".handrail.json" {
		t.Errorf("left in public/: %q, %v", entries, err)
	}
	m.run(t, dir, "build", "site").says(t, 0, "(0 written, ", "0 removed")
	m.run(t, dir, "check", "site").says(t, 0)

	m.run(t, dir, "show", `site\content\guidance\phones-and-computers.md`, "--format", "text").says(t, 0, "phone")
	m.run(t, dir, "statement", "broadcast-privacy", "site", "--set", "group=Ynys Môn", "--format", "docx", "--out", `site\ynys môn.docx`).says(t, 0, `Wrote site\ynys môn.docx`)
	m.run(t, dir, "new", "page", `site\content\guidance\pets.md`).says(t, 0, `Wrote site\content\guidance\pets.md`, "open the page /guidance/pets.html")
	m.run(t, dir, "import", `site\ynys môn.docx`, "--out", "imported").says(t, 0)
	m.run(t, dir, "quiz", "export", `site\content\quizzes\team-chat.md`, "--format", "scorm12", "--out", "team.zip").says(t, 0)
	if !strings.HasPrefix(read(t, dir, "team.zip"), "PK") {
		t.Error("the package of a quiz is no archive")
	}

	settings := filepath.Join(dir, "site", "content", "site.yaml")
	write(t, read(t, settings)+"\ntargets:\n  shared:\n    folder: '..\\shared'\n", settings)
	m.run(t, dir, "deploy", "shared", "site").says(t, 0, `Deployed to shared: `)
	deployed := read(t, dir, "shared", "index.html")
	index := filepath.Join(dir, "site", "content", "index.md")
	write(t, read(t, index)+"\nOne more line.\n", index)
	m.run(t, dir, "build", "site").says(t, 0)
	m.run(t, dir, "deploy", "shared", "site").says(t, 0)
	if read(t, dir, "shared", "index.html") == deployed {
		t.Error("the change is not deployed")
	}
	m.run(t, dir, "deploy", "shared", "site", "--rollback").says(t, 0, "Put back the release")
	if read(t, dir, "shared", "index.html") != deployed {
		t.Error("the release before is not put back")
	}
}

// tryServe asks the development server for pages, sees a change, and stops it as Ctrl+C does.
func tryServe(t *testing.T, m *machine) {
	dir := t.TempDir()
	m.run(t, dir, "init", "site", "--empty").says(t, 0)
	c := m.command(dir, "serve", "site", "--port", "0")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errOut strings.Builder
	c.Stderr = &errOut
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := make(chan string, 100)
	go func() {
		defer close(lines)
		for scanner := bufio.NewScanner(out); scanner.Scan(); {
			lines <- scanner.Text()
		}
	}()
	// until waits for a line. The server that says nothing more, as it has ended, fails the test.
	until := func(pattern string) []string {
		t.Helper()
		var seen []string
		for line := range lines {
			if found := regexp.MustCompile(pattern).FindStringSubmatch(line); found != nil {
				return found
			}
			seen = append(seen, line)
		}
		t.Fatalf("serve does not say %q, but %q\n%s", pattern, seen, errOut.String())
		return nil
	}
	address := until(`See the site at (http://\S+)`)[1]
	page := func() string {
		t.Helper()
		response, err := http.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != http.StatusOK {
			t.Fatal(response.Status, err)
		}
		return string(text)
	}
	page()
	index := filepath.Join(dir, "site", "content", "index.md")
	write(t, read(t, index)+"\r\nA line of Windows.\r\n", index)
	until(`built in `)
	if !strings.Contains(page(), "A line of Windows.") {
		t.Error("the change is not shown")
	}
	stop(t, c)
	for range lines { // until it has ended
	}
	if err := c.Wait(); err != nil || errOut.Len() > 0 {
		t.Errorf("stopped by Ctrl and C: %v\n%s", err, errOut.String())
	}
}

// stop does what Ctrl and C does in a terminal.
func stop(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
}
