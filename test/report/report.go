// Package report keeps a document of measurements, of which several programs each write a part of their own and leave the
// others as they are.
package report

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// Part is the name of one part of the document. In the file, the part is between <!-- name --> and <!-- /name -->.
type Part string

const (
	Bench         Part = "bench"          // times and memory: test/bench
	Weight        Part = "weight"         // what a browser loads: test/browser
	Lighthouse    Part = "lighthouse"     // what Lighthouse says: test/lighthouse
	Load          Part = "load"           // how fast web servers answer, in docs/performance.md: test/load
	Flows         Part = "flows"          // what flows cost a reader, in docs/flows.md: test/browser
	SearchQuality Part = "search-quality" // how well questions are answered, in docs/site/content/guides/search.md: test/search
	SearchCost    Part = "search-cost"    // what is loaded and made for searching, in docs/site/content/guides/search.md: test/search
	Browsers      Part = "browsers"       // what is tried in which browser, in docs/browsers.md: test/browser
)

// beginning is the document before anything has been measured.
func beginning() string {
	var b strings.Builder
	b.WriteString(`# How fast Handrail is, and how light its pages are

Programs write the figures on this page. They are measured, never typed in. To measure again:

| part | command | how long it takes |
|---|---|---|
| times and memory | ` + "`make bench`" + ` | about a quarter of an hour, on a quiet machine |
| what a browser loads | ` + "`go test ./test/browser -run TestWeight -update`" + ` | half a minute |
| Lighthouse | ` + "`make lighthouse`" + ` | some minutes |
`)
	for _, part := range []Part{Bench, Weight, Lighthouse} {
		fmt.Fprintf(&b, "\n%s\nNot measured yet.\n%s\n", part.open(), part.close())
	}
	return b.String()
}

func (p Part) open() string  { return "<!-- " + string(p) + " -->" }
func (p Part) close() string { return "<!-- /" + string(p) + " -->" }

// Write replaces one part of a file with text, which is markdown. A file that does not exist is begun. The rest of the file
// stays as it is. A file that lacks the part's two comments is left alone, with an error.
func Write(file string, part Part, text string) error {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		data, err = []byte(beginning()), nil
	}
	if err != nil {
		return err
	}
	before, _, after, err := part.cut(file, string(data))
	if err != nil {
		return err
	}
	return os.WriteFile(file, []byte(before+part.open()+"\n"+strings.TrimSpace(text)+"\n"+part.close()+after), 0o644)
}

// Read returns the text of one part of a file. A file that lacks the part's two comments is an error.
func Read(file string, part Part) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	_, text, _, err := part.cut(file, string(data))
	return strings.TrimSpace(text), err
}

// cut returns what is before the part, in it and after it.
func (p Part) cut(file, data string) (before, text, after string, err error) {
	before, rest, found := strings.Cut(data, p.open())
	text, after, closed := strings.Cut(rest, p.close())
	if !found || !closed {
		err = fmt.Errorf("%s has no place for this part: add the lines %s and %s where it belongs", file, p.open(), p.close())
	}
	return before, text, after, err
}

// Table is a markdown table.
type Table struct {
	Columns []string // a column of numbers has ":" after its name, and is aligned right
	Rows    [][]string
}

// String writes the table as markdown, with its columns in line.
func (t Table) String() string {
	head := make([]string, len(t.Columns))
	width := make([]int, len(t.Columns))
	for i, column := range t.Columns {
		head[i] = strings.TrimSuffix(column, ":")
		width[i] = max(3, len([]rune(head[i])))
		for _, row := range t.Rows {
			width[i] = max(width[i], len([]rune(row[i])))
		}
	}
	var b strings.Builder
	line := func(cells []string) {
		for i, cell := range cells {
			space := strings.Repeat(" ", width[i]-len([]rune(cell)))
			if strings.HasSuffix(t.Columns[i], ":") {
				b.WriteString("| " + space + cell + " ")
			} else {
				b.WriteString("| " + cell + space + " ")
			}
		}
		b.WriteString("|\n")
	}
	line(head)
	rule := make([]string, len(t.Columns))
	for i, column := range t.Columns {
		rule[i] = strings.Repeat("-", width[i])
		if strings.HasSuffix(column, ":") {
			rule[i] = rule[i][1:] + ":"
		}
	}
	line(rule)
	for _, row := range t.Rows {
		line(row)
	}
	return b.String()
}
