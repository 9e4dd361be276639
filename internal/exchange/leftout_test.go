package exchange

import (
	"testing"

	"handrail/internal/language"
	"handrail/internal/source"
)

// TestLeftOut: each importer counts the questions of a file that it cannot keep.
func TestLeftOut(t *testing.T) {
	t.Parallel()
	const essay = `<question type="essay"><questiontext><text>Write.</text></questiontext></question>`
	const plain = `<question type="truefalse"><questiontext><text>So?</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>`
	item := func(id, body string) File {
		return File{id + ".xml", []byte(`<assessmentItem identifier="` + id + `" title="` + id + `"><responseDeclaration identifier="R" cardinality="single" baseType="string"><correctResponse><value>a</value></correctResponse></responseDeclaration><itemBody><p>` + body + `</p></itemBody></assessmentItem>`)}
	}
	gap := `So? <textEntryInteraction responseIdentifier="R"/>`
	qti := string(writeZip([]File{{"imsmanifest.xml", []byte(`<manifest><resources><resource type="imsqti_test_xmlv2p1" href="t.xml"/><resource type="imsqti_item_xmlv2p1" href="c.xml"/></resources></manifest>`)},
		{"t.xml", []byte(`<assessmentTest><testPart><assessmentSection><assessmentItemRef href="a.xml"/><assessmentItemRef href="b.xml"/><assessmentItemRef href="gone.xml"/></assessmentSection></testPart></assessmentTest>`)},
		item("a", gap), item("b", "No gap."), item("c", gap)}))
	for _, c := range []struct {
		format Format
		in     string
		kept   int
		left   int
	}{
		{moodle(), "<quiz>" + essay + plain + `<question type="truefalse"/>` + essay + "</quiz>", 1, 3},
		{gift(), "So? {T}\n\nWrite. {}\n\nOpen {T\n\nA {T} and {F}\n\nB {=a =b -> c}\n\n", 1, 4},
		{qti21(), qti, 1, 3},
		{csvTable(), "kind,question,answer 1\nshort,A?,a\nshort,B?,\nlong,C?,c\nshort,,d\n", 1, 3},
		{kahoot(), "Question,Answer 1,Answer 2,Correct answer(s)\nA?,a,b,1\nB?,a,b,3\nC?,a,b,\n,a,b,1\n", 1, 3},
		{wayground(), "Question Text,Question Type,Option 1,Correct Answer\nA?,Fill-in-the-Blank,a,\nB?,Fill-in-the-Blank,,\nC?,Poll,c,1\n,Checkbox,a,1\n", 1, 3},
		{mdbook(), "[[questions]]\ntype = \"ShortAnswer\"\nprompt.prompt = \"A?\"\nanswer.answer = \"a\"\n[[questions]]\ntype = \"Tracing\"\n[[questions]]\ntype = \"Essay\"\n[[questions]]\ntype = \"ShortAnswer\"\n", 1, 3},
		{liascript(), "# A?\n\n[[a]]\n\n# B\n\n[[!]]\n\n# C\n\n[[a] (b)]\n[ [x] [ ] ] c\n\n[[d] (e)]\n", 1, 3},
		{liascript(), "# A?\n\n- [x] a\n\n# B?\n\nNo answers.\n", 1, 1},
	} {
		s, diags := c.format.Read("in", []byte(c.in))
		if s == nil || len(s.Questions) != c.kept || s.LeftOut != c.left {
			t.Errorf("%s: read %+v and not %d questions, with %d left out\n%s", c.format.Name, s, c.kept, c.left, diags)
		}
	}
	english, _ := language.Of("en-GB")
	s := &Set{File: &source.File{}, Questions: []*Question{{}, {Accepted: []Accepted{{Forms: []string{"a"}}}}}, LeftOut: 2}
	if Adopt(s, Site{Language: english, Rule: func(string) bool { return false }, Retired: func(string) bool { return false }}); len(s.Questions) != 1 || s.LeftOut != 3 {
		t.Errorf("adopted as %+v", s)
	}
}
