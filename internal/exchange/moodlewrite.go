package exchange

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/pattern"
	"handrail/internal/source"
)

// moodleWriter writes a quiz as Moodle XML. All texts are HTML.
type moodleWriter struct {
	*xmlWriter
	*source.Reporter
	set      *Set
	losses   losses
	notes    bool // the trainer's notes go along
	ordering bool // Moodle has questions of the type ordering
	english  bool
}

func writeMoodle(s *Set, o Options, r *source.Reporter) []byte {
	w := &moodleWriter{xmlWriter: newXML(), Reporter: r, set: s, losses: losses{r: r}, notes: o.TrainerNotes, english: s.isEnglish()}
	if w.ordering = w.hasOrdering(o.Moodle); len(s.Questions) > 0 {
		w.settings()
	}
	w.start("quiz")
	w.category(s.Intro)
	var story *Scenario
	for _, q := range s.Questions {
		switch {
		case q.Scenario == story:
		case q.Scenario == nil: // whoever reads the file takes the questions after a description as part of it, up to a category
			w.category(nil)
		default:
			w.scenario(q)
		}
		story = q.Scenario
		w.question(q)
	}
	w.end()
	w.losses.report()
	return w.bytes()
}

var moodleVersion = pattern.New(`^(\d{1,3})(?:\.(\d{1,3}))?(?:\.\d{1,3})?$`)

// hasOrdering says whether a version of Moodle has questions of the type ordering. One without refuses a whole file that has such a question.
func (w *moodleWriter) hasOrdering(version string) bool {
	if version == "" {
		return false
	}
	m := moodleVersion().FindStringSubmatch(version)
	if m == nil {
		w.Add(w.set.top(), "Write the version as Moodle's page Notifications shows it: --moodle 4.4.", "there is no version %q of Moodle", version)
		return false
	}
	major, _ := strconv.Atoi(m[1])
	minor, _ := strconv.Atoi(m[2])
	return major > 4 || major == 4 && minor >= 4
}

// settings reports what to set in Moodle by hand: the file holds questions, and no quiz.
func (w *moodleWriter) settings() {
	s := w.set
	list := []string{"Import the file into a new category, and make a quiz in Moodle."}
	add := func(is bool, format string, args ...any) {
		if is {
			list = append(list, fmt.Sprintf(format, args...))
		}
	}
	hints := slices.ContainsFunc(s.Questions, func(q *Question) bool { return len(q.Hint) > 0 })
	add(s.Pass > 0, "Set Maximum grade to 100 and Grade to pass to %d.", s.Pass)
	add(s.Draw > 0, "Add %d random questions from the category: Moodle does not see to it that each rule is asked about.", s.Draw)
	add(s.Shuffle == "questions" || s.Shuffle == "both", "Tick Shuffle beside the questions.")
	add(s.Feedback == "at-once" && !hints, "Choose Immediate feedback, which explains each answer at once.")
	add(s.Feedback == "at-once" && hints, "Choose Interactive with multiple tries, which explains each answer at once and shows hints.")
	add(s.Feedback == "at-end", "Choose Deferred feedback, which explains the answers at the end.")
	add(s.Feedback != "at-once" && hints, "Hints are shown with Interactive with multiple tries alone.")
	add(s.Minutes > 0, "Say in the description that it takes about %d minutes.", s.Minutes)
	add(s.Certificate, "A certificate is an activity of its own, if your Moodle has one.")
	if len(list) > 1 {
		w.Warn(w.set.top(), strings.Join(list, " "), "the file holds questions, and no settings of a quiz")
	}
}

// category begins the category of the quiz.
func (w *moodleWriter) category(intro Text) {
	w.start("question", "type", "category")
	w.wrapped("category", categoryPath(w.set.Title))
	w.html("info", intro)
	w.leaf("idnumber", "")
	w.end()
}

// wrapped writes an element that holds a text element.
func (w *moodleWriter) wrapped(name, words string) {
	w.start(name)
	w.leaf("text", words)
	w.end()
}

// moodleFiles gathers the pictures that the text of one element shows, as each element has files of its own.
type moodleFiles struct {
	set    *Set
	images []*Image
}

// address gives the address of a picture within the text.
func (f *moodleFiles) address(href string) string {
	image := f.set.Images[href]
	if image == nil {
		return ""
	}
	if !slices.Contains(f.images, image) {
		f.images = append(f.images, image)
	}
	return pluginFile + image.Name
}

// html writes an element that holds a text with its pictures.
func (w *moodleWriter) html(name string, t Text) {
	w.start(name, "format", "html")
	w.body(func(address func(string) string) string { return t.HTML(address) })
	w.end()
}

// body writes the text of an element, and the files that it shows.
func (w *moodleWriter) body(markup func(address func(string) string) string) {
	f := moodleFiles{set: w.set}
	w.leaf("text", markup(f.address))
	for _, image := range f.images {
		w.raw("file", base64.StdEncoding.EncodeToString(image.Data), "name", image.Name, "path", "/", "encoding", "base64")
	}
}

// inline is what body writes of a text in one line.
func inline(t Text) func(func(string) string) string {
	return func(address func(string) string) string { return t.Inline(address) }
}

// scenario writes the story of a question as a description, which Moodle shows as a question without an answer.
func (w *moodleWriter) scenario(q *Question) {
	w.losses.lose(q, "the place beside the story, when Moodle shuffles", "Do not shuffle the quiz in Moodle, or put each story with its questions on a page of its own.")
	w.start("question", "type", "description")
	w.head(q.Scenario.ID, q.Scenario.Title, q.Scenario.Story, nil, nil, 0)
	w.end()
}

// head writes what every question has. heads are the names of the columns of a matching question, which has no place for them.
func (w *moodleWriter) head(id, title string, stem Text, heads []Text, explanation Text, points int) {
	w.wrapped("name", id)
	w.start("questiontext", "format", "html")
	w.body(func(address func(string) string) string {
		var parts []string
		if title != "" {
			parts = append(parts, "<p><strong>"+escapeXML(title)+"</strong></p>")
		}
		if len(stem) > 0 {
			parts = append(parts, stem.HTML(address))
		}
		if len(heads) > 0 {
			parts = append(parts, "<p>"+heads[0].Inline(address)+" – "+heads[1].Inline(address)+"</p>")
		}
		return strings.Join(parts, "\n")
	})
	w.end()
	w.html("generalfeedback", explanation)
	w.leaf("defaultgrade", strconv.Itoa(points))
	w.leaf("penalty", "0.3333333")
	w.leaf("hidden", "0")
	w.leaf("idnumber", w.idNumber(id))
}

// idNumber is the number by which Moodle knows a question, of at most 100 characters: no two questions of a course have the same.
func (w *moodleWriter) idNumber(id string) string {
	number := path.Base(w.set.Name) + ":" + id
	if w.set.Name == "" || id == "" {
		number = id
	}
	const most = 100
	if len(number) > most {
		digest := fmt.Sprintf("%x", sha256.Sum256([]byte(number)))[:16]
		number = strings.ToValidUTF8(number[:most-len(digest)-1], "") + "-" + digest
	}
	return number
}

func (w *moodleWriter) question(q *Question) {
	if len(q.Trainer) > 0 {
		w.trainer(q)
	}
	if len(q.Sources) > 0 {
		w.losses.lose(q, "the names of sources", "Name the source in the explanation if learners have to know it.")
	}
	before := len(w.Diags)
	kind, answers := w.answers(q)
	if len(w.Diags) > before && w.Diags[len(w.Diags)-1].Severity == source.Error {
		return
	}
	var heads []Text
	if len(q.Heads[0])+len(q.Heads[1]) > 0 {
		heads = q.Heads[:]
		w.losses.lose(q, "the heads of columns", "Nothing is missing: they are in a line below the question.")
	}
	w.start("question", "type", kind)
	w.head(q.ID, q.Title, q.Stem, heads, q.Explanation, q.Points)
	answers()
	if len(q.Hint) > 0 {
		w.html("hint", q.Hint)
	}
	if len(q.Rules) > 0 {
		w.start("tags")
		for _, rule := range q.Rules {
			w.wrapped("tag", "rule:"+rule.ID)
		}
		w.end()
	}
	w.end()
}

// trainer writes what is for the trainer as a comment, which no Moodle reads or shows.
func (w *moodleWriter) trainer(q *Question) {
	if !w.notes {
		w.losses.lose(q, "the notes for the trainer", "Add --with-trainer-notes to keep them in the file, as comments that Moodle does not read.")
		return
	}
	w.losses.lose(q, "the notes for the trainer in Moodle", "They are comments of the file: whoever opens it in a text editor can read them.")
	words := xmlAllowed(q.ID + ", for the trainer: " + q.Trainer.Markdown())
	for strings.Contains(words, "--") { // which would end the comment
		words = strings.ReplaceAll(words, "--", "- -")
	}
	w.b.WriteString(" <!-- " + words + " -->\n")
}
