package exchange

import (
	"cmp"
	"strings"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
	"handrail/internal/text"
	"handrail/quiz"
)

func qti21() Format {
	return qtiFormat(qtiVersion{name: "qti21", title: "QTI 2.1", namespace: "http://www.imsglobal.org/xsd/imsqti_v2p1",
		schema: "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd", content: "http://www.imsglobal.org/xsd/imscp_v1p1",
		profile: "QTIv2.1 Package", profileVersion: "1.0.0", number: "v2p1"})
}

func qti22() Format {
	return qtiFormat(qtiVersion{name: "qti22", title: "QTI 2.2", namespace: "http://www.imsglobal.org/xsd/imsqti_v2p2",
		schema: "http://www.imsglobal.org/xsd/qti/qtiv2p2/imsqti_v2p2.xsd", content: "http://www.imsglobal.org/xsd/imscp_v1p1",
		profile: "QTIv2.2 Package", profileVersion: "1.0.0", number: "v2p2"})
}

func qti3() Format {
	return qtiFormat(qtiVersion{name: "qti3", title: "QTI 3.0", namespace: "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
		schema: "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd", content: "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
		profile: "QTI Package", profileVersion: "3.0.0", number: "v3p0", dashed: true})
}

// qtiVersion is a version of the Question and Test Interoperability specification of 1EdTech (IMS): https://www.imsglobal.org/question.
// The versions have the same elements. What they differ in is here.
type qtiVersion struct {
	name, title             string
	namespace, schema       string // of items and tests
	content                 string // the namespace of the manifest
	profile, profileVersion string // of the package, as the manifest says it
	number                  string // as the types of resources have it
	dashed                  bool   // names have dashes, and those of elements begin with qti-
}

func qtiFormat(v qtiVersion) Format {
	f := Format{Name: v.name, Title: v.title, Ending: ".zip", write: v.write}
	if !v.dashed { // version 3 is not read
		f.read, f.is, f.part = readQTI, v.is, ".xml"
	}
	return f
}

// element and attribute give names of version 2 as the version has them.
func (v qtiVersion) element(name string) string {
	if !v.dashed {
		return name
	}
	return "qti-" + v.attribute(name)
}

func (v qtiVersion) attribute(name string) string {
	if !v.dashed || strings.HasPrefix(name, "x") { // xmlns, xml:lang, xsi:schemaLocation
		return name
	}
	var b strings.Builder
	for _, r := range name {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('-')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// qtiWriter writes an item or a test. It takes the names of version 2.
type qtiWriter struct {
	*xmlWriter
	v qtiVersion
}

func newQTI(v qtiVersion, root string, attrs ...string) *qtiWriter {
	w := &qtiWriter{newXML(), v}
	w.start(root, append([]string{"xmlns", v.namespace, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xsi:schemaLocation", v.namespace + " " + v.schema}, attrs...)...)
	return w
}

func (w *qtiWriter) attrs(attrs []string) []string {
	named := make([]string, len(attrs))
	for i := 0; i+1 < len(attrs); i += 2 {
		named[i], named[i+1] = w.v.attribute(attrs[i]), attrs[i+1]
	}
	return named
}

func (w *qtiWriter) start(name string, attrs ...string) {
	w.xmlWriter.start(w.v.element(name), w.attrs(attrs)...)
}

func (w *qtiWriter) leaf(name, words string, attrs ...string) {
	w.xmlWriter.leaf(w.v.element(name), words, w.attrs(attrs)...)
}

func (w *qtiWriter) raw(name, markup string, attrs ...string) {
	w.xmlWriter.raw(w.v.element(name), markup, w.attrs(attrs)...)
}

// html writes an element of HTML, of which all versions have the same.
func (w *qtiWriter) html(name, markup string) { w.xmlWriter.raw(name, markup) }

// body writes an element whose markup version 3 puts into an element of its own.
func (w *qtiWriter) body(name, markup string, attrs ...string) {
	if !w.v.dashed {
		w.raw(name, markup, attrs...)
		return
	}
	w.start(name, attrs...)
	w.raw("contentBody", markup)
	w.end()
}

// rubric writes what learners read beside a question or before some of them.
func (w *qtiWriter) rubric(markup string, attrs ...string) {
	attrs = append([]string{"view", "candidate"}, attrs...)
	if w.v.dashed {
		attrs = append(attrs, "use", "instructions")
	}
	w.body("rubricBlock", markup, attrs...)
}

// value writes an element with a value in it.
func (w *qtiWriter) value(words, baseType string) { w.leaf("baseValue", words, "baseType", baseType) }

// set writes that an outcome gets a value, which is written by a function.
func (w *qtiWriter) set(outcome string, value func()) {
	w.around("setOutcomeValue", value, "identifier", outcome)
}

// around writes an element around what a function writes.
func (w *qtiWriter) around(name string, inner func(), attrs ...string) {
	w.start(name, attrs...)
	inner()
	w.end()
}

// outcome declares an outcome. It has a default value unless that is "".
func (w *qtiWriter) outcome(name, cardinality, baseType, value string, attrs ...string) {
	attrs = append([]string{"identifier", name, "cardinality", cardinality, "baseType", baseType}, attrs...)
	if value == "" {
		w.leaf("outcomeDeclaration", "", attrs...)
		return
	}
	w.around("outcomeDeclaration", func() {
		w.around("defaultValue", func() { w.leaf("value", value) })
	}, attrs...)
}

// qtiPackage is a quiz that is being written in a version of QTI.
type qtiPackage struct {
	*Set
	v qtiVersion
	r *source.Reporter
}

// write makes a package: a file for each question, test.xml, which has their order and what passes, and the pictures. The names of all
// that is in a file are in imsmanifest.xml.
func (v qtiVersion) write(s *Set, _ Options, r *source.Reporter) []byte {
	p := &qtiPackage{s, v, r}
	p.report()
	files := []File{{Name: "imsmanifest.xml", Data: p.manifest()}, {Name: "test.xml", Data: p.test()}}
	written := map[string]bool{}
	for _, q := range s.Questions {
		files = append(files, File{p.file(q), p.item(q)})
		for _, image := range p.images(q) {
			if name := qtiImage(image); !written[name] {
				written[name] = true
				files = append(files, File{name, image.Data})
			}
		}
	}
	for _, image := range p.testImages() {
		if name := qtiImage(image); !written[name] {
			written[name] = true
			files = append(files, File{name, image.Data})
		}
	}
	return writeZip(files)
}

func (p *qtiPackage) file(q *Question) string { return qtiName(q) + ".xml" }

// qtiName is the identifier of a question's item.
func qtiName(q *Question) string { return "q-" + q.ID }

func qtiImage(image *Image) string { return "images/" + image.Name }

// identifier names the package. It depends on the quiz's place in its site alone.
func (p *qtiPackage) identifier() string { return "test-" + markdown.Slug(cmp.Or(p.Name, p.Title)) }

// drawn says whether fewer questions are asked than there are. Then each has the story of its scenario in itself, as a draw counts a
// section with several questions as one.
func (p *qtiPackage) drawn() bool { return p.Draw > 0 && p.Draw < len(p.Questions) }

// markup is a text in the HTML that all versions have.
func (p *qtiPackage) markup(t Text) string { return p.fit(t).HTML(p.image) }

// inline is a text for an element that holds words as well as blocks.
func (p *qtiPackage) inline(t Text) string { return p.fit(t).Inline(p.image) }

func (p *qtiPackage) image(href string) string {
	if image := p.Images[href]; image != nil {
		return qtiImage(image)
	}
	return ""
}

// fit makes a text one that the schemas take: languages are in xml:lang, lists begin at 1, and a table has more than a head.
func (p *qtiPackage) fit(t Text) Text {
	return mapText(t, func(b text.Block) text.Block {
		switch {
		case b.Kind == text.List:
			b.First = 1
		case b.Kind == text.Table:
			b.Head = b.Head && len(b.Blocks) > 1
		}
		return b
	}, func(in text.Inline) text.Inline {
		if in.Kind == text.Inside && in.Name == "span" {
			in.Attrs = []text.Attr{{Name: "xml:lang", Value: in.Attrs[0].Value}}
		}
		return in
	})
}

// report reports what every package loses. What depends on an answer is reported where that is written.
func (p *qtiPackage) report() {
	l := losses{r: p.r}
	for _, q := range p.Questions {
		lose := func(is bool, what, hint string) {
			if is {
				l.lose(q, what, hint)
			}
		}
		lose(q.Kind == quiz.Short, "the leniency towards punctuation, spaces, numbers in words and slips of spelling: only capitals make no difference",
			"Add each way of writing that should be accepted, on a line of its own with [=] before it.")
		lose(len(q.Hint) > 0, "the button of the hint, which is shown from the start", "Check that no hint gives its answer away.")
		lose(q.Kind == quiz.Match && len(q.Heads[0])+len(q.Heads[1]) > 0, "the names of the two columns", "Say in the question what belongs to what.")
		lose(len(q.Rules)+len(q.Sources) > 0, "the links to rules and the names of sources",
			"Put a link into the explanation where learners should read on. The identifiers of the rules are kept as categories.")
		lose(len(q.Trainer) > 0, "the notes for the trainer", "Print them from the page of answers of the site.")
		lose(p.numbered(q), "the first number of a list, which begins at 1", "Write the number in the words of the item if it matters.")
		lose(p.drawn() && q.Scenario != nil, "the place after the story of the scenario: the story is repeated in each question, as fewer questions are asked than there are",
			"Remove draw from the quiz if the story should be shown once.")
	}
	l.report()
	set := func(is bool, message, hint string) {
		if is {
			p.r.Warn(source.Pos{File: p.File.Path, Line: 1}, hint, "%s", message)
		}
	}
	set(p.drawn(), "the questions are drawn by chance, and may leave out a rule", "Check that any of the questions are enough to pass, or remove draw.")
	set(p.Minutes > 0, "how long the quiz takes is left out", "Say it in the introduction, or where learners find the quiz.")
	set(p.Certificate, "the certificate is left out", "Look whether the learning system can print certificates of its own.")
	set(p.Pass > 0 && !p.english(), "learners do not read whether they have passed, as the words are known in English only",
		"Set the pass mark in the learning system if it does not show who has passed.")
}

// numbered says whether a question shows a list that begins at another number than 1.
func (p *qtiPackage) numbered(q *Question) bool {
	found := false
	for _, t := range p.texts(q) {
		mapText(t, func(b text.Block) text.Block {
			found = found || b.Kind == text.List && b.Ordered && b.First != 1
			return b
		}, func(in text.Inline) text.Inline { return in })
	}
	return found
}

func (p *qtiPackage) english() bool {
	lang, _ := language.Of(p.Language)
	return lang != nil && lang.Base == "en"
}

// texts lists the texts that the item of a question shows.
func (p *qtiPackage) texts(q *Question) []Text {
	all := []Text{q.Stem, q.Hint, q.Explanation}
	if p.drawn() && q.Scenario != nil {
		all = append(all, q.Scenario.Story)
	}
	for _, c := range q.Choices {
		all = append(all, c.Text, c.Feedback)
	}
	all = append(all, q.Items...)
	for _, pair := range q.Pairs {
		all = append(all, pair.Left, pair.Right)
	}
	return append(all, q.Headings...)
}

// images lists the pictures that the item of a question shows.
func (p *qtiPackage) images(q *Question) []*Image { return p.shown(p.texts(q)...) }

// testImages lists the pictures of the texts between questions.
func (p *qtiPackage) testImages() []*Image {
	texts := []Text{p.Intro}
	if !p.drawn() {
		for _, q := range p.Questions {
			if q.Scenario != nil {
				texts = append(texts, q.Scenario.Story)
			}
		}
	}
	return p.shown(texts...)
}

// shown lists the pictures of some texts, each once.
func (p *qtiPackage) shown(texts ...Text) []*Image {
	var list []*Image
	seen := map[string]bool{}
	for _, href := range imagesIn(texts...) {
		if image := p.Images[href]; image != nil && !seen[href] {
			seen[href] = true
			list = append(list, image)
		}
	}
	return list
}
