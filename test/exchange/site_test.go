package exchange

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"handrail/content"
	"handrail/internal/builder"
	"handrail/internal/exchange"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/templates"
)

// hostile is a quiz with what has a meaning in one format or another.
const hostile = `---
title: "= ~ { } # : \\ -> ]]> & < %50% * [x] 🦉 شكرا"
summary: What has a meaning elsewhere.
pass: 63%
reviewed: 2026-11-22
---

Read ]]> & <b> first.

## = ~ { } # : \\ -> ]]> & < %50% * [x] 🦉 شكرا? {#hostile rules="opt-in"}

- [x] ]]> & < "quoted"
  > Right = {yes}
- [ ] -> no
  > ~wrong

> \# done
`

// shippedQuiz and trialQuiz are quizzes that tests export, by where they are below content/.
const (
	shippedQuiz = "quizzes/the-basics.md"
	trialQuiz   = "quizzes/trial.md"
	hostileQuiz = "quizzes/hostile.md"
)

// address is where the site of the tests is.
const address = "https://example.org/guide/"

// exported is a quiz as a file of a format, with what was reported. The site is the one that ships, with the quizzes of tests in it.
func exported(t *testing.T, quiz, format string, o exchange.Options) ([]byte, []source.Diagnostic) {
	t.Helper()
	in := testSite()
	page := in.Site.ByPath[quiz]
	if page == nil || page.Quiz == nil {
		t.Fatalf("there is no quiz %s", quiz)
	}
	set, diags, err := builder.ExchangeSet(in, page)
	if err != nil {
		t.Fatal(err)
	}
	f, ok := exchange.Named(format)
	if !ok {
		t.Fatalf("there is no format %s", format)
	}
	if f.Page {
		if o.Page, err = builder.PackagePage(in, page, format); err != nil {
			t.Fatal(err)
		}
	}
	data, more := f.Write(set, o)
	return data, append(diags, more...)
}

// testSite is the site that ships, with an address and the quizzes of tests in it. It is read once.
var testSite = sync.OnceValue(func() builder.Input {
	trial, err := os.ReadFile("../../quiz/testdata/trial.md")
	if err != nil {
		panic(err)
	}
	files := fstest.MapFS{hostileQuiz: &fstest.MapFile{Data: []byte(hostile)}, trialQuiz: &fstest.MapFile{Data: trial}}
	err = fs.WalkDir(content.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(content.FS, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		panic(err)
	}
	files["site.yaml"].Data = append(files["site.yaml"].Data, "\nurl: "+address+"\n"...)
	s, diags := site.Load(files, site.Options{Today: source.Date{Time: time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)}})
	if errors, _ := source.Count(diags); errors > 0 {
		panic(diags)
	}
	looks, diags := builder.Theme{Default: templates.FS}.Read(s.Config.Language, builder.Widgets(s), nil)
	if len(diags) > 0 {
		panic(diags)
	}
	return builder.Input{Site: s, Content: files, Looks: looks, Version: "test"}
})

// unzipped is what is in the files of a package, by their names in their order.
func unzipped(t *testing.T, data []byte) (names []string, files map[string][]byte) {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files = map[string][]byte{}
	for _, f := range r.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(part); err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Name)
	}
	return names, files
}
