package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"handrail/internal/pattern"
)

// Leftover is a place where what readers get is not what somebody typed: markup that is shown as it is because it was not
// understood, or text that is not shown.
type Leftover struct {
	Start   int // offset into the file
	Message string
	Hint    string
	Grave   bool // it is an error wherever it is: a link that is none, or words that nobody sees
	Hides   bool // a heading, a rule or a question may be missing because of it
	Braces  bool // it is about braces, which a statement reads on its own
}

// leftoverKind is one way in which text and source can differ.
type leftoverKind struct {
	message, hint string
	grave, braces bool
	hides         bool
}

// What is not shown at all.
var (
	notShown = &leftoverKind{message: "this is not shown on the page",
		hint: "It was taken for markup. Put a \\ before the first character that is not a letter, or write it in other words.", grave: true, hides: true}
	extraCell = &leftoverKind{message: "this cell is not shown: the row has more cells than the table's first row",
		hint: "Take out a |, put a \\ before one that is part of the text, or give the first row another column.", grave: true}
	unusedNote = &leftoverKind{message: "nothing refers to the footnote %s, so it is not shown",
		hint: "Put [^%s] where it belongs in the text, or remove the footnote.", grave: true}
	secondNote = &leftoverKind{message: "two footnotes are called %s, and this one is not shown",
		hint: "Give it another name, here and where the text refers to it.", grave: true}
	afterComment = &leftoverKind{message: "what follows a comment on its line is not shown",
		hint: "Put it on a line of its own.", grave: true}
	linkTitle = &leftoverKind{message: "the title of this link is not shown: on a phone, and for many who use a keyboard, it would not appear",
		hint: "Say it in the words of the link or beside it, and take the title out."}
	afterFence = &leftoverKind{message: "what follows the name of the language is not shown",
		hint: "Write it on the line below.", grave: true}
	swallowedLine = &leftoverKind{message: "this line is not shown: square brackets and a colon at its start make it the address of a link",
		hint: "Put a \\ before the first bracket: \\[Reminder]: phone.", grave: true}
	unusedDefinition = &leftoverKind{message: "no link on this page uses this address, so it is not shown",
		hint: "Write the link, as [words][name] with the name of this line, or remove the line."}
	openComment = &leftoverKind{message: "this comment never closes, so nothing below it is shown",
		hint: "Put --> at its end. If it is meant to be shown, put a \\ before the <.", grave: true, hides: true}
	commentInside = &leftoverKind{message: "a comment begins inside this comment: the first one was not closed, and what is between them is not shown",
		hint: "Put --> at the end of the first one.", grave: true, hides: true}
	openFence = &leftoverKind{message: "this code never closes, so everything below it is shown as code",
		hint: "Put a line with the same three characters after the last line of the code.", grave: true, hides: true}
)

// What is shown in another way than it was meant.
var (
	indentedCode = &leftoverKind{message: "this is shown as code, because its line begins with four spaces",
		hint: "Take out the spaces, or put a line of ``` above and below if it is code."}
	oneTilde = &leftoverKind{message: "readers see these characters: one tilde on each side does not strike words out",
		hint: "Write two on each side, ~~like this~~. If you mean the tildes themselves, put a \\ before each."}
	indentedMarks = &leftoverKind{message: "this is shown as code, with all its markup, because its line begins with four spaces",
		hint: "Start each of its lines at the left margin.", grave: true, hides: true}
	numbersJump = &leftoverKind{message: "the numbers of this list do not go up by one: readers see %s here, and the source has %s",
		hint: "Number the items in the order in which they are to be read: 1, 2, 3."}
	stepsRestart = &leftoverKind{message: "the steps start again here: readers see %s, after step %s",
		hint: "Indent what is between the two steps by three spaces, so that it is part of the step above, or number this step %s.", grave: true}
	notNested = &leftoverKind{message: "this list is not part of the item above it, as its line is not indented far enough",
		hint: "Put %s spaces before it, or none if it is a list of its own."}
	runTogether = &leftoverKind{message: "these short lines are shown as one line",
		hint: "Put two spaces or a \\ at the end of each line that is to stay separate, or make it a list."}
)

// maxAlike is how many leftovers of one kind are noted on a page. Whoever sees as many knows what to look for.
const maxAlike = 20

// leftover notes what is wrong at an offset into the text.
func (r *reader) leftover(at int, k *leftoverKind, args ...any) {
	if r.alike[k]++; r.alike[k] > maxAlike {
		return
	}
	l := Leftover{Start: r.doc.File.Body + at, Message: k.message, Hint: k.hint, Grave: k.grave || r.inRule, Hides: k.hides, Braces: k.braces}
	if strings.Contains(k.message, "%s") {
		l.Message = fmt.Sprintf(k.message, args[:strings.Count(k.message, "%s")]...)
		args = args[strings.Count(k.message, "%s"):]
	}
	if strings.Contains(k.hint, "%s") {
		l.Hint = fmt.Sprintf(k.hint, args...)
	}
	if r.alike[k] == maxAlike {
		r.last[k] = len(r.doc.Leftovers)
	}
	r.doc.Leftovers = append(r.doc.Leftovers, l)
}

// countAlike says at the last leftover of a kind how many more of it there are.
func (r *reader) countAlike() {
	for k, i := range r.last {
		if more := r.alike[k] - maxAlike; more > 0 {
			r.doc.Leftovers[i].Message += fmt.Sprintf(" (and %d more on this page)", more)
		}
	}
}

// Lines as short as this are of an address or a poem, and not of a paragraph that somebody wrapped; characters.
const shortLine = 32

// minShortLines is how many short lines one after the other are to be looked at.
const minShortLines = 3

// aKey is how a line of settings starts, which people do not take for text.
var aKey = pattern.New(`^\w[\w-]*\s*[:=]`)

// shortLines notes a run of short lines in a paragraph: markdown joins them.
func (r *reader) shortLines(n ast.Node) {
	lines := n.Lines()
	if lines.Len() < minShortLines {
		return
	}
	run, start := 0, 0
	for i := range lines.Len() {
		segment := lines.At(i)
		line := segment.Value(r.src)
		trimmed := bytes.TrimRight(line, "\r\n")
		if broken := bytes.HasSuffix(trimmed, []byte("  ")) || bytes.HasSuffix(trimmed, []byte(`\`)); broken || utf8.RuneCount(trimmed) > shortLine || aKey().Match(trimmed) {
			run = 0
			continue
		}
		if run == 0 {
			start = segment.Start
		}
		run++
		if run == minShortLines {
			if said := r.doc.Leftovers; len(said) == 0 || said[len(said)-1].Start < r.doc.File.Body+lines.At(0).Start {
				r.leftover(start, runTogether)
			}
			return
		}
	}
}

// fence notes fenced code that nothing closes.
func (r *reader) fence(n *ast.FencedCodeBlock) {
	end := n.Pos()
	if lines := n.Lines(); lines.Len() > 0 {
		end = lines.At(lines.Len()-1).Stop - 1
	}
	end = min(lineEnd(r.src, max(end, 0))+1, len(r.src))
	next := bytes.TrimLeft(r.src[end:lineEnd(r.src, end)], " \t>")
	if !bytes.HasPrefix(next, []byte("```")) && !bytes.HasPrefix(next, []byte("~~~")) {
		r.leftover(n.Pos(), openFence)
	}
}

// comment notes a comment that never closes.
func (r *reader) comment(n *ast.HTMLBlock) {
	lines := htmlBlock(n)
	text := lines.Value(r.src)
	open := bytes.Index(text, []byte("<!--"))
	if open < 0 || n.HTMLBlockType != ast.HTMLBlockType2 {
		return
	}
	start := lines.At(0).Start + open
	if end := bytes.Index(text[open:], []byte("-->")); end < 0 {
		r.leftover(start, openComment)
	} else if bytes.Contains(text[open+4:open+max(end, 4)], []byte("<!--")) {
		r.leftover(start, commentInside)
	}
}

// blockMarks are how a block, a heading of a question or a choice starts, which nobody shows as code.
var blockMarks = pattern.New(`(?m)^\s*(?::::|#{1,6} .*\{#|[-*+] \[[ xX=]\])`)

// leftoverOf looks at a node for what readers would not see as it was typed.
func (r *reader) leftoverOf(n ast.Node) {
	switch n := n.(type) {
	case *ast.CodeBlock:
		if lines := n.Lines(); lines.Len() > 0 && blockMarks().Match(lines.Value(r.src)) {
			r.leftover(lines.At(0).Start, indentedMarks)
		} else if lines.Len() > 0 {
			r.leftover(lines.At(0).Start, indentedCode)
		}
	case *ast.FencedCodeBlock:
		r.fence(n)
	case *ast.HTMLBlock:
		r.comment(n)
	case *ast.List:
		r.list(n)
	case *blockNode:
		if n.name == "steps" {
			r.steps(n)
		}
	}
}
