package statement

import (
	"slices"
	"strings"

	"handrail/internal/language"
	"handrail/internal/pattern"
	"handrail/internal/text"
)

// Document is the text of a statement in the form that every format is written from. Its texts are templates of
// [Values.Fill]: fields that a group fills in are written in them as {{name}}.
type Document struct {
	Lang    string // for example en-GB
	Subject string
	Titled  bool   // the first block is a heading that says what the subject says
	Author  string // the organisation
	Blocks  []Block
	Fields  []Field
	Dates   language.Dates // how they are written
}

// subject is the subject as a line. A document can be made of any text: its writers rely on nobody having cleaned it.
func (d Document) subject() string { return oneLine(d.Subject) }

// Shown gives the values of a statement's fields as a document shows them: dates in words, and nothing for a field that is left
// empty.
func (d Document) Shown(values Values) Values {
	shown := Values{}
	for name, value := range values {
		shown[name] = value
	}
	for _, field := range d.Fields {
		switch value, ok := values[field.Name]; {
		case !ok && field.Optional:
			shown[field.Name] = ""
		case field.Kind == KindDate && ok:
			shown[field.Name] = DateWords(value, d.Dates)
		}
	}
	return shown
}

// BlockKind is what a block is.
type BlockKind int

// The kinds of blocks.
const (
	Paragraph BlockKind = iota
	Heading             // of Level
	List                // of the items in Blocks
	Item                // in a list
	Quote               // of Blocks
	Code                // the lines of Text
	Table               // of Rows
	Rule                // a line across
)

// Block is a paragraph, or what takes the place of one. What a kind does not have is zero.
type Block struct {
	Kind    BlockKind
	When    []string // it is kept only when one of these fields has a value; none: always
	Level   int      // of a heading, 1 to 6
	Ordered bool     // a list with numbers
	Start   int      // its first number
	Text    string   // of code
	Runs    []Run    // of a paragraph or a heading
	Blocks  []Block
	Rows    []Row
	Head    bool // the first row names the columns
}

// Row is a row of a table.
type Row struct {
	When  []string
	Cells []Cell
}

// Cell is a cell of a table.
type Cell struct {
	Runs  []Run
	Align string // "", "center" or "right"
}

// Run is a stretch of text of one look.
type Run struct {
	Text   string // "\n" for a line break
	When   string // it is kept only when this field has a value; "": always
	Strong bool
	Em     bool
	Code   bool
	Href   string // where it leads; "" for plain text
}

// ReadBlocks reads the blocks of a statement's HTML, as text.Read does, in the form that formats are written from: what has no form
// there, such as a section, is what it holds.
func ReadBlocks(markup string) ([]Block, error) {
	blocks, err := text.Read(markup)
	return toBlocks(blocks, nil), err
}

// toBlocks makes blocks of a text those of a document. when is what the part around them depends on.
func toBlocks(list []text.Block, when []string) []Block {
	var blocks []Block
	for _, from := range list {
		blocks = append(blocks, toBlock(from, when)...)
	}
	return blocks
}

func toBlock(from text.Block, when []string) []Block {
	if own := strings.Fields(from.When); len(own) > 0 {
		when = own
	}
	b := Block{When: when}
	switch from.Kind {
	case text.Paragraph, text.Term:
		b.Runs = toRuns(from.Inlines)
	case text.Heading:
		b.Kind, b.Level, b.Runs = Heading, from.Level, toRuns(from.Inlines)
	case text.List:
		b.Kind, b.Ordered, b.Start = List, from.Ordered, from.First
		for _, item := range from.Blocks {
			b.Blocks = append(b.Blocks, Block{Kind: Item, When: strings.Fields(item.When), Blocks: toBlocks(item.Blocks, nil)})
		}
	case text.Quote:
		b.Kind, b.Blocks = Quote, toBlocks(from.Blocks, nil)
	case text.Code:
		b.Kind, b.Text = Code, strings.TrimSuffix(codeText(from.Text), "\n")
	case text.Table:
		b.Kind, b.Head = Table, from.Head
		for _, row := range from.Blocks {
			b.Rows = append(b.Rows, toRow(row))
		}
	case text.Rule:
		b.Kind = Rule
		return []Block{b}
	case text.Part:
		return toBlocks(from.Blocks, strings.Fields(from.Name))
	default:
		return toBlocks(from.Blocks, when)
	}
	if len(b.Runs) == 0 && len(b.Blocks) == 0 && len(b.Rows) == 0 && b.Text == "" {
		return nil
	}
	return []Block{b}
}

func toRow(from text.Block) Row {
	row := Row{When: strings.Fields(from.When)}
	for _, cell := range from.Blocks {
		row.Cells = append(row.Cells, Cell{toRuns(cell.Inlines), cell.Align})
	}
	return row
}

func codeText(code string) string {
	return printable(strings.Map(oneBreak, strings.ReplaceAll(code, "\r\n", "\n")))
}

// lineReader gathers the runs of a paragraph.
type lineReader struct{ runs []Run }

func toRuns(line []text.Inline) []Run {
	var r lineReader
	r.read(line, Run{})
	return r.end()
}

func (r *lineReader) read(line []text.Inline, around Run) {
	for _, in := range line {
		look := around
		switch in.Kind {
		case text.Words:
			r.text(in.Text, look)
		case text.Break:
			r.runs = append(r.runs, Run{Text: "\n", When: look.When})
		case text.CodeSpan:
			look.Code = true
			r.text(in.Text, look)
		case text.Strong:
			look.Strong = true
		case text.Emphasis:
			look.Em = true
		case text.Link:
			look.Href = strings.ReplaceAll(oneLine(in.Href), " ", "%20")
		case text.InPart:
			look.When = in.Name
		case text.Inside:
			switch in.Name {
			case "br":
				r.runs = append(r.runs, Run{Text: "\n", When: look.When})
			case "b":
				look.Strong = true
			case "i":
				look.Em = true
			}
		}
		r.read(in.Inlines, look)
	}
}

// spaces are what HTML takes for one space.
var spaces = pattern.New(`[ \t\n\r\f]+`)

func (r *lineReader) text(words string, look Run) {
	look.Text = printable(spaces().ReplaceAllString(words, " "))
	if len(r.runs) == 0 {
		look.Text = strings.TrimPrefix(look.Text, " ")
	} else if last := r.runs[len(r.runs)-1]; (last.When == "" || last.When == look.When) && (last.Text == "\n" || strings.HasSuffix(last.Text, " ")) {
		look.Text = strings.TrimPrefix(look.Text, " ")
	} else if last.Text == "\n" { // the break goes with its part, and the space after it is the source's own
		look.Text = strings.TrimPrefix(look.Text, " ")
	}
	if look.Text == "" {
		return
	}
	if len(r.runs) > 0 {
		last := &r.runs[len(r.runs)-1]
		same := *last
		same.Text = look.Text
		if last.Text != "\n" && same == look {
			last.Text += look.Text
			return
		}
	}
	r.runs = append(r.runs, look)
}

// end gives the runs that were read, without the spaces and breaks at their end.
func (r *lineReader) end() []Run {
	runs := r.runs
	r.runs = nil
	for len(runs) > 0 {
		last := &runs[len(runs)-1]
		if last.Text = strings.TrimRight(last.Text, " \n"); last.Text != "" {
			break
		}
		runs = runs[:len(runs)-1]
	}
	return runs
}

// whenOf says on which fields runs depend, when none of them is always kept.
func whenOf(runs []Run) []string {
	var when []string
	for _, run := range runs {
		if run.When == "" && strings.TrimSpace(run.Text) != "" {
			return nil
		}
		if run.When != "" && !slices.Contains(when, run.When) {
			when = append(when, run.When)
		}
	}
	return when
}
