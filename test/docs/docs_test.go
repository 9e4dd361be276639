package docs_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"handrail/test/docs"
	handrail "handrail/test/program"
)

// scratch is a folder that is removed when all tests have run.
var scratch string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "handrail-docs-")
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	scratch = dir
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// program builds the real command, once, and returns its path.
var program = sync.OnceValues(func() (string, error) {
	bin := filepath.Join(scratch, "bin")
	if err := os.Mkdir(bin, 0o755); err != nil {
		return "", err
	}
	return handrail.Build(bin)
})

// run runs a program, and returns what it prints.
func run(name string, args ...string) (string, error) {
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), args[0], err, out)
	}
	return string(out), nil
}

// newSession makes a session in an empty folder.
func newSession(t *testing.T) *docs.Session {
	t.Helper()
	binary, err := program()
	if err != nil {
		t.Fatal(err)
	}
	return docs.NewSession(binary, t.TempDir(), t.TempDir())
}

func TestExamples(t *testing.T) {
	page := "# A page\n\n1. Do this:\n\n   <!-- fails -->\n   ```console\n   $ handrail build \\\n       my-site\n   no\n   $ cd my-site\n   ```\n\n<!-- links.yaml -->\n```yaml\na: {title: b}\n```\n\n" +
		"```sh\n# a comment\nhandrail check 'my site' | less   # all\n```\n"
	all := docs.Examples("page.md", []byte(page))
	if len(all) != 3 {
		t.Fatalf("%d examples: %v", len(all), all)
	}
	if e := all[0]; e.Language != "console" || e.Word != "fails" || e.Line != 6 {
		t.Errorf("the first is %+v", e)
	}
	got := fmt.Sprint(all[0].Commands(), all[2].Commands())
	if want := "[{handrail build my-site no\n 7} {cd my-site  10}] [{handrail check 'my site' | less   # all  20}]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if e := all[1]; e.Word != "links.yaml" || e.Text != "a: {title: b}\n" {
		t.Errorf("the second is %+v", e)
	}
	if words := strings.Join(docs.Words(all[2].Commands()[0].Line), ","); words != "handrail,check,my site" {
		t.Errorf("its words are %s", words)
	}
}

func TestMatches(t *testing.T) {
	for shown, want := range map[string]bool{
		"Wrote 3 files.\n": true, "Wrote … files.\n": true, "…\n": true, "Wrote 3 files.\n…\n": true, "…\nWrote 3 files.\n\n": true,
		"": false, "Wrote 3 files": false, "Wrote 3 files.\nmore\n": false, "rote 3 files.\n": false,
	} {
		if docs.Matches(shown, "Wrote 3 files.\n") != want {
			t.Errorf("%q: %v", shown, !want)
		}
	}
	if !docs.Matches("", "") || docs.Matches("", "words\n") {
		t.Error("nothing is not what is printed")
	}
}

// TestSession: a page that shows something else than is printed, or leaves out that a command fails, is reported.
func TestSession(t *testing.T) {
	t.Parallel()
	for text, faults := range map[string]int{
		"```console\n$ mkdir a\n$ cd a\n$ pwd\n…/a\n$ handrail version\nhandrail …\n```\n": 0,
		"```console\n$ handrail version\n```\n":                                            1,
		"```console\n$ handrail no-such\n…\n```\n":                                         1,
		"<!-- fails -->\n```console\n$ handrail no-such\n…\n```\n":                         0,
		"<!-- fails -->\n```console\n$ handrail version\n…\n```\n":                         1,
	} {
		s := newSession(t)
		for _, e := range docs.Examples("page.md", []byte(text)) {
			if wrong := s.Try(e); len(wrong) != faults {
				t.Errorf("%q: %v", text, wrong)
			}
		}
	}
}
