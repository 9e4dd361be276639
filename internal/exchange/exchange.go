// Package exchange writes quizzes in the formats of learning systems and of other quiz programs, and reads quizzes from them.
//
// A [Set] is a quiz as every format sees it, and a [Format] is a row of the table [Formats], with a file for each. [FromQuiz] makes a
// Set of a quiz of a site, and [Markdown] writes one as the markdown that package quiz reads. What a format cannot hold is a
// diagnostic: a warning where something is lost, an error where nothing can be written.
package exchange

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"handrail/internal/source"
	"handrail/internal/text"
	"handrail/quiz"
)

// Check is the name that diagnostics of this package have.
const Check = "exchange"

// Set is a quiz with all that it shows.
type Set struct {
	Name     string // the path of its page without the ending, such as "quizzes/the-basics"; "" for one that was imported
	Address  string // where its site is, ending in a slash; "" when that is not known
	Title    string
	Language string // BCP 47
	Intro    Text

	// The settings of the quiz, as its front matter has them. The zero value of each is that it is not set.
	Pass        int // percent
	Draw        int
	Shuffle     string // "none", "questions", "choices" or "both"
	Feedback    string // "at-once" or "at-end"
	Minutes     int
	Certificate bool

	Questions []*Question
	LeftOut   int               // how many questions of the file that it was read from are not among them
	File      *source.File      // that it was read from
	Images    map[string]*Image // by what the Href of a text.Image says
}

// Question is a question with its answers. Which of these it has depends on its kind.
type Question struct {
	ID       string // "" when an imported one has none yet
	Kind     quiz.Kind
	Title    string // the question itself, in one line without markup
	Stem     Text   // what is below the title
	Hint     Text
	Trainer  Text // for the trainer alone: never in what learners get
	Points   int
	Rules    []Rule
	Sources  []string // names in sources.yaml
	Scenario *Scenario

	Choices  []Choice   // of one, many and true-false
	Items    []Text     // of order, in the right order
	Pairs    []Pair     // of match, each right side once; of categorise, a thing and its heading
	Heads    [2]Text    // of match, the names of its columns
	Headings []Text     // of categorise, in their order
	Accepted []Accepted // of short

	Explanation Text

	Pos source.Pos // in the file that it was read from
}

// Scenario is a story with questions of its own, which follow one another in the Set and share it.
type Scenario struct {
	ID, Title string
	Story     Text
	Pos       source.Pos
}

// Rule is a rule that a question tests, or an update that it rests on.
type Rule struct {
	ID    string
	Title string // what it says, in one line; "" when only its identifier is known
	Href  string // its whole address; "" when that is not known
}

// Choice is an answer to choose.
type Choice struct {
	Text     Text
	Right    bool
	Feedback Text
}

// Pair is two things that belong together.
type Pair struct{ Left, Right Text }

// Accepted is a short answer that is accepted.
type Accepted struct {
	Forms     []string // each way in which it may be written, the fullest first
	Number    float64  // when IsNumber
	Tolerance float64
	IsNumber  bool
}

// Image is a picture that texts show.
type Image struct {
	Name string // a file name of a-z, 0-9, dots and dashes, which no other picture of the Set has
	Type string // such as "image/png"
	Data []byte
}

// File is a file within a package.
type File struct {
	Name string // with forward slashes
	Data []byte
}

// Options are what whoever exports can choose.
type Options struct {
	TrainerNotes bool   // what is for the trainer goes along, in the formats that can keep it from learners
	Seconds      int    // how long a question is shown, in the formats that set a time; 0 for the format's own
	Mastery      bool   // a SCORM 1.2 package names the score that passes, for a system that needs it
	Moodle       string // the version that a Moodle XML file is for, such as "4.4"; "" for any
	Page         []File // the page of the quiz with what it loads, for a Format with Page; the first is the page
}

// Format is a form of a file in which quizzes are kept elsewhere.
type Format struct {
	Name   string // as it is typed, such as "scorm12"
	Title  string // as people say it, such as "SCORM 1.2"
	Ending string // of its files, such as ".zip"
	Page   bool   // a file of it holds the page of the quiz, so Options.Page is needed

	part string // the ending of a file that is read by itself too, and is in a package otherwise; "" when there is none
	// write makes a file. It returns nil after an error, which it reports. Nil for a format that is only read.
	write func(s *Set, o Options, r *source.Reporter) []byte
	// read reads r.File.Data. It returns nil after an error, which it reports. Nil for a format that is only written.
	read func(r *source.Reporter) *Set
	// is says whether a file that has the ending of the format is one of it. Nil for a format that is only written.
	is func(data []byte) bool
}

// Formats is the table of the formats.
func Formats() []Format {
	return []Format{
		scorm12(), scorm2004(), cmi5(),
		moodle(), gift(), aiken(),
		qti21(), qti22(), qti3(),
		csvTable(), xlsxTable(), kahoot(), wayground(), anki(),
		mdbook(), liascript(),
	}
}

// Named is the format of a name.
func Named(name string) (Format, bool) {
	all := Formats()
	i := slices.IndexFunc(all, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return all[i], true
}

// Writes says whether quizzes can be written in the format.
func (f Format) Writes() bool { return f.write != nil }

// Reads says whether quizzes can be read from the format.
func (f Format) Reads() bool { return f.read != nil }

// FileName is the name of the file of a quiz, whose own name, or path, it is given.
func (f Format) FileName(quiz string) string { return quiz + "-" + f.Name + f.Ending }

// Combine gives what was reported of a quiz in each of several formats. A message begins with the titles of all formats that have it, so it is
// reported once.
func Combine(formats []Format, found [][]source.Diagnostic) []source.Diagnostic {
	var all []source.Diagnostic
	titles := map[source.Diagnostic]string{}
	for i, f := range formats {
		for _, d := range found[i] {
			if titles[d] == "" {
				titles[d] = f.Title
				all = append(all, d)
			} else {
				titles[d] += ", " + f.Title
			}
		}
	}
	for i, d := range all {
		all[i].Message = titles[d] + ": " + d.Message
	}
	return source.Sort(all)
}

// Write makes a file of a quiz. The diagnostics are at places in the file that the quiz was read from. With an error among them there are no
// bytes.
func (f Format) Write(s *Set, o Options) ([]byte, []source.Diagnostic) {
	r := &source.Reporter{File: s.File, Check: Check}
	data := f.write(s, o, r)
	if errors, _ := source.Count(r.Diags); errors > 0 {
		return nil, source.Sort(r.Diags)
	}
	return data, source.Sort(r.Diags)
}

// Read reads a quiz from a file of the format. The diagnostics are at places in that file, whose path is shown. With an error among them
// there is no Set. [Adopt] makes it a quiz of a site.
func (f Format) Read(shown string, data []byte) (*Set, []source.Diagnostic) {
	r := &source.Reporter{File: &source.File{Path: shown, Data: data}, Check: Check}
	if len(data) > MaxImport {
		r.Add(source.Pos{File: shown}, "Export the questions in several files.", "this file is larger than %d MB", MaxImport>>20)
		return nil, r.Diags
	}
	s := f.read(r)
	if s != nil && len(s.Questions) > mostQuestions {
		r.Add(s.Questions[mostQuestions].Pos, "Export the questions in several files.", "this file has more than %d questions", mostQuestions)
	}
	if s != nil {
		for _, q := range s.Questions {
			if q.isHuge() {
				r.Add(q.Pos, "Ask several questions.", "this question has more than %d answers or hints", mostOffered)
			}
		}
	}
	for i, d := range r.Diags {
		if d.File != shown || !utf8.ValidString(d.Source) { // a line of what was packed is none of this file
			r.Diags[i].Source = ""
		}
	}
	if errors, _ := source.Count(r.Diags); errors > 0 {
		return nil, gather(source.Sort(r.Diags))
	}
	return s, gather(source.Sort(r.Diags))
}

// Recognise lists the formats that a file can be read as, by what it holds and the ending of its name; by what it holds alone where no
// format has that ending.
func Recognise(name string, data []byte) []Format {
	var whole, held []Format
	for _, f := range Formats() {
		if f.read == nil || f.is == nil || !f.is(data) {
			continue
		}
		if !f.is(nil) { // one that takes anything is known by its ending alone
			held = append(held, f)
		}
		if lower := strings.ToLower(name); strings.HasSuffix(lower, f.Ending) || f.part != "" && strings.HasSuffix(lower, f.part) {
			whole = append(whole, f)
		}
	}
	if len(whole) > 0 {
		return whole
	}
	return held
}

// mostAlike is how often the same is reported of a file, each at its place. What is lost more often is reported once, with how often.
const mostAlike = 3

// gather makes one diagnostic of many that say the same.
func gather(diags []source.Diagnostic) []source.Diagnostic {
	count := map[string]int{}
	for _, d := range diags {
		count[d.Message]++
	}
	var gathered []source.Diagnostic
	for _, d := range diags {
		switch n := count[d.Message]; {
		case n > mostAlike:
			count[d.Message] = -n
			d.Message += fmt.Sprintf(" (here and in %d other places)", n-1)
			gathered = append(gathered, d)
		case n > 0:
			gathered = append(gathered, d)
		}
	}
	return gathered
}

// Text is a text in the blocks and inlines that every format can hold: see allowed.
type Text []text.Block
