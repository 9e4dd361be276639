package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/cases"
	xlanguage "golang.org/x/text/language"

	"handrail/internal/exchange"
	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
	"handrail/internal/text"
	"handrail/quiz"
	"handrail/test/engine"
)

// qtiFolder is where the test tools for QTI are.
const qtiFolder = "../../node_modules/@citolab"

// qtiSet reads a quiz as a site does.
func qtiSet(t *testing.T, data []byte) (*quiz.Quiz, *exchange.Set) {
	t.Helper()
	file, diags := source.Parse("quiz.md", data)
	if file == nil || len(diags) > 0 {
		t.Fatal(diags)
	}
	var page struct {
		Title    string      `yaml:"title"`
		Summary  string      `yaml:"summary"`
		Reviewed source.Date `yaml:"reviewed"`

		quiz.Front `yaml:",inline"`
	}
	if diags := file.Decode(&page); len(diags) > 0 {
		t.Fatal(diags)
	}
	doc, diags := markdown.NewParser(language.English()).Parse(file)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	q, _ := quiz.Parse(doc, page.Front) // whatever it reports, there are questions
	set, _ := exchange.FromQuiz(exchange.Origin{Name: "quizzes/trial", Title: page.Title, Language: "en-GB", Quiz: q, Doc: doc, Text: doc.Text, File: file,
		Rule: func(id string) exchange.Rule { return exchange.Rule{ID: id} }, Link: func(href string) string { return "https://example.org/" + href },
		Image: func(string) *exchange.Image {
			return &exchange.Image{Name: "line.svg", Type: "image/svg+xml", Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)}
		}})
	return q, set
}

// qtiFiles are the files of a quiz in a version of QTI.
func qtiFiles(t *testing.T, format string, set *exchange.Set) map[string]string {
	t.Helper()
	f, _ := exchange.Named(format)
	data, diags := f.Write(set, exchange.Options{})
	if data == nil {
		t.Fatal(diags)
	}
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

// markedAnswer is an answer to a question of a quiz in quiz/testdata, and how it is marked.
type markedAnswer struct {
	Question string
	Answer   any
	Mark     quiz.Mark
}

// places are the places of an answer, from 0.
func (m markedAnswer) places() []int {
	var places []int
	list, _ := m.Answer.([]any)
	for _, place := range list {
		n, _ := place.(float64)
		places = append(places, int(n))
	}
	return places
}

// response is an answer as the value of an item's response; nil for none.
func (m markedAnswer) response(kind quiz.Kind) any {
	if m.Answer == nil {
		return nil
	}
	var ids []string
	for at, place := range m.places() {
		switch kind {
		case quiz.Order:
			ids = append(ids, fmt.Sprintf("I%d", place+1))
		case quiz.Match, quiz.Categorise:
			ids = append(ids, fmt.Sprintf("L%d R%d", at+1, place+1))
		default:
			ids = append(ids, fmt.Sprintf("C%d", place+1))
		}
	}
	switch kind {
	case quiz.Short:
		return m.Answer
	case quiz.One, quiz.TrueFalse:
		return ids[0]
	}
	return ids
}

// exactly says whether a short answer is right as QTI compares it: words as they are accepted, or as a keyboard has them, but for capitals, and a
// number as its digits are. All else that is right here is lost, and that is reported.
func exactly(q *exchange.Question, words string) bool {
	lower := cases.Lower(xlanguage.Und)
	numbers := !slices.ContainsFunc(q.Accepted, func(a exchange.Accepted) bool { return !a.IsNumber })
	n, err := strconv.ParseFloat(words, 64)
	typed := strings.NewReplacer("–", "-", "’", "'")
	return slices.ContainsFunc(q.Accepted, func(a exchange.Accepted) bool {
		if !numbers && a.Tolerance == 0 && slices.ContainsFunc(a.Forms, func(form string) bool {
			return lower.String(form) == lower.String(words) || lower.String(typed.Replace(form)) == lower.String(words)
		}) {
			return true
		}
		if !a.IsNumber {
			return false
		}
		in := err == nil && n >= a.Number-a.Tolerance-1e-9 && n <= a.Number+a.Tolerance+1e-9
		return in && (numbers || words == strconv.FormatFloat(a.Number, 'f', -1, 64) || words == strconv.Itoa(int(n)))
	})
}

// scoring is an item, and responses to it with what comes of them.
type scoring struct {
	XML       string `json:"xml"`
	Responses []any  `json:"responses"`

	name string
	want []bool // whether each response is right
	max  int    // what it is worth then
}

// outcome is what an item makes of a response.
type outcome struct {
	Score    float64 `json:"score"`
	Feedback any     `json:"feedback"`
}

// wrong lists what is not as it should be.
func (s *scoring) wrong(got []outcome) []string {
	var list []string
	if len(got) != len(s.want) {
		return []string{fmt.Sprintf("%s: %d outcomes of %d responses", s.name, len(got), len(s.want))}
	}
	for i, right := range s.want {
		if want := map[bool]float64{true: float64(s.max)}[right]; got[i].Score != want {
			list = append(list, fmt.Sprintf("%s: %q scores %v and not %v", s.name, s.Responses[i], got[i].Score, want))
		}
	}
	return list
}

// scorings are the items of a quiz in quiz/testdata, with the answers that are marked there.
func scorings(t *testing.T, name, answers string) []*scoring {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../quiz/testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	_, set := qtiSet(t, data)
	if data, err = os.ReadFile(filepath.Join("../../quiz/testdata", answers)); err != nil {
		t.Fatal(err)
	}
	var marked []markedAnswer
	if err := json.Unmarshal(data, &marked); err != nil {
		t.Fatal(err)
	}
	files := qtiFiles(t, "qti3", set)
	two := qtiFiles(t, "qti21", set)
	var list []*scoring
	var old []string
	for _, q := range set.Questions {
		file := "q-" + q.ID + ".xml"
		s := &scoring{XML: files[file], name: q.ID, max: q.Points}
		for _, m := range marked {
			if m.Question != q.ID || m.Mark == "unfit" {
				continue
			}
			words, _ := m.Answer.(string)
			s.Responses = append(s.Responses, m.response(q.Kind))
			s.want = append(s.want, m.Mark == quiz.Right && (q.Kind != quiz.Short || exactly(q, words)))
		}
		if q.Kind == quiz.Short {
			for _, words := range []string{q.Accepted[0].Forms[0], strings.ToUpper(q.Accepted[0].Forms[0]), "something else"} {
				s.Responses, s.want = append(s.Responses, words), append(s.want, exactly(q, words))
			}
		}
		if !slices.Contains(s.want, true) || !slices.Contains(s.want, false) {
			t.Errorf("%s has no answers that are right, or none that are wrong", q.ID)
		}
		list, old = append(list, s), append(old, two[file])
	}
	for i, converted := range toQTI3(t, old) {
		s := *list[i]
		s.XML, s.name = converted, s.name+" of QTI 2.1"
		list = append(list, &s)
	}
	return list
}

// TestQTIScores: qti-components gives the points of an item for just those answers that are right, whether the item is written in QTI 3, or
// in QTI 2.1 and made QTI 3 by qti-convert. What is right here and not there is what exactly leaves out, and has been reported.
func TestQTIScores(t *testing.T) {
	t.Parallel()
	items := append(scorings(t, "trial.md", "scores.json"), scorings(t, "answers.md", "answers.json")...)
	good := len(items)
	for _, fault := range []struct{ name, old, new string }{
		{"all-at-once", "<qti-value>C2</qti-value>", "<qti-value>C1</qti-value>"},
		{"before-adding", "<qti-value>C3</qti-value>", ""},
		{"joining", "<qti-value>I1</qti-value>", "<qti-value>I2</qti-value>"},
		{"for-whom", "<qti-value>L1 R1</qti-value>", "<qti-value>L1 R2</qti-value>"},
		{"how-often", `map-key="every month" mapped-value="1"`, `map-key="every month" mapped-value="0"`},
		{"how-often", `case-sensitive="false"`, `case-sensitive="true"`},
		{"all-at-once", `<qti-variable identifier="MAXSCORE"/>`, `<qti-base-value base-type="float">2</qti-base-value>`},
	} {
		i := slices.IndexFunc(items, func(s *scoring) bool { return s.name == fault.name })
		broken := *items[i]
		broken.XML = strings.ReplaceAll(broken.XML, fault.old, fault.new)
		if broken.XML == items[i].XML {
			t.Fatalf("%s has no %s", fault.name, fault.old)
		}
		items = append(items, &broken)
	}
	outcomes := process(t, items)
	for i, s := range items {
		wrong := s.wrong(outcomes[i])
		switch {
		case i < good:
			for _, w := range wrong {
				t.Error(w)
			}
		case len(wrong) == 0:
			t.Errorf("a fault in %s changes no score", s.name)
		}
	}
	if first := outcomes[0]; first[0].Feedback != "C2" || first[1].Feedback != "C1" {
		t.Errorf("the feedback of %s is that of %v and %v", items[0].name, first[0].Feedback, first[1].Feedback)
	}
}

// toQTI3 has qti-convert make QTI 3 of items of QTI 2.
func toQTI3(t *testing.T, items []string) []string {
	t.Helper()
	data, err := json.Marshal(items)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", "--input-type=module", "-e", `
		import { convertQti2toQti3 } from "@citolab/qti-convert/qti-convert-node";
		import { readFileSync } from "node:fs";
		const all = [];
		for (const xml of JSON.parse(readFileSync(0, "utf8"))) all.push(await convertQti2toQti3(xml));
		process.stdout.write(JSON.stringify(all));`)
	cmd.Dir, cmd.Stdin = "../..", bytes.NewReader(data)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v (run scripts/setup)", err)
	}
	var converted []string
	if err := json.Unmarshal(out, &converted); err != nil || len(converted) != len(items) {
		t.Fatalf("%d items of %d: %v", len(converted), len(items), err)
	}
	return converted
}

// process has qti-components process responses to items in Chromium.
func process(t *testing.T, items []*scoring) [][]outcome {
	t.Helper()
	data, err := json.Marshal(items)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/cdn/", http.StripPrefix("/cdn/", http.FileServer(http.Dir(qtiFolder+"/qti-components/cdn"))))
	mux.HandleFunc("/items.json", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(data) })
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, qtiPage) })
	server := httptest.NewServer(mux)
	defer server.Close()
	browser, err := engine.StartChromium(engine.ChromiumShell(), engine.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	defer browser.Close()
	page, err := browser.NewPage()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	if err := page.Open(ctx, server.URL); err != nil {
		t.Fatal(err)
	}
	out, err := page.Evaluate(ctx, "outcomes()")
	if err != nil {
		t.Fatal(err)
	}
	var all [][]outcome
	if err := json.Unmarshal(out, &all); err != nil || len(all) != len(items) {
		t.Fatalf("outcomes of %d items of %d: %v", len(all), len(items), err)
	}
	return all
}

const qtiPage = `<!doctype html><meta charset="utf-8"><title>QTI</title><script src="cdn/index.global.js"></script>
<qti-item><item-container></item-container></qti-item>
<script>
async function outcomes() {
	const container = document.querySelector("item-container");
	const all = [];
	for (const { xml, responses } of await (await fetch("items.json")).json()) {
		await container.updateComplete;
		container.itemXML = xml;
		await container.updateComplete;
		const item = container.shadowRoot.querySelector("qti-assessment-item");
		await item.updateComplete;
		const value = (name) => item.variables.find((v) => v.identifier === name)?.value ?? null;
		all.push(responses.map((response) => {
			item.updateResponseVariable("RESPONSE", response);
			item.processResponse();
			return { score: Number(value("SCORE")), feedback: value("FEEDBACK") };
		}));
	}
	return all;
}
</script>`

// hostileQTI is a quiz with all that a text can hold, and with words that XML and HTML read as something else. The text is what every part of a
// question shows.
func hostileQTI(settings string) []byte {
	const all = `]]> & < "a" 🦉 שלום *b* **c** ` + "`d<`" + ` [e](f.html) ![g & h](line.svg)`
	block := "\n\n- i\n  1. j\n- k\n\n> l\n\n```\n<m> &\n\n  n\n```\n\n| o | p |\n|---|---|\n| q | " + all + " |\n\n3. r\n"
	quote := "  > " + all + "\n  >\n  > - s\n\n"
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: \"]]> & <\"\nsummary: All.\nreviewed: 2026-11-22\n%s---\n\n%s\n", settings, all+block)
	for i, answers := range []string{
		"- [x] " + all + "\n" + quote + "- [ ] t\n" + quote,
		"- [x] " + all + "\n- [x] u\n- [ ] v\n" + quote,
		"- [x] True\n- [ ] False\n" + quote,
		"1. " + all + "\n2. w\n\n",
		"| x | y |\n|---|---|\n| " + all + " | z |\n| a | " + all + " |\n\n",
		"- " + all + "\n  - a\n  - b\n- c\n  - " + all + "\n\n",
		"- [=] ]]> & < \"a\"\n- [=] 5 ± 2\n\n",
		"- [=] 2.5 ± 0.3\n- [=] -7\n\n",
	} {
		level := "##"
		if i == 2 {
			fmt.Fprintf(&b, "## Story ]]> & {#story}\n\n%s\n", all+block)
		}
		if i >= 2 && i < 4 {
			level = "###"
		}
		fmt.Fprintf(&b, "%s %d: ]]> & < \"a\" 🦉? {#q%d rules=\"opt-in\" points=\"%d\"}\n\n%s\n:::hint\n%s\n:::\n\n%s> %s\n\n", level, i, i, i+1, all+block, all, answers, all)
	}
	return []byte(b.String())
}

// addHTML adds to each text of the questions what the markdown of a site has only where it allows HTML.
func addHTML(set *exchange.Set) {
	words := func(s string) []text.Inline { return []text.Inline{{Kind: text.Words, Text: s}} }
	line := text.Block{Inlines: append(words("H"), text.Inline{Kind: text.Inside, Name: "sub", Inlines: words("2")}, text.Inline{Kind: text.Inside, Name: "sup", Inlines: words("<")},
		text.Inline{Kind: text.Break}, text.Inline{Kind: text.Inside, Name: "span", Attrs: []text.Attr{{Name: "lang", Value: "cy"}}, Inlines: words("bore da")})}
	add := func(t *exchange.Text) { *t = append(*t, line) }
	add(&set.Intro)
	for _, q := range set.Questions {
		add(&q.Stem)
		add(&q.Hint)
		add(&q.Explanation)
		for i := range q.Choices {
			add(&q.Choices[i].Text)
			add(&q.Choices[i].Feedback)
		}
		for i := range q.Items {
			add(&q.Items[i])
		}
		for i := range q.Pairs {
			add(&q.Pairs[i].Left)
			add(&q.Pairs[i].Right)
		}
		for i := range q.Headings {
			add(&q.Headings[i])
		}
	}
}

// TestConformanceQTI: packages keep to the schemas of 1EdTech, which find faults of each kind.
func TestConformanceQTI(t *testing.T) {
	t.Parallel()
	schemas := needSchemas(t)
	trial, err := os.ReadFile("../../quiz/testdata/trial.md")
	if err != nil {
		t.Fatal(err)
	}
	sets := map[string]*exchange.Set{}
	for name, data := range map[string][]byte{"trial": trial, "hostile": hostileQTI("pass: 70%\nfeedback: at-end\n"), "drawn": hostileQTI("draw: 3\nshuffle: both\n")} {
		_, sets[name] = qtiSet(t, data)
		addHTML(sets[name])
		if len(sets[name].Questions) < 8 {
			t.Fatalf("%s has %d questions", name, len(sets[name].Questions))
		}
	}
	for _, version := range []struct{ format, schema, manifest string }{
		{"qti21", "qti/qtiv2p1/imsqti_v2p1.xsd", "qti/imscp_v1p1.xsd"},
		{"qti22", "qti22/qtiv2p2/imsqti_v2p2.xsd", "qti/imscp_v1p1.xsd"},
		{"qti3", "qti/qtiv3p0/imsqti_asiv3p0_sbacv1p0_v1p0.xsd", ""},
	} {
		files, manifests := map[string]string{}, map[string]string{}
		for name, set := range sets {
			for file, data := range qtiFiles(t, version.format, set) {
				switch {
				case file == "imsmanifest.xml":
					manifests[name+"-"+file] = data
				case strings.HasSuffix(file, ".xml"):
					files[name+"-"+file] = data
				}
			}
		}
		faults := brokenQTI(t, version.format, files["hostile-q-q0.xml"])
		maps.Copy(files, faults)
		invalid := xmllint(t, filepath.Join(schemas, version.schema), files)
		for name := range files {
			_, broken := faults[name]
			if message, is := invalid[name]; is != broken {
				t.Errorf("%s, %s: found %t\n%s", version.format, name, is, message)
			}
		}
		if version.manifest == "" { // no schema of it is there
			continue
		}
		manifests["broken"] = strings.Replace(manifests["trial-imsmanifest.xml"], "<resources>", "<resource>", 1)
		manifests["misplaced"] = strings.Replace(manifests["trial-imsmanifest.xml"], " <organizations/>\n", "", 1)
		invalid = xmllint(t, filepath.Join(schemas, version.manifest), manifests)
		for name := range manifests {
			if message, is := invalid[name]; is != (name == "broken" || name == "misplaced") {
				t.Errorf("%s, manifest of %s: found %t\n%s", version.format, name, is, message)
			}
		}
	}
}

// brokenQTI are items with a fault each, of the kinds that the schema of a version finds. Those that it lets pass are left out.
func brokenQTI(t *testing.T, format, item string) map[string]string {
	t.Helper()
	broken := map[string]string{}
	for _, fault := range []struct{ name, passes, old, new string }{
		{"unknown element", "", "<p>", "<p><unknown/>"},
		{"misplaced element", "", "<strong>c</strong>", "<strong><p>c</p></strong>"},
		{"identifier", "", `identifier="C1"`, `identifier="1 C"`},
		{"onclick", "qti22", "<p>", `<p onclick="x">`},
		{"language", "qti22 qti3", `<span xml:lang="cy">`, `<span lang="cy">`},
		{"no alternative", "", ` alt="g &amp; h"`, ""},
		{"rows in no body", "qti3", "<tbody>\n<tr><td>q</td>", "<tr><td>q</td></tr><tbody>\n<tr>"},
		{"figure", "qti22 qti3", "<p>", "<figure><p>a</p></figure><p>"},
		{"data attribute", "qti22", "<p>", `<p data-x="y">`},
	} {
		if strings.Contains(fault.passes, format) {
			continue
		}
		changed := strings.Replace(item, fault.old, fault.new, 1)
		if changed == item {
			t.Fatalf("the item has no %s", fault.old)
		}
		broken["broken: "+fault.name] = changed
	}
	return broken
}

// xmllint holds files to a schema, and gives what it says of those that do not keep to it.
func xmllint(t *testing.T, schema string, files map[string]string) map[string]string {
	t.Helper()
	folder := t.TempDir()
	args := []string{"--nonet", "--noout", "--schema", schema}
	names := slices.Sorted(maps.Keys(files))
	for i, name := range names {
		file := filepath.Join(folder, fmt.Sprintf("%04d.xml", i))
		if err := os.WriteFile(file, []byte(files[name]), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	out, err := exec.CommandContext(t.Context(), "xmllint", args...).CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal("xmllint is missing: run scripts/setup: ", err)
	}
	invalid := map[string]string{}
	for i, name := range names {
		file := filepath.Join(folder, fmt.Sprintf("%04d.xml", i))
		if strings.Contains(string(out), file+" validates\n") {
			continue
		}
		invalid[name] = "not valid:\n"
		for line := range strings.SplitSeq(string(out), "\n") {
			if strings.HasPrefix(line, file) {
				invalid[name] += line + "\n"
			}
		}
	}
	return invalid
}
