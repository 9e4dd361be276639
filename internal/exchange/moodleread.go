package exchange

import (
	"encoding/base64"
	"fmt"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"handrail/internal/markdown"
	"handrail/internal/source"
	"handrail/quiz"
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
		m.Warn(n.Pos, "Write it in the quiz, as a question of another kind. The kinds are in quiz/format.md.", "the question %q is left out: %s", label(n), otherType(kind))
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
		m.Warn(n.Pos, "Points are whole numbers from 1 to 100: look whether it is what you mean.", "the question %q gets %d of the points %q", label(n), whole, strings.TrimSpace(grade.text()))
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

var blockTag = regexp.MustCompile(`(?i)</?(p|div|br|ul|ol|li|table|h[1-6]|blockquote|pre)\b`)

// autoFormat makes HTML of Moodle's auto-format, in which tags are tags, and the ends of lines and empty lines are what they are to readers.
func autoFormat(words string) string {
	if blockTag.MatchString(words) {
		return words
	}
	paragraphs := strings.Split(strings.ReplaceAll(strings.TrimSpace(words), "\r\n", "\n"), "\n\n")
	for i, p := range paragraphs {
		paragraphs[i] = "<p>" + strings.ReplaceAll(p, "\n", "<br/>") + "</p>"
	}
	return strings.Join(paragraphs, "\n")
}

// answer is an answer with its share of the points, in percent.
type answer struct {
	*xmlNode
	fraction float64
	words    string
}

// answers lists the answers of a question. One whose share cannot be read earns nothing.
func (m *moodleReader) answers(n *xmlNode) []answer {
	var list []answer
	for i := range n.Children {
		child := &n.Children[i]
		if child.Name != "answer" {
			continue
		}
		a := answer{xmlNode: child, words: strings.TrimSpace(child.child("text").text())}
		var err error
		if a.fraction, err = strconv.ParseFloat(child.attr("fraction"), 64); err != nil || math.IsNaN(a.fraction) {
			m.Warn(child.Pos, "Look whether the answer is right.", "the fraction %q of an answer is no number, so the answer counts as wrong", child.attr("fraction"))
			a.fraction = 0
		}
		list = append(list, a)
	}
	return list
}

const (
	full     = 100.0
	rounding = 1e-4 // that Moodle's own five decimals lose
)

func (a answer) isFull() bool { return a.fraction >= full-rounding }

func (m *moodleReader) choices(n *xmlNode, q *Question) bool {
	single := strings.TrimSpace(n.child("single").text())
	q.Kind = quiz.One
	if single == "false" || single == "0" {
		q.Kind = quiz.Many
	}
	takes := false
	for _, a := range m.answers(n) {
		c := Choice{Text: m.text(q, a.xmlNode), Feedback: m.text(q, a.child("feedback")), Right: a.isFull()}
		switch {
		case q.Kind == quiz.Many:
			c.Right = a.fraction > 0
		case a.fraction > 0 && !c.Right:
			m.Warn(a.Pos, "Look whether it is right: if so, tick it, and say in the question what makes it better or worse.",
				"the answer %q earns %s%% of the points in Moodle, and counts as wrong here", c.Text.Plain(), trim(a.fraction))
		case a.fraction < 0:
			takes = true
		}
		q.Choices = append(q.Choices, c)
	}
	if takes {
		m.losses.lose(q, "points that a wrong answer takes away", "A wrong answer earns nothing here: nothing has to be done.")
	}
	if right := q.right(); right > 1 && q.Kind == quiz.One {
		q.Kind = quiz.Many
		m.Warn(q.Pos, "Leave one of them, or say in the question that all are to be chosen.", "any one of %d choices was right, and now all of them have to be chosen", right)
	} else if right > 1 {
		m.partly(q)
	}
	return m.hasAnswers(n, len(q.Choices))
}

// hasAnswers reports a question that has no answers.
func (m *moodleReader) hasAnswers(n *xmlNode, answers int) bool {
	if answers == 0 {
		m.Warn(n.Pos, "Write it in the quiz.", "the question %q is left out, as it has no answers that can be kept", label(n))
	}
	return answers > 0
}

func (m *moodleReader) partly(q *Question) {
	m.losses.lose(q, "part of the points for part of an answer", "Only the whole answer earns points here: nothing has to be done.")
}

// trueFalse reads a question whose answers are the words true and false. In older files they are words of another language, with true first.
func (m *moodleReader) trueFalse(n *xmlNode, q *Question) bool {
	q.Kind = quiz.TrueFalse
	q.Choices = []Choice{{Text: Words("True")}, {Text: Words("False")}}
	answers := m.answers(n)
	if len(answers) != 2 {
		return m.hasAnswers(n, 0)
	}
	for i, a := range answers {
		place := i
		if strings.EqualFold(answers[0].words, "false") || strings.EqualFold(answers[1].words, "true") {
			place = 1 - i
		}
		q.Choices[place].Right, q.Choices[place].Feedback = a.isFull(), m.text(q, a.child("feedback"))
	}
	return true
}

// matching reads pairs. A right side that comes twice is a heading for several things, and 1st, 2nd, 3rd … on the left are an order.
func (m *moodleReader) matching(n *xmlNode, q *Question) bool {
	for i := range n.Children {
		sub := &n.Children[i]
		if sub.Name != "subquestion" {
			continue
		}
		left, right := m.text(q, sub), strings.TrimSpace(sub.child("answer").child("text").text())
		switch {
		case right == "" && len(left) == 0:
			continue
		case right == "":
			m.Warn(sub.Pos, "Add the pair in the quiz, if it is one.", "%q is left out, as it has no answer", left.Plain())
			continue
		case len(left) == 0:
			m.Warn(sub.Pos, "Leave it out, or write what belongs to it.", "the answer %q is left out, as nothing belongs to it", right)
			continue
		}
		q.Pairs = append(q.Pairs, Pair{left, m.plain(right)})
	}
	q.matched()
	q.ordered()
	m.partly(q)
	return m.hasAnswers(n, len(q.Pairs)+len(q.Items))
}

// ordered makes an order of pairs whose left sides are its places.
func (q *Question) ordered() {
	if isOrder(q.Pairs) {
		q.Kind, q.Headings = quiz.Order, nil // of which two can be alike
		for _, pair := range q.Pairs {
			q.Items = append(q.Items, pair.Right)
		}
		q.Pairs = nil
	}
}

// isOrder says whether the left sides of pairs are places in an order.
func isOrder(pairs []Pair) bool {
	for i, pair := range pairs {
		if left := pair.Left.Plain(); left != ordinal(i+1, true) && left != ordinal(i+1, false) {
			return false
		}
	}
	return len(pairs) > 1
}

// order reads a question of the type ordering. The fraction of an answer is its place.
func (m *moodleReader) order(n *xmlNode, q *Question) bool {
	q.Kind = quiz.Order
	answers := m.answers(n)
	slices.SortStableFunc(answers, func(a, b answer) int { return int(math.Copysign(1, a.fraction-b.fraction)) })
	for _, a := range answers {
		if item := m.text(q, a.xmlNode); len(item) > 0 {
			q.Items = append(q.Items, item)
		}
	}
	if grading := strings.TrimSpace(n.child("gradingtype").text()); grading != "" && grading != "ALL_OR_NOTHING" {
		m.partly(q)
	}
	if chosen := strings.TrimSpace(n.child("selecttype").text()); chosen != "" && chosen != "ALL" {
		m.losses.lose(q, "that only some of its items are asked for", "Remove items, if there are too many.")
	}
	return m.hasAnswers(n, len(q.Items))
}
