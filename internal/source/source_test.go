package source

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

// settings is an example of any front matter: a value of each kind that one can hold.
type settings struct {
	Title    string
	Order    int
	Topics   []string
	Draft    bool
	Reviewed Date
	Every    Period `yaml:"review_every"`
	Fields   map[string]struct{ Label, Hint string }
	Limit    Size
}

// TestDecode holds each mistake that an editor can make in YAML to the place and the words it is reported with.
func TestDecode(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"good", "title: A\norder: 3\ntopics: [a, b]\nreviewed: 2026-11-20\nreview_every: 6 months\nfields:\n  g: {label: L}\n", ""},
		{"empty", "", ""},
		{"only a comment", "# nothing yet\n", ""},
		{"unknown key", "titel: A\n", `p.md:2:1 unknown key "titel" | Did you mean "title"?`},
		{"unknown inner key", "fields:\n  g: {labl: x}\n", `p.md:3:7 unknown key "labl" in "g" | Did you mean "label"?`},
		{"twice", "title: A\norder: 1\ntitle: B\n", `p.md:4:1 the key "title" is given twice, first on line 2 | Keep one of the two.`},
		{"wrong kind", "order: soon\n", `p.md:2:8 expected a whole number here, found "soon" | Write it without quotes or a point: 10.`},
		{"list wanted", "topics: a\n", `p.md:2:9 expected a list here, found "a" | Write it between square brackets: [one, two].`},
		{"bool wanted", "draft: perhaps\n", `p.md:2:8 expected true or false here, found "perhaps" | Write true or false, without quotes.`},
		{"bad date", "reviewed: 20/11/2026\n", `p.md:2:11 "20/11/2026" is not a date | Write year-month-day, for example 2026-11-20.`},
		{"bad period", "review_every: often\n", `p.md:2:15 "often" is not a period | Write for example "6 months" or "1 year".`},
		{"good size", "limit: 1.5 mb\n", ""},
		{"bad size", "limit: 5\n", `p.md:2:8 "5" is not a size | Write for example "5 MB" or "500 KB".`},
		{"negative size", "limit: -1 MB\n", `p.md:2:8 "-1 MB" is not a size | Write for example "5 MB" or "500 KB".`},
		{"size of nothing known", "limit: 5 TB\n", `p.md:2:8 "5 TB" is not a size | Write for example "5 MB" or "500 KB".`},
		{"a list at the top", "- a\n", `p.md:2:1 expected a group of keys here, found a list | Put each key on a line of its own below, two spaces further in.`},
		{"colon", "title: Phones: the basics\n", `p.md:2:14 this line has a second colon, so it is not clear what is the key and what is its value | Put the value between double quotes: title: "Phones: the basics".`},
		{"open bracket", "topics: [a\n", `p.md:2:9 what opens here is not closed, or is indented wrongly | Check the brackets, the quotes and the spaces at the start of the lines.`},
		{"everything at once", "titel: A\norder: x\ndraft: 3\n", `p.md:2:1 unknown key "titel" | Did you mean "title"?
p.md:3:8 expected a whole number here, found "x" | Write it without quotes or a point: 10.
p.md:4:8 expected true or false here, found "3" | Write true or false, without quotes.`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, diags := Parse("p.md", []byte("---\n"+test.text+"---\nBody.\n"))
			if len(diags) > 0 {
				t.Fatal(diags)
			}
			var s settings
			var got []string
			for _, d := range f.Decode(&s) {
				got = append(got, d.Pos.String()+" "+d.Message+" | "+d.Hint)
			}
			if g := strings.Join(got, "\n"); g != test.want {
				t.Errorf("got\n%s\nwant\n%s", g, test.want)
			}
		})
	}
}

// TestDecodeKeepsWhatItCan: one bad key must not empty the others, or one mistake would be reported as many.
func TestDecodeKeepsWhatItCan(t *testing.T) {
	f, _ := Parse("p.md", []byte("---\ntitle: A\norder: x\nreviewed: 2026-11-20\n---\n"))
	var s settings
	f.Decode(&s)
	if s.Title != "A" || s.Reviewed.String() != "2026-11-20" {
		t.Errorf("got %+v", s)
	}
}

func TestRead(t *testing.T) {
	fsys := fstest.MapFS{
		"ok.md":     {Data: []byte("\ufeff---\r\ntitle: A\r\n---\r\nBody\r\n")},
		"latin.md":  {Data: []byte("one\ntwo caf\xe9\n")},
		"zero.md":   {Data: []byte("one\x00")},
		"open.md":   {Data: []byte("---\ntitle: A\n\nBody\n")},
		"huge.md":   {Data: make([]byte, MaxSize+1)},
		"le.md":     {Data: []byte("\xff\xfe-\x00-\x00-\x00\n\x00")},
		"be.md":     {Data: []byte("\xfe\xff\x00-\x00-\x00-\x00\n")},
		"bare.md":   {Data: []byte("H\x00e\x00a\x00d\x00\n\x00")},
		"plain.md":  {Data: []byte("No front matter\n")},
		"dashes.md": {Data: []byte("Text\n---\nmore\n")},
	}
	const notepad = "this file is not in the encoding UTF-8 but in UTF-16, which Notepad calls Unicode in its older versions"
	for name, want := range map[string]string{
		"ok.md": "", "plain.md": "", "dashes.md": "",
		"latin.md": "x/latin.md:2:8: this file is not UTF-8 text",
		"zero.md":  "x/zero.md:1:4: this file contains a zero byte, so it is not text",
		"open.md":  "x/open.md:1:1: the front matter never closes",
		"huge.md":  "x/huge.md: this file is too large: 1.0 MB, and the maximum is 1 MB",
		"le.md":    "x/le.md: " + notepad, "be.md": "x/be.md: " + notepad, "bare.md": "x/bare.md: " + notepad,
		"gone.md": "x/gone.md: this file cannot be read: file does not exist",
	} {
		_, diags := Read(fsys, name, "x/"+name)
		got := ""
		for _, d := range diags {
			got += d.Pos.String() + ": " + d.Message
			if d.Hint == "" {
				t.Errorf("%s: no hint", name)
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	f, _ := Read(fsys, "ok.md", "ok.md")
	if got := string(f.Data[f.Body:]); got != "Body\n" {
		t.Errorf("body is %q", got)
	}
	if pos := f.Pos(f.Body); pos.Line != 4 || pos.Col != 1 {
		t.Errorf("the body starts at %s", pos)
	}
}

func TestKeyPos(t *testing.T) {
	f, _ := Parse("p.md", []byte("---\ntitle: A\nfields:\n  group: {label: x}\nlist:\n  - a: 1\n  - {a: 2, b: [x, y]}\n---\n"))
	for key, want := range map[string]string{"list 0": "p.md:6:5", "list 1 a": "p.md:7:6", "list 1 b 1": "p.md:7:19", "list 2": "p.md:5:1", "list 1 c": "p.md:7:5", "fields 0": "p.md:3:1"} {
		if got := f.KeyPos(strings.Fields(key)...).String(); got != want {
			t.Errorf("%s is at %s, not %s", key, got, want)
		}
	}
	if got := f.KeyPos("fields", "group").String(); got != "p.md:4:3" {
		t.Errorf("got %s", got)
	}
	if got := f.KeyPos("fields", "gone").String(); got != "p.md:3:1" {
		t.Errorf("a missing key is at %s", got)
	}
}

// TestManyKeys: where there are many keys, each is where it is among few; of two that have one name, the last.
func TestManyKeys(t *testing.T) {
	var text strings.Builder
	for i := range 2 * manyKeys {
		fmt.Fprintf(&text, "k%d: {a: b}\n", i%(2*manyKeys-1))
	}
	f, _ := Parse("site.yaml", []byte(text.String()))
	for i := range 2*manyKeys - 1 {
		want := Pos{"site.yaml", i + 1, 1}
		if i == 0 {
			want.Line = 2 * manyKeys
		}
		name := fmt.Sprintf("k%d", i)
		if got := f.KeyPos(name); got != want {
			t.Errorf("%s is at %s, not at %s", name, got, want)
		}
		if want.Col = len(name) + 4; f.KeyPos(name, "a") != want {
			t.Errorf("%s.a is at %s, not at %s", name, f.KeyPos(name, "a"), want)
		}
	}
	if got := f.KeyPos("none", "a"); got != (Pos{"site.yaml", 1, 1}) {
		t.Errorf("a key that there is none of is at %s", got)
	}
}

// TestPos: a place is the same whichever was asked for before it.
func TestPos(t *testing.T) {
	text := "one\r\nzwölf — 🎉 x\n\nend"
	f, _ := Parse("a.md", []byte(text))
	random := rand.New(rand.NewPCG(20261129, 1))
	for range 1000 {
		offset := random.IntN(len(text) + 1)
		if offset < len(text) && !utf8.RuneStart(text[offset]) {
			continue
		}
		before := text[:offset]
		want := Pos{"a.md", strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[strings.LastIndex(before, "\n")+1:]) + 1}
		if got := f.Pos(offset); got != want {
			t.Fatalf("%d is at %s, not at %s", offset, got, want)
		}
		if got, lines := f.Line(want.Line), strings.Split(text, "\n"); got != strings.TrimSuffix(lines[want.Line-1], "\r") {
			t.Fatalf("line %d is %q", want.Line, got)
		}
	}
}

func TestWrite(t *testing.T) {
	diags := []Diagnostic{
		{Pos: Pos{"b.md", 2, 5}, Severity: Warning, Check: "x", Message: "later"},
		{Pos: Pos{"a,b.md", 12, 3}, Severity: Error, Check: "page-link", Message: "100% wrong", Hint: "Fix it.", Source: "\tsee é"},
	}
	diags = Sort(append(diags, diags[0]))
	var text, github, js strings.Builder
	for _, err := range []error{WriteText(&text, diags), WriteGitHub(&github, diags), WriteJSON(&js, nil)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if want := "a,b.md:12:3: error: 100% wrong\n   see é\n    ^\n  hint: Fix it.\nb.md:2:5: warning: later\n"; text.String() != want {
		t.Errorf("got\n%q, want\n%q", text.String(), want)
	}
	if want := "::error file=a%2Cb.md,line=12,col=3,title=page-link::100%25 wrong%0AFix it.\n::warning file=b.md,line=2,col=5,title=x::later\n"; github.String() != want {
		t.Errorf("got\n%s", github.String())
	}
	if js.String() != "[]\n" {
		t.Errorf("no diagnostics are %q", js.String())
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("a", 300) + "X" + strings.Repeat("b", 300)
	text, caret := excerpt(long, 301)
	if got := []rune(text)[len(caret)-1]; got != 'X' && []rune(text)[len([]rune(caret))-1] != 'X' {
		t.Errorf("the caret points at %q in %q", got, text)
	}
	if n := len([]rune(text)); n > excerptWidth+4 {
		t.Errorf("the excerpt is %d characters long", n)
	}
}

// FuzzDecode: no front matter may make the reader panic, and every mistake has a place within the file.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{"", "---\n", "---\n---\n", "---\ntitle: A\n---\nBody", "---\na: &a [*a]\n---\n", "---\n<<: {title: x}\n---\n",
		"---\ntitle: [\n---\n", "---\n\ttitle: x\n---\n", "---\r\nfields: {g: {label: 1}}\r\n---\r\n", "---\ntitle: |\n  a\n...\nb: c\n---\n",
		"---\na: &x {b: 1}\nfields: {g: *x, g: *x}\n---\n", "\ufeff---\ntitle: \"\\ud800\"\n---\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, diags := Parse("p.md", data)
		if file == nil {
			if len(diags) == 0 {
				t.Fatal("no file and no diagnostic")
			}
			return
		}
		var s settings
		diags = append(diags, file.Decode(&s)...)
		for _, d := range diags {
			if d.Line < 1 || d.Line > strings.Count(string(data), "\n")+2 || d.Message == "" {
				t.Fatalf("a diagnostic without a place: %+v", d)
			}
		}
		if file.Body > len(data) {
			t.Fatal("the body starts after the end")
		}
	})
}
