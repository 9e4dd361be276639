package statement

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Document is the text of a statement in the form that every format is written from. Its texts are templates: fields
// that a group fills in stand in them as {{name}}.
type Document struct {
	Lang    string // for example en-GB
	Subject string
	Author  string // the organisation
	Blocks  []Block
}

// Block is a paragraph, a heading or an item of a list.
type Block struct {
	Heading int    // its level, 1 to 6; 0 for no heading
	Item    string // of a list: "-", or its number with a full stop; "" for none
	Runs    []Run
}

// Run is a stretch of text of one look.
type Run struct {
	Text   string // "\n" for a line break
	Strong bool
	Em     bool
	Href   string // where it leads; "" for plain text
}

// ReadBlocks reads the blocks of a statement's HTML. What is neither a heading nor a list becomes paragraphs.
func ReadBlocks(text string) ([]Block, error) {
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return nil, err
	}
	var r blockReader
	for _, n := range nodes {
		r.read(n, Run{})
	}
	r.end()
	return r.blocks, nil
}

// blockReader gathers runs into the block that is being read.
type blockReader struct {
	blocks []Block
	block  Block
}

func (r *blockReader) read(n *html.Node, look Run) {
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
		r.block.Runs = append(r.block.Runs, Run{Text: "\n"})
	case atom.Ul, atom.Ol:
		r.list(n, look)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.end()
		r.block.Heading = int(n.Data[1] - '0')
		r.children(n, look)
		r.end()
	case atom.P, atom.Div, atom.Blockquote, atom.Pre, atom.Table, atom.Tr, atom.Figure, atom.Hr:
		if len(r.block.Runs) > 0 { // the first paragraph of an item stands beside its sign
			r.end()
		}
		r.children(n, look)
		r.end()
	case atom.Strong, atom.B:
		look.Strong = true
		r.children(n, look)
	case atom.Em, atom.I:
		look.Em = true
		r.children(n, look)
	case atom.A:
		for _, a := range n.Attr {
			if a.Key == "href" {
				look.Href = a.Val
			}
		}
		r.children(n, look)
	default:
		r.children(n, look)
	}
}

func (r *blockReader) list(list *html.Node, look Run) {
	number := 0
	for n := list.FirstChild; n != nil; n = n.NextSibling {
		if n.DataAtom != atom.Li {
			continue
		}
		r.end()
		number++
		r.block.Item = "-"
		if list.DataAtom == atom.Ol {
			r.block.Item = strconv.Itoa(number) + "."
		}
		r.children(n, look)
		r.end()
	}
}

func (r *blockReader) children(n *html.Node, look Run) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		r.read(child, look)
	}
}

// spaces are what HTML takes for one space.
var spaces = regexp.MustCompile(`[ \t\n\r\f]+`)

func (r *blockReader) text(text string, look Run) {
	look.Text = spaces.ReplaceAllString(text, " ")
	runs := r.block.Runs
	if len(runs) == 0 || runs[len(runs)-1].Text == "\n" || strings.HasSuffix(runs[len(runs)-1].Text, " ") {
		look.Text = strings.TrimPrefix(look.Text, " ")
	}
	if look.Text == "" {
		return
	}
	if len(runs) > 0 {
		last := &runs[len(runs)-1]
		if last.Text != "\n" && last.Strong == look.Strong && last.Em == look.Em && last.Href == look.Href {
			last.Text += look.Text
			return
		}
	}
	r.block.Runs = append(runs, look)
}

// end ends the block that is being read; one without text is none.
func (r *blockReader) end() {
	runs := r.block.Runs
	for len(runs) > 0 {
		last := &runs[len(runs)-1]
		if last.Text = strings.TrimRight(last.Text, " \n"); last.Text != "" {
			break
		}
		runs = runs[:len(runs)-1]
	}
	if r.block.Runs = runs; len(runs) > 0 {
		r.blocks = append(r.blocks, r.block)
	}
	r.block = Block{}
}
