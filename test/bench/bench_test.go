package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"handrail/test/corpus"
)

// TestMeasure runs the real programs, except Hugo, on small sites: each site passes every check, and no figure is missing.
func TestMeasure(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	// The go command keeps a passing result until a file that the test has read changes. The programs are built by
	// another process, so their sources are looked at here.
	for _, dir := range []string{"cmd", "internal", "quiz", "templates", filepath.Join("test", "bench")} {
		if err := filepath.WalkDir(dir, func(_ string, _ fs.DirEntry, err error) error { return err }); err != nil {
			t.Fatal(err)
		}
	}
	r, err := measure(t.Context(), options{pages: 60, runs: 1, edits: 1, server: true, hugo: "no-such-program"})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range r.rows() {
		if row.handrail <= 0 || row.hugo != 0 {
			t.Errorf("%s: Handrail %g, Hugo %g", row.work, row.handrail, row.hugo)
		}
	}
	if text := r.markdown(); !strings.Contains(text, "Hugo could not be built") {
		t.Errorf("the report does not say that there was no Hugo:\n%s", text)
	}
	space, err := newWorkspace(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	program := tools{handrail: space.path("handrail")}
	if err := build(t.Context(), "./cmd/handrail", program.handrail); err != nil {
		t.Fatal(err)
	}
	few := func(what string, n, previous int, write func(dir string, n int) error) size {
		return size{what, n, previous, func(dir string) error { return write(dir, n) }, 0, []work{firstBuild, unchanged}}
	}
	sites, err := measureKind(t.Context(), space, program, []size{few("questions", 3, -1, corpus.Quiz), few("questions", 30, 0, corpus.Quiz),
		few("rules", 30, -1, corpus.Checklist), few("groups", 30, -1, corpus.Groups)}, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range sites {
		if g.cost[firstBuild].wall <= 0 || g.cost[unchanged].memory <= 0 || g.files == 0 {
			t.Errorf("%s: %+v", g.what, g)
		}
	}
	if sites[1].bytes <= sites[0].bytes || sites[1].previous != 0 {
		t.Errorf("30 questions are not more than 3: %+v, %+v", sites[0], sites[1])
	}
}

func TestMiddle(t *testing.T) {
	// Each measure has a median of its own: the quickest run may be the largest.
	got := middle([]usage{{3 * time.Second, 10, 500}, {1 * time.Second, 30, 900}, {2 * time.Second, 20, 700}})
	if want := (usage{2 * time.Second, 20, 700}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := (edits{40, 10, 20, 30}).middle(), time.Duration(25); got != want {
		t.Errorf("of four: got %d, want %d", got, want)
	}
	if got := middle(nil); got != (usage{}) {
		t.Errorf("of none: got %v", got)
	}
	if got := (edits{10, 40, 20}).worst(); got != 40 {
		t.Errorf("the worst is %d", got)
	}
}

func TestRatio(t *testing.T) {
	for _, test := range []struct {
		a, b float64
		want string
	}{
		{1, 5, "1/5.0"}, {1, 4.99, "1/4.9"}, {0.1, 10, "1/100"}, {0.1, 9.99, "1/99"}, // never rounded in Handrail's favour
		{1, 1, "1.00×"}, {1.4, 1, "1.40×"}, {1, 1.2, "0.83×"}, {0, 1, "–"}, {1, 0, "–"},
	} {
		if got := ratio(test.a, test.b); got != test.want {
			t.Errorf("ratio(%g, %g) is %s, want %s", test.a, test.b, got, test.want)
		}
	}
}

func TestTarget(t *testing.T) {
	for _, test := range []struct {
		row         row
		target, met string
	}{
		{row{handrail: 1, hugo: 5, bare: 1, ofHugo: 0.2, ofBare: 1.4}, "1/5 of Hugo, 1.4× bare", "yes"},
		{row{handrail: 1, hugo: 4.9, bare: 1, ofHugo: 0.2, ofBare: 1.4}, "1/5 of Hugo, 1.4× bare", "no"},
		{row{handrail: 1, hugo: 9, bare: 0.7, ofHugo: 0.2, ofBare: 1.4}, "1/5 of Hugo, 1.4× bare", "no"},
		{row{handrail: 1, bare: 1, ofHugo: 0.2, ofBare: 1.4}, "1/5 of Hugo, 1.4× bare", "as far as measured"},
		{row{handrail: 1, ofHugo: 0.2}, "1/5 of Hugo", "–"},
		{row{unit: milliseconds, handrail: 49, atMost: 50}, "under 50 ms", "yes"},
		{row{unit: milliseconds, handrail: 51, hugo: 9000, ofHugo: 0.01, atMost: 50}, "1/100 of Hugo, under 50 ms", "no"},
		{row{handrail: 1}, "–", "–"},
		{row{atMost: 1}, "under 1.00 s", "–"},
	} {
		if target, met := test.row.target(), test.row.met(); target != test.target || met != test.met {
			t.Errorf("%+v: %q %q, want %q %q", test.row, target, met, test.target, test.met)
		}
	}
}

func TestProportion(t *testing.T) {
	site := func(size, previous int, first, again usage) grown {
		return grown{what: wholeSite, size: size, previous: previous, cost: map[work]usage{firstBuild: first, unchanged: again}}
	}
	small := site(10_000, -1, usage{10, 20, 1e8}, usage{1, 2, 1e7})
	for _, test := range []struct {
		large grown
		want  []string
	}{
		{site(100_000, 0, usage{110, 220, 999e6}, usage{11, 22, 11e7}), []string{
			"- 100,000 pages, first build: 11.0× the time, 11.0× the processor time and 10.0× the memory of 10,000 pages; the target is at most 11.0×: met.",
			"nothing changed: 11.0× the time, 11.0× the processor time and 11.0× the memory of 10,000 pages; the target is at most 11.0×: met.",
			"peak memory: 999 MB; the target is under 1,000 MB: met."}},
		{site(100_000, 0, usage{111, 220, 1e9}, usage{11, 23, 1e7}), []string{
			"11.1× the time, 11.0× the processor time and 10.0× the memory of 10,000 pages; the target is at most 11.0×: not met.",
			"11.0× the time, 11.5× the processor time and 1.0× the memory of 10,000 pages; the target is at most 11.0×: not met.",
			"peak memory: 1000 MB; the target is under 1,000 MB: not met."}},
		{site(10_000, 0, usage{11, 20, 12e7}, usage{1, 2, 11e6}), []string{ // of the same size, in longer sections
			"1.1× the time, 1.0× the processor time and 1.2× the memory of 10,000 pages; the target is at most 1.1×: not met.",
			"the target is at most 1.1×: met."}},
	} {
		got := results{growth: []grown{small, test.large}}.proportion(test.large)
		if len(got) != len(test.want) {
			t.Errorf("got %q, want %d lines", got, len(test.want))
			continue
		}
		for i, want := range test.want {
			if !strings.HasSuffix(got[i], want) {
				t.Errorf("%q does not end with %q", got[i], want)
			}
		}
	}
}

func TestTooLarge(t *testing.T) {
	space := workspace{dir: t.TempDir()}
	room, err := space.room()
	if err != nil {
		t.Fatal(err)
	}
	steady := []grown{{size: 1_000, bytes: 1_000}, {size: 10_000, bytes: 10_000}} // a byte a page
	if why, err := tooLarge(space, steady, 100_000); why != "" || err != nil {
		t.Errorf("100,000 bytes are said to be too many: %s (%v)", why, err)
	}
	// Each page grows with their number, so that the next site is more than ten times as large.
	growing := []grown{{size: 1_000, bytes: 1_000}, {size: 10_000, bytes: room / 20}}
	if why, err := tooLarge(space, growing, 100_000); why == "" || err != nil {
		t.Errorf("nothing is said of a site that does not fit (%v)", err)
	}
}

func TestChange(t *testing.T) {
	file := filepath.Join(t.TempDir(), "page.md")
	if err := os.WriteFile(file, []byte("---\ntitle: \"Old\"\norder: 10\n---\n\nText.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := changeTitle(file, "New"); err != nil {
		t.Fatal(err)
	}
	if err := changeBody(file, "More."); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(text), "---\ntitle: \"New\"\norder: 10\n---\n\nText.\n\nMore.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1_000: "1,000", 1_234_567: "1,234,567"} {
		if got := thousands(n); got != want {
			t.Errorf("%d is written %s", n, got)
		}
	}
}
