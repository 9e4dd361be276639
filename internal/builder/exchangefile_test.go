package builder

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/exchange"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/templates"
)

// writable lists the formats that quizzes can be written in.
func writable() []exchange.Format {
	return slices.DeleteFunc(exchange.Formats(), func(f exchange.Format) bool { return !f.Writes() })
}

// exchanging is a site with a quiz, which it offers in some formats.
func exchanging(formats ...string) fstest.MapFS {
	fsys := small()
	fsys["site.yaml"].Data = fmt.Appendf(fsys["site.yaml"].Data, "exchange: [%s]\n", strings.Join(formats, ", "))
	fsys["quizzes/q.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Quiz\npass: 60%\n---\n## What is [first](../g/a.md)? {#first rules=\"pin\"}\n\n![Dots](p.png) ~~or not~~\n\n- [x] One\n- [ ] Two\n  > It is next.\n\n> So it is.\n\n:::trainer\nWhisper this.\n:::\n")}
	fsys["quizzes/p.png"] = &fstest.MapFile{Data: dots(1)}
	return fsys
}

// dots is a picture with a dot of some shade.
func dots(shade uint8) []byte {
	gray := image.NewGray(image.Rect(0, 0, 4, 3))
	gray.Pix[0] = shade
	var data bytes.Buffer
	_ = png.Encode(&data, gray) // into memory
	return data.Bytes()
}

func allFormats() []string {
	var names []string
	for _, f := range writable() {
		names = append(names, f.Name)
	}
	return names
}

// TestExchangeFiles: a site that names formats has each of its quizzes as a file in each of them, the same bytes each time, and the page with
// the answers says how large they are. No other page leads there, no browser keeps them, and a learner's file has nothing for the trainer.
func TestExchangeFiles(t *testing.T) {
	first, second := plan(t, exchanging(allFormats()...)), plan(t, exchanging(allFormats()...))
	page, worker := render(t, first["quizzes/q-key.html"]), names(t, first)
	for _, f := range writable() {
		name := f.FileName("quizzes/q")
		data := render(t, first[name])
		if data == "" || data != render(t, second[name]) || first[name].Digest() != second[name].Digest() {
			t.Errorf("%s is nothing, or another each time", name)
		}
		link := fmt.Sprintf(`<a href="q-%s%s" download>`, f.Name, f.Ending)
		if size := sizeWords(int64(len(data))) + ")"; !strings.Contains(page, link) || !strings.Contains(page, size) {
			t.Errorf("the page has no link to %s with %s", name, size)
		}
		if strings.Contains(data, "Whisper") {
			t.Errorf("%s says what is for the trainer", name)
		}
		if slices.Contains(worker, name) {
			t.Errorf("browsers keep %s", name)
		}
	}
	for path, o := range first {
		if strings.HasSuffix(path, ".html") && path != "quizzes/q-key.html" && strings.Contains(render(t, o), "q-csv.csv") {
			t.Errorf("%s leads to a file for trainers", path)
		}
	}
	without := exchanging()
	for name, o := range plan(t, without) {
		if strings.HasPrefix(name, "quizzes/q-csv") || name == "quizzes/q-key.html" && strings.Contains(render(t, o), "exchange_files") {
			t.Errorf("a site that names no format has %s", name)
		}
	}
}

// names lists what browsers keep of a site.
func names(t *testing.T, outputs map[string]Output) []string {
	t.Helper()
	return outputs[workerName].Listing.Names(func(string) int64 { return 1 })
}

// TestExchangeDigest: each file changes its digest whenever its bytes change, whatever of the site it was that changed.
func TestExchangeDigest(t *testing.T) {
	replace := func(name, old, now string) func(fstest.MapFS) {
		return func(fsys fstest.MapFS) {
			if !bytes.Contains(fsys[name].Data, []byte(old)) {
				t.Fatalf("%s has no %q", name, old)
			}
			fsys[name] = &fstest.MapFile{Data: bytes.Replace(fsys[name].Data, []byte(old), []byte(now), 1)}
		}
	}
	before := plan(t, exchanging(allFormats()...))
	for what, change := range map[string]func(fstest.MapFS){
		"nothing of a quiz": replace("g/form.pdf", "%PDF", "%PDF-2"),
		"an answer":         replace("quizzes/q.md", "It is next", "It is not"),
		"which is right":    replace("quizzes/q.md", "- [x] One\n- [ ] Two\n  > It is next.", "- [ ] One\n  > It is next.\n- [x] Two"),
		"the title":         replace("quizzes/q.md", "title: Quiz", "title: Quizz"),
		"what passes":       replace("quizzes/q.md", "60%", "70%"),
		"a rule":            replace("g/b.md", "Set a **PIN**.", "Set two PINs."),
		"the address":       replace("site.yaml", "example.org/sub", "example.org/other"),
		"a picture":         func(fsys fstest.MapFS) { fsys["quizzes/p.png"] = &fstest.MapFile{Data: dots(9)} },
		"the accent": func(fsys fstest.MapFS) {
			fsys["site.yaml"].Data = append(fsys["site.yaml"].Data, "accent: \"#004040\"\n"...)
		},
	} {
		fsys := exchanging(allFormats()...)
		change(fsys)
		after := plan(t, fsys)
		changed := 0
		for _, f := range writable() {
			name := f.FileName("quizzes/q")
			same := render(t, before[name]) == render(t, after[name])
			if before[name].Digest() == after[name].Digest() && !same {
				t.Errorf("after a change of %s, %s has the digest that it had", what, name)
			}
			if !same {
				changed++
			}
		}
		if changed == 0 && what != "nothing of a quiz" {
			t.Errorf("a change of %s changes no file", what)
		}
		if csv := before["quizzes/q-csv.csv"].Digest(); what == "nothing of a quiz" && csv != after["quizzes/q-csv.csv"].Digest() {
			t.Error("a table is made again when nothing of its quiz has changed")
		}
	}
}

// TestExchangeLosses: what is reported of the files of a site is what is reported when each is written, though nothing is made for it.
func TestExchangeLosses(t *testing.T) {
	fsys := exchanging(allFormats()...)
	s, diags := site.Load(fsys, site.Options{Today: day})
	looks, more := Theme{Default: templates.FS}.Read(s.Config.Language, Widgets(s), nil)
	if n, _ := source.Count(append(diags, more...)); n > 0 {
		t.Fatal(diags, more)
	}
	in := Input{Site: s, Content: fsys, Looks: looks, Version: "test"}
	page := s.ByPath["quizzes/q.md"]
	set, want, err := ExchangeSet(in, page)
	if err != nil {
		t.Fatal(err)
	}
	formats := writable()
	found := make([][]source.Diagnostic, len(formats))
	for i, f := range formats {
		options := exchange.Options{}
		if f.Page {
			if options.Page, err = PackagePage(in, page, f.Name); err != nil {
				t.Fatal(err)
			}
		}
		_, found[i] = f.Write(set, options)
	}
	want = append(want, exchange.Combine(formats, found)...)
	all := func(d source.Diagnostic) string { return fmt.Sprint(d.Pos, d.Severity, d.Message, d.Hint) }
	got := map[string]bool{}
	for _, d := range ExchangeLosses(in) {
		got[all(d)] = true
	}
	wanted := map[string]bool{}
	for _, d := range want {
		wanted[all(d)] = true
	}
	if !maps.Equal(got, wanted) || len(got) == 0 {
		t.Errorf("reported:\n%v\nwhen they are written:\n%v", got, wanted)
	}
	for _, d := range want {
		if d.File != "content/quizzes/q.md" || d.Line == 0 || d.Check != exchange.Check {
			t.Errorf("not at a place of the quiz: %v", d)
		}
	}
}

// TestExchangeWords: each format has words for the page with the answers, and nothing else has.
func TestExchangeWords(t *testing.T) {
	words, diags := loadWords(Theme{Default: templates.FS}, baseLanguage)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	want := []string{"exchange.title", "exchange.what"}
	for _, f := range writable() {
		want = append(want, "exchange."+f.Name, "exchange."+f.Name+"-use")
		if exchangeKind(f.Ending) == "" {
			t.Errorf("nothing says what a file ending in %s is", f.Ending)
		}
	}
	for _, key := range words.Keys() {
		name, ofFormat := strings.CutPrefix(strings.TrimSuffix(key, "-use"), "exchange.")
		if _, known := exchange.Named(name); ofFormat && !known && !slices.Contains(want, key) {
			t.Errorf("no format has the text %q", key)
		}
	}
	for _, key := range want {
		if _, there := words.texts[key]; !there {
			t.Errorf("there is no text %q", key)
		}
	}
}
