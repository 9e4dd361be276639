package exchange

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// qtiItemOf is an item as other programs write it.
func qtiItemOf(declaration, body, rest string) string {
	return `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" title="A title" adaptive="false" timeDependent="false">
<responseDeclaration identifier="R" ` + declaration + `</responseDeclaration>
<itemBody>` + body + `</itemBody>
` + rest + `
</assessmentItem>`
}

// choicesOf are three choices, of which the second has a text of its own in it.
const choicesOf = `<choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="1"><prompt>Which?</prompt>
<simpleChoice identifier="a">One</simpleChoice><simpleChoice identifier="b">Two <feedbackInline outcomeIdentifier="F" identifier="b">Too many.</feedbackInline></simpleChoice>
<simpleChoice identifier="c">Three</simpleChoice></choiceInteraction>`

// TestQTIReads: items as other programs write them. What they declare is right, and all that cannot be kept is reported.
func TestQTIReads(t *testing.T) {
	t.Parallel()
	one := `cardinality="single" baseType="identifier"><correctResponse><value>a</value></correctResponse>`
	for _, c := range []reading{
		{name: "one", in: qtiItemOf(one, `<p>Read <b>this</b>.</p>`+choicesOf+`<rubricBlock view="scorer"><p>For you.</p></rubricBlock>`,
			`<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/><modalFeedback outcomeIdentifier="F" identifier="c" showHide="show">No.</modalFeedback>
<modalFeedback outcomeIdentifier="F" identifier="x" showHide="hide"><p>Because.</p></modalFeedback>`),
			want: []string{`i1 one "Which?" stem "Read **this**." ="One" ~"Two"#"Too many." ~"Three"#"No." because "Because."`}},
		{name: "mapped", in: qtiItemOf(`cardinality="single" baseType="identifier"><mapping defaultValue="0"><mapEntry mapKey="a" mappedValue="3"/><mapEntry mapKey="c" mappedValue="1"/></mapping>`, choicesOf, ""),
			want:     []string{`i1 one "Which?" ="One" ~"Two"#"Too many." ~"Three"`},
			reported: []string{`3 warning: answers that get a part of the points count as wrong: c`}},
		{name: "several", in: qtiItemOf(`cardinality="multiple" baseType="identifier"><correctResponse><value>a</value><value>c</value></correctResponse>`, choicesOf,
			`<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>`),
			want:     []string{`i1 many "Which?" ="One" ~"Two"#"Too many." ="Three"`},
			reported: []string{`6 warning: an answer that is right in part gets no points`}},
		{name: "words with a gap", in: qtiItemOf(`cardinality="single" baseType="string"><correctResponse><value>York</value></correctResponse><mapping><mapEntry mapKey="York" mappedValue="1"/><mapEntry mapKey="york" mappedValue="0.5"/></mapping>`,
			`<p>The house of <textEntryInteraction responseIdentifier="R"/> won.</p>`, ""),
			want:     []string{`i1 short "The house of ____ won." =["York"]`},
			reported: []string{`3 warning: capitals and lowercase letters are the same in the answer, and not in the file`, `3 warning: the answer "york", which gets a part of the points, is left out`}},
		{name: "number", in: qtiItemOf(`cardinality="single" baseType="float"><correctResponse><value>256</value></correctResponse>`, `<p>How many? <textEntryInteraction responseIdentifier="R"/></p>`,
			`<responseProcessing><responseCondition><responseIf><equal toleranceMode="absolute" tolerance="6 6"><variable identifier="R"/><correct identifier="R"/></equal><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>`),
			want:     []string{`i1 short "How many?" =["256"](256:0)`},
			reported: []string{`4 warning: the question is marked in a way that is not read, with <equal>: what it declares as right is taken`}},
		{name: "right side twice", in: qtiItemOf(`cardinality="multiple" baseType="directedPair"><correctResponse><value>a x</value><value>b x</value></correctResponse>`,
			`<matchInteraction responseIdentifier="R" shuffle="true" maxAssociations="3"><prompt>Where?</prompt><simpleMatchSet><simpleAssociableChoice identifier="a" matchMax="1">A</simpleAssociableChoice><simpleAssociableChoice identifier="b" matchMax="1">B</simpleAssociableChoice></simpleMatchSet>
<simpleMatchSet><simpleAssociableChoice identifier="x" matchMax="4">X</simpleAssociableChoice><simpleAssociableChoice identifier="y" matchMax="4">Y</simpleAssociableChoice></simpleMatchSet></matchInteraction>`, ""),
			want:     []string{`i1 categorise "Where?" "A"->"X" "B"->"X"`},
			reported: []string{`3 warning: things that belong to nothing are left out (1)`}},
		{name: "no such choice", in: qtiItemOf(`cardinality="single" baseType="identifier"><correctResponse><value>z</value></correctResponse>`, choicesOf, ""),
			reported: []string{`0 error: no question in this file can be read`, `1 warning: the question "A title" is left out: what is right is none of its choices: "z"`}},
		{name: "nothing right", in: qtiItemOf(`cardinality="single" baseType="identifier">`, choicesOf, ""),
			reported: []string{`0 error: no question in this file can be read`, `1 warning: the question "A title" is left out: it does not say what is right`}},
		{name: "two interactions", in: qtiItemOf(one, choicesOf+choicesOf, ""),
			reported: []string{`0 error: no question in this file can be read`, `1 warning: the question "A title" is left out: it has 2 interactions, and a question has one`}},
		{name: "another interaction", in: qtiItemOf(one, `<p>Write.</p><extendedTextInteraction responseIdentifier="R"/>`, ""),
			reported: []string{`0 error: no question in this file can be read`, `1 warning: the question "A title" is left out: <extendedTextInteraction> is not a kind of question here`}},
		{name: "feedback for a result", in: qtiItemOf(one, choicesOf+`<math><mi>x</mi></math>`, `<modalFeedback outcomeIdentifier="F" identifier="correct" showHide="show">Well done.</modalFeedback>`),
			want:     []string{`i1 one "Which?" stem "x" ="One" ~"Two"#"Too many." ~"Three"`},
			reported: []string{`5 warning: the element <math> is left out, and its words are kept`, `6 warning: the feedback "correct" is left out, as it belongs to no choice: Well done.`}},
		{name: "QTI 1.2", in: `<questestinterop/>`,
			reported: []string{`1 error: this is QTI 1.2, which is not read`}},
		{name: "QTI 3", in: `<qti-assessment-item/>`,
			reported: []string{`1 error: this is QTI 3, which is not read`}},
		{name: "a test alone", in: `<assessmentTest/>`,
			reported: []string{`1 error: this file is a test without its questions`}},
	} {
		c.test(t, qti21())
	}
}

// TestQTIPackages: a package without a test has the items of its manifest, one without a manifest all that it holds, and what is named and is not
// there is reported.
func TestQTIPackages(t *testing.T) {
	t.Parallel()
	item := func(name string) File {
		body := qtiItemOf(`cardinality="single" baseType="identifier"><correctResponse><value>a</value></correctResponse>`, "<p><img src=\"p.png\" alt=\"P\"/></p>"+choicesOf, "")
		return File{name, []byte(strings.Replace(body, `"i1"`, `"`+strings.TrimSuffix(name[strings.LastIndex(name, "/")+1:], ".xml")+`"`, 1))}
	}
	manifest := func(resources string) File {
		return File{"in/imsmanifest.xml", []byte(`<manifest><resources>` + resources + `</resources></manifest>`)}
	}
	resource := func(kind, href string) string {
		return fmt.Sprintf(`<resource type="imsqti_%s_xmlv2p1" href="%s"/>`, kind, href)
	}
	picture := File{"in/items/p.png", onePixel()}
	test := File{"in/test.xml", []byte(`<assessmentTest identifier="t" title="All"><testPart><assessmentSection identifier="x" title="First"><rubricBlock view="candidate"><p>A story.</p></rubricBlock>
<assessmentItemRef identifier="r1" href="items/b.xml" category="opt-in"><weight identifier="w" value="2"/></assessmentItemRef></assessmentSection>
<assessmentSection identifier="y" title="Second"><assessmentItemRef identifier="r2" href="items/a.xml"/><assessmentItemRef identifier="r3" href="items/none.xml"/></assessmentSection></testPart></assessmentTest>`)}
	for _, c := range []struct {
		name     string
		files    []File
		want     []string
		reported []string
	}{
		{"with a test", []File{manifest(resource("test", "test.xml") + resource("item", "items/a.xml") + resource("item", "items/b.xml") + resource("item", "items/c.xml")), test, item("in/items/a.xml"), item("in/items/b.xml"), item("in/items/c.xml"), picture},
			[]string{"b in x \"First\"", "a"}, []string{"q.zip/in/imsmanifest.xml warning: questions of the package that are not in its test are left out (1)", "q.zip/in/test.xml warning: a question is left out: the package names in/items/none.xml, and does not hold it",
				"q.zip/in/test.xml:2:73 warning: the element <weight> is left out", `q.zip/in/test.xml:3:1 warning: the section "Second" has no text, so its questions are kept without it`}},
		{"with a manifest", []File{manifest(resource("item", "items/b.xml") + resource("item", "items/a.xml")), item("in/items/a.xml"), item("in/items/b.xml"), picture}, []string{"b", "a"}, nil},
		{"with neither", []File{item("in/items/a.xml"), item("in/items/b.xml"), picture}, []string{"a", "b"}, nil},
		{"empty", []File{manifest("")}, nil, []string{"q.zip error: no question in this file can be read"}},
	} {
		s, diags := qti21().Read("q.zip", writeZip(c.files))
		var got []string
		if s != nil {
			for _, q := range s.Questions {
				words := q.ID
				if q.Scenario != nil {
					words += fmt.Sprintf(" in %s %q", q.Scenario.ID, q.Scenario.Title)
				}
				got = append(got, words)
				if len(imagesIn(q.Stem)) != 1 {
					t.Errorf("%s: %s has %d pictures", c.name, q.ID, len(imagesIn(q.Stem)))
				}
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: read %q and not %q", c.name, got, c.want)
		}
		var reported []string
		for _, d := range diags {
			reported = append(reported, fmt.Sprintf("%s %s: %s", d.Pos, d.Severity, d.Message))
		}
		if !slices.Equal(reported, c.reported) {
			t.Errorf("%s: reported\n%s\nand not\n%s", c.name, strings.Join(reported, "\n"), strings.Join(c.reported, "\n"))
		}
	}
}

// TestQTIRecognised: a file of an item or a test is known by itself too, by the version that its namespace names.
func TestQTIRecognised(t *testing.T) {
	t.Parallel()
	for _, f := range []Format{qti21(), qti22()} {
		data, _ := f.Write(hostileSet(), Options{})
		files, _ := newTestImport().zip(data)
		items := 0
		for name, file := range files {
			found := Recognise(name, file)
			switch {
			case strings.HasPrefix(name, "q-"):
				items++
				if set, diags := f.Read(name, file); set == nil || len(set.Questions) != 1 {
					t.Errorf("%s is not read: %v", name, reports(diags))
				}
			case name != "test.xml":
				if slices.ContainsFunc(found, func(g Format) bool { return g.Name == f.Name }) {
					t.Errorf("%s is taken for %s", name, f.Name)
				}
				continue
			}
			if len(found) != 1 || found[0].Name != f.Name {
				t.Errorf("%s of %s is taken for %d formats", name, f.Name, len(found))
			}
		}
		if items != len(hostileSet().Questions) {
			t.Errorf("%d items were tried: %q", items, slices.Sorted(maps.Keys(files)))
		}
	}
	utf16 := "\xff\xfe"
	for _, c := range `<?xml version="1.0" encoding="UTF-16"?><!-- {} --><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" title="A"/>` {
		utf16 += string(c) + "\x00"
	}
	if found := Recognise("item.XML", []byte(utf16)); len(found) != 1 || found[0].Name != "qti21" {
		t.Errorf("an item in UTF-16 is taken for %d formats", len(found))
	}
}
