// Package hostile gives the program sources that would harm it if they could, and checks what it then reports to the editor,
// and how much time and memory it takes.
package hostile

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	handrail "handrail/test/program"
)

var (
	update = flag.Bool("update", false, "write down what the program reports now")
	every  = flag.Bool("every", false, "try each source and file, not one in eight")
)

// The limits for any of the sources. Each is several times what was measured on a machine with two slow cores that was busy
// with other work. The time is processor time.
const (
	boundMemory = 800 << 20 // bytes
	boundTime   = 40 * time.Second
	boundOutput = 200_000 // bytes

	deadline = 5 * time.Minute // by the clock, so that an endless loop is an error too
)

// sample returns one in eight of what a test could try, always the same, and all of it with -every.
func sample(names []string) []string {
	slices.Sort(names)
	if *every || *update {
		return names
	}
	var some []string
	for i := 0; i < len(names); i += 8 {
		some = append(some, names[i])
	}
	return some
}

// program is the path of the program that is tested.
var program string

func TestMain(m *testing.M) {
	flag.Parse()
	dir, err := os.MkdirTemp("", "hostile")
	if err == nil {
		program, err = handrail.Build(dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// site is the folder of a site that is being made.
type site struct {
	t   *testing.T
	dir string
}

func newSite(t *testing.T) *site {
	s := &site{t, t.TempDir()}
	s.write("content/site.yaml", "title: Site\nreading: {age: 99, sentence: 0}\n")
	s.write("content/index.md", page("Text.\n"))
	return s
}

// page is a page with a title and some text.
func page(text string) string { return "---\ntitle: Page\n---\n" + text }

func (s *site) check(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *site) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

func (s *site) write(name, text string) {
	s.t.Helper()
	s.check(os.MkdirAll(filepath.Dir(s.path(name)), 0o755))
	s.check(os.WriteFile(s.path(name), []byte(text), 0o644))
}

// run runs a command on the site, and returns what it prints.
func (s *site) run(args ...string) string {
	s.t.Helper()
	return s.command(append(args, ".")...)
}

// command runs a command in the folder of the site, and returns what it prints. It fails the test if that takes more than it may.
func (s *site) command(args ...string) string {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1795305600", "GOMAXPROCS=2", "XDG_CACHE_HOME="+s.t.TempDir()) // 22 November 2026
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if exit := new(exec.ExitError); err != nil && (!errors.As(err, &exit) || exit.ExitCode() > 2) {
		s.t.Fatalf("the program ended with %v:\n%.4000s", err, out.String())
	}
	took := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	memory := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10 // Linux counts in kilobytes
	command := args[0]
	s.t.Logf("%s: %d ms, %d MB, %d bytes printed", command, took.Milliseconds(), memory>>20, out.Len())
	if took > boundTime || memory > boundMemory || out.Len() > boundOutput {
		s.t.Errorf("%s took %s and %d MB, and printed %d bytes: the maximum is %s, %d MB and %d", command, took, memory>>20, out.Len(), boundTime, boundMemory>>20, boundOutput)
	}
	for _, c := range out.String() {
		if c < ' ' && c != '\n' || c >= 0x7f && c < 0xa0 || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 {
			s.t.Fatalf("the character %U reaches the terminal", c)
		}
	}
	return fold(counts.ReplaceAllString(strings.ReplaceAll(out.String(), s.dir, "DIR"), "$1."))
}

// fold keeps the first and the last lines of a long report, so that a person can read it.
func fold(report string) string {
	const first, last = 20, 6
	lines := strings.SplitAfter(report, "\n")
	if len(lines) <= first+last+1 {
		return report
	}
	return strings.Join(lines[:first], "") + fmt.Sprintf("[%d lines]\n", len(lines)-first-last) + strings.Join(lines[len(lines)-last:], "")
}

// counts is the line that says how many mistakes there are of each check.
var counts = regexp.MustCompile(`(?m)^(\d+ pages? checked: [^:\n]*): .*\.$`)

// held are the checks whose reports the sources list. A new check breaks nothing here; add it if it is about sources that do harm.
const held = "source,front-matter,picture,site,rule,quiz,statement,groups,checklist,layout,words,page-link,anchor,empty-link,named-link," +
	"link-text,identifier,retired,address,heading,image,markup,brackets,reference,unused-rule,unreached-rule,unused-topic," +
	"abbreviation,hard-word,unused-word,path-step,path-rule,path-length,quiz-review,statement-review,review,sentence,reading-age,accent,leftover"

// report checks the site, and builds it if it has no errors. It returns what the check printed.
func (s *site) report() string {
	s.t.Helper()
	report := s.run("check", "--only", held)
	if !strings.Contains(report, "error") {
		s.run("build")
	}
	return report
}

// TestSources gives the program each file of testdata. Each holds the files of a site, and in the file "want" what is reported of them.
func TestSources(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("there are no sources", err)
	}
	for _, name := range sample(names) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			s := newSite(t)
			want := &archive.Files[len(archive.Files)-1]
			if want.Name != "want" {
				t.Fatal("the last file has to be want")
			}
			for _, f := range archive.Files[:len(archive.Files)-1] {
				s.write(f.Name, string(f.Data))
			}
			got := s.report()
			if *update {
				want.Data = []byte(got)
				s.check(os.WriteFile(name, txtar.Format(archive), 0o644))
			}
			if got != string(want.Data) {
				t.Errorf("got\n%s\nwant\n%s", got, want.Data)
			}
		})
	}
}

// TestMade gives the program sources that are too large or too odd to be kept as files. What is reported of NAME is in
// testdata/made/NAME.want.
func TestMade(t *testing.T) {
	all := made()
	for _, name := range sample(slices.Collect(maps.Keys(all))) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			all[name](s)
			got, file := s.report(), filepath.Join("testdata", "made", name+".want")
			if *update {
				s.check(os.WriteFile(file, []byte(got), 0o644))
			}
			want, err := os.ReadFile(file)
			s.check(err)
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
