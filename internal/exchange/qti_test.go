package exchange

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"handrail/internal/source"
	"handrail/internal/text"
	"handrail/quiz"
)

// TestQTIRoundTrip: a quiz that is written in QTI 2.1 or 2.2 and read again is the same, but for what was reported.
func TestQTIRoundTrip(t *testing.T) {
	t.Parallel()
	sets := map[string]*Set{"trial": trialSet(t), "hostile": hostileSet()}
	for seed := range uint64(60) {
		sets[fmt.Sprint("random ", seed)] = randomSet(rand.New(rand.NewPCG(seed, 1)))
	}
	for name, s := range sets {
		for _, f := range []Format{qti21(), qti22()} {
			data, diags := f.Write(s, Options{})
			again, more := f.Read("quiz.zip", data)
			if again == nil {
				t.Fatalf("%s in %s: %v", name, f.Name, more)
			}
			for _, d := range more {
				t.Errorf("%s in %s: reading reports %s %s", name, f.Name, d.Pos, d.Message)
			}
			kept := afterQTI(s, diags)
			if diff := equalSets(kept, again); diff != "" {
				t.Errorf("%s in %s: %s", name, f.Name, diff)
			}
			if !f.is(data) || f.Name == "qti21" && qti22().is(data) {
				t.Errorf("%s in %s: the format of the file is not recognised", name, f.Name)
			}
			if same, _ := f.Write(s, Options{}); !bytes.Equal(same, data) {
				t.Errorf("%s in %s: the same quiz gives other bytes", name, f.Name)
			}
		}
	}
}

// afterQTI is what a quiz is after the losses that were reported.
func afterQTI(s *Set, diags []source.Diagnostic) *Set {
	reported := func(words string) bool {
		return slices.ContainsFunc(diags, func(d source.Diagnostic) bool { return strings.Contains(d.Message, words) })
	}
	kept := *s
	if reported("how long") {
		kept.Minutes = 0
	}
	if reported("certificate") {
		kept.Certificate = false
	}
	if kept.Draw >= len(kept.Questions) { // all of them are asked
		kept.Draw = 0
	}
	if !slices.ContainsFunc(s.Questions, func(q *Question) bool { return len(q.Choices) > 0 }) { // nothing is shuffled, or always
		kept.Shuffle = map[string]string{"both": "questions", "questions": "questions"}[s.Shuffle]
	}
	kept.Intro = plainest(kept.Intro, true)
	kept.Questions = nil
	stories := map[*Scenario]*Scenario{}
	for _, q := range s.Questions {
		x := *q
		if x.Kind == quiz.TrueFalse { // Adopt says it again
			x.Kind = quiz.One
		}
		x.Title = strings.Join(strings.Fields(q.Title), " ")
		if reported("notes for the trainer") {
			x.Trainer = nil
		}
		if reported("names of the two columns") {
			x.Heads = [2]Text{}
		}
		if reported("names of sources") {
			x.Sources = nil
		}
		x.Rules = nil
		for _, rule := range q.Rules {
			x.Rules = append(x.Rules, Rule{ID: "rule-" + rule.ID})
		}
		lists := reported("first number of a list")
		if story := q.Scenario; story != nil {
			if reported("the story is repeated") {
				x.Scenario, x.Stem = nil, append(slices.Clone(story.Story), q.Stem...)
			} else {
				if stories[story] == nil {
					stories[story] = &Scenario{story.ID, story.Title, plainest(story.Story, lists), story.Pos}
				}
				x.Scenario = stories[story]
			}
		}
		x.Stem, x.Hint, x.Explanation = plainest(x.Stem, lists), plainest(x.Hint, lists), plainest(x.Explanation, lists)
		x.Choices, x.Items, x.Pairs, x.Headings = slices.Clone(x.Choices), slices.Clone(x.Items), slices.Clone(x.Pairs), slices.Clone(x.Headings)
		for i, c := range x.Choices {
			x.Choices[i] = Choice{plainest(c.Text, lists), c.Right, plainest(c.Feedback, lists)}
		}
		for i := range x.Items {
			x.Items[i] = plainest(x.Items[i], lists)
		}
		for i, p := range x.Pairs {
			x.Pairs[i] = Pair{plainest(p.Left, lists), plainest(p.Right, lists)}
		}
		if x.Kind == quiz.Short {
			x.Accepted = acceptedAfterQTI(q.Accepted)
		}
		kept.Questions = append(kept.Questions, &x)
	}
	return &kept
}

// acceptedAfterQTI are accepted answers as each form alone, and numbers among words as the whole numbers within their tolerance.
func acceptedAfterQTI(list []Accepted) []Accepted {
	words := slices.ContainsFunc(list, func(a Accepted) bool { return !a.IsNumber })
	var kept []Accepted
	seen := map[string]bool{}
	add := func(a Accepted) {
		if key := strings.ToLower(a.Forms[0]); !seen[key] {
			seen[key] = true
			kept = append(kept, a)
		}
	}
	for _, a := range list {
		switch {
		case !a.IsNumber:
			for _, form := range a.Forms {
				add(Accepted{Forms: []string{strings.Join(strings.Fields(form), " ")}})
			}
		case words:
			add(acceptedNumber(a.Number, 0))
		default:
			kept = append(kept, acceptedNumber(a.Number, a.Tolerance))
		}
	}
	for _, a := range withTyped(kept)[len(kept):] {
		add(a)
	}
	for _, a := range list {
		low, high := math.Ceil(a.Number-a.Tolerance), math.Floor(a.Number+a.Tolerance)
		for n := low; n <= high && words && a.Tolerance > 0 && high-low <= 100; n++ {
			add(acceptedNumber(n, 0))
		}
	}
	return kept
}

// plainest is a text with lists that begin at 1, when they lose their first number, and with tables that have more than a head.
func plainest(t Text, lists bool) Text {
	return mapText(t, func(b text.Block) text.Block {
		if b.Kind == text.List && lists {
			b.First = 1
		}
		if b.Kind == text.Table {
			b.Head = b.Head && len(b.Blocks) > 1
		}
		return b
	}, func(in text.Inline) text.Inline { return in })
}

// FuzzQTI: whatever a file holds, reading it ends, and what is read has answers that fit the kind of each question.
func FuzzQTI(f *testing.F) {
	trial, _ := qti21().Write(trialSet(f), Options{})
	for name, data := range unzip(f, trial) {
		if name != "imsmanifest.xml" {
			f.Add([]byte(data))
		}
	}
	f.Add(trial)
	f.Add([]byte(`<assessmentItem identifier="a"><responseDeclaration identifier="R" baseType="float"><correctResponse><value>1e999</value></correctResponse></responseDeclaration>
<itemBody><p>How many <textEntryInteraction responseIdentifier="R"/> are there?</p></itemBody></assessmentItem>`))
	f.Fuzz(func(t *testing.T, data []byte) { readAny(t, qti21(), data) })
}

// TestQTIPackage: the manifest names each file of the package and no other, and all that an item declares fits together. Schemas let all of this pass.
func TestQTIPackage(t *testing.T) {
	t.Parallel()
	sets := []*Set{trialSet(t), hostileSet()}
	for seed := range uint64(20) {
		sets = append(sets, randomSet(rand.New(rand.NewPCG(seed, 2))))
	}
	for _, s := range sets {
		for _, f := range []Format{qti21(), qti22(), qti3()} {
			data, _ := f.Write(s, Options{TrainerNotes: true})
			for _, fault := range qtiFaults(t, unzip(t, data)) {
				t.Errorf("%s of %q: %s", f.Name, s.Title, fault)
			}
		}
	}
}

// TestQTIFaults: what TestQTIPackage looks for is found.
func TestQTIFaults(t *testing.T) {
	t.Parallel()
	data, _ := qti21().Write(trialSet(t), Options{})
	for _, fault := range []struct{ file, old, new, want string }{
		{"q-all-at-once.xml", "<value>C2</value>", "<value>C9</value>", "the right answer C9 is none of what is shown"},
		{"q-all-at-once.xml", `<simpleChoice identifier="C1"`, `<simpleChoice identifier="C2"`, "C2 is there twice"},
		{"q-all-at-once.xml", `responseIdentifier="RESPONSE"`, `responseIdentifier="OTHER"`, "the interaction is bound to OTHER"},
		{"q-for-whom.xml", "<value>L1 R1</value>", "<value>L1 R9</value>", "the right answer R9 is none of what is shown"},
		{"imsmanifest.xml", `<file href="q-joining.xml"/>`, "", "q-joining.xml is not in the manifest"},
		{"imsmanifest.xml", `<file href="q-joining.xml"/>`, `<file href="q-joining.xml"/><file href="x.png"/>`, "x.png is in the manifest and not in the package"},
		{"test.xml", `href="q-joining.xml"`, `href="q-j.xml"`, "the test has q-j.xml, which is not in the package"},
	} {
		files := unzip(t, data)
		broken := strings.Replace(files[fault.file], fault.old, fault.new, 1)
		if broken == files[fault.file] {
			t.Fatalf("%s has no %s", fault.file, fault.old)
		}
		files[fault.file] = broken
		if found := qtiFaults(t, files); !slices.ContainsFunc(found, func(s string) bool { return strings.Contains(s, fault.want) }) {
			t.Errorf("%s for %s is not found, but %q", fault.new, fault.old, found)
		}
	}
}

func unzip(t testing.TB, data []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range r.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(body)
	}
	return files
}

// qtiFaults lists what is wrong with a package and what schemas do not see.
func qtiFaults(t testing.TB, files map[string]string) []string {
	t.Helper()
	var faults []string
	add := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	i := newImport(&source.Reporter{File: &source.File{}})
	parse := func(name string) *xmlNode {
		root, ok := i.xml([]byte(strings.ReplaceAll(files[name], "qti-", "")))
		if !ok {
			t.Fatalf("%s is not XML: %v", name, i.Diags)
		}
		return &root
	}
	named := map[string]bool{"imsmanifest.xml": true}
	for _, file := range parse("imsmanifest.xml").deep("file") {
		named[file.attr("href")] = true
		if _, is := files[file.attr("href")]; !is {
			add("%s is in the manifest and not in the package", file.attr("href"))
		}
	}
	for name, data := range files {
		if !named[name] {
			add("%s is not in the manifest", name)
		}
		if strings.Contains(data, "Ask for hands before") {
			add("%s has what is for the trainer", name)
		}
		if strings.HasPrefix(name, "q-") {
			for _, fault := range qtiItemFaults(parse(name)) {
				add("%s: %s", name, fault)
			}
		}
	}
	test := parse("test.xml")
	for _, ref := range append(test.deep("assessmentItemRef"), test.deep("assessment-item-ref")...) {
		if _, is := files[ref.attr("href")]; !is {
			add("the test has %s, which is not in the package", ref.attr("href"))
		}
	}
	return faults
}

func qtiItemFaults(root *xmlNode) []string {
	var faults []string
	deep := func(name string) []*xmlNode {
		return append(root.deep(name), root.deep(qtiVersion{dashed: true}.attribute(name))...)
	}
	var shown []string
	for _, n := range append(deep("simpleChoice"), deep("simpleAssociableChoice")...) {
		if slices.Contains(shown, n.attr("identifier")) {
			faults = append(faults, n.attr("identifier")+" is there twice")
		}
		shown = append(shown, n.attr("identifier"))
	}
	correct := 0
	for _, list := range deep("correctResponse") {
		for _, value := range list.all("value") {
			correct++
			for _, part := range strings.Fields(value.text()) {
				if len(shown) > 0 && !slices.Contains(shown, part) {
					faults = append(faults, "the right answer "+part+" is none of what is shown")
				}
			}
		}
	}
	if correct == 0 {
		faults = append(faults, "nothing is right")
	}
	for _, name := range []string{"choiceInteraction", "orderInteraction", "matchInteraction", "textEntryInteraction"} {
		for _, n := range deep(name) {
			if id := n.attr("responseIdentifier") + n.attr("response-identifier"); id != "RESPONSE" {
				faults = append(faults, "the interaction is bound to "+id)
			}
		}
	}
	return faults
}

// TestQTILoses: what every package loses is reported once, with how many questions lose it, and settings at the top.
func TestQTILoses(t *testing.T) {
	t.Parallel()
	s := hostileSet()
	s.Language = "cy"
	_, diags := qti3().Write(s, Options{})
	got := messages(diags)
	want := []string{
		"1 warning: 21 questions lose the button of the hint, which is shown from the start, this one first",
		"1 warning: 21 questions lose the links to rules and the names of sources, this one first",
		"1 warning: 21 questions lose the notes for the trainer, this one first",
		"1 warning: how long the quiz takes is left out",
		"1 warning: learners do not read whether they have passed, as the words are known in English only",
		"1 warning: the certificate is left out",
		"1 warning: the questions are drawn by chance, and may leave out a rule",
	}
	for _, message := range want {
		if !slices.Contains(got, message) {
			t.Errorf("%q is not reported", message)
		}
	}
	for _, part := range []string{"leniency towards", "names of the two columns", "the story is repeated", "only the whole ones are accepted"} {
		if n := strings.Count(strings.Join(got, "\n"), part); n == 0 || n > 1 && part != "only the whole ones are accepted" {
			t.Errorf("%q is reported %d times in\n%s", part, n, strings.Join(got, "\n"))
		}
	}
	plain := &Set{Title: "Plain", Language: "en-GB", File: &source.File{Path: "quiz.md"}, Questions: []*Question{{ID: "a", Kind: quiz.One, Title: "Which?", Points: 1,
		Choices: []Choice{{Words("One"), true, nil}, {Words("Two"), false, Words("No.")}}}}}
	if _, diags := qti21().Write(plain, Options{}); len(diags) > 0 {
		t.Errorf("of a plain quiz these are reported: %q", messages(diags))
	}
}
