package importer

import (
	"fmt"
	"strings"
	"unicode"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/pattern"
	"handrail/internal/text"
)

// maxPageWords is how many words a page can have before its length is an entry: about seven minutes of reading.
const maxPageWords = 1500

// fewQuestions is how many headings of a page ask something before it is taken for questions and answers.
const fewQuestions = 3

// forPerson notes what somebody has to look at on the page, beside what its document said: what its own text asks for. It looks at what
// becomes the page, so that nothing is said of words that are on none.
func (p *page) forPerson(lang *language.Language) []Entry {
	l := leftover{page: p, language: lang, heading: p.first}
	l.blocks(p.blocks)
	if len(l.questions) >= fewQuestions {
		l.note("questions", strings.Join(l.questions, " "))
	}
	if l.words > maxPageWords {
		l.note("long-page", fmt.Sprintf("%d words", l.words))
	}
	return l.entries
}

// leftover looks for what is left for a person on a page.
type leftover struct {
	page      *page
	language  *language.Language
	heading   int // the number of the last heading in the document
	words     int
	questions []string // the headings that ask something
	entries   []Entry
}

func (l *leftover) note(what, words string) {
	l.entries = append(l.entries, Entry{What: what, File: l.page.doc.File, Heading: l.heading, Page: l.page.path, Words: words})
}

func (l *leftover) blocks(blocks []text.Block) {
	for _, b := range blocks {
		if b.Kind == text.Heading {
			l.heading++
		}
		if len(b.Inlines) > 0 {
			l.line(b)
		}
		l.blocks(b.Blocks)
	}
}

// openBracket is a pair of brackets in words, with what is between them.
var openBracket = pattern.New(`\[([^\[\]]{1,200})\]`)

// line looks at the words of a paragraph, a heading or a cell.
func (l *leftover) line(b text.Block) {
	words := strings.TrimSpace(text.Plain([]text.Block{{Inlines: b.Inlines}}, func(string) string { return "" }))
	l.words += len(strings.Fields(words))
	if b.Kind == text.Heading && strings.HasSuffix(words, "?") {
		l.questions = append(l.questions, words)
	}
	if asks := l.language.Forms.Asks; asks != nil {
		for _, m := range openBracket().FindAllStringSubmatch(words, -1) {
			if asks(m[1], false) {
				l.note("bracket", m[0]+" → "+l.field(m[1]))
			}
		}
	}
	if dated := l.language.Dated; dated != nil && dated().MatchString(words) && strings.ContainsFunc(words, unicode.IsDigit) {
		l.note("dated", words)
	}
	if capitals := inCapitals(words); capitals != "" {
		l.note("capitals", capitals)
	}
	l.links(b.Inlines)
}

// field is the field of a statement that takes the place of a bracket, as it would be declared there.
func (l *leftover) field(bracket string) string {
	label := l.language.Forms.Asked(bracket)
	name := strings.Split(markdown.Slug(label), "-")
	if len(name) > 1 && name[0] == "your" {
		name = name[1:]
	}
	first, rest := []rune(label)[:1], []rune(label)[1:]
	return fmt.Sprintf("%s: {label: %q}", strings.Join(name[:min(len(name), 4)], "-"), strings.ToUpper(string(first))+string(rest))
}

// inCapitals gives the first five words or more, one after another, that are in capitals alone.
func inCapitals(words string) string {
	const few = 5
	var run []string
	letters := func(word string) (n int) {
		for _, r := range word {
			if unicode.IsLower(r) || unicode.IsDigit(r) {
				return -1
			}
			if unicode.IsUpper(r) {
				n++
			}
		}
		return n
	}
	for _, word := range strings.Fields(words) {
		if letters(word) > 0 {
			run = append(run, word)
		} else if len(run) >= few {
			break
		} else {
			run = nil
		}
	}
	if len(run) < few {
		return ""
	}
	return strings.TrimRight(strings.Join(run, " "), ".,;:")
}

// links looks for links whose words say nothing. Those that lead nowhere are noted where links are resolved.
func (l *leftover) links(line []text.Inline) {
	for _, in := range line {
		if in.Kind == text.Link && !in.Address {
			words := strings.TrimSpace(text.Plain([]text.Block{{Inlines: in.Inlines}}, func(string) string { return "" }))
			if l.language.SaysNothing(words) {
				l.note("vague-link", words+" → "+in.Href)
			}
		}
		l.links(in.Inlines)
	}
}

func leftWhats() []what {
	return []what{
		{"bracket", Person, "Brackets ask for something that each group has to fill in. After each is the field that could take its place.", "Write the words themselves. Or move the text to a folder called statements, where groups fill in fields: handrail new statement explains it."},
		{"vague-link", Person, "The words of links do not say where they lead.", "Use words that make sense when they are read alone, such as the title of the page that the link leads to."},
		{"dated", Person, "Lines of the text say how old it is.", "Check that the page is still true. Then write the day into reviewed: at its top, and remove the line."},
		{"questions", Person, "Pages are made of questions and answers.", "Look whether some of the questions belong in a quiz: handrail new quiz explains it."},
		{"capitals", Person, "Words are written in capitals, which many people read slowly and screen readers may spell out.", "Write them in ordinary letters, in bold if they matter."},
		{"long-page", Person, "Pages have more than 1,500 words.", "Make several pages of each, one for each thing that somebody wants to do."},
	}
}
