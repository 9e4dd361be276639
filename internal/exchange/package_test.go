package exchange

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"handrail/internal/source"
	"handrail/internal/text"
	"handrail/quiz"
)

// packagedSet is a quiz of some questions with one answer, of which the first is at line 11.
func packagedSet(questions int) *Set {
	s := &Set{Name: "quizzes/phones", Address: "https://example.org/guide/", Title: "Phones & lists", Language: "en-GB", Pass: 80,
		File: &source.File{Path: "content/quizzes/phones.md", Data: []byte(strings.Repeat("\n", 10+questions))}}
	for n := range questions {
		s.Questions = append(s.Questions, &Question{ID: fmt.Sprintf("q-%d", n), Kind: quiz.One, Title: "Which?", Points: 1,
			Rules: []Rule{{ID: "opt-in", Title: "Ask first"}}, Pos: source.Pos{File: s.File.Path, Line: 11 + n},
			Choices: []Choice{{Text: Words("This"), Right: true}, {Text: Words("That")}}})
	}
	return s
}

var packagedPage = Options{Page: []File{{"index.html", []byte("<!doctype html>")}, {"style.css", []byte("p{}")}}}

// reported is what a format reports of a quiz, a line for each.
func reported(t *testing.T, f Format, s *Set, o Options) ([]byte, string) {
	t.Helper()
	data, diags := f.Write(s, o)
	var b strings.Builder
	for _, d := range diags {
		if d.Hint == "" {
			t.Errorf("no hint for %q", d.Message)
		}
		fmt.Fprintf(&b, "%d %s: %s\n", d.Line, d.Severity, d.Message)
	}
	return data, b.String()
}

// TestPackageReports: what a package loses, and why there is none, is reported once, at its place.
func TestPackageReports(t *testing.T) {
	picture := Text{{Kind: text.Paragraph, Inlines: []text.Inline{{Kind: text.Image, Href: "a.png", Text: "a phone"}}}}
	letters := "11 warning: 3 questions lose all words in the system's report, as there is room for the names of questions and letters for answers alone, this one first\n"
	for _, c := range []struct {
		about  string
		change func(s *Set, o *Options)
		want   map[string]string // by format
	}{
		{"nothing", func(*Set, *Options) {}, map[string]string{"scorm12": letters, "scorm2004": "", "cmi5": ""}},
		{"trainer notes", func(s *Set, _ *Options) {
			s.Questions[1].Trainer, s.Questions[2].Trainer = Words("Secret"), Words("Secret")
		}, map[string]string{
			"cmi5": "12 warning: 2 questions lose the notes for the trainer, as learners get the package, this one first\n"}},
		{"no address", func(s *Set, _ *Options) { s.Address = "" }, map[string]string{
			"scorm2004": "11 warning: 3 questions lose the links to rules, which are shown as words, this one first\n",
			"cmi5":      "1 error: a package needs the address of the site\n"}},
		{"pictures", func(s *Set, _ *Options) { s.Questions[1].Choices[0].Text = picture }, map[string]string{
			"scorm12": letters, "scorm2004": "12 warning: this question loses the pictures among answers in the system's report, which has their alternative texts\n"}},
		{"many choices", func(s *Set, _ *Options) {
			s.Questions[2].Choices = append(make([]Choice, 34), s.Questions[2].Choices...)
		}, map[string]string{
			"scorm2004": "", "cmi5": ""}},
		{"too many choices", func(s *Set, _ *Options) {
			s.Questions[2].Choices = append(make([]Choice, 35), s.Questions[2].Choices...)
		}, map[string]string{
			"scorm2004": "13 error: this question has 37 things to choose from, and there are names for 36\n", "cmi5": ""}},
		{"too many headings", func(s *Set, _ *Options) { s.Questions[2].Headings = make([]Text, 37) }, map[string]string{
			"scorm12": letters + "13 error: this question has 37 things to choose from, and there are names for 36\n"}},
		{"long short answers", func(s *Set, _ *Options) {
			s.Questions[1].Accepted = []Accepted{{Forms: []string{"a", strings.Repeat("é", 251)}}}
		}, map[string]string{
			"scorm12":   letters,
			"scorm2004": "12 warning: this question loses what is after 250 characters of a short answer in the system's report\n"}},
		{"a tolerance", func(s *Set, _ *Options) {
			s.Questions[1].Accepted = []Accepted{{IsNumber: true, Number: 256, Tolerance: 6}}
		}, map[string]string{
			"scorm12": letters + "12 warning: this question loses the tolerance of a number in the system's report\n", "scorm2004": "", "cmi5": ""}},
		{"a tolerance beside words", func(s *Set, _ *Options) {
			s.Questions[1].Accepted = []Accepted{{IsNumber: true, Number: 256, Tolerance: 6}, {Forms: []string{"many"}}}
		}, map[string]string{"cmi5": "12 warning: this question loses the tolerance of a number in the system's report\n"}},
		{"a long title", func(s *Set, _ *Options) { s.Questions[1].Title = strings.Repeat("é", 238) }, map[string]string{"scorm2004": ""}},
		{"a title that is too long", func(s *Set, _ *Options) { s.Questions[1].Title = strings.Repeat("é", 239) }, map[string]string{
			"scorm2004": "12 warning: this question loses the end of a long title, of the question or of a rule, in the system's report\n", "cmi5": ""}},
		{"mastery without a pass mark", func(s *Set, o *Options) { s.Pass, o.Mastery = 0, true }, map[string]string{
			"scorm12": "1 warning: the package names no score that passes, as this quiz has none\n" + letters}},
		{"many rules", func(s *Set, _ *Options) {
			for n := range 101 {
				s.Questions[0].Rules = append(s.Questions[0].Rules, Rule{ID: fmt.Sprint("rule-", n)})
			}
		}, map[string]string{"scorm2004": "1 warning: a system may keep only 100 of the 102 rules that questions test\n", "cmi5": ""}},
	} {
		for format, want := range c.want {
			f, _ := Named(format)
			s, o := packagedSet(3), packagedPage
			c.change(s, &o)
			data, got := reported(t, f, s, o)
			if got != want {
				t.Errorf("%s, %s: reported\n%s and not\n%s", c.about, format, got, want)
			}
			if (data == nil) != strings.Contains(want, " error: ") {
				t.Errorf("%s, %s: %d bytes", c.about, format, len(data))
			}
			if data == nil {
				continue
			}
			for name, file := range unzip(t, data) {
				if strings.Contains(file, "Secret") {
					t.Errorf("%s, %s: a note for the trainer is in %s", c.about, format, name)
				}
			}
		}
	}
}

// TestSuspended: a quiz whose answers a package cannot keep is refused, with a number to draw that fits. One to draw more does not fit.
func TestSuspended(t *testing.T) {
	for _, c := range []struct {
		format          Format
		questions, most int
	}{{scorm12(), 3000, 4096}, {scorm2004(), 20_000, 32_767}, {cmi5(), 20_000, 32_767}} {
		s := packagedSet(c.questions)
		_, diags := c.format.Write(s, packagedPage)
		var refused []source.Diagnostic
		for _, d := range diags {
			if d.Severity == source.Error {
				refused = append(refused, d)
			}
		}
		want := fmt.Sprintf("the answers to this quiz can take %d characters, and a package keeps %d", suspendLength(s), c.most)
		if len(refused) != 1 || refused[0].Line != 1 || refused[0].Message != want {
			t.Fatalf("%s: reported %v", c.format.Name, refused)
		}
		var fits int
		if _, err := fmt.Sscanf(refused[0].Hint, "Write draw: %d or less", &fits); err != nil {
			t.Fatalf("%s: %v", refused[0].Hint, err)
		}
		for draw, want := range map[int]bool{fits: true, fits + 1: false} {
			s.Draw = draw
			if data, diags := c.format.Write(s, packagedPage); (data != nil) != want {
				t.Errorf("%s with a draw of %d: %d bytes, %v", c.format.Name, draw, len(data), diags)
			}
		}
	}
	if _, got := reported(t, scorm2004(), packagedSet(3000), packagedPage); got != "1 warning: a system may keep only the first 250 of the 3000 answers for its report\n" {
		t.Errorf("SCORM 2004 reports\n%s", got)
	}
}

// TestPackageIdentifier: where a quiz is says how a system knows it, and nothing else does.
func TestPackageIdentifier(t *testing.T) {
	for _, c := range []struct{ address, name, want string }{
		{"https://example.org/guide/", "quizzes/the-basics", "handrail-example-org-guide-quizzes-the-basics"},
		{"", "quizzes/the-basics", "handrail-quizzes-the-basics"},
		{"https://example.org/", "quizzes/zoë", "handrail-example-org-quizzes-zo-c3-ab"},
	} {
		s := packagedSet(1)
		s.Address, s.Name = c.address, c.name
		if got := s.identifier(); got != c.want {
			t.Errorf("%s%s: %s", c.address, c.name, got)
		}
	}
}

// TestCourseStructure: the identifiers of cmi5 are below the address of the site, and the mark that passes is a part of one.
func TestCourseStructure(t *testing.T) {
	s := packagedSet(2)
	s.Pass = 63
	s.Intro = Words("Read <first>.")
	got := string(s.courseStructure(packagedPage))
	for _, want := range []string{
		`<course id="https://example.org/guide/quizzes/phones/course">`,
		`<au id="https://example.org/guide/quizzes/phones" moveOn="CompletedAndPassed" masteryScore="0.63" launchMethod="AnyWindow" activityType="http://adlnet.gov/expapi/activities/assessment">`,
		`<objective id="https://example.org/guide/rules/opt-in">`, `<objective idref="https://example.org/guide/rules/opt-in"/>`,
		`<langstring lang="en-GB">Phones &amp; lists</langstring>`, `<langstring lang="en-GB">Read &lt;first&gt;.</langstring>`, `<url>index.html</url>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if n := strings.Count(got, "<objective "); n != 2 {
		t.Errorf("%d objectives, of one rule", n)
	}
	s.Pass = 0
	if got := string(s.courseStructure(packagedPage)); !strings.Contains(got, `moveOn="Completed"`) || strings.Contains(got, "masteryScore") {
		t.Errorf("without a pass mark:\n%s", got)
	}
}

// TestPackageZip: a package begins with its manifest, holds no folders, and is the same each time.
func TestPackageZip(t *testing.T) {
	for _, f := range []Format{scorm12(), scorm2004(), cmi5()} {
		one, _ := f.Write(packagedSet(3), packagedPage)
		two, _ := f.Write(packagedSet(3), packagedPage)
		if !bytes.Equal(one, two) {
			t.Errorf("%s: two packages differ", f.Name)
		}
		r, err := zip.NewReader(bytes.NewReader(one), int64(len(one)))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, file := range r.File {
			names = append(names, file.Name)
		}
		first := "imsmanifest.xml"
		if f.Name == "cmi5" {
			first = "cmi5.xml"
		}
		if got, want := strings.Join(names, " "), first+" index.html style.css"; got != want {
			t.Errorf("%s holds %s", f.Name, got)
		}
	}
}
