package exchange

import (
	"cmp"
	"strconv"
	"strings"

	"handrail/internal/pattern"
	"handrail/internal/source"
	"handrail/quiz"
)

// readGIFT reads GIFT as Moodle does. An empty line ends a question.
func readGIFT(r *source.Reporter) *Set {
	g := &giftReader{importing: newImport(r)}
	var block []string
	first := 1
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(g.decode(r.File.Data))), "\n")
	for n, line := range append(lines, "") {
		if strings.TrimSpace(line) != "" {
			block = append(block, line)
			continue
		}
		g.block(first, block)
		if block, first = nil, n+2; g.full() {
			break
		}
	}
	g.endScenario()
	if len(g.set.Questions) == 0 {
		g.Add(g.line(1), "Choose a file that Moodle or another program has exported as GIFT.", "this file holds no question that can be read")
	}
	return g.set
}

type giftReader struct {
	*importing
	category string    // of the first questions
	several  bool      // there are others, which has been reported
	scenario *Scenario // that the questions are about
	used     bool      // one of them has been read
}

// giftBlock is what is between two empty lines: a question, once its name, its text and its answers are known.
type giftBlock struct {
	pos      source.Pos
	q        *Question
	format   string // of its text, and of all in it that does not say another
	text     string
	answers  string // what is between the braces
	hasFrame bool   // there are braces
}

func (g *giftReader) block(first int, lines []string) {
	q := &Question{Points: 1}
	var kept []string
	start := 0
	for n, line := range lines {
		if comment, ok := strings.CutPrefix(strings.TrimSpace(line), "//"); ok {
			giftComment(q, comment)
			continue
		}
		if len(kept) == 0 {
			start = first + n
		}
		kept = append(kept, line)
	}
	if len(kept) == 0 {
		return
	}
	b := &giftBlock{pos: g.line(start), q: q}
	words := giftMarked(strings.TrimSpace(strings.Join(kept, "\n")))
	if path, ok := strings.CutPrefix(words, "$CATEGORY:"); ok {
		g.newCategory(b.pos, giftPlain(path))
		return
	}
	if q.Pos = b.pos; !g.split(b, words) {
		return
	}
	if !b.hasFrame {
		g.description(b)
	} else if g.answers(b) {
		q.Scenario, g.used = g.scenario, true
		g.set.Questions = append(g.set.Questions, q)
	}
}

var (
	giftID  = pattern.New(`\[id:([^\x00-\x1f\x7f]+?)\]`)
	giftTag = pattern.New(`\[tag:([^\x00-\x1f\x7f]+?)\]`)
)

// giftComment reads the identifier and the tags that a comment can hold.
func giftComment(q *Question, comment string) {
	comment = strings.ReplaceAll(comment, `\]`, string(giftMark+']'))
	if found := giftID().FindStringSubmatch(comment); found != nil {
		q.ID = giftPlain(found[1])
	}
	for _, found := range giftTag().FindAllStringSubmatch(comment, -1) {
		q.Rules = append(q.Rules, Rule{ID: giftPlain(found[1])})
	}
}

// giftMark is added to a character that was escaped, so that it has no meaning. Nobody writes what comes of it: it is for private use.
const giftMark = rune(0x10F000)

func giftMarked(words string) string {
	var b strings.Builder
	for i := 0; i < len(words); i++ {
		if words[i] != '\\' || i+1 == len(words) || !strings.ContainsRune(`\:#={}~n`, rune(words[i+1])) {
			b.WriteByte(words[i])
			continue
		}
		i++
		b.WriteRune(giftMark + rune(map[bool]byte{true: '\n', false: words[i]}[words[i] == 'n']))
	}
	return b.String()
}

// giftPlain makes of each escaped character the character.
func giftPlain(words string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r >= giftMark && r < giftMark+0x80 {
			return r - giftMark
		}
		return r
	}, words))
}

// newCategory ends a scenario. The name of the first category is that of the quiz.
func (g *giftReader) newCategory(pos source.Pos, path string) {
	g.endScenario()
	if g.category == "" {
		g.category = path
		g.set.Title = lastCategory(path)
	} else if path != g.category && !g.several {
		g.several = true
		g.Warn(pos, "Make a quiz of each category if they belong apart.", "the questions of several categories become one quiz")
	}
}

func (g *giftReader) endScenario() {
	if g.scenario != nil && !g.used {
		g.Warn(g.scenario.Pos, "Write the text into a question, or into the introduction of the quiz.", "this text is left out, as no question follows it")
	}
	g.scenario, g.used = nil, false
}

// description begins a scenario.
func (g *giftReader) description(b *giftBlock) {
	g.endScenario()
	q := Question{}
	g.titled(&q, g.text(b, b.text))
	g.scenario = &Scenario{ID: b.q.ID, Title: cmp.Or(q.Title, b.q.Title), Story: q.Stem, Pos: b.pos}
	if len(b.q.Rules) > 0 {
		g.Warn(b.pos, "Name the rules in the questions that follow.", "the tags of this text are left out")
	}
}

// split finds the name, the text and the answers of a question. ok is false for one that is left out, which is reported.
func (g *giftReader) split(b *giftBlock, words string) (ok bool) {
	if rest, named := strings.CutPrefix(words, "::"); named {
		if name, after, closed := strings.Cut(rest, "::"); closed {
			b.q.Title = strings.Join(strings.Fields(giftPlain(name)), " ")
			b.q.ID, words = cmp.Or(b.q.ID, b.q.Title), strings.TrimSpace(after)
		}
	}
	start, end := strings.Index(words, "{"), strings.Index(words, "}")
	switch {
	case start < 0 && end < 0:
		b.text = words
		b.format, b.text = giftFormat(b.text, "moodle")
		return true
	case start < 0 || end < start:
		g.leaveOut(b.pos, `Write { and } around the answers, without an empty line between them. Write \{ and \} for braces in the text.`,
			"this question is left out, as one of its braces is missing")
		return false
	}
	b.hasFrame = true
	b.answers = strings.TrimSpace(words[start+1 : end])
	before, after := words[:start], words[end+1:]
	if strings.ContainsAny(after, "{}") {
		g.leaveOut(b.pos, "Make a question of each.", "this question is left out, as it has several places for answers")
		return false
	}
	if after != "" { // the answer is a word that is missing in the text
		before += strings.Repeat("_", 5)
	}
	b.format, b.text = giftFormat(strings.TrimSpace(before+after), "moodle")
	return true
}

// giftFormat reads in which format a text is.
func giftFormat(words, other string) (format, rest string) {
	words = strings.TrimSpace(words)
	for _, name := range []string{"html", "markdown", "moodle", "plain"} {
		if rest, ok := strings.CutPrefix(words, "["+name+"]"); ok {
			return name, rest
		}
	}
	return other, words
}

// text reads a text of a question. In Moodle's own format, lines end where they end in the file.
func (g *giftReader) text(b *giftBlock, words string) Text {
	format, words := giftFormat(words, b.format)
	words = giftPlain(words)
	switch format {
	case "plain":
		return g.plain(words)
	case "markdown":
		return g.markdown(b.pos, words)
	case "moodle":
		words = autoFormat(words)
	}
	return g.html(b.pos, words, nil)
}

// answers reads what is between the braces. ok is false for a question that is left out, which is reported.
func (g *giftReader) answers(b *giftBlock) (ok bool) {
	q, name := b.q, b.q.Title
	q.Title = ""
	if g.titled(q, g.text(b, b.text)); len(q.Stem) == 0 {
		q.Title = cmp.Or(q.Title, name)
	}
	if at := strings.LastIndex(b.answers, "####"); at >= 0 {
		q.Explanation = g.text(b, b.answers[at+4:])
		b.answers = strings.TrimSpace(b.answers[:at])
	}
	switch {
	case b.answers == "":
		g.leaveOut(b.pos, "Ask it as a question with choices or with a short answer.", "this question is left out, as it asks for an essay")
		return false
	case b.answers[0] == '#':
		return g.numbers(b)
	case b.answers[0] == '>':
		return g.order(b)
	case strings.Contains(b.answers, "~"):
		return g.choices(b)
	case strings.Contains(b.answers, "=") && strings.Contains(b.answers, "->"):
		return g.pairs(b)
	}
	word, comments, _ := strings.Cut(b.answers, "#")
	switch word = strings.TrimSpace(word); word {
	case "T", "TRUE", "F", "FALSE":
		g.truth(b, word[0] == 'T', comments)
		return true
	}
	return g.short(b)
}

// truth reads the comments of true and false: the first is for whoever answers wrongly.
func (g *giftReader) truth(b *giftBlock, right bool, comments string) {
	wrong, other, _ := strings.Cut(comments, "#")
	b.q.Kind = quiz.TrueFalse
	b.q.Choices = []Choice{{Text: Words("True"), Right: right}, {Text: Words("False"), Right: !right}}
	for i := range b.q.Choices {
		comment := wrong
		if b.q.Choices[i].Right {
			comment = other
		}
		b.q.Choices[i].Feedback = g.text(b, comment)
	}
}

var giftWeight = pattern.New(`^%(-*[0-9]{1,2}\.?[0-9]*)%`)

// weighed reads the weight of an answer, in percent; other when it has none.
func weighed(answer string, other float64) (weight float64, rest string) {
	if found := giftWeight().FindStringSubmatch(answer); found != nil {
		weight, _ = strconv.ParseFloat(found[1], 64) // of -- it is nothing, as in Moodle
		return weight, answer[len(found[0]):]
	}
	return other, answer
}

// parts cuts answers apart where one begins.
func giftParts(answers, begins string) []string {
	var parts []string
	for i, part := range strings.Split(answers, begins) {
		if part = strings.TrimSpace(part); part != "" || i > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}
