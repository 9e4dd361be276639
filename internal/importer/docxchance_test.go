package importer

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/language"
)

// xmlNode is an element, or words, of a document that is changed by chance.
type xmlNode struct {
	open, words string
	nodes       []*xmlNode
}

var xmlPiece = regexp.MustCompile(`<[^>]+>|[^<]+`)

// nodesOf makes a tree of well-formed XML.
func nodesOf(data string) *xmlNode {
	root := &xmlNode{}
	stack := []*xmlNode{root}
	for _, piece := range xmlPiece.FindAllString(data, -1) {
		top := stack[len(stack)-1]
		switch {
		case strings.HasPrefix(piece, "</"):
			stack = stack[:len(stack)-1]
		case strings.HasPrefix(piece, "<"):
			n := &xmlNode{open: strings.TrimSuffix(piece[1:len(piece)-1], "/")}
			if top.nodes = append(top.nodes, n); !strings.HasSuffix(piece, "/>") {
				stack = append(stack, n)
			}
		default:
			top.nodes = append(top.nodes, &xmlNode{words: piece})
		}
	}
	return root
}

func (n *xmlNode) String() string {
	var b strings.Builder
	if n.open != "" {
		b.WriteString("<" + n.open + ">")
	}
	b.WriteString(n.words)
	for _, inner := range n.nodes {
		b.WriteString(inner.String())
	}
	if n.open != "" {
		b.WriteString("</" + strings.Fields(n.open)[0] + ">")
	}
	return b.String()
}

// all lists the elements in one, with itself, that can have elements in them.
func (n *xmlNode) all() []*xmlNode {
	if n.words != "" || isText(strings.Split(n.open, " ")[0]) {
		return nil
	}
	list := []*xmlNode{n}
	for _, inner := range n.nodes {
		list = append(list, inner.all()...)
	}
	return list
}

// change does something to an element: an inner one goes, is twice, is without what is around its own, is elsewhere, or is one of another document.
func (n *xmlNode) change(chance *rand.Rand, other *xmlNode) {
	all := n.all()
	at := all[chance.IntN(len(all))]
	if len(at.nodes) == 0 {
		return
	}
	i := chance.IntN(len(at.nodes))
	inner := at.nodes[i]
	switch chance.IntN(5) {
	case 0:
		at.nodes = slices.Delete(slices.Clone(at.nodes), i, i+1)
	case 1:
		at.nodes = slices.Insert(slices.Clone(at.nodes), i, nodesOf(inner.String()).nodes...)
	case 2:
		at.nodes = slices.Replace(slices.Clone(at.nodes), i, i+1, inner.nodes...)
	case 3:
		at.nodes = slices.Delete(slices.Clone(at.nodes), i, i+1)
		all = n.all()
		to := all[chance.IntN(len(all))]
		to.nodes = append(slices.Clone(to.nodes), inner)
	case 4:
		others := other.all()
		at.nodes = slices.Insert(slices.Clone(at.nodes), i, nodesOf(others[chance.IntN(len(others))].String()).nodes...)
	}
}

// TestDOCXByChance changes documents by chance, each still well-formed XML: every letter is on a page or in the report.
func TestDOCXByChance(t *testing.T) {
	t.Parallel()
	english, err := language.Of("en-GB")
	if err != nil {
		t.Fatal(err)
	}
	cases := docxCases()
	chance := rand.New(rand.NewPCG(23, 1))
	for round := range 400 {
		c := cases[round%len(cases)]
		body := nodesOf(c.body)
		for range 1 + chance.IntN(6) {
			body.change(chance, nodesOf(cases[chance.IntN(len(cases))].body))
		}
		parts := docxParts(body.String(), c.parts)
		d, diags := ReadFile(fstest.MapFS{"a.docx": {Data: packParts(t, parts)}}, "a.docx", english)
		if d == nil {
			if !strings.Contains(diags[0].Message, "not XML") {
				t.Errorf("round %d is not read: %v", round, diags)
			}
			continue
		}
		if why := lettersLost(parts, d); why != "" {
			t.Fatalf("round %d: %s\n%s", round, why, body)
		}
	}
}
