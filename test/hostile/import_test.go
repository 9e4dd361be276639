package hostile

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// imported is a file that somebody sends to be imported.
type imported struct {
	format string
	data   string
	want   string // in the report
}

// packed is a zip file of a file with a name.
func packed(name, data string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	part, err := w.Create(name)
	if err == nil {
		_, err = part.Write([]byte(data))
	}
	if err != nil || w.Close() != nil {
		panic("writing to memory failed")
	}
	return b.String()
}

// imports is the table of files that would do harm when they are imported.
func imports() map[string]imported {
	const (
		entities = `<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><quiz><question type="essay">&b;</question></quiz>`
		outside  = `<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>`
		question = `<question type="truefalse"><questiontext><text>A</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>`
	)
	repeat := func(n int, text string) string { return strings.Repeat(text, n) }
	html := func(markup string) string {
		return `<quiz><question type="shortanswer"><questiontext format="html"><text><![CDATA[` + markup + `]]></text></questiontext><answer fraction="100"><text>a</text></answer></question></quiz>`
	}
	return map[string]imported{
		"moodle-entities":  {"moodle", entities, "this file has a document type"},
		"moodle-outside":   {"moodle", outside, "this file has a document type"},
		"moodle-deep":      {"moodle", "<quiz>" + repeat(1_000_000, "<a>"), "nested more than 64 deep"},
		"moodle-many":      {"moodle", "<quiz>" + repeat(250_000, question) + "</quiz>", "more than 200000 elements"},
		"moodle-cut":       {"moodle", "<quiz>" + repeat(100, question) + question[:50], "this is not XML"},
		"moodle-html-deep": {"moodle", html(repeat(500_000, "<div><b>")), "nested more than 100 deep"},
		"moodle-html-wide": {"moodle", html(repeat(400_000, "<table>a")), "or more than 20000"},
		"moodle-encoding":  {"moodle", "\x00\x01\x02\x03", "zero byte"},
		"moodle-picture":   {"moodle", html(`<img src="data:image/png;base64,` + repeat(8<<20, "A") + `">`), "a picture of more than 5 MB is left out"},
		"gift-many":        {"gift", repeat(1_000_000, "A{T}\n\n"), "this file has more than 5000 questions"},
		"gift-open":        {"gift", repeat(1_000_000, "{"), "error"},
		"gift-escapes":     {"gift", "A {=" + repeat(5_000_000, `\`), "error"},
		"aiken-many":       {"aiken", repeat(1_000_000, "Ask\nA) a\nB) b\nANSWER: A\n\n"), "this file has more than 5000 questions"},
		"aiken-line":       {"aiken", repeat(20<<20, "a"), "error"},
		"csv-columns":      {"csv", "kind,question" + repeat(1_000_000, ",answer 1"), "error"},
		"csv-quote":        {"csv", "kind,question,answer 1\nshort,\"" + repeat(5_000_000, "a\n"), "error"},
		"csv-many":         {"csv", "kind,question,answer 1\n" + repeat(1_000_000, "short,A,b\n"), "error"},
		"xlsx-bomb":        {"xlsx", packed("xl/workbook.xml", repeat(40<<20, " ")), "times as large as it is packed"},
		"qti-bomb":         {"qti21", packed("imsmanifest.xml", repeat(40<<20, " ")), "times as large as it is packed"},
		"qti-up":           {"qti21", packed("../../imsmanifest.xml", "<manifest/>"), "a name that leads elsewhere"},
		"qti-entities":     {"qti22", packed("imsmanifest.xml", entities), "this file has a document type"},
		"qti-cut":          {"qti22", packed("imsmanifest.xml", repeat(100, "<manifest>"))[:150], "this is not a zip file"},
		"large":            {"gift", repeat(51<<20, " "), "is larger than 50 MB"},
	}
}

// TestImports: no file that is imported does harm. It is reported, within the limits of time and memory, and nothing is written.
func TestImports(t *testing.T) {
	for name, file := range imports() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.write("file", file.data)
			got := s.command("quiz", "import", "file", "--format", file.format, "--strict", "--out", "content/quizzes/imported.md")
			if !strings.Contains(got, file.want) {
				t.Errorf("got\n%s\nwant: %s", got, file.want)
			}
			err := filepath.WalkDir(s.path("content"), func(path string, _ fs.DirEntry, err error) error {
				if strings.Contains(path, "quizzes") {
					t.Errorf("%s was written", path)
				}
				return err
			})
			s.check(err)
		})
	}
}
