package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
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
	linkTitle = &leftoverKind{message: "the title of this link is not shown: on a phone, and to many who use a keyboard, it would not be there",
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
	indentedMarks = &leftoverKind{message: "this is shown as code, with all its marks, because its line begins with four spaces",
		hint: "Start each of its lines at the left margin.", grave: true, hides: true}
	numbersJump = &leftoverKind{message: "the numbers of this list do not rise by one: readers see %s here, and the source has %s",
		hint: "Number the items in the order in which they are to be read: 1, 2, 3."}
	stepsRestart = &leftoverKind{message: "the steps start again here: readers see %s, after step %s",
		hint: "Indent what is between the two steps by three spaces, so that it is part of the step above, or number this step %s.", grave: true}
	notNested = &leftoverKind{message: "this list is not part of the item above it, as its line is not indented far enough",
		hint: "Put %s spaces before it, or none if it is a list of its own."}
	runTogether = &leftoverKind{message: "these short lines are shown as one line",
		hint: "Put two spaces or a \\ at the end of each line that is to stay one, or make it a list."}
)

// pattern is markup that can be left over in a text that is shown.
type pattern struct {
	*leftoverKind
	text *regexp.Regexp
}

// space is a character that looks like a space and is none, in a character class.
const space = `\x{a0}\x{1680}\x{2000}-\x{200b}\x{202f}\x{205f}\x{2060}\x{3000}\x{feff}`

// curlyQuotes are quotes that word processors put in the place of those that attributes need.
const curlyQuotes = "“”„‟‘’‚‛″′«»"

// patterns is the table of markup that can be left over, the more telling first: what one has found, the later ones pass over.
// Text that was read as markup, and characters after a backslash, are not there any more when they are looked for.
func patterns() []pattern {
	p := func(text, message, hint string) pattern {
		return pattern{&leftoverKind{message: message, hint: hint}, regexp.MustCompile("(?m)" + text)}
	}
	grave := func(p pattern) pattern { p.grave = true; return p }
	hides := func(p pattern) pattern { p.hides = true; return p }
	braces := func(p pattern) pattern { p.braces = true; return p }
	return []pattern{
		hides(grave(p(`^::?[ \t]?(?:must|must-not|should|should-not|note|steps|update|do|dont|hint|trainer)(?:[ \t]*\{[^\n]*)?$`, "this opens no block: there are three colons before its name", "Write ::: before the name, and a line of ::: after the last line of the block."))),
		grave(p(`<!--`, "this comment never closes, so readers see it", "Put --> at its end, in the same paragraph.")),
		grave(p(`<!(?:[–—−]|-[^-\n]|-?[ \t])[^\n]*`, "this is no comment, so readers see it", "Write <!-- before it and --> after it, with two dashes each.")),
		p(`-->`, "this is the end of a comment that never began, so readers see it", "Put <!-- where the comment begins, or write → for an arrow."),
		grave(p(`!\[[^\[\]\n]*\]\([^()\s]+[ \t]+=\d*x\d*[ \t]*\)`, "this is no picture, because a size cannot be written within its brackets",
			"Write how wide it is after them: ![what it shows](picture.png){width=300}. Its height follows.")),
		grave(p(`!?\[[^\[\]\n]*\]\([^()\n]*[ `+space+`][^()\n]*\)`, "this is not a link, because its address has a space in it",
			"Write the address between angle brackets: [words](<my page.md>).")),
		grave(p(`!?\[[^\[\]\n]*\]\s+\((?:https?:|mailto:|tel:|link:|#|[\w./-]+\.\w{2,5}\b)[^()\n]*\)`, "this is not a link, because there is a space between its words and its address",
			"Take out the space between ] and (.")),
		grave(p(`\([^()\n]+\)\[(?:https?:|mailto:|tel:|link:|#|[\w./-]+\.\w{2,5}\b)[^\[\]\n]*\]`, "this is not a link, because its brackets are the wrong way round",
			"Write the words in square brackets and the address in round ones: [words](address).")),
		grave(p(`!?(?:\[[^\[\]\n]*\](?:（[^（）\n]*[）)]|\([^()\n]*）)|［[^［］\n]*］[（(][^()（）\n]*[）)])`, "this is not a link, because some of its brackets are wide ones",
			"Type them again with a Latin keyboard: [words](page.md).")),
		grave(p(`\[[^\[\]()\n]+[ (][\w./-]+\.(?:md|html?)(?:#[\w-]*)?\)`, "this is not a link, because a ] is missing", "Write [words](page.md).")),
		p(`\[\^[^\[\]\s]+\]`, "this is a footnote without a text, so readers see the brackets", "Write its text on a line of its own that starts in the same way and has a colon, or remove it."),
		p(`\^\[[^\[\]\n]+\]`, "a footnote within a sentence is not read, so readers see the brackets", "Write [^1] here, and the text on a line of its own: [^1]: the text."),
		p(`\[\[_?TOC_?\]\]|\[TOC\]|\{:toc\}`, "this asks for a list of the headings, so readers see it", "Remove it: a page with three headings or more has a list of them."),
		grave(p(`!?\[\[[^\[\]\n]+\]\]`, "double square brackets do not make a link", "Write [words](page.md), with the path of the page.")),
		grave(p(`\[!\w+\]`, "notes are not written in this way, so readers see the brackets", "Write a line with :::note above the text, and a line with ::: below it.")),
		grave(p(`^(?:(?:!!!|\?\?\?)[ +\t]|\.\. \w[\w-]*::)`, "notes are not written in this way, so readers see the characters", "Write a line with :::note above the text, and a line with ::: below it.")),
		grave(p(`!?\[[^\[\]\n]*\]\[[^\[\]\n]*\]`, "this is not a link, because there is no line that says where it leads",
			"Write [words](page.md), or add a line with the name in square brackets, a colon and the address.")),
		grave(p(`^\[[^\[\]\n]+\]:[ \t]+\S`, "this line is shown as text, because the line above it belongs to the same paragraph",
			"Put an empty line above it.")),
		grave(p(`(?:^|\s)! \x01`, "this is a link and not a picture, because there is a space after the !", "Take out the space between ! and [.")),
		grave(p(`!\[|\]\(`, "this link or picture is incomplete, so readers see its brackets", "Write [words](page.md), or ![what it shows](picture.png) for a picture, on one line.")),
		p(`^(?:\[[ xX✓✔✗✘☑vV*+oO.`+space+`-]{0,3}\]|\([ xX]?\))(?:[\s`+space+`]|$)`, "this box is neither [ ] nor [x]", "Write - [ ] or - [x] at the start of the line, with one space in or after each."),
		p(`^\[(?:[ `+space+`]+[=＝][ `+space+`]*|[=＝][ `+space+`]+|＝)\]`, "this is not an accepted answer", "Write - [=] at the start of the line, in a question of a quiz."),
		p(`^===[+!]? "[^"\n]*"`, "tabs are not written in this way, so readers see the characters", "Write a heading with ## and a space for each tab."),
		p(`^={4,}[ \t]*$`, "readers see this line: it underlines no heading", "Write ## and a space before the words of a heading, or remove the line."),
		p(`~~`, "readers see these characters: the words are not struck out", "Put ~~ right before the first word and right after the last one."),
		p(`==[^\s=][^=\n]*==`, "readers see these characters: text cannot be highlighted", "Write **words** to make them stand out."),
		p(`\*\*[^*\n]*\*\*|\*\*|\*[^\s*][^*\n]*\*|(?:^|[\s(])\*[^\s*]|(?:^|[\s(])_[^\s_][^_\n]*\s_|(?:^|[\s(])__[A-Za-z0-9]|[A-Za-z0-9]__(?:[\s).,]|$)`, "readers see these characters: the words are not emphasised",
			"Put the characters right before the first word and right after the last one, with no space between: **Note:** text. To show one as it is, put a \\ before it."),
		p("`", "readers see this character: the code that it begins or ends is incomplete", "Put one on each side of the code, or write an apostrophe as '."),
		hides(grave(p(`^＃[^\n]*$`, "this is not a heading: it starts with a wide ＃", "Write ## and a space."))),
		hides(grave(p(`^#{1,6}[`+space+`][^\n]*$`, "this is not a heading: what looks like a space after it is another character", "Delete the space after # and type it again."))),
		hides(grave(p(`^(?:#{2,}[^\s#]|#[^\s#\d]|#{7,})[^\n]*$`, "this is not a heading", "Put one space after ##. If the line is meant to start like this, put a \\ before it."))),
		p(`\{[^{}\n]*[`+curlyQuotes+`][^{}\n]*\}?`, "what is between these braces cannot be read: it has curly quotes", `Type straight quotes: key="value".`),
		braces(p(`\{%[^%\n]*%\}|\{%|%\}|\{\{[^{}\n]*\}\}|\{\{|\}\}`, "readers see these braces: nothing is put in their place", "Write the words themselves. Only a statement has fields.")),
		p(`\{/\*|%%[^%]+%%`, "comments are not written in this way, so readers see it", "Write <!-- before it and --> after it."),
		p(`\{[#:.]?[^{}\n]*='[^{}\n]*\}`, "what is between these braces cannot be read: it has single quotes", `Type double quotes: key="value".`),
		p(`\{#[^{}\n]*$`, "these braces never close, or a quote between them does not, so readers see them", `Put } at the end of the line, and a straight double quote at each side of a value: {#name key="value"}.`),
		p(`[｛(（]#[a-z][\w-]*(?:[ \t]+[a-z]+=[^\n]*)?[｝)）][ \t]*$`, "readers see this: the name of a heading is written between braces of its own kind", `Write it at the end of the heading's line as {#name}.`),
		p(`\{[#:.][^\s{}]?|\{[\w-]+=`, "readers see these braces: attributes can only be at the end of a heading, and on the line that opens a block",
			"Move them there, or remove them."),
		hides(p(`:::`, "readers see these colons: a block begins and ends on a line of its own", "Put an empty line above, and write ::: at the start of the line.")),
		grave(p(`^(?:[-*+]|\d{1,9}[.)])[`+space+`]`, "this is no list: what looks like a space is another character", "Delete the space and type it again.")),
		grave(p(`^[-+](?:\[|[^\s\d+>-])|^\*\[`, "this is not a list item", "Put one space after the dash.")),
		grave(p(`^\d{1,9}[.)](?:\[|[^\s\d.,):%])`, "this is not a list item", "Put one space after the number.")),
		hides(grave(p(`\n((?:>|#{1,6}[ \t]|[-*+][ \t]+\S)[^\n]*)`, "this line is part of the text above it, because it is indented too far", "Start it further to the left, as far as the line that it belongs below."))),
		p(`\n(\d{1,2}[.)][ \t]+\S)`, "this is not a list item, because the line above it belongs to the same paragraph", "Put an empty line above the first item."),
		p(`^[•·∙◦▪▫■□●○◆◇‣▸►❖✓✔➔➜➢➤‐‑‒–−－・＊☐☑☒][\s`+space+`]`, "this is not a list item", "Write - and a space in place of the first character."),
		p(`^[•∙◦▪▫■□●○◆◇‣▸►❖➔➜➢➤☐☑☒]\S`, "this is not a list item", "Write - and a space in place of the first character."),
		p(`^\d{1,3}[ \t][.)][ \t]`, "this is not a list item, because there is a space before its point", "Write 1. and a space."),
		p(`^(?:[①-⑳❶-❿]|\d\x{fe0f}?\x{20e3}|[\x{660}-\x{669}\x{6f0}-\x{6f9}０-９]{1,3}[.)．）、])`, "this is not a list item", "Write 1. and a space: only these digits, with a point, make a list."),
		p(`^[A-Z][.)][ \t][^\n]*\n[A-Z][.)][ \t]`, "these are not list items", "Write 1. and a space: letters are not counted."),
		p(`^(?:o|[→⇒➡✅❌👉§]\x{fe0f}?)[ \t][^\n]*\n(?:o|[→⇒➡✅❌👉§]\x{fe0f}?)[ \t]`, "these are not list items", "Write - and a space in place of the first character."),
		p(`^—[^\n]*\n—`, "these are not list items", "Write - and a space in place of the dash."),
		p(`^\(?(?:[a-z]|[ivx]{2,4})\)[ \t]|^[a-z]\.[ \t]|\A\(\d{1,2}\)[ \t]`, "this is not a list item", "Write 1. and a space: letters are not counted."),
		p(`^(?:\|[^\n]*|\+(?:[-=]+\+)+)$(?:\n[^\n]*)*`, "this is not a table, so readers see the lines", "Put a line of | --- | --- | below the first row, with as many parts as the row has."),
		p(`^[^|\n]+ \|[^|\n]*(?:\|[^|\n]*)*\n[^|\n]+ \|`, "this is not a table, so readers see the lines", "Put a line of | --- | --- | below the first row, with as many parts as the row has."),
		p(`^[^\t\n]*\S\t[^\n]*\n[^\t\n]*\S\t[^\n]*$`, "this is not a table: tabs are shown as spaces", "Write | before, between and after the cells, and a line of | --- | --- | below the first row."),
		p(`\|\|[^\s|][^|\n]*\|\||(?:^|[\s(])\+\+\w[^\n]*?\w\+\+|\w\^[^\s^]{1,20}\^|\w~[^\s~]{1,20}~|(?:^|[\s(]):[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*:(?:[\s).,;!?]|$)`, "readers see these characters: nothing is made of them",
			"Write the words without them. To show one as it is, put a \\ before it."),
		p(`&amp;(?:amp|lt|gt|quot|nbsp|#\d+|#x[0-9a-fA-F]+|[lr]s?quo|[nm]dash);`, "readers see this: the text was converted twice", "Write the character itself."),
		p(`&(?:nbsp|amp|lt|gt|quot|ndash|mdash|hellip|pound|copy|shy)(?:[^;\w]|$)`, "readers see this: a semicolon is missing after it", "Put ; after the name."),
		p(`�`, "a character was lost here when the text was converted", "Type it again, and save the file with the encoding UTF-8."),
	}
}

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

// passage is the text of a paragraph, a heading or a cell that is being walked through.
type passage struct {
	pieces []piece // its text, without code
	doubt  bool    // some of it may be left over
	lines  int
}

// read adds a piece of text to a passage. Most text gives no reason to look closer.
func (p *passage) read(src []byte, start, end int) {
	first := len(p.pieces) == 0 || bytes.IndexByte(src[p.pieces[len(p.pieces)-1].end:max(start, p.pieces[len(p.pieces)-1].end)], '\n') >= 0
	p.pieces = append(p.pieces, piece{start, end})
	if first {
		p.lines++
	}
	p.doubt = p.doubt || doubtful(src[start:end], first)
}

// doubtful says whether a text may hold markup that is left over: it must never say no where a pattern would find some.
func doubtful(text []byte, startsLine bool) bool {
	if startsLine && len(text) > 0 {
		switch c := text[0]; {
		case c >= 'a' && c <= 'z' || c == '(':
			if len(text) > 1 && bytes.IndexByte(text[:min(len(text), 6)], ')') >= 0 || len(text) > 1 && (text[1] == '.' || c == 'o' && text[1] <= ' ') {
				return true
			}
		case c >= 'A' && c <= 'Z' && len(text) > 1 && (text[1] == '.' || text[1] == ')'):
			return true
		case c >= 'A' && c <= 'Z' || c == '"' || c == '\'':
		default:
			return true
		}
	}
	for i, c := range text {
		switch c {
		case '[', ']', '*', '_', '`', '{', '}', '|', '~', '=', '&', '^', '\t':
			return true
		case '<', '>', '-':
			if i > 0 && text[i-1] == '-' || i+1 < len(text) && text[i+1] == '!' {
				return true
			}
		case ':':
			if i > 0 && text[i-1] == ':' || i+1 < len(text) && text[i+1]|0x20 >= 'a' && text[i+1]|0x20 <= 'z' && (i == 0 || text[i-1] == ' ' || text[i-1] == '(') {
				return true
			}
		case '+':
			if i > 0 && text[i-1] == '+' {
				return true
			}
		case '#':
			if i > 0 && text[i-1] == '(' {
				return true
			}
		case '%':
			if i > 0 && text[i-1] == '%' {
				return true
			}
		case '!':
			if i > 0 && text[i-1] == ' ' {
				return true
			}
		case 0xef: // the replacement character
			return true
		}
	}
	return false
}

// Characters that stand for what is not looked at in a passage.
const (
	asMarkup  = 0x01
	asEscaped = 0x02
)

// leftovers looks for markup that is left over in a passage, which may be a heading.
func (r *reader) leftovers(p *passage, heading bool) {
	defer func() { p.pieces, p.doubt, p.lines = p.pieces[:0], false, 0 }()
	if !p.doubt {
		return
	}
	var words []byte
	var offsets []int // in the text, of each byte of words
	end := -1
	for _, piece := range p.pieces {
		if end >= 0 && piece.start > end && bytes.IndexByte(r.src[end:piece.start], '\n') >= 0 {
			words, offsets = append(words, '\n'), append(offsets, end)
		}
		if before := piece.start - 1; before >= 0 && piece.start != end && bytes.IndexByte([]byte(" \t\r\n"), r.src[before]) < 0 || heading {
			words, offsets = append(words, asMarkup), append(offsets, piece.start)
			heading = false // a line starts with its marks, and not with this
		}
		for i := piece.start; i < piece.end; i++ {
			c := r.src[i]
			if c == '\\' && i+1 < piece.end && r.src[i+1] < utf8.RuneSelf && !isWord(r.src[i+1]) {
				words, offsets = append(words, asEscaped, asEscaped), append(offsets, i, i+1)
				i++
				continue
			}
			words, offsets = append(words, c), append(offsets, i)
		}
		end = piece.end
	}
	r.match(words, offsets)
}

func isWord(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == ' ' }

// match notes each place of a passage in which a pattern is found, and no earlier one was.
func (r *reader) match(words []byte, offsets []int) {
	var found [][2]int
	for _, p := range r.patterns {
		for _, m := range p.text.FindAllSubmatchIndex(words, -1) {
			m = m[len(m)-2:] // the part in round brackets, if there is one
			if slices.ContainsFunc(found, func(f [2]int) bool { return m[0] < f[1] && f[0] < m[1] }) {
				continue
			}
			found = append(found, [2]int{m[0], m[1]})
			r.leftover(offsets[m[0]], p.leftoverKind)
		}
	}
}

// Lines as short as this are of an address or a poem, and not of a paragraph that somebody wrapped; characters.
const shortLine = 32

// minShortLines is how many short lines one after the other are to be looked at.
const minShortLines = 3

// aKey is how a line of settings starts, which people do not take for text.
var aKey = regexp.MustCompile(`^\w[\w-]*\s*[:=]`)

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
		if broken := bytes.HasSuffix(trimmed, []byte("  ")) || bytes.HasSuffix(trimmed, []byte(`\`)); broken || utf8.RuneCount(trimmed) > shortLine || aKey.Match(trimmed) {
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

// itemNumber finds the number of a list's item with the character after it, as it is typed: where it starts, where it ends, and
// its value. The end is 0 for an item without a number.
func itemNumber(src []byte, item ast.Node) (start, end, value int) {
	start = min(max(item.Pos(), 0), len(src)-1)
	if start < 0 {
		return 0, 0, 0
	}
	if src[start] < '0' || src[start] > '9' { // tabs are counted as spaces in places of items
		for start = lineStart(src, start); start < len(src) && bytes.IndexByte([]byte(" \t>-*+"), src[start]) >= 0; start++ {
		}
	}
	for end = start; end < len(src) && src[end] >= '0' && src[end] <= '9'; end++ {
	}
	if end == start || end-start > 9 || end == len(src) || src[end] != '.' && src[end] != ')' {
		return 0, 0, 0
	}
	value, _ = strconv.Atoi(string(src[start:end])) // nine digits at most
	return start, end + 1, value
}

// Numbers are the numbers of a list's items as they are typed; nil for a list without numbers.
func (d *Doc) Numbers(list *ast.List) []int { return numbers(d.File.Data[d.File.Body:], list) }

func numbers(src []byte, list *ast.List) []int {
	if !list.IsOrdered() {
		return nil
	}
	var all []int
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if _, end, n := itemNumber(src, item); end > 0 {
			all = append(all, n)
		}
	}
	return all
}

// list notes a list whose numbers readers would see otherwise than they were typed, and one that was to be part of an item.
func (r *reader) list(n *ast.List) {
	if typed := numbers(r.src, n); len(typed) > 0 && !(typed[0] <= 1 && slices.Max(typed) == slices.Min(typed)) { // 1. 1. 1. counts by itself
		item := n.FirstChild()
		for i, number := range typed {
			if shown := typed[0] + i; number != shown {
				r.leftover(item.Pos(), numbersJump, strconv.Itoa(shown), strconv.Itoa(number))
				break
			}
			item = item.NextSibling()
		}
	}
	before, ok := n.PreviousSibling().(*ast.List)
	if !ok || before.FirstChild() == nil || n.FirstChild() == nil {
		return
	}
	column := func(item ast.Node) int { return item.Pos() - lineStart(r.src, item.Pos()) }
	if column(n.FirstChild()) > column(before.FirstChild()) {
		width := 2
		if start, end, _ := itemNumber(r.src, before.LastChild()); end > 0 {
			width = end - start + 1
		}
		r.leftover(n.FirstChild().Pos(), notNested, strconv.Itoa(column(before.FirstChild())+width))
	}
}

// steps notes a list of steps that starts again at 1.
func (r *reader) steps(n *blockNode) {
	var before *ast.List
	for _, child := range Children(n) {
		list, ok := child.(*ast.List)
		if !ok || !list.IsOrdered() {
			continue
		}
		if typed := numbers(r.src, list); before != nil && len(typed) > 0 {
			if last := before.Start + before.ChildCount() - 1; typed[0] != last+1 {
				r.leftover(list.FirstChild().Pos(), stepsRestart, strconv.Itoa(typed[0]), strconv.Itoa(last), strconv.Itoa(last+1))
			}
		}
		before = list
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
var blockMarks = regexp.MustCompile(`(?m)^\s*(?::::|#{1,6} .*\{#|[-*+] \[[ xX=]\])`)

// leftoverOf looks at a node for what readers would not see as it was typed.
func (r *reader) leftoverOf(n ast.Node) {
	switch n := n.(type) {
	case *ast.CodeBlock:
		if lines := n.Lines(); lines.Len() > 0 && blockMarks.Match(lines.Value(r.src)) {
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
