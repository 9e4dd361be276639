package exchange

import (
	"bytes"
	"cmp"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/source"
)

// is says whether a file is of the version: an item or a test, or a package whose manifest has resources of these.
func (v qtiVersion) is(data []byte) bool {
	if !bytes.HasPrefix(data, []byte("PK")) {
		root := rootOf(data)
		return root.Space == v.namespace && (root.Local == "assessmentItem" || root.Local == "assessmentTest")
	}
	i := newImport(&source.Reporter{File: &source.File{}})
	files, ok := i.zip(data)
	if !ok {
		return false
	}
	_, manifest := manifestIn(files)
	return strings.Contains(string(manifest), "imsqti_") && strings.Contains(string(manifest), "xml"+v.number)
}

// manifestIn finds the manifest of a package, which may be in a folder.
func manifestIn(files map[string][]byte) (name string, data []byte) {
	for _, name := range slices.SortedFunc(maps.Keys(files), func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.Count(a, "/"), strings.Count(b, "/")), cmp.Compare(a, b))
	}) {
		if path.Base(name) == "imsmanifest.xml" {
			return name, files[name]
		}
	}
	return "", nil
}

// qtiReading is a package that is being read.
type qtiReading struct {
	*importing
	files    map[string][]byte
	seen     map[string]bool // the files that have been read
	shuffled map[bool]int    // how many questions have their choices shuffled, and how many do not
	elements map[string]bool // of HTML
}

// readQTI reads a package of QTI 2.1 or 2.2, or the file of one item.
func readQTI(r *source.Reporter) *Set {
	p := &qtiReading{importing: newImport(r), seen: map[string]bool{}, shuffled: map[bool]int{}, elements: qtiHTML()}
	data := r.File.Data
	if !bytes.HasPrefix(data, []byte("PK")) {
		p.files = map[string][]byte{"": p.decode(data)}
		p.open("", nil, nil)
	} else if files, ok := p.zip(data); ok {
		p.files = files
		p.content()
	} else {
		return nil
	}
	if p.shuffled[true] > 0 && p.shuffled[false] == 0 {
		p.set.Shuffle = map[bool]string{true: "both", false: "choices"}[p.set.Shuffle == "questions"]
	}
	if len(p.set.Questions) == 0 && !slices.ContainsFunc(r.Diags, func(d source.Diagnostic) bool { return d.Severity == source.Error }) {
		r.Add(source.Pos{File: r.File.Path}, "Export the questions as QTI 2.1 again, and look whether the file holds questions of these kinds: choice, order, match and text entry.",
			"no question in this file can be read")
	}
	return p.set
}

// content reads what is in a package: the items in the order of its tests, or those of its manifest, or all that there are.
func (p *qtiReading) content() {
	name, manifest := manifestIn(p.files)
	if name == "" {
		for _, file := range slices.Sorted(maps.Keys(p.files)) {
			if strings.HasSuffix(file, ".xml") {
				p.open(file, nil, nil)
			}
		}
		return
	}
	root, done, ok := p.parse(name, manifest)
	defer done()
	if !ok {
		return
	}
	var tests, items []string
	for _, resource := range root.child("resources").all("resource") {
		href := within(name, resource.attr("href"))
		switch kind := resource.attr("type"); {
		case strings.HasPrefix(kind, "imsqti_test"), strings.HasPrefix(kind, "imsqti_assessment"):
			tests = append(tests, href)
		case strings.HasPrefix(kind, "imsqti_item"):
			items = append(items, href)
		case kind != "webcontent" && strings.HasPrefix(kind, "imsqti_"):
			p.Warn(resource.Pos, "Nothing has to be done, unless something is missing.", "a part of the package of the type %q is not read", kind)
		}
	}
	for _, test := range tests {
		if p.files[test] == nil {
			p.Warn(source.Pos{File: p.File.Path}, exportAgain, "the package names the test %s, and does not hold it", test)
			continue
		}
		p.open(test, nil, nil)
	}
	left := 0
	for _, item := range items {
		if len(tests) == 0 {
			p.open(item, nil, nil)
		} else if !p.seen[item] {
			left++
		}
	}
	if p.set.LeftOut += left; left > 0 {
		p.Warn(source.Pos{File: p.File.Path}, "Add them to the test where the package was made, and export it again.",
			"questions of the package that are not in its test are left out (%d)", left)
	}
}

// within is the name of a file of a package that another one of it names.
func within(from, href string) string {
	name, _, _ := strings.Cut(href, "#")
	return path.Clean(path.Join(path.Dir(from), name))
}

// parse reads a file of the package. What is reported until done is called is at its place in that file.
func (p *qtiReading) parse(name string, data []byte) (root xmlNode, done func(), ok bool) {
	outer := p.Reporter
	shown := p.set.File.Path
	if name != "" {
		shown += "/" + name
	}
	p.Reporter = &source.Reporter{File: &source.File{Path: shown, Data: data}, Check: outer.Check}
	root, ok = p.xml(data)
	return root, func() {
		outer.Diags = append(outer.Diags, p.Diags...)
		p.Reporter = outer
	}, ok
}

// open reads an item or a test of the package. An item has the categories and the scenario that a test gives it.
func (p *qtiReading) open(name string, rules []Rule, scenario *Scenario) {
	data, is := p.files[name]
	if !is {
		p.leaveOut(source.Pos{File: p.File.Path}, "Export the questions again: the file may be missing from the package.", "a question is left out: the package names %s, and does not hold it", name)
		return
	}
	if p.seen[name] {
		return
	}
	p.seen[name] = true
	root, done, ok := p.parse(name, data)
	defer done()
	switch {
	case !ok:
	case root.Name == "assessmentItem":
		p.item(name, &root, rules, scenario)
	case root.Name == "assessmentTest" && name != "":
		p.test(name, &root)
	case root.Name == "assessmentTest":
		p.Add(root.Pos, "Import the whole package, a zip file: the questions are in files of their own.", "this file is a test without its questions")
	case root.Name == "questestinterop":
		p.Add(root.Pos, "Export the questions as QTI 2.1.", "this is QTI 1.2, which is not read")
	case strings.HasPrefix(root.Name, "qti-"):
		p.Add(root.Pos, "Export the questions as QTI 2.1 or 2.2.", "this is QTI 3, which is not read")
	default:
		p.Warn(root.Pos, "Nothing has to be done, unless questions are missing.", "<%s> is not a question of QTI 2, and is left out", root.Name)
	}
}

// test reads a test: what it is called, its settings, and the items in their order.
func (p *qtiReading) test(name string, root *xmlNode) {
	p.set.Title = cmp.Or(p.set.Title, root.attr("title"))
	for _, outcome := range root.all("outcomeDeclaration") {
		mastery, err := strconv.ParseFloat(outcome.attr("masteryValue"), 64)
		most, noMost := strconv.ParseFloat(outcome.attr("normalMaximum"), 64)
		if err == nil && noMost == nil && most > 0 && mastery > 0 && mastery <= most {
			p.set.Pass = int(100*mastery/most + 0.5)
		}
	}
	sections := 0
	for _, part := range root.all("testPart") {
		sections += len(part.all("assessmentSection"))
	}
	for _, part := range root.all("testPart") {
		if part.attr("submissionMode") == "simultaneous" {
			p.set.Feedback = "at-end"
		}
		for _, section := range part.all("assessmentSection") {
			p.section(name, section, sections == 1)
		}
		p.leave(part, "itemSessionControl", "assessmentSection")
	}
	p.leave(root, "outcomeDeclaration", "testPart", "outcomeProcessing", "testFeedback")
}

// section reads a section. One that is all of the test has its introduction and its settings. Others are scenarios if they have a text.
func (p *qtiReading) section(test string, section *xmlNode, whole bool) {
	read := []string{"rubricBlock", "itemSessionControl", "assessmentSection", "assessmentItemRef"}
	var story Text
	for _, rubric := range section.all("rubricBlock") {
		story = append(story, p.allowed(test, rubric)...)
	}
	var scenario *Scenario
	switch {
	case whole:
		p.set.Intro = story
		read = append(read, p.choose(section)...)
	case len(story) > 0 || strings.HasPrefix(section.attr("identifier"), "s-"):
		scenario = &Scenario{ID: strings.TrimPrefix(section.attr("identifier"), "s-"), Title: section.attr("title"), Story: story, Pos: section.Pos}
	default:
		p.Warn(section.Pos, "Put a heading with a story above the questions if they belong together.",
			"the section %q has no text, so its questions are kept without it", section.attr("title"))
	}
	for i := range section.Children {
		switch part := &section.Children[i]; part.Name {
		case "assessmentSection":
			p.section(test, part, false)
		case "assessmentItemRef":
			var rules []Rule
			for _, category := range strings.Fields(part.attr("category")) {
				rules = append(rules, Rule{ID: category})
			}
			p.open(within(test, part.attr("href")), rules, scenario)
			p.leave(part)
		}
	}
	p.leave(section, read...)
}

// choose reads which questions of the test are asked, and in which order. It gives the names of what it has read.
func (p *qtiReading) choose(section *xmlNode) []string {
	var read []string
	if selection := section.child("selection"); selection != nil {
		if n, err := strconv.Atoi(selection.attr("select")); err == nil && n > 0 {
			p.set.Draw = n
			read = append(read, "selection")
		}
	}
	if ordering := section.child("ordering"); ordering != nil {
		if ordering.attr("shuffle") == "true" {
			p.set.Shuffle = "questions"
		}
		read = append(read, "ordering")
	}
	return read
}

// leave reports the elements of another that are not read, each name once.
func (p *qtiReading) leave(n *xmlNode, read ...string) {
	for _, child := range n.Children {
		if child.Name != "" && !slices.Contains(read, child.Name) {
			p.Warn(child.Pos, "Nothing has to be done, unless something is missing.", "the element <%s> is left out", child.Name)
			read = append(read, child.Name)
		}
	}
}

// all lists the elements of a name in an element.
func (n *xmlNode) all(name string) []*xmlNode {
	var list []*xmlNode
	if n == nil {
		return nil
	}
	for i := range n.Children {
		if n.Children[i].Name == name {
			list = append(list, &n.Children[i])
		}
	}
	return list
}
