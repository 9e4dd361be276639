package exchange

import (
	"strings"

	"handrail/internal/pattern"
	"handrail/internal/source"
	"handrail/quiz"
)

// liascript is markdown with questions, as LiaScript (https://liascript.github.io/course/?https://github.com/LiaScript/docs) and quizdown have it.
func liascript() Format {
	return Format{Name: "liascript", Title: "LiaScript or quizdown", Ending: ".md", read: readLiascript, is: func(data []byte) bool {
		return liaLine().Match(data) || quizdownLine().Match(data)
	}}
}

var (
	liaLine      = pattern.New(`(?m)^[ \t]*(?:-[ \t]?)?\[(?:\[[^\]\n]*\]|\([ xX]\))\]`)
	quizdownLine = pattern.New(`(?m)^[ \t]*(?:[-*+]|\d+\.)[ \t]+\[[ xX]\][ \t]`)

	liaChoice = pattern.New(`^[ \t]*(?:-[ \t]?)?\[(\[[ xX]\]|\([ xX]\))\][ \t]*(.*)$`)
	liaHint   = pattern.New(`^[ \t]*(?:-[ \t]?)?\[\[\?\]\][ \t]*(.*)$`)
	liaInput  = pattern.New(`^[ \t]*\[\[((?:[^\[\]]|\\\])+)\]\][ \t]*$`)
	liaStars  = pattern.New(`^[ \t]*\*{3,}[ \t]*$`)
	liaEffect = pattern.New(`^[ \t]*(?:--)?\{\{[^}]*\}\}(?:--)?[ \t]*$`)
	liaOther  = pattern.New(`\[\[|\[->\[|^[ \t]*\[[ \t]*[\[(][ xX][\])]`)
	comments  = pattern.New(`(?s)<!--.*?(?:-->|$)|<script\b.*?(?:</script>|$)`)
)

func readLiascript(r *source.Reporter) *Set {
	i := newImport(r)
	data := string(i.decode(r.File.Data))
	if liaLine().MatchString(data) {
		l := &liaReader{importing: i, lost: losses{r: r}}
		kept := comments().ReplaceAllStringFunc(data, func(part string) string { // the lines stay where they are
			switch {
			case strings.HasPrefix(part, "<script"):
				l.scripts = true
			case !strings.HasSuffix(part, "-->"): // it is the rest of the file
				i.Warn(i.line(1+strings.Count(data, "\n")-strings.Count(part, "\n")), "Write --> where the comment ends.", "this comment does not end, so all that follows is left out")
			}
			return strings.Repeat("\n", strings.Count(part, "\n"))
		})
		if l.scripts {
			i.Warn(i.line(1), "Look whether a question needs what a script does.", "scripts are left out")
		}
		for _, s := range i.sections(kept) {
			if l.section(s); l.full() {
				break
			}
		}
		if l.effects {
			i.Warn(i.line(1), "Texts of a quiz are all shown at once.", "when texts are shown or spoken is left out")
		}
		l.lost.report()
	} else {
		i.quizdown(i.sections(data))
	}
	if len(i.set.Questions) == 0 {
		i.Add(i.line(1), "Choose a file with questions of LiaScript or quizdown in it.", "this file holds no question that can be read")
	}
	return i.set
}

type liaReader struct {
	*importing
	lost    losses
	scripts bool      // there are some
	effects bool      // there are lines that say when something is shown or spoken
	q       *Question // whose answers have begun
	text    []string  // since the last question
	at      int       // the line where the text begins
}

// section reads the questions below a heading: what is before the answers is the question, and the heading where there is nothing.
func (l *liaReader) section(s markdownSection) {
	l.q, l.text = nil, nil
	fenced := false
	other := -2 // the last line of answers that are not known
	for n := 0; n < len(s.lines) && !l.full(); n++ {
		line, at := s.lines[n], s.pos.Line+n+1
		fenced = fenced != markdownFence().MatchString(line)
		choice, hint, input := liaChoice().FindStringSubmatch(line), liaHint().FindStringSubmatch(line), liaInput().FindStringSubmatch(line)
		switch {
		case l.q != nil && l.q.isHuge():
			return
		case fenced:
			l.keep(line, at)
		case hint != nil && l.q != nil:
			l.q.Hint = append(l.q.Hint, l.markdown(l.line(at), hint[1])...)
		case hint != nil:
			l.Warn(l.line(at), "Write it below the answers.", "this hint is left out, as it belongs to no question")
		case choice != nil:
			l.choice(s, at, choice[1], choice[2])
		case liaStars().MatchString(line) && l.q != nil:
			end := n + 1
			for end < len(s.lines) && !liaStars().MatchString(s.lines[end]) {
				end++
			}
			l.q.Explanation = l.markdown(l.line(at), strings.Join(l.withoutEffects(s.lines[n+1:end]), "\n"))
			l.q, n = nil, end
		case input != nil && strings.Trim(input[1], " !_") != "":
			l.begin(s, at)
			l.input(at, input[1])
		case liaOther().MatchString(line):
			if other < n-1 { // a table of answers has several lines
				l.leaveOut(l.line(at), "Ask it as a question with choices or with a short answer.", "this question is left out: gaps in a text, tables of answers and generic questions are not known here")
			}
			l.q, l.text, other = nil, nil, n
		case strings.TrimSpace(line) == "" && l.q != nil:
			l.q = nil
		default:
			l.keep(line, at)
		}
	}
	if len(l.text) > 0 {
		l.Warn(l.line(l.at), "Write what learners need into the guidance, or into a question.", "text that is part of no question is left out")
	}
}

func (l *liaReader) keep(line string, at int) {
	if l.q = nil; strings.TrimSpace(line) == "" && len(l.text) == 0 {
		return
	}
	if len(l.text) == 0 {
		l.at = at
	}
	if l.text = append(l.text, line); len(l.text) > mostLines {
		l.lines = len(l.text) // full reports it
	}
}

// begin begins a question.
func (l *liaReader) begin(s markdownSection, at int) {
	l.q = &Question{Points: 1, Pos: l.line(at)}
	words := strings.TrimSpace(strings.Join(l.withoutEffects(l.text), "\n"))
	if words == "" {
		words = s.heading
	}
	l.titled(l.q, l.markdown(l.q.Pos, words))
	l.text = nil
	l.set.Questions = append(l.set.Questions, l.q)
}

// withoutEffects leaves out lines that say when something is shown or spoken.
func (l *liaReader) withoutEffects(lines []string) []string {
	var kept []string
	for _, line := range lines {
		if liaEffect().MatchString(line) {
			l.effects = true
		} else {
			kept = append(kept, line)
		}
	}
	return kept
}

// choice reads a line of choices: round brackets for one that is right, and square ones for several.
func (l *liaReader) choice(s markdownSection, at int, box, words string) {
	kind := quiz.One
	if box[0] == '[' {
		kind = quiz.Many
	}
	if l.q == nil || len(l.q.Choices) == 0 || len(l.q.Hint) > 0 {
		l.begin(s, at)
		l.q.Kind = kind
	}
	l.q.Choices = append(l.q.Choices, Choice{Text: l.markdown(l.line(at), words), Right: box[1] != ' '})
	l.several()
}

// several makes a question of one right choice one of several, where several are right.
func (l *liaReader) several() {
	if l.q.Kind == quiz.One && l.q.right() > 1 {
		l.q.Kind = quiz.Many
		l.Warn(l.q.Pos, "Leave one of them, or say in the question that all are to be chosen.", "any one of several choices was right, and now all of them have to be chosen")
	}
}

// input reads what is typed, or chosen from a menu: there the right ones are in round brackets, and bars are between them.
func (l *liaReader) input(at int, words string) {
	parts := strings.Split(strings.NewReplacer(`\|`, "\x00", `\]`, "]", `\[`, "[", `\@`, "@").Replace(words), "|")
	for _, part := range parts[:min(len(parts), mostOffered+1)] {
		part = strings.TrimSpace(strings.ReplaceAll(part, "\x00", "|"))
		if len(parts) == 1 {
			l.q.Kind = quiz.Short
			l.q.Accepted = []Accepted{acceptedWords(part)}
			return
		}
		inner, right := strings.CutPrefix(part, "(")
		if right = right && strings.HasSuffix(inner, ")"); right {
			part = strings.TrimSuffix(inner, ")")
		}
		l.q.Choices = append(l.q.Choices, Choice{Text: l.markdown(l.line(at), part), Right: right})
	}
	l.q.Kind = quiz.One
	l.several()
}
