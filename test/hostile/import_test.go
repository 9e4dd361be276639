package hostile

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handrail/internal/xlsx"
)

// imported is a file that somebody sends to be imported.
type imported struct {
	format string
	data   func() string // made when it is needed: the memory of this program counts as that of the one that is tested
	want   string        // in the report
}

// packed is a zip file of a file with a name.
func packed(name, data string) string { return packedAll(map[string]string{name: data}) }

// packedAll is a zip file of files, by their names.
func packedAll(files map[string]string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		part, err := w.Create(name)
		if err == nil {
			_, err = part.Write([]byte(files[name]))
		}
		if err != nil {
			panic("writing to memory failed")
		}
	}
	if w.Close() != nil {
		panic("writing to memory failed")
	}
	return b.String()
}

// sheet is a workbook of a row with the names of columns, and another many times.
func sheet(rows [][]xlsx.Cell, times int) string {
	return packedAll(xlsx.Write("Sheet1", append(rows[:1:1], slices.Repeat(rows[1:], times)...)))
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
	const mdbook = "[[questions]]\ntype = \"ShortAnswer\"\nprompt.prompt = \"A?\"\nanswer.answer = \"a\"\n"
	kahoot := [][]xlsx.Cell{{{Text: "Question"}, {Text: "Answer 1"}, {Text: "Answer 2"}, {Text: "Correct answer(s)"}}, {{Text: "A?"}, {Text: "a"}, {Text: "b"}, {Text: "1"}}}
	wayground := [][]xlsx.Cell{{{Text: "Question Text"}, {Text: "Question Type"}, {Text: "Option 1"}, {Text: "Correct Answer"}}, {{Text: "A?"}, {Text: "Fill-in-the-Blank"}, {Text: "a"}}}
	return map[string]imported{
		"moodle-entities":  {"moodle", func() string { return entities }, "this file has a document type"},
		"moodle-outside":   {"moodle", func() string { return outside }, "this file has a document type"},
		"moodle-deep":      {"moodle", func() string { return "<quiz>" + repeat(1_000_000, "<a>") }, "nested more than 64 deep"},
		"moodle-many":      {"moodle", func() string { return "<quiz>" + repeat(250_000, question) + "</quiz>" }, "more than 200000 elements"},
		"moodle-cut":       {"moodle", func() string { return "<quiz>" + repeat(100, question) + question[:50] }, "this is not XML"},
		"moodle-html-deep": {"moodle", func() string { return html(repeat(9_000, "<div><b>")) }, "nested more than 100 deep"},
		"moodle-html-wide": {"moodle", func() string { return html(repeat(90_000, "<table>a")) }, "more than 20000 tags"},
		"moodle-encoding":  {"moodle", func() string { return "\x00\x01\x02\x03" }, "zero byte"},
		"moodle-picture":   {"moodle", func() string { return html(`<img src="data:image/png;base64,` + repeat(8<<20, "A") + `">`) }, "a picture of more than 5 MB is left out"},
		"gift-many":        {"gift", func() string { return repeat(1_000_000, "A{T}\n\n") }, "this file has more than 5000 questions"},
		"gift-open":        {"gift", func() string { return repeat(1_000_000, "{") }, "error"},
		"gift-escapes":     {"gift", func() string { return "A {=" + repeat(5_000_000, `\`) }, "error"},
		"aiken-many":       {"aiken", func() string { return repeat(1_000_000, "Ask\nA) a\nB) b\nANSWER: A\n\n") }, "this file has more than 5000 questions"},
		"aiken-line":       {"aiken", func() string { return repeat(20<<20, "a") }, "error"},
		"csv-columns":      {"csv", func() string { return "kind,question" + repeat(1_000_000, ",answer 1") }, "error"},
		"csv-quote":        {"csv", func() string { return "kind,question,answer 1\nshort,\"" + repeat(5_000_000, "a\n") }, "error"},
		"csv-many":         {"csv", func() string { return "kind,question,answer 1\n" + repeat(1_000_000, "short,A,b\n") }, "error"},
		"xlsx-bomb":        {"xlsx", func() string { return packed("xl/workbook.xml", repeat(40<<20, " ")) }, "times as large as it is packed"},
		"qti-bomb":         {"qti21", func() string { return packed("imsmanifest.xml", repeat(40<<20, " ")) }, "times as large as it is packed"},
		"qti-up":           {"qti21", func() string { return packed("../../imsmanifest.xml", "<manifest/>") }, "a name that leads elsewhere"},
		"qti-entities":     {"qti22", func() string { return packed("imsmanifest.xml", entities) }, "this file has a document type"},
		"qti-cut":          {"qti22", func() string { return packed("imsmanifest.xml", repeat(100, "<manifest>"))[:150] }, "this is not a zip file"},

		"kahoot-cut":      {"kahoot", func() string { return sheet(kahoot, 100)[:900] }, "this is not a zip file"},
		"kahoot-bomb":     {"kahoot", func() string { return packed("xl/workbook.xml", repeat(40<<20, " ")) }, "times as large as it is packed"},
		"kahoot-entities": {"kahoot", func() string { return packed("xl/workbook.xml", entities) }, "error"},
		"kahoot-encoding": {"kahoot", func() string { return "Question,Answer 1,Answer 2,Correct answer(s)\nCaf\xe9,a,b,1\n" }, "this file is not UTF-8"},
		"kahoot-zero":     {"kahoot", func() string { return "Question,Answer 1,Answer 2,Correct answer(s)\nCaf\x00,a,b,1\n" }, "zero byte"},
		"kahoot-many": {"kahoot", func() string {
			return "Question,Answer 1,Answer 2,Correct answer(s)\n" + repeat(1_000_000, "A,a,b,1\n")
		}, "too many rows"},
		"kahoot-most":  {"kahoot", func() string { return sheet(kahoot, 9_000) }, "this file has more than 5000 questions"},
		"kahoot-wrong": {"kahoot", func() string { return "Question,Answer 1,Answer 2,Correct answer(s)\n" + repeat(9_000, "A,a,b,9\n") }, "here and in 8999 other places"},
		"kahoot-cell": {"kahoot", func() string {
			return "Question,Answer 1,Answer 2,Correct answer(s)\n" + repeat(49<<20, "a") + ",a,b,9\n"
		}, "this cell has more than"},
		"kahoot-numbers": {"kahoot", func() string {
			return "Question,Answer 1,Answer 2,Correct answer(s)\nA,a,b,\"" + repeat(20_000, "1,") + "9\"\n"
		}, "is not the number of an answer"},
		"kahoot-lines": {"kahoot", func() string {
			return "Question,Answer 1,Answer 2,Correct answer(s)\n\"" + repeat(10<<20, "a\n\n") + "\",a,b,9\n"
		}, "this cell has more than"},

		"wayground-cut":  {"wayground", func() string { return sheet(wayground, 100)[:900] }, "this is not a zip file"},
		"wayground-bomb": {"wayground", func() string { return packed("xl/worksheets/sheet1.xml", repeat(40<<20, " ")) }, "times as large as it is packed"},
		"wayground-encoding": {"wayground", func() string {
			return "Question Text,Question Type,Option 1,Correct Answer\nCaf\xe9,Fill-in-the-Blank,a,\n"
		}, "this file is not UTF-8"},
		"wayground-many": {"wayground", func() string {
			return "Question Text,Question Type,Option 1,Correct Answer\n" + repeat(1_000_000, "A,Fill-in-the-Blank,a,\n")
		}, "too many rows"},
		"wayground-most": {"wayground", func() string { return sheet(wayground, 9_000) }, "this file has more than 5000 questions"},
		"wayground-type": {"wayground", func() string {
			return "Question Text,Question Type,Option 1,Correct Answer\nA," + repeat(49<<20, "a") + ",a,\n"
		}, "this cell has more than"},

		"mdbook-cut":      {"mdbook-quiz", func() string { return repeat(100, mdbook) + mdbook[:30] }, "this is no quiz of mdbook-quiz"},
		"mdbook-encoding": {"mdbook-quiz", func() string { return strings.Replace(mdbook, "A?", "Caf\xe9?", 1) }, "this file is not UTF-8"},
		"mdbook-zero":     {"mdbook-quiz", func() string { return mdbook + "\x00" }, "zero byte"},
		"mdbook-many":     {"mdbook-quiz", func() string { return repeat(1_000_000, "[[questions]]\n") }, "this file is larger than 1024 KB"},
		"mdbook-most": {"mdbook-quiz", func() string {
			return repeat(6_000, "[[questions]]\ntype=\"ShortAnswer\"\nprompt.prompt=\"A?\"\nanswer.answer=\"a\"\nid=\"a\"\n")
		}, "this file has more than 5000 questions"},
		"mdbook-left-out": {"mdbook-quiz", func() string { return repeat(70_000, "[[questions]]\n") }, "here and in 69999 other places"},
		"mdbook-deep":     {"mdbook-quiz", func() string { return "a = " + repeat(400_000, "[") }, "nested more than 200 deep"},
		"mdbook-tables":   {"mdbook-quiz", func() string { return mdbook + "[a" + repeat(190, ".a") + repeat(5_000, "]\n[a") + "]\n" }, "error"},
		"mdbook-open":     {"mdbook-quiz", func() string { return mdbook + `b = """` + repeat(1_000_000, "a") }, "this is no quiz of mdbook-quiz"},
		"mdbook-choices": {"mdbook-quiz", func() string {
			return "[[questions]]\ntype=\"MultipleChoice\"\nprompt.prompt=\"A?\"\nanswer.answer=[" + repeat(250_000, `"a",`) + "]\n"
		}, "more than 1000 answers or hints"},
		"mdbook-markdown": {"mdbook-quiz", func() string {
			return "[[questions]]\ntype=\"ShortAnswer\"\nanswer.answer=\"a\"\nprompt.prompt=\"" + repeat(250_000, "[a](") + "\"\n"
		}, "so the text is read without its markup"},

		"liascript-cut":      {"liascript", func() string { return repeat(100, "# A?\n\n[(x)] a\n[( )] b\n\n") + "[(" }, "text that is part of no question"},
		"liascript-encoding": {"liascript", func() string { return "# Caf\xe9?\n\n[[a]]\n" }, "this file is not UTF-8"},
		"liascript-zero":     {"liascript", func() string { return "# A\x00?\n\n[[a]]\n" }, "zero byte"},
		"liascript-many":     {"liascript", func() string { return repeat(1_000_000, "# A?\n\n[[a]]\n\n") }, "this file has more than 5000 questions"},
		"liascript-left-out": {"liascript", func() string { return repeat(1_000_000, "# A?\n\n[[!]]\n\n") }, "this file has more than 10000 mistakes"},
		"liascript-choices":  {"liascript", func() string { return "# A?\n\n" + repeat(1_000_000, "[(x)] a\n") }, "this question has more than 1000 answers or hints"},
		"liascript-hints":    {"liascript", func() string { return "# A?\n\n[[a]]\n" + repeat(1_000_000, "[[?]] a\n") }, "this question has more than 1000 answers or hints"},
		"liascript-menu":     {"liascript", func() string { return "# A?\n\n[[" + repeat(1_000_000, "(a)|") + "b]]\n" }, "this question has more than 1000 answers or hints"},
		"liascript-text":     {"liascript", func() string { return "# A?\n\n" + repeat(8_000_000, "a[*b \n") + "\n\n[[a]]\n" }, "the texts of this file have more than 200000 lines"},
		"liascript-comments": {"liascript", func() string { return "# A?\n\n[[a]]\n" + repeat(5_000_000, "<!-- ") }, "this comment does not end"},
		"liascript-brackets": {"liascript", func() string { return "# A?\n\n[[a]]\n" + repeat(20<<20, "[") }, "this question is left out: gaps in a text"},
		"liascript-large":    {"liascript", func() string { return repeat(51<<20, "[") }, "is larger than 50 MB"},

		"quizdown-many":     {"liascript", func() string { return repeat(1_000_000, "# A?\n\n- [x] a\n\n") }, "this file has more than 5000 questions"},
		"quizdown-left-out": {"liascript", func() string { return "- [x] a\n" + repeat(1_000_000, "# A?\n\n") }, "this file has more than 10000 mistakes"},
		"quizdown-answers":  {"liascript", func() string { return "# A?\n\n" + repeat(1_000_000, "- [x] a\n") }, "error"},
		"quizdown-deep":     {"liascript", func() string { return "# A?\n\n" + repeat(200_000, "- ") + "[x] a\n" }, "error"},
		"quizdown-quotes":   {"liascript", func() string { return "# A?\n\n- [x] a\n" + repeat(200_000, ">") + " a\n" }, "error"},

		"large": {"gift", func() string { return repeat(51<<20, " ") }, "is larger than 50 MB"},
	}
}

// TestImports: no file that is imported does harm. It is reported, within the limits of time and memory, and nothing is written.
func TestImports(t *testing.T) {
	all := imports()
	for _, name := range sample(slices.Collect(maps.Keys(all))) {
		file := all[name]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.write("file", file.data())
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
