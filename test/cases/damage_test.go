package cases

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"handrail/internal/builder"
	"handrail/internal/check"
	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/quiz"
	"handrail/test/corpus"
)

var (
	damages = flag.Int("damages", 150, "how many times TestDamage damages a source")
	seed    = flag.Uint64("seed", 1, "where its random numbers start")
)

// TestDamage damages the sources that ship with Handrail, those of the corpus and the cases without any reports, a character,
// a line or a fence at a time. Each time, either something is reported, or readers get all that is typed now: each word in the
// page, each tick in the key, and each rule with its words. What is typed is read here a second time, line by line, by code
// that shares nothing with what is tested.
//
//	go test ./test/cases -run TestDamage -damages 20000 -seed 7 -v
func TestDamage(t *testing.T) {
	sites := damagedSites(t)
	random := rand.New(rand.NewPCG(*seed, 0))
	type tally struct{ reported, all int }
	counts := map[string]*tally{}
	for range *damages {
		d := sites[0] // the shipped site as often as all others together
		if random.IntN(2) == 0 {
			d = sites[random.IntN(len(sites))]
		}
		name, kinds := d.names[random.IntN(len(d.names))], damageKinds()
		kind := kinds[random.IntN(len(kinds))]
		data := kind.do(random, d.files[name].Data)
		if data == nil || bytes.Equal(data, d.files[name].Data) {
			continue
		}
		if counts[kind.name] == nil {
			counts[kind.name] = &tally{}
		}
		counts[kind.name].all++
		if len(d.report(name, data)) > 0 {
			counts[kind.name].reported++
		} else {
			d.hold(t, name, kind.name, data)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%-24s %5d of %5d reported", name, counts[name].reported, counts[name].all)
	}
}

// FuzzDamage lets the fuzzer choose the damage.
func FuzzDamage(f *testing.F) {
	sites := damagedSites(f)
	for i := range sites {
		f.Add(uint8(i), uint8(0), uint8(0), uint64(i))
	}
	f.Fuzz(func(t *testing.T, site, file, which uint8, seed uint64) {
		d := sites[int(site)%len(sites)]
		name, kind := d.names[int(file)%len(d.names)], damageKinds()[int(which)%len(damageKinds())]
		data := kind.do(rand.New(rand.NewPCG(seed, 1)), d.files[name].Data)
		if data != nil && len(d.report(name, data)) == 0 {
			d.hold(t, name, kind.name, data)
		}
	})
}

// damagedSites are the sites whose sources are damaged, the shipped one first. Before any damage, each passes the test.
func damagedSites(t testing.TB) []*damaged {
	shipped := shippedContent(t)
	looks := readLooks(t)
	sites := []*damaged{newDamaged(shipped, sourcesOf(shipped), looks), corpusSite(t, looks)}
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, archive := range archives {
		c := readCase(t, archive, shipped)
		if len(c.wants) > 0 || !plainEnough(c) {
			continue
		}
		var names []string
		for _, name := range sourcesOf(c.files) {
			if c.files[name] != shipped[name] {
				names = append(names, name)
			}
		}
		if d := newDamaged(c.files, names, looks); len(d.names) > 0 {
			sites = append(sites, d)
		}
	}
	for _, d := range sites {
		for _, name := range d.names {
			d.hold(t, name, "nothing", d.files[name].Data)
		}
	}
	return sites
}

// plainEnough says whether the sources of a case are in markdown that the second reader here knows.
func plainEnough(c *trial) bool {
	for _, name := range sourcesOf(c.files) {
		if beyond.Match(c.files[name].Data) {
			return false
		}
	}
	return true
}

// beyond is what the second reader does not know: footnotes, definitions, terms, emoji, conditions and HTML.
var beyond = regexp.MustCompile(`\[\^|(?m)^\[[^\]]+\]:|^: |:\w+:|\{\{[#/]|<[a-z]+>|\r`)

// corpusSite is a small site of the corpus.
func corpusSite(t testing.TB, looks func(*site.Site) *builder.Looks) *damaged {
	dir := t.TempDir()
	if err := corpus.Write(dir, 20, corpus.Handrail); err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	root := os.DirFS(filepath.Join(dir, "content"))
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return newDamaged(files, sourcesOf(files), looks)
}

// sourcesOf are the pages among some files.
func sourcesOf(files fstest.MapFS) []string {
	names := slices.Sorted(maps.Keys(files))
	return slices.DeleteFunc(names, func(name string) bool { return !strings.HasSuffix(name, ".md") })
}

// hold fails where readers do not get what a source says and nothing is reported.
func (d *damaged) hold(t testing.TB, name, after string, data []byte) {
	t.Helper()
	if wrong := d.compare(name, data); wrong != "" {
		t.Errorf("%s, after %s: nothing is reported, and %s\n%s", name, after, wrong, difference(d.files[name].Data, data))
	}
}

// damageKind is one way to damage a text; it returns nil when there is nothing to damage.
type damageKind struct {
	name string
	do   func(random *rand.Rand, data []byte) []byte
}

func damageKinds() []damageKind {
	char := func(change func(a, b []byte) []byte) func(*rand.Rand, []byte) []byte {
		return func(random *rand.Rand, data []byte) []byte {
			at := random.IntN(len(data))
			for !utf8.RuneStart(data[at]) {
				at--
			}
			_, n := utf8.DecodeRune(data[at:])
			_, m := utf8.DecodeRune(data[at+n:])
			return slices.Concat(data[:at], change(data[at:at+n], data[at+n:at+n+m]), data[at+n+m:])
		}
	}
	lines := func(which func(line []byte) bool, change func(a, b []byte) [][]byte) func(*rand.Rand, []byte) []byte {
		return func(random *rand.Rand, data []byte) []byte {
			all := bytes.SplitAfter(data, []byte("\n"))
			var places []int
			for i := range all[:len(all)-1] {
				if which(all[i]) {
					places = append(places, i)
				}
			}
			if len(places) == 0 {
				return nil
			}
			at := places[random.IntN(len(places))]
			return slices.Concat(bytes.Join(all[:at], nil), bytes.Join(change(all[at], all[at+1]), nil), bytes.Join(all[at+2:], nil))
		}
	}
	join := func(parts ...[]byte) []byte { return slices.Concat(parts...) }
	any := func([]byte) bool { return true }
	mark := func(line []byte) bool {
		return len(line) > 1 && bytes.IndexByte([]byte("#:->|`1234567890"), bytes.TrimLeft(line, " ")[0]) >= 0
	}
	fence := func(line []byte) bool {
		return bytes.HasPrefix(line, []byte(":::")) || bytes.HasPrefix(line, []byte("```")) || bytes.HasPrefix(line, []byte("---"))
	}
	markChar := func(change func(c []byte) []byte) func(*rand.Rand, []byte) []byte {
		return func(random *rand.Rand, data []byte) []byte {
			var places []int
			for i, c := range data {
				if bytes.IndexByte([]byte("#[](){}*_`~|>:-.\"<! \n"), c) >= 0 && (c != ' ' || i > 0 && bytes.IndexByte([]byte("#->].)"), data[i-1]) >= 0) {
					places = append(places, i)
				}
			}
			at := places[random.IntN(len(places))]
			return slices.Concat(data[:at], change(data[at:at+1]), data[at+1:])
		}
	}
	return []damageKind{
		{"deleting a character", char(func(a, b []byte) []byte { return b })},
		{"doubling a character", char(func(a, b []byte) []byte { return join(a, a, b) })},
		{"swapping characters", char(func(a, b []byte) []byte { return join(b, a) })},
		{"deleting markup", markChar(func(c []byte) []byte { return nil })},
		{"doubling markup", markChar(func(c []byte) []byte { return join(c, c) })},
		{"a no-break space", markChar(func(c []byte) []byte {
			if c[0] != ' ' {
				return c
			}
			return []byte("\u00a0")
		})},
		{"a zero-width space", markChar(func(c []byte) []byte { return join(c, []byte("\u200b")) })},
		{"curly quotes", markChar(func(c []byte) []byte {
			if c[0] != '"' {
				return c
			}
			return []byte("”")
		})},
		{"deleting a line", lines(any, func(a, b []byte) [][]byte { return [][]byte{b} })},
		{"doubling a line", lines(any, func(a, b []byte) [][]byte { return [][]byte{a, a, b} })},
		{"swapping lines", lines(any, func(a, b []byte) [][]byte { return [][]byte{b, a} })},
		{"deleting a marked line", lines(mark, func(a, b []byte) [][]byte { return [][]byte{b} })},
		{"swapping a marked line", lines(mark, func(a, b []byte) [][]byte { return [][]byte{b, a} })},
		{"indenting a line", lines(mark, func(a, b []byte) [][]byte { return [][]byte{join([]byte("  "), a), b} })},
		{"indenting a line far", lines(any, func(a, b []byte) [][]byte { return [][]byte{join([]byte("      "), a), b} })},
		{"deleting a fence", lines(fence, func(a, b []byte) [][]byte { return [][]byte{b} })},
		{"doubling a fence", lines(fence, func(a, b []byte) [][]byte { return [][]byte{a, a, b} })},
		{"swapping a fence", lines(fence, func(a, b []byte) [][]byte { return [][]byte{b, a} })},
	}
}

// damaged is a site of which one source at a time is not as it was.
type damaged struct {
	files  fstest.MapFS // as they were
	names  []string     // of the sources that are damaged
	now    fstest.MapFS
	loader *site.Loader
	usual  map[string]bool // what is reported of the site as it was
	looks  func(*site.Site) *builder.Looks
	last   *site.Site
}

func newDamaged(files fstest.MapFS, names []string, looks func(*site.Site) *builder.Looks) *damaged {
	d := &damaged{files: files, now: maps.Clone(files), looks: looks, usual: map[string]bool{}}
	d.loader = site.NewLoader(d.now, site.Options{Examine: check.Texts()})
	s, diags := d.loader.Load(today)
	for _, diag := range append(diags, check.Run(s)...) {
		d.usual[said(diag)] = true
	}
	for _, name := range names {
		if s.ByPath[name] != nil { // a draft, or what some program left there, does not count
			d.names = append(d.names, name)
		}
	}
	return d
}

// report loads the site with one source in another state, and returns what is reported beyond the usual.
func (d *damaged) report(name string, data []byte) []source.Diagnostic {
	d.now[name] = &fstest.MapFile{Data: data}
	s, diags := d.loader.Reload(today, []string{name})
	d.last = s
	diags = slices.DeleteFunc(ofHeld(append(diags, check.Run(s)...)), func(diag source.Diagnostic) bool { return d.usual[said(diag)] })
	d.now[name] = d.files[name]
	if len(diags) > 0 {
		d.loader.Reload(today, []string{name})
	}
	return diags
}

// compare says what is reported of a damaged source, or otherwise in which way readers do not get what it says; "" for neither.
func (d *damaged) compare(name string, data []byte) string {
	if diags := d.report(name, data); len(diags) > 0 {
		return "this is reported: " + said(diags[0])
	}
	defer d.loader.Reload(today, []string{name})
	page := d.last.ByPath[name]
	if page == nil {
		return "there is no page"
	}
	d.now[name] = &fstest.MapFile{Data: data}
	defer func() { d.now[name] = d.files[name] }()
	outputs := builder.Plan(builder.Input{Site: d.last, Content: d.now, Looks: d.looks(d.last), Version: "test"})
	shown := ""
	for _, address := range []string{page.Address, page.TrainerPage(site.Answers), page.TrainerPage(site.Present)} {
		if at := slices.IndexFunc(outputs, func(o builder.Output) bool { return o.Path == address }); at >= 0 {
			data, err := outputs[at].Bytes()
			if err != nil {
				return "the page cannot be made: " + err.Error()
			}
			shown += letters(everything(data)) + "\n"
		}
	}
	typed := readTyped(string(data))
	for _, words := range typed.words {
		if !strings.Contains(shown, letters(words)) {
			return fmt.Sprintf("these words are not shown: %q", words)
		}
	}
	if page.Quiz != nil {
		return compareKey(typed, page.Quiz)
	}
	return compareRules(typed, page.Doc.Rules)
}

// everything is the text of a page with the alternative texts of its pictures.
func everything(data []byte) string {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return "" // then nothing is found in it
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && !isMeaning(n.Parent) {
			b.WriteString(n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "alt" || a.Key == "content" || a.Key == "aria-label" {
				b.WriteString("\n" + a.Val + "\n")
			}
		}
	}
	return b.String()
}

// letters is a text without anything but its letters and digits.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// typed is what a person would read in a source.
type typed struct {
	words   []string // stretches of text between what looks like markup
	choices []string // "x words" or "  words"
	order   []string // "2 words", of numbered lines
	accepts []string // words after [=]
	rules   []string // identifiers of rules, with their first words
}

var (
	hidden     = regexp.MustCompile(`(?s)<!--.*?-->|\{\{[^{}]*\}\}`)
	lineMarks  = regexp.MustCompile(`^[\s>]*(?:[-*+]\s+)?(?:\d+[.)]\s+)?(?:\[[ xX]\]\s*)?`)
	attributes = regexp.MustCompile(`\{[^{}]*\}\s*$`)
	addresses  = regexp.MustCompile(`\]\([^()]*\)(?:\{width=\d+%?\})?|\]\[[^\[\]]*\]|<[^<>]*>|&#?\w+;`)
	box        = regexp.MustCompile(`^[\s>]*[-*+]\s*\[(.{0,3}?)\]\s*(.*)$`)
	numbered   = regexp.MustCompile(`^\s*(\d+)[.)]\s*(.*)$`)
	opening    = regexp.MustCompile(`^ {0,3}:::\s*(?:must|must-not|should|should-not)\s*\{\s*#([a-z0-9-]+)`)
)

// readTyped reads a source line by line.
func readTyped(text string) typed {
	var t typed
	if rest, ok := strings.CutPrefix(text, "---\n"); ok {
		_, text, _ = strings.Cut(rest, "\n---\n")
	}
	lines := strings.Split(hidden.ReplaceAllString(text, "\n"), "\n")
	for i, line := range lines {
		if m := box.FindStringSubmatch(line); m != nil && m[1] != "=" {
			tick := " "
			if strings.ContainsAny(m[1], "xX") {
				tick = "x"
			}
			t.choices = append(t.choices, tick+" "+letters(m[2]))
		} else if m != nil {
			t.accepts = append(t.accepts, letters(m[2]))
		}
		if m := numbered.FindStringSubmatch(line); m != nil {
			t.order = append(t.order, m[1]+" "+letters(m[2]))
		}
		if m := opening.FindStringSubmatch(line); m != nil && i+1 < len(lines) {
			t.rules = append(t.rules, m[1]+" "+letters(addresses.ReplaceAllString(lines[i+1], "")))
		}
		trimmed := strings.TrimSpace(line)
		if strings.HasPrefix(trimmed, ":::") || strings.HasPrefix(trimmed, "```") {
			continue
		}
		if strings.HasPrefix(trimmed, "#") {
			line = attributes.ReplaceAllString(line, "")
		}
		line = addresses.ReplaceAllString(lineMarks.ReplaceAllString(line, ""), "\n")
		for _, words := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("\n[]|", r) }) {
			if letters(words) != "" {
				t.words = append(t.words, words)
			}
		}
	}
	return t
}

// compareKey says where the ticks of a quiz are not those that are typed.
func compareKey(t typed, q *quiz.Quiz) string {
	var choices, order, accepts []string
	for _, question := range q.Questions {
		switch answers := question.Answers.(type) {
		case *quiz.Sequence:
			for i, item := range answers.Items {
				order = append(order, fmt.Sprintf("%d %s", i+1, letters(item.Plain)))
			}
		case *quiz.Written:
			for _, a := range answers.Accepted {
				accepts = append(accepts, letters(a.Plain))
			}
		}
		for _, c := range question.Choices() {
			tick := " "
			if c.Right {
				tick = "x"
			}
			choices = append(choices, tick+" "+letters(c.Plain))
		}
	}
	for _, part := range [][2][]string{{choices, t.choices}, {order, t.order}, {accepts, t.accepts}} {
		read, typed := part[0], part[1]
		goesOn := func(read, typed string) bool { return strings.HasPrefix(read, typed) } // on the line below
		if !slices.EqualFunc(read, typed, goesOn) {
			return fmt.Sprintf("the key is not what is typed:\n%q\n%q", read, typed)
		}
	}
	return ""
}

// compareRules says where the rules of a page are not those that are typed.
func compareRules(t typed, rules []*markdown.Rule) string {
	if len(rules) != len(t.rules) {
		return fmt.Sprintf("the page has %d rules, and %d are typed", len(rules), len(t.rules))
	}
	for i, r := range rules {
		if !strings.HasPrefix(r.ID+" "+letters(r.Plain), t.rules[i]) {
			return fmt.Sprintf("a rule is not what is typed: %q, %q", r.ID+" "+letters(r.Plain), t.rules[i])
		}
	}
	return ""
}

// difference is the lines in which two texts differ.
func difference(before, after []byte) string {
	a, b := strings.Split(string(before), "\n"), strings.Split(string(after), "\n")
	start := 0
	for start < min(len(a), len(b)) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < min(len(a), len(b))-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	return fmt.Sprintf("\tbefore: %q\n\tafter:  %q", a[max(0, start-1):min(len(a), len(a)-end+1)], b[max(0, start-1):min(len(b), len(b)-end+1)])
}
