// Package docs reads the examples of the documentation, for the tests that try them.
//
// An [Example] is a block of code between fences. What is done with one depends on the language after its fence. A word more can be in a
// comment on the line above the fence, which readers do not see: <!-- fails -->. Behind the language it would be reported, as readers do not
// see it there either.
//
//	console   commands, each on a line after "$ ", with what they print below them. All of a page run in one folder, in the
//	          order of the page, and have to print what is shown ([Session]). With the word fails, the last command has to end with another
//	          exit code than 0.
//	sh        command lines that are shown without what they print. They are not run: those of handrail have to be valid.
//	yaml      its word is the name of the file that it belongs in, such as links.yaml. It is read as that file. Where there is none, it is a part of site.yaml, or of the front matter of a page.
//	any       with a word that has a / in it: a file that the reader writes, by its path from the folder of the session.
//	markdown  the text of a page, or a whole page, of which the word is the kind, such as quiz.
package docs

import (
	"bytes"
	"os"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Example is a block of code of a page.
type Example struct {
	File     string // as the page was named
	Line     int    // of the fence's first line
	Language string // the first word after the fence; "" for none
	Word     string // of the comment above the fence; "" for none
	Text     string // without the fences, and without what it is indented by in a list
}

// Read reads the examples of a page of markdown.
func Read(file string) ([]Example, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return Examples(file, data), nil
}

// Examples lists the examples of a page of markdown, in its order.
func Examples(file string, data []byte) []Example {
	var list []Example
	_ = ast.Walk(goldmark.DefaultParser().Parse(text.NewReader(data)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		block, ok := n.(*ast.FencedCodeBlock)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		e := Example{File: file, Text: string(block.Lines().Value(data))}
		if block.Lines().Len() > 0 {
			e.Line = bytes.Count(data[:block.Lines().At(0).Start], []byte("\n"))
		}
		if block.Info != nil {
			e.Language, _, _ = strings.Cut(string(block.Info.Segment.Value(data)), " ")
		}
		if above, ok := block.PreviousSibling().(*ast.HTMLBlock); ok {
			e.Word = word(string(above.Lines().Value(data)))
		}
		list = append(list, e)
		return ast.WalkContinue, nil
	})
	return list
}

// word is that of a comment with one word; "" of any other.
func word(comment string) string {
	inner, opens := strings.CutPrefix(strings.TrimSpace(comment), "<!--")
	inner, closes := strings.CutSuffix(inner, "-->")
	if words := strings.Fields(inner); opens && closes && len(words) == 1 {
		return words[0]
	}
	return ""
}

// Command is a command line of an example.
type Command struct {
	Line  string
	Want  string // what it prints; "" where that is not shown
	Place int    // its line in the page
}

// Commands lists the commands of an example in console or sh. A line that ends with \ goes on in the next.
func (e Example) Commands() []Command {
	if e.Language != "console" && e.Language != "sh" {
		return nil
	}
	var list []Command
	goesOn := false
	for i, line := range strings.Split(strings.TrimSuffix(e.Text, "\n"), "\n") {
		last := len(list) - 1
		command, prompted := strings.CutPrefix(line, "$ ")
		switch {
		case goesOn:
			list[last].Line += " " + strings.TrimSpace(strings.TrimSuffix(line, `\`))
		case e.Language == "sh" && (strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#")):
			continue
		case e.Language == "sh" || prompted:
			list = append(list, Command{Line: strings.TrimSpace(strings.TrimSuffix(command, `\`)), Place: e.Line + 1 + i})
		case last >= 0:
			list[last].Want += line + "\n"
			continue
		}
		goesOn = strings.HasSuffix(line, `\`)
	}
	return list
}

// shellWord is one word of a command line: bare, or between quotes.
var shellWord = regexp.MustCompile(`^(?:"([^"]*)"|'([^']*)'|([^\s"'|<>;&#]+))+`)

// Words splits a command line at its spaces, up to what is for the shell (| < > ; &) or a comment. Quotes are taken off.
func Words(line string) []string {
	var words []string
	for rest := strings.TrimSpace(line); ; {
		found := shellWord.FindString(rest)
		if found == "" {
			return words
		}
		words = append(words, strings.NewReplacer(`"`, "", `'`, "").Replace(found))
		rest = strings.TrimLeft(rest[len(found):], " \t")
	}
}

// Matches says whether a command has printed what a page shows. In what is shown, … is any text, and a line of … alone is any
// number of lines. Spaces at the end of a line, and empty lines at the end, do not count.
func Matches(shown, printed string) bool {
	var pattern strings.Builder
	lines := strings.Split(strings.TrimRight(shown, " \n"), "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) == "…" {
			pattern.WriteString(`(?:.*\n)*`)
			continue
		}
		parts := strings.Split(strings.TrimRight(line, " "), "…")
		for j := range parts {
			parts[j] = regexp.QuoteMeta(parts[j])
		}
		pattern.WriteString(strings.Join(parts, ".*"))
		pattern.WriteString(` *\n`)
		if i == len(lines)-1 {
			pattern.WriteString(`(?: *\n)*`)
		}
	}
	return regexp.MustCompile(`^` + pattern.String() + `$`).MatchString(strings.TrimRight(printed, " \n") + "\n")
}
