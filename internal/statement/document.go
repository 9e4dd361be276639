package statement

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Document is the text of a statement in the form that every format is written from. Its texts are templates of
// [Values.Fill]: fields that a group fills in stand in them as {{name}}.
type Document struct {
	Lang    string // for example en-GB
	Subject string
	Titled  bool   // the first block is a heading that says what the subject says
	Author  string // the organisation
	Blocks  []Block
	Fields  []Field
	Months  []string // their names, for dates
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
			shown[field.Name] = DateWords(value, d.Months)
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

// Block is a paragraph, or what stands in the place of one. What a kind does not have is zero.
type Block struct {
	Kind    BlockKind
	When    []string // it stands only when one of these fields has a value; none: always
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
	When   string // it stands only when this field has a value; "": always
	Strong bool
	Em     bool
	Code   bool
	Href   string // where it leads; "" for plain text
}

// ReadBlocks reads the blocks of a statement's HTML. An element that is none of them holds blocks, or words of a line.
func ReadBlocks(text string) ([]Block, error) {
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return nil, err
	}
	return readBlocks(slices.Values(nodes), nil), nil
}

// readBlocks reads the blocks among some nodes. Words between them are paragraphs. when is what the part around them depends on.
func readBlocks(nodes func(func(*html.Node) bool), when []string) []Block {
	var blocks []Block
	var line lineReader
	end := func() {
		if runs := line.end(); len(runs) > 0 {
			blocks = append(blocks, Block{When: when, Runs: runs})
		}
	}
	for n := range nodes {
		if !isBlock(n) {
			line.read(n, Run{})
			continue
		}
		end()
		blocks = append(blocks, readBlock(n, when)...)
	}
	end()
	return blocks
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Div, atom.Blockquote, atom.Pre, atom.Table,
		atom.Figure, atom.Section, atom.Hr:
		return n.Type == html.ElementNode
	}
	return false
}

func readBlock(n *html.Node, when []string) []Block {
	if own := strings.Fields(attribute(n, "data-when")); len(own) > 0 {
		when = own
	}
	b := Block{When: when}
	switch n.DataAtom {
	case atom.P:
		b.Runs = readLine(n)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		b.Kind, b.Level, b.Runs = Heading, int(n.Data[1]-'0'), readLine(n)
	case atom.Ul, atom.Ol:
		b.Kind, b.Ordered, b.Start = List, n.DataAtom == atom.Ol, 1
		if start, err := strconv.Atoi(attribute(n, "start")); err == nil {
			b.Start = start
		}
		for item := range n.ChildNodes() {
			if item.DataAtom == atom.Li {
				b.Blocks = append(b.Blocks, Block{Kind: Item, When: strings.Fields(attribute(item, "data-when")), Blocks: readBlocks(item.ChildNodes(), nil)})
			}
		}
	case atom.Blockquote:
		b.Kind, b.Blocks = Quote, readBlocks(n.ChildNodes(), nil)
	case atom.Pre:
		b.Kind, b.Text = Code, strings.TrimSuffix(textOf(n), "\n")
	case atom.Table:
		b.Kind = Table
		b.readRows(n, false)
	case atom.Hr:
		b.Kind = Rule
		return []Block{b}
	default:
		return readBlocks(n.ChildNodes(), when)
	}
	if len(b.Runs) == 0 && len(b.Blocks) == 0 && len(b.Rows) == 0 && b.Text == "" {
		return nil
	}
	return []Block{b}
}

func (b *Block) readRows(n *html.Node, head bool) {
	for child := range n.ChildNodes() {
		if child.DataAtom != atom.Tr {
			b.readRows(child, head || child.DataAtom == atom.Thead)
			continue
		}
		row := Row{When: strings.Fields(attribute(child, "data-when"))}
		for cell := range child.ChildNodes() {
			if cell.DataAtom == atom.Td || cell.DataAtom == atom.Th {
				row.Cells = append(row.Cells, Cell{readLine(cell), map[string]string{"centre": "center", "end": "right"}[attribute(cell, "class")]})
			}
		}
		b.Rows, b.Head = append(b.Rows, row), b.Head || head
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return printable(strings.Map(oneBreak, strings.ReplaceAll(n.Data, "\r\n", "\n")))
	}
	var b strings.Builder
	for child := range n.ChildNodes() {
		b.WriteString(textOf(child))
	}
	return b.String()
}

// lineReader gathers the runs of a paragraph.
type lineReader struct{ runs []Run }

func readLine(n *html.Node) []Run {
	var line lineReader
	line.children(n, Run{})
	return line.end()
}

func (r *lineReader) read(n *html.Node, look Run) {
	switch n.Type {
	case html.TextNode:
		r.text(n.Data, look)
		return
	case html.ElementNode:
	default:
		return
	}
	switch n.DataAtom {
	case atom.Br:
		r.runs = append(r.runs, Run{Text: "\n", When: look.When})
		return
	case atom.Strong, atom.B:
		look.Strong = true
	case atom.Em, atom.I:
		look.Em = true
	case atom.Code:
		look.Code = true
	case atom.A:
		look.Href = strings.ReplaceAll(oneLine(attribute(n, "href")), " ", "%20")
	case atom.Span:
		if when := attribute(n, "data-when"); when != "" {
			look.When = when
		}
	}
	r.children(n, look)
}

func (r *lineReader) children(n *html.Node, look Run) {
	for child := range n.ChildNodes() {
		r.read(child, look)
	}
}

// spaces are what HTML takes for one space.
var spaces = regexp.MustCompile(`[ \t\n\r\f]+`)

func (r *lineReader) text(text string, look Run) {
	look.Text = printable(spaces.ReplaceAllString(text, " "))
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

// whenOf says on which fields runs depend, when nothing of them stands always.
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
