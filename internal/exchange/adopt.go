package exchange

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"handrail/internal/foreign"
	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/pattern"
	"handrail/internal/source"
	"handrail/internal/text"
	"handrail/quiz"
)

// Site is what has to be known of a site to make an imported quiz one of it.
type Site struct {
	Language *language.Language
	Rule     func(id string) bool // whether the site has a rule, or an update that a question can name
	Retired  func(id string) bool // whether something had the identifier before
	Media    string               // the folder of the pictures as the quiz names it, ending in a slash
}

// Adopt makes an imported quiz one of a site, in place: questions get identifiers, tags become rules, pictures their folder, and texts are what
// [Markdown] can say where they are. What is left out is reported.
func Adopt(s *Set, site Site) []source.Diagnostic {
	a := adopter{Reporter: source.Reporter{File: s.File, Check: Check}, site: site, set: s, parser: markdown.NewParser(site.Language), used: map[string]bool{}, kept: map[string]*Image{}}
	s.Title = inOneLine(s.Title)
	s.Questions = slices.DeleteFunc(s.Questions, func(q *Question) bool {
		none := len(q.Choices)+len(q.Items)+len(q.Pairs)+len(q.Accepted) == 0
		if none {
			s.LeftOut++
			a.Warn(q.Pos, "Write it again in the quiz, with its answers.", "this question has no answers, and is left out")
		}
		return none
	})
	for _, q := range s.Questions { // these are taken before any is made of words
		a.keepID(&q.ID)
	}
	s.Intro = a.text(a.top(), s.Intro)
	var story *Scenario
	for n, q := range s.Questions {
		if q.Scenario != nil && q.Scenario != story {
			story = q.Scenario
			a.keepID(&story.ID)
			story.Title = orElse(inOneLine(story.Title), "Scenario")
			story.Story = a.text(story.Pos, story.Story)
			a.newID(&story.ID, story.Title)
		}
		q.Title = orElse(inOneLine(q.Title), fmt.Sprintf("Question %d", n+1))
		a.newID(&q.ID, q.Title)
		a.question(q)
	}
	if len(a.tags) > 0 {
		a.Warn(a.top(), `Name the rules that a question tests after its heading: rules="…".`, "tags that are no rules of this site are left out: %s", strings.Join(a.tags, ", "))
	}
	s.Images = a.kept
	return gather(source.Sort(a.Diags))
}

type adopter struct {
	source.Reporter
	site   Site
	set    *Set
	parser *markdown.Parser
	used   map[string]bool   // identifiers
	kept   map[string]*Image // the pictures, by where the quiz says that they are
	tags   []string          // that are no rules
}

func (a *adopter) top() source.Pos { return source.Pos{File: a.File.Path, Line: 1, Col: 1} }

// inOneLine is a text without markup in one line, without characters that nobody can see.
func inOneLine(words string) string {
	return strings.Join(strings.Fields(foreign.WithoutUnseen(words)), " ")
}

func orElse(words, otherwise string) string {
	if words == "" {
		return otherwise
	}
	return words
}

var identifiers = pattern.New(`^[a-z][a-z0-9-]*$`)

const mostID = 40 // letters of an identifier that is made of words

func (a *adopter) free(id string) bool {
	return !a.used[id] && !a.site.Retired(id) && !slices.Contains(markdown.Reserved(), id)
}

// keepID keeps what a file names a question by if that can be an identifier: whole, or what follows the name of the quiz and a colon.
func (a *adopter) keepID(id *string) {
	if colon := strings.LastIndexByte(*id, ':'); colon >= 0 {
		*id = (*id)[colon+1:]
	}
	if !identifiers().MatchString(*id) || !a.free(*id) {
		*id = ""
	}
	a.used[*id] = true
}

// newID makes an identifier of words where there is none.
func (a *adopter) newID(id *string, words string) {
	if *id != "" {
		return
	}
	made := slug(words, "question")
	*id = made
	for n := 2; !a.free(*id); n++ {
		*id = fmt.Sprintf("%s-%d", made, n)
	}
	a.used[*id] = true
}

// slug makes an identifier of words, of mostID letters at most; otherwise is for words without a letter from a to z.
func slug(words, otherwise string) string {
	ascii := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return -1
		}
		return r
	}, norm.NFD.String(words))
	if !strings.ContainsFunc(ascii, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return otherwise
	}
	made := markdown.Slug(ascii)
	if len(made) > mostID {
		made = made[:mostID+1]
		if dash := strings.LastIndexByte(made, '-'); dash > mostID/2 {
			made = made[:dash]
		}
		made = strings.Trim(made[:min(len(made), mostID)], "-")
	}
	if !identifiers().MatchString(made) {
		made = "q-" + made
	}
	return made
}

func (a *adopter) question(q *Question) {
	if q.Points < 1 {
		q.Points = 1
	}
	if q.Points > 100 {
		a.Warn(q.Pos, "Give the other questions fewer points instead.", "the points of this question are 100, the maximum, and not %d", q.Points)
		q.Points = 100
	}
	q.Rules = a.rules(q.Rules)
	q.Sources = slices.DeleteFunc(q.Sources, func(name string) bool {
		bad := !identifiers().MatchString(name)
		if bad {
			a.Warn(q.Pos, `Name a source of sources.yaml after the heading of the question: source="…".`, "%q cannot be the name of a source, and is left out", name)
		}
		return bad
	})
	q.Stem, q.Hint, q.Trainer, q.Explanation = a.text(q.Pos, q.Stem), a.text(q.Pos, q.Hint), a.text(q.Pos, q.Trainer), a.text(q.Pos, q.Explanation)
	for i, c := range q.Choices {
		q.Choices[i] = Choice{a.text(q.Pos, a.item(q, c.Text)), c.Right, a.text(q.Pos, c.Feedback)}
	}
	for i, item := range q.Items {
		q.Items[i] = a.text(q.Pos, a.item(q, item))
	}
	switch q.Kind {
	case quiz.Match:
		q.Heads = [2]Text{a.cell(q, q.Heads[0]), a.cell(q, q.Heads[1])}
		for i, pair := range q.Pairs {
			q.Pairs[i] = Pair{a.cell(q, pair.Left), a.cell(q, pair.Right)}
		}
	case quiz.Categorise:
		for i, pair := range q.Pairs {
			q.Pairs[i] = Pair{a.text(q.Pos, a.item(q, pair.Left)), a.cell(q, pair.Right)}
		}
		for i, heading := range q.Headings {
			q.Headings[i] = a.cell(q, heading)
		}
	case quiz.One, quiz.TrueFalse:
		q.Kind = a.oneOf(q)
	}
	a.accepted(q)
}

// oneOf is the kind of a question with one right answer: the words of its choices say it.
func (a *adopter) oneOf(q *Question) quiz.Kind {
	words := a.site.Language.Questions
	if len(q.Choices) != 2 || words.True == "" {
		return quiz.One
	}
	first, second := quiz.Fold(q.Choices[0].Text.Plain()), quiz.Fold(q.Choices[1].Text.Plain())
	if q.Kind == quiz.TrueFalse && first == "true" && second == "false" && words.True != "true" { // as every importer writes it
		q.Choices[0].Text, q.Choices[1].Text = Words(words.True), Words(words.False)
		return quiz.TrueFalse
	}
	if first == words.True && second == words.False || first == words.False && second == words.True {
		return quiz.TrueFalse
	}
	return quiz.One
}

// rules keeps what names a rule: rule:ID or rule-ID, or a rule of the site.
func (a *adopter) rules(tags []Rule) []Rule {
	var rules []Rule
	for _, tag := range tags {
		id := inOneLine(tag.ID)
		rest, named := strings.CutPrefix(id, "rule:")
		if !named {
			rest, named = strings.CutPrefix(id, "rule-")
		}
		switch {
		case a.site.Rule(id):
		case named && identifiers().MatchString(rest):
			id = rest
		default:
			if !slices.Contains(a.tags, id) && id != "" {
				a.tags = append(a.tags, id)
			}
			continue
		}
		if !slices.ContainsFunc(rules, func(r Rule) bool { return r.ID == id }) {
			rules = append(rules, Rule{ID: id})
		}
	}
	return rules
}

// accepted tidies the accepted answers: a number is one in whatever form it came, and what nobody can type is left out.
func (a *adopter) accepted(q *Question) {
	q.Accepted = slices.DeleteFunc(q.Accepted, func(accepted Accepted) bool {
		bad := math.IsNaN(accepted.Number) || math.IsInf(accepted.Number, 0) || math.IsNaN(accepted.Tolerance) || math.IsInf(accepted.Tolerance, 0)
		if bad {
			a.Warn(q.Pos, "Write the accepted answer in the quiz.", "an accepted answer is left out, as it is not a number that can be written")
		}
		return bad
	})
	for i := range q.Accepted {
		accepted := &q.Accepted[i]
		accepted.Tolerance = math.Abs(accepted.Tolerance)
		accepted.Forms = slices.Clone(accepted.Forms)
		for n, form := range accepted.Forms {
			accepted.Forms[n] = inOneLine(form)
		}
	}
}

// text makes of a text what Markdown can say.
func (a *adopter) text(pos source.Pos, t Text) Text {
	lose := loser(func(what, hint string) { a.Warn(pos, hint, "%s", what) })
	tidy := lose.bareTidier()
	t = tidy.Blocks(mapImages(t, func(in text.Inline) text.Inline { return a.image(pos, in) }))
	if a.same(t) {
		return t
	}
	plain := tidy.Blocks(withoutMarks(t))
	if a.same(plain) {
		lose("bold and slanted words are shown as ordinary words, as markdown cannot have such words within one another", "Put ** around the words that matter.")
		return plain
	}
	lose("the layout of this text is left out, as markdown cannot say it", "Look at the text, and write it as paragraphs and lists.")
	var words Text
	for paragraph := range strings.SplitSeq(text.Plain(t, nil), "\n") {
		words = append(words, Words(paragraph)...)
	}
	return tidy.Blocks(words)
}

// same says whether a text is read as it is after it has been written as markdown.
func (a *adopter) same(t Text) bool {
	if len(t) == 0 {
		return true
	}
	doc, diags := a.parser.Parse(&source.File{Path: "text.md", Data: []byte(t.Markdown())})
	back, err := doc.ReadBlocks(doc.Text, doc.Text.Body)
	return err == nil && len(diags) == 0 && text.Equal(t, back)
}

// withoutMarks gives the words of a text without emphasis.
func withoutMarks(blocks []text.Block) []text.Block {
	var inlines func(list []text.Inline) []text.Inline
	inlines = func(list []text.Inline) []text.Inline {
		var flat []text.Inline
		for _, in := range list {
			if in.Kind == text.Emphasis || in.Kind == text.Strong {
				flat = append(flat, inlines(in.Inlines)...)
			} else {
				flat = append(flat, in)
			}
		}
		return flat
	}
	var without []text.Block
	for _, b := range blocks {
		b.Inlines, b.Blocks = inlines(b.Inlines), withoutMarks(b.Blocks)
		without = append(without, b)
	}
	return without
}

// item takes the quotes out of a text in a list of answers: there a quote is feedback.
func (a *adopter) item(q *Question, t Text) Text {
	var out Text
	for _, b := range t {
		if b.Kind == text.Quote {
			a.Warn(q.Pos, "Look at the answers of the question: a quote there would be read as feedback.", "a quote in an answer is written as ordinary words")
			out = append(out, a.item(q, b.Blocks)...)
			continue
		}
		out = append(out, b)
	}
	return out
}

// cell makes one line of a text, as a table and a heading of other answers have it.
func (a *adopter) cell(q *Question, t Text) Text {
	lose := loser(func(what, hint string) { a.Warn(q.Pos, hint, "%s", what) })
	if len(t) != 1 || t[0].Kind != text.Paragraph {
		if len(t) > 0 {
			lose("an answer of several paragraphs is written as one line", "Look at the answers of the question: short ones are easier to match.")
		}
		return a.text(q.Pos, Words(t.Plain()))
	}
	t = Text{{Inlines: lose.bareTidier().Line(t[0].Inlines)}}
	return a.text(q.Pos, t)
}
