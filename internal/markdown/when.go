package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"handrail/internal/source"
)

// When is where a part of a statement begins that is kept only when a field has a value: {{#when NAME}}. It ends with
// {{/when}}. Both are within a paragraph, or each on a line of its own around whole paragraphs, lists and tables.
type When struct {
	Name string
	Pos  source.Pos
}

// whenAttr is the attribute of the elements that are kept only when one of the fields named in it has a value.
const whenAttr = "data-when"

// whenMark is a {{#when NAME}} or a {{/when}} in the tree, within a line.
type whenMark struct {
	ast.BaseInline
	mark
}

// whenLine is the same, on a line of its own.
type whenLine struct {
	ast.BaseBlock
	mark
}

// mark is what begins or ends a part; name is "" at its end.
type mark struct {
	name     string
	from, to int // in the body's bytes
}

// whenSpan and whenPart hold what is kept only when the field name has a value.
type whenSpan struct {
	ast.BaseInline
	name string
}

type whenPart struct {
	ast.BaseBlock
	name string
}

var (
	kindWhenMark = ast.NewNodeKind("HandrailWhenMark")
	kindWhenLine = ast.NewNodeKind("HandrailWhenLine")
	kindWhenSpan = ast.NewNodeKind("HandrailWhenSpan")
	kindWhenPart = ast.NewNodeKind("HandrailWhenPart")
	whenKey      = parser.NewContextKey()
)

func (*whenMark) Kind() ast.NodeKind           { return kindWhenMark }
func (*whenLine) Kind() ast.NodeKind           { return kindWhenLine }
func (*whenSpan) Kind() ast.NodeKind           { return kindWhenSpan }
func (*whenPart) Kind() ast.NodeKind           { return kindWhenPart }
func (n *whenMark) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }
func (n *whenLine) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }
func (n *whenSpan) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }
func (n *whenPart) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// fieldName says whether a text can be the name of a field: letters, digits, points, dashes and underscores.
func fieldName(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return !(r == '.' || r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
	})
}

// whenName reads the text between double braces: the field of #when, or "" for /when.
func whenName(inner string) (name string, ok bool) {
	inner = strings.TrimSpace(inner)
	if inner == "/when" {
		return "", true
	}
	rest, found := strings.CutPrefix(inner, "#when")
	name = strings.TrimSpace(rest)
	return name, found && name != rest && fieldName(name)
}

// whenParser finds the lines that hold nothing but {{#when NAME}} or {{/when}}.
type whenParser struct{}

func (whenParser) Trigger() []byte { return []byte{'{'} }

func (whenParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	trimmed := bytes.TrimSpace(line)
	if pc.BlockOffset() < 0 || !bytes.HasPrefix(trimmed, []byte("{{")) || !bytes.HasSuffix(trimmed, []byte("}}")) {
		return nil, parser.NoChildren
	}
	name, ok := whenName(string(trimmed[2 : len(trimmed)-2]))
	if !ok || name == "" && opensWhen(pc, reader.Source()) {
		return nil, parser.NoChildren
	}
	pc.Set(whenKey, true)
	from := segment.Start + bytes.IndexByte(line, '{')
	n := &whenLine{mark: mark{name, from, from + len(trimmed)}}
	n.SetPos(from)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// opensWhen says whether a part has begun within the paragraph that is read, so that it ends there as well.
func opensWhen(pc parser.Context, src []byte) bool {
	open := pc.OpenedBlocks()
	if len(open) == 0 || open[len(open)-1].Node.Kind() != ast.KindParagraph {
		return false
	}
	lines := open[len(open)-1].Node.Lines().Value(src)
	return bytes.Count(lines, []byte("{{#when")) > bytes.Count(lines, []byte("{{/when"))
}

func (whenParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (whenParser) Close(ast.Node, text.Reader, parser.Context)                 {}
func (whenParser) CanInterruptParagraph() bool                                 { return true }
func (whenParser) CanAcceptIndentedLine() bool                                 { return false }

// parts finds which marks belong together and puts what is between them into a node of its own. Then it gives each paragraph,
// item, row and list in which nothing would be left the attribute that says so.
func (r *reader) parts(root ast.Node, pc parser.Context) {
	if pc.Get(whenKey) == nil {
		return
	}
	var open, shut []whenFault
	r.pair(root, false, &open, &shut)
	r.unpaired(open, shut)
	r.hoist(root)
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Type() == ast.TypeBlock {
			r.tidyWhens(n)
		}
		return ast.WalkContinue, nil
	})
	r.leaveOut(root)
}

// whenFault is a mark that has no other in what holds it.
type whenFault struct {
	node ast.Node
	mark mark
}

func markOf(n ast.Node) (mark, bool) {
	switch n := n.(type) {
	case *whenMark:
		return n.mark, true
	case *whenLine:
		return n.mark, true
	}
	return mark{}, false
}

// pair joins the marks among the children of a node, and among theirs.
func (r *reader) pair(parent ast.Node, inside bool, open, shut *[]whenFault) {
	var first ast.Node
	skip := 0 // parts within this one
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling()
		m, isMark := markOf(n)
		if isMark {
			r.account(m.from, m.to)
			r.doc.Marks = append(r.doc.Marks, [2]int{r.doc.File.Body + m.from, r.doc.File.Body + m.to})
		}
		switch {
		case !isMark:
		case m.name != "" && (first != nil || inside):
			r.errorf(n, "statement", "End the first part with {{/when}} before this one begins. Write two parts, one after the other.", "a part that can be left out is within another one")
			skip++
			parent.RemoveChild(parent, n)
		case m.name != "":
			first = n
		case skip > 0:
			skip--
			parent.RemoveChild(parent, n)
		case first == nil:
			*shut = append(*shut, whenFault{n, m})
		default:
			wrap(parent, first, n)
			first = nil
		}
		n = next
	}
	if first != nil {
		m, _ := markOf(first)
		*open = append(*open, whenFault{first, m})
	}
	for _, n := range Children(parent) {
		name, _ := partName(n)
		if before, ok := n.PreviousSibling().(*ast.List); ok && name != "" {
			if after, ok := n.NextSibling().(*ast.List); ok && after.Marker == before.Marker {
				r.errorf(n, "statement", "Write the braces within each item that can be left out: - {{#when "+name+"}}words{{/when}}", "this splits a list into two")
			}
		}
		r.pair(n, inside || name != "", open, shut)
	}
}

// wrap moves what is between two marks into a node, which takes their place.
func wrap(parent, first, last ast.Node) {
	m, _ := markOf(first)
	var part ast.Node = &whenPart{name: m.name}
	if first.Type() == ast.TypeInline {
		part = &whenSpan{name: m.name}
	}
	part.(interface{ SetPos(int) }).SetPos(m.from)
	for n := first.NextSibling(); n != last; n = first.NextSibling() {
		part.AppendChild(part, n)
	}
	parent.RemoveChild(parent, last)
	parent.ReplaceChild(parent, first, part)
}

// unpaired reports the marks that are left. One that begins a part and the next that ends one belong together, in the mind of
// whoever wrote them.
func (r *reader) unpaired(open, shut []whenFault) {
	byPlace := func(a, b whenFault) int { return a.mark.from - b.mark.from }
	slices.SortFunc(open, byPlace)
	slices.SortFunc(shut, byPlace)
	for _, o := range open {
		i := slices.IndexFunc(shut, func(s whenFault) bool { return s.mark.from > o.mark.from })
		if i < 0 {
			r.errorf(o.node, "statement", "Write {{/when}} where the part ends.", "a part that can be left out begins here and never ends")
			continue
		}
		shut = slices.Delete(shut, i, i+1)
		r.errorf(o.node, "statement", "Begin and end it in the same paragraph, item, cell or bold words. For whole paragraphs, put {{#when "+o.mark.name+
			"}} and {{/when}} each on a line of its own, neither of them in a list.", "a part that can be left out begins here, and ends in another paragraph, list or cell")
	}
	for _, s := range shut {
		r.errorf(s.node, "statement", "Write {{#when NAME}} where the part begins, or remove this.", "a part that can be left out ends here, and does not begin")
	}
}

// partName is the field on which a part depends.
func partName(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *whenSpan:
		return n.name, true
	case *whenPart:
		return n.name, true
	}
	return "", false
}

// leaveOut gives every block that would be left empty the attribute with the fields that it depends on, and returns them;
// always is true when something of it stays.
func (r *reader) leaveOut(n ast.Node) (names []string, always bool) {
	if name, ok := partName(n); ok {
		return strings.Fields(name), false
	}
	for _, c := range Children(n) {
		if c.Type() == ast.TypeInline {
			if name, ok := partName(c); ok {
				names = append(names, strings.Fields(name)...)
			} else if t, ok := c.(*ast.Text); !ok || len(bytes.TrimSpace(t.Segment.Value(r.src))) > 0 {
				always = true
			}
			continue
		}
		more, stays := r.leaveOut(c)
		names, always = append(names, more...), always || stays
	}
	switch {
	case !n.HasChildren():
		return nil, n.Kind() != extast.KindTableCell
	case always || len(names) == 0:
		return nil, always
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if n.Kind() == kindBlock {
		r.errorf(n, "statement", "Put {{#when …}} on a line above the block, and {{/when}} on a line below it.", "nothing would be left of this block but its frame")
	}
	if kind := n.Kind(); kind != ast.KindDocument && kind != extast.KindTableCell && kind != extast.KindTableHeader {
		n.SetAttributeString(whenAttr, strings.Join(names, " "))
	}
	return names, false
}

func renderWhenSpan(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	return renderPart(w, "span", n.(*whenSpan).name, entering)
}

func renderWhenPart(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	return renderPart(w, "div", n.(*whenPart).name, entering)
}

func renderPart(w util.BufWriter, tag, name string, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<" + tag + " " + whenAttr + `="` + name + `">`)
	} else {
		_, _ = w.WriteString("</" + tag + ">")
	}
	if tag == "div" {
		_, _ = w.WriteString("\n")
	}
	return ast.WalkContinue, nil
}

// renderNothing leaves out marks that do not fit together, which have been reported.
func renderNothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkContinue, nil
}

// writeWhen writes the attribute of a block that can be left out.
func writeWhen(w util.BufWriter, n ast.Node) {
	if value, ok := n.AttributeString(whenAttr); ok {
		_, _ = w.WriteString(" " + whenAttr + `="` + value.(string) + `"`)
	}
}

// within is the field that the part around a node depends on; "" when it is in none.
func within(n ast.Node) string {
	for ; n != nil; n = n.Parent() {
		if name, ok := partName(n); ok {
			return name
		}
	}
	return ""
}
