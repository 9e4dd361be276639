package exchange

import (
	"encoding/base64"
	"fmt"
	"math"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"handrail/internal/about"
	"handrail/internal/markdown"
	"handrail/internal/pattern"
	"handrail/internal/source"
)

// moodleReader reads questions in Moodle XML.
type moodleReader struct {
	*importing
	losses   losses
	category string    // of the first questions
	several  bool      // there are others, which has been reported
	scenario *Scenario // that the questions now belong to
	asked    bool      // one of them has been read
	texts    int       // how many texts with files have been read
}

func readMoodle(r *source.Reporter) *Set {
	m := moodleReader{importing: newImport(r), losses: losses{r: r}}
	root, ok := m.xml(m.decode(r.File.Data))
	if !ok {
		return nil
	}
	if root.Name != "quiz" {
		m.Add(root.Pos, "Export the questions from Moodle's question bank as Moodle XML.", "this is no Moodle XML: its root is %q, and not quiz", root.Name)
		return nil
	}
	for i := range root.Children {
		if n := &root.Children[i]; n.Name == "question" {
			m.question(n)
		}
	}
	m.endScenario()
	m.losses.report()
	return m.set
}

func (m *moodleReader) question(n *xmlNode) {
	kind := n.attr("type")
	switch kind {
	case "category":
		m.endScenario()
		m.readCategory(n)
		return
	case "description":
		m.endScenario()
		m.readScenario(n)
		return
	}
	q := &Question{ID: moodleID(n), Pos: n.Pos, Scenario: m.scenario, Points: m.points(n)}
	var read func(n *xmlNode, q *Question) bool
	switch kind {
	case "multichoice":
		read = m.choices
	case "truefalse":
		read = m.trueFalse
	case "matching", "match":
		read = m.matching
	case "shortanswer":
		read = m.short
	case "numerical":
		read = m.numbers
	case "ordering":
		read = m.order
	default:
		m.leaveOut(n.Pos, "Write it in the quiz, as a question of another kind. The kinds are at "+about.Page("guides/quizzes"), "the question %q is left out: %s", label(n), otherType(kind))
		return
	}
	if !read(n, q) {
		return
	}
	m.titled(q, m.text(q, n.child("questiontext")))
	q.Explanation = m.text(q, n.child("generalfeedback"))
	m.around(n, q)
	m.set.Questions = append(m.set.Questions, q)
	m.asked = true
}

// around reads the hints and tags of a question, and reports what it loses.
func (m *moodleReader) around(n *xmlNode, q *Question) {
	combined, picture := false, false
	for i := range n.Children {
		switch child := &n.Children[i]; child.Name {
		case "hint":
			q.Hint = append(q.Hint, m.text(q, child)...)
		case "tags":
			for j := range child.Children {
				if tag := strings.TrimSpace(child.Children[j].child("text").text()); tag != "" {
					q.Rules = append(q.Rules, Rule{ID: tag})
				}
			}
		case "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback":
			combined = combined || strings.TrimSpace(child.text()) != ""
		case "image", "image_base64": // of Moodle 1.9
			picture = picture || strings.TrimSpace(child.text()) != ""
		}
	}
	if combined {
		m.losses.lose(q, "the feedback to right, partly right and wrong answers as a whole", "Look whether the explanation says it.")
	}
	if picture {
		m.losses.lose(q, "a picture in the form of Moodle 1.9", "Put the picture beside the quiz, and name it in the text.")
	}
}

// moodleID is what a question is known by: its name where that is an identifier, else its number without the quiz before it, or its name.
func moodleID(n *xmlNode) string {
	name, number := nameOf(n), strings.TrimSpace(n.child("idnumber").text())
	if _, id, ok := strings.Cut(number, ":"); ok {
		number = id
	}
	if name != "" && markdown.Slug(name) == name || number == "" {
		return name
	}
	return number
}

func nameOf(n *xmlNode) string { return strings.TrimSpace(n.child("name").child("text").text()) }

// label is what a message calls a question.
func label(n *xmlNode) string {
	name := nameOf(n)
	if name == "" {
		name = strings.Join(strings.Fields(n.child("questiontext").text()), " ")
	}
	const most = 60
	if utf8.RuneCountInString(name) > most {
		name = string([]rune(name)[:most]) + "…"
	}
	return name
}

// otherType says of what type a question is that is not read.
func otherType(kind string) string {
	switch {
	case kind == "":
		return "it has no type"
	case kind == "multianswer" || kind == "cloze":
		return fmt.Sprintf("it has answers within its text (Cloze, %s)", kind)
	case kind == "essay":
		return "it is an essay, which a person marks"
	case strings.HasPrefix(kind, "calculated"):
		return fmt.Sprintf("its numbers are calculated (%s)", kind)
	}
	return fmt.Sprintf("its type %q is not known here", kind)
}

// points reads the default grade, which Moodle allows to have a fraction.
func (m *moodleReader) points(n *xmlNode) int {
	grade := n.child("defaultgrade")
	if grade == nil {
		return 1
	}
	const most = 100
	points, err := strconv.ParseFloat(strings.TrimSpace(grade.text()), 64)
	whole := int(math.Round(min(max(points, 1), most)))
	if err != nil || points != float64(whole) {
		if err != nil || points != points {
			whole = 1
		}
		m.Warn(n.Pos, "Points are whole numbers from 1 to 100: look whether it is what you mean.", "the question %q counts for %d, and not for %q as in Moodle", label(n), whole, strings.TrimSpace(grade.text()))
	}
	return whole
}

// readCategory takes the title and the introduction from the first category.
func (m *moodleReader) readCategory(n *xmlNode) {
	path := strings.TrimSpace(n.child("category").child("text").text())
	switch {
	case m.category == "":
		m.category = path
		m.set.Title = lastCategory(path)
		m.set.Intro = m.text(&Question{Pos: n.Pos}, n.child("info"))
	case path != m.category && !m.several:
		m.several = true
		m.Warn(n.Pos, "Make a quiz of each category if they belong apart.", "the questions of several categories become one quiz")
	}
}

// readScenario reads a description: the story of the questions after it.
func (m *moodleReader) readScenario(n *xmlNode) {
	q := &Question{Pos: n.Pos}
	m.titled(q, m.text(q, n.child("questiontext")))
	m.scenario = &Scenario{ID: moodleID(n), Title: q.Title, Story: q.Stem, Pos: n.Pos}
	m.asked = false
	if strings.TrimSpace(n.child("generalfeedback").text()) != "" {
		m.losses.lose(q, "the feedback of a description", "Look whether the story says it.")
	}
}

// endScenario ends the story of the questions that were read last.
func (m *moodleReader) endScenario() {
	if m.scenario != nil && !m.asked {
		m.Warn(m.scenario.Pos, "Put what it says into the introduction of the quiz, or into a question.", "the description %q is left out, as no question comes after it", m.scenario.Title)
	}
	m.scenario = nil
}

// text reads a text in its format, with the files that go along with it. What is lost of it is reported at the question.
func (m *moodleReader) text(q *Question, n *xmlNode) Text {
	words := n.child("text").text()
	if strings.TrimSpace(words) == "" {
		return nil
	}
	switch n.attr("format") {
	case "plain_text":
		return m.plain(words)
	case "markdown":
		return m.markdown(q.Pos, words)
	case "moodle_auto_format":
		words = autoFormat(words)
	}
	files := map[string][]byte{}
	for i := range n.Children {
		if file := &n.Children[i]; file.Name == "file" && file.attr("encoding") == "base64" {
			data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(file.text()), ""))
			if err == nil && len(data) > 0 {
				files[strings.TrimPrefix(file.attr("path"), "/")+file.attr("name")] = data
			}
		}
	}
	if len(files) == 0 {
		return m.html(q.Pos, words, nil)
	}
	m.texts++
	place := fmt.Sprintf("%d/", m.texts) // as the files of another text can have the same names
	for _, quote := range []string{`="`, `='`} {
		words = strings.ReplaceAll(words, quote+pluginFile, quote+place)
	}
	return m.html(q.Pos, words, func(src string) []byte {
		name, ok := strings.CutPrefix(src, place)
		if !ok {
			return nil
		}
		name, _, _ = strings.Cut(name, "?")
		if decoded, err := url.PathUnescape(name); err == nil {
			name = decoded
		}
		return files[name]
	})
}

var blockTag = pattern.New(`(?i)</?(p|div|br|ul|ol|li|table|h[1-6]|blockquote|pre)\b`)

// autoFormat makes HTML of Moodle's auto-format, in which tags are tags, and the ends of lines and empty lines are what they are to readers.
func autoFormat(words string) string {
	if blockTag().MatchString(words) {
		return words
	}
	paragraphs := strings.Split(strings.ReplaceAll(strings.TrimSpace(words), "\r\n", "\n"), "\n\n")
	for i, p := range paragraphs {
		paragraphs[i] = "<p>" + strings.ReplaceAll(p, "\n", "<br/>") + "</p>"
	}
	return strings.Join(paragraphs, "\n")
}
