// Package source reads what an editor writes: files of UTF-8 text, most with YAML front matter.
//
// [File] is one file with its lines, [Pos] a place in it, and [Diagnostic] a mistake at such a place, reported to the
// person who can fix it. A mistake in a source is always a Diagnostic; a Go error is a failure of the machine.
package source

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Pos is a place in a file. Line and Col count from 1, Col in characters; zero means that the place is not known.
type Pos struct {
	File string `json:"file" cache:"-"`
	Line int    `json:"line,omitempty"`
	Col  int    `json:"column,omitempty"`
}

// String returns the place as editors and terminals link it: file:line:col.
func (p Pos) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, max(p.Col, 1))
}

// Severity says whether a mistake stops the build.
type Severity string

// An Error stops the build; a Warning does not, unless the caller is strict.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Diagnostic is one mistake in a source: where it is, what it is, and how to fix it.
type Diagnostic struct {
	Pos
	Severity Severity `json:"severity"`
	Check    string   `json:"check"`          // the check that found it, for example "page-link"
	Message  string   `json:"message"`        // one sentence, without a full stop
	Hint     string   `json:"hint,omitempty"` // how to fix it, in whole sentences
	Source   string   `json:"source,omitempty"`

	// Hides says that some of the file may not have been read as it was meant, or at all. What it would hold may seem to be missing
	// elsewhere, and is not reported as long as this is.
	Hides bool `json:"-"`
}

// Sort puts diagnostics in file order: by file, then line, then column. Those that say the same are reported once.
func Sort(diags []Diagnostic) []Diagnostic {
	slices.SortStableFunc(diags, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col),
			cmp.Compare(a.Check, b.Check), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(diags)
}

// Count returns how many of the diagnostics are errors and how many are warnings.
func Count(diags []Diagnostic) (errors, warnings int) {
	for _, d := range diags {
		if d.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// A Format writes diagnostics for one kind of reader.
type Format func(w io.Writer, diags []Diagnostic) error

// Formats is the table of the forms that diagnostics can be written in.
func Formats() map[string]Format {
	return map[string]Format{"text": WriteText, "json": WriteJSON, "github": WriteGitHub}
}

// maxShown is how many diagnostics are shown to a person at once. Nobody reads more, and the forms for programs have them all.
const maxShown = 500

// ErrorsFirst puts errors before warnings, and leaves the order of each as it is. diags itself is not changed.
func ErrorsFirst(diags []Diagnostic) []Diagnostic {
	sorted := slices.Clone(diags)
	slices.SortStableFunc(sorted, func(a, b Diagnostic) int { return cmp.Compare(rank(a), rank(b)) })
	return sorted
}

func rank(d Diagnostic) int {
	if d.Severity == Error {
		return 0
	}
	return 1
}

// WriteText writes each diagnostic as a person reads it on a terminal: the place and the message, the line with a
// caret under the place, and the hint. Errors come first. Of very many it writes the first, and says how many more there are.
func WriteText(w io.Writer, diags []Diagnostic) error {
	var b strings.Builder
	for i, d := range ErrorsFirst(diags) {
		if i == maxShown {
			fmt.Fprintf(&b, "… and %d more. Fix these first: some of the others may disappear with them.\n", len(diags)-maxShown)
			break
		}
		fmt.Fprintf(&b, "%s: %s: %s\n", inLine(d.Pos.String()), d.Severity, inLine(d.Message))
		if d.Source != "" {
			line, caret := excerpt(d.Source, d.Col)
			fmt.Fprintf(&b, "  %s\n  %s\n", line, caret)
		}
		if d.Hint != "" {
			fmt.Fprintf(&b, "  hint: %s\n", inLine(d.Hint))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// inLine makes a text fit for one line of a terminal.
func inLine(text string) string {
	return Visible(strings.NewReplacer("\n", "\\n", "\t", "\\t").Replace(text))
}

// excerptWidth is how many characters of a source line are shown: a long paragraph on one line would fill the screen.
const excerptWidth = 100

// excerpt returns the part of a line that surrounds the column, and a line that puts a caret under it. A tab is shown
// as one space, so that the caret is where it should be.
func excerpt(line string, col int) (text, caret string) {
	runes := []rune(strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' || Unseen(r) {
			return ' '
		}
		return r
	}, line))
	at := min(max(col, 1)-1, len(runes))
	from := max(0, min(at-excerptWidth/2, len(runes)-excerptWidth))
	to := min(len(runes), from+excerptWidth)
	before, after := "", ""
	if from > 0 {
		before = "… "
	}
	if to < len(runes) {
		after = " …"
	}
	pad := utf8.RuneCountInString(before) + at - from
	return before + string(runes[from:to]) + after, strings.Repeat(" ", pad) + "^"
}

// WriteJSON writes the diagnostics as one JSON array.
func WriteJSON(w io.Writer, diags []Diagnostic) error {
	if diags == nil {
		diags = []Diagnostic{}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(diags)
}

// WriteGitHub writes the diagnostics as workflow commands, which a pull request shows beside the line
// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). Errors come first, as GitHub shows no more than
// the first few of a run.
func WriteGitHub(w io.Writer, diags []Diagnostic) error {
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	var b strings.Builder
	for _, d := range ErrorsFirst(diags) {
		message := Visible(d.Message)
		if d.Hint != "" {
			message += "\n" + Visible(d.Hint)
		}
		fmt.Fprintf(&b, "::%s file=%s,line=%d,col=%d,title=%s::%s\n", d.Severity, property.Replace(d.File),
			max(d.Line, 1), max(d.Col, 1), property.Replace(d.Check), data.Replace(message))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
