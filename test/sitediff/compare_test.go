package main

import (
	"testing"
	"testing/fstest"
)

func site(files map[string]string) fstest.MapFS {
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return folder
}

// TestCompare has a file of each kind that is the same, differs in names alone, changed, came and went.
func TestCompare(t *testing.T) {
	before := site(map[string]string{
		"index.html":                 "<p>Text",
		"a.html":                     "<script src=../assets/quiz-0123456789.js>",
		"b.html":                     "<p>One list for all",
		"old.html":                   "",
		"assets/quiz-0123456789.js":  "take()",
		"assets/page-0123456789.css": "p{}",
		"sw.js":                      "0123456789",
		"icon.png":                   "1",
	})
	after := site(map[string]string{
		"index.html":                 "<p>Text",
		"a.html":                     "<script src=../assets/quiz-abcdef0123.js>",
		"b.html":                     "<p>One chat for all of us",
		"new.html":                   "",
		"assets/quiz-abcdef0123.js":  "take(1)",
		"assets/page-0123456789.css": "p{}",
		"sw.js":                      "abcdef0123",
		"icon.png":                   "2",
	})
	differences, err := compare(before, after)
	if err != nil {
		t.Fatal(err)
	}
	const want = `pages: 1 the same, 1 but for names of assets, 1 changed, 1 added, 1 gone
  names: a.html
  changed: b.html: +6 bytes, from byte 7: "<p>One list for all" is now "<p>One chat for all of us"
  added: new.html
  gone: old.html
scripts: 0 the same, 0 but for names of assets, 1 changed, 0 added, 0 gone
  changed: assets/quiz-abcdef0123.js: +1 bytes, from byte 5: "take()" is now "take(1)"
styles: 1 the same, 0 but for names of assets, 0 changed, 0 added, 0 gone
pictures: 0 the same, 0 but for names of assets, 1 changed, 0 added, 0 gone
  changed: icon.png: +0 bytes, from byte 0: "1" is now "2"
documents: 0 the same, 0 but for names of assets, 0 changed, 0 added, 0 gone
lists: 0 the same, 0 but for names of assets, 1 changed, 0 added, 0 gone
  changed: sw.js: +0 bytes, from byte 0: "0123456789" is now "abcdef0123"
`
	if got := text(differences); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !differences.any() {
		t.Error("a site whose pages changed is the same")
	}
}

// TestCompareNames holds a site to the same where names of assets and lists of files are all that differs.
func TestCompareNames(t *testing.T) {
	before := site(map[string]string{"a.html": "assets/quiz-0123456789.js", "sw.js": "1", "assets/quiz-0123456789.js": "x"})
	after := site(map[string]string{"a.html": "assets/quiz-abcdef0123.js", "sw.js": "2", "assets/quiz-abcdef0123.js": "x"})
	differences, err := compare(before, after)
	if err != nil {
		t.Fatal(err)
	}
	if differences.any() {
		t.Errorf("more than names differs:\n%s", text(differences))
	}
}
