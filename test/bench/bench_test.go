package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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
	r, err := measure(t.Context(), options{pages: 60, runs: 1, edits: 1, server: true, small: true, codes: 100, hugo: "no-such-program", eleventy: "no-such-program"})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range r.rows() {
		if row.handrail <= 0 || row.hugo != 0 {
			t.Errorf("%s: Handrail %g, Hugo %g", row.work, row.handrail, row.hugo)
		}
	}
	text := r.markdown()
	for _, want := range []string{"Hugo could not be built", "Eleventy could not be installed"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say: %s\n%s", want, text)
		}
	}
	for what, u := range r.small.handrail {
		if u.wall <= 0 || u.cpu <= 0 || u.memory <= 0 {
			t.Errorf("%s: %+v", what, u)
		}
	}
	if len(r.small.handrail) != 5 || r.small.files < 60 {
		t.Errorf("of small sites: %+v", r.small)
	}
	if w := r.builds.wrote.handrail; w.html <= 0 || w.html >= w.bytes {
		t.Errorf("a page has %d bytes of %d", w.html, w.bytes)
	}
	for _, s := range r.shares {
		if s.whole[firstBuild].cpu <= 0 || s.not[unchanged].cpu <= 0 {
			t.Errorf("%s: %+v", s.part, s)
		}
	}
	if len(r.shares) != 4 || len(r.reports) != 2 || r.reports[0].cost.wall <= 0 || r.reports[1].cost.memory <= 0 {
		t.Errorf("%d shares, and reports: %+v", len(r.shares), r.reports)
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
	sites, err := measureKind(t.Context(), space, program, []size{few("questions", 3, -1, corpus.Quiz), few("questions", 200, 0, corpus.Quiz),
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
		{site(100_000, 0, usage{102, 204, 599e6}, usage{11, 22, 11e7}), []string{
			"- 100,000 pages, first build: 10.2× the time, 10.2× the processor time and 6.0× the memory of 10,000 pages; the target is at most 10.2×: met.",
			"nothing changed: 11.0× the time, 11.0× the processor time and 11.0× the memory of 10,000 pages; the target is at most 11.0×: met.",
			"peak memory: 599 MB; the target is under 600 MB: met."}},
		{site(100_000, 0, usage{103, 204, 6e8}, usage{11, 23, 1e7}), []string{
			"10.3× the time, 10.2× the processor time and 6.0× the memory of 10,000 pages; the target is at most 10.2×: not met.",
			"11.0× the time, 11.5× the processor time and 1.0× the memory of 10,000 pages; the target is at most 11.0×: not met.",
			"peak memory: 600 MB; the target is under 600 MB: not met."}},
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

// TestUnmeasured: a run that fails at once calls no target met.
func TestUnmeasured(t *testing.T) {
	unbuilt := results{options: options{small: true, growth: true}, shares: []share{{part: "a part"}}, growth: []grown{{size: 10_000, previous: -1}, {size: 100_000, previous: 0}}}
	text := unbuilt.markdown()
	if n := strings.Count(text, ": not measured."); strings.Contains(text, ": met.") || n < 8 {
		t.Errorf("%d targets are not measured:\n%s", n, text)
	}
}

func TestSmallTargets(t *testing.T) {
	ms := time.Millisecond
	s := smallBuilds{handrail: map[work]usage{shippedFirst: {wall: 60 * ms}, shippedCached: {wall: 36 * ms}, shippedUnchanged: {wall: 18 * ms}, version: {wall: 5 * ms}},
		hugo: map[work]usage{firstBuild: {wall: 104 * ms}}}
	if got, want := s.targets(), []string{
		"- the site that ships, first build: 60 ms; the target is at most 60 ms, and less than Hugo takes for 60 pages, 104 ms: met.",
		"- the site that ships, first build with the cache: 36 ms; the target is at most 35 ms: not met.",
		"- the site that ships, again, nothing changed: 18 ms; the target is at most 18 ms: met.",
		"- `handrail --version`: 5.0 ms; the target is at most 6 ms: met.",
	}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, hugo := range []time.Duration{60 * ms, 0} { // as fast, and not measured
		s.hugo[firstBuild] = usage{wall: hugo}
		if got := s.targets()[0]; !strings.HasSuffix(got, "not met.") {
			t.Errorf("Hugo %s: %s", hugo, got)
		}
	}
}

func TestShares(t *testing.T) {
	cost := func(first, again time.Duration) map[work]usage {
		return map[work]usage{firstBuild: {cpu: first}, unchanged: {cpu: again}}
	}
	for without, want := range map[time.Duration]string{85: "15% of the processor time of a first build without a cache; the target is at most 15%: met. Of one with nothing changed: 0%.",
		84: "16% of the processor time of a first build without a cache; the target is at most 15%: not met. Of one with nothing changed: 0%."} {
		if got := (share{part: "the index", site: "60 pages", whole: cost(100, 10), not: cost(without, 10)}).String(); got != "- The index, of 60 pages: "+want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for _, test := range []struct {
		cost usage
		met  string
	}{{usage{wall: 30 * time.Second, memory: 1e9}, ": met."}, {usage{wall: 31 * time.Second, memory: 1}, ": not met."}, {usage{wall: 1, memory: 1e9 + 1}, ": not met."}} {
		if got := (reported{"quiz report", 10, test.cost}).String(); !strings.HasSuffix(got, test.met) {
			t.Errorf("%+v: %s", test.cost, got)
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
