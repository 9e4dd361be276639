package builder

import (
	"fmt"
	"html"
	"html/template"
	"io"
	"text/template/parse"
)

// fold writes the words that layouts name by a key alone, {{t "nav.home"}} or {{words "reading"}}, into a set of layouts itself: they are the same on
// every page, and a page names some twenty. entries are the templates that will be executed. html/template decides how each
// word is escaped from where it is, so it is made to decide first: only then are those words written in that it takes for text
// or for an attribute in quotes. All others, and a key that there is no text for, are left to it.
func (w *Words) fold(set *template.Template, entries ...string) {
	// A template is escaped before it is first executed, with all that it names. These do nothing when they are executed, and are
	// parsed before any is. What is wrong with an entry is reported when a page is rendered with it.
	var escape []*template.Template
	for _, name := range entries {
		if set.Lookup(name) == nil { // a site's own layouts may do without
			continue
		}
		if t, err := set.New("escape " + name).Parse(fmt.Sprintf("{{if .}}{{template %q .}}{{end}}", name)); err == nil {
			escape = append(escape, t)
		}
	}
	for _, t := range escape {
		_ = t.Execute(io.Discard, nil)
	}
	for _, t := range set.Templates() {
		if t.Tree != nil {
			w.foldLists(t.Tree.Root)
		}
	}
}

func (w *Words) foldLists(n parse.Node) {
	eachList(n, func(list *parse.ListNode) {
		for i, child := range list.Nodes {
			if text, ok := w.constant(child); ok {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: child.Position(), Text: []byte(html.EscapeString(text))}
			}
		}
	})
}

// eachList calls f with each list of nodes in a part of a template, and with a list before those in it.
func eachList(n parse.Node, f func(list *parse.ListNode)) {
	branch := func(b *parse.BranchNode) {
		eachList(b.List, f)
		eachList(b.ElseList, f)
	}
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		f(n)
		for _, child := range n.Nodes {
			eachList(child, f)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	}
}

// constant is the text of an action that was nothing but {{t "key"}} or {{words "section"}} before html/template added the function that escapes it,
// if that is one that html.EscapeString can replace.
func (w *Words) constant(n parse.Node) (text string, known bool) {
	action, ok := n.(*parse.ActionNode)
	if !ok || len(action.Pipe.Decl) > 0 || len(action.Pipe.Cmds) != 2 {
		return "", false
	}
	args, escaper := action.Pipe.Cmds[0].Args, action.Pipe.Cmds[1].Args
	if len(args) != 2 || len(escaper) != 1 {
		return "", false
	}
	switch escaper[0].String() {
	case "_html_template_htmlescaper", "_html_template_rcdataescaper", "_html_template_attrescaper":
	default:
		return "", false
	}
	name, isName := args[0].(*parse.IdentifierNode)
	key, isText := args[1].(*parse.StringNode)
	if !isName || !isText {
		return "", false
	}
	var err error
	switch name.Ident {
	case "t":
		text, err = w.Text(key.Text)
	case "words":
		text, err = w.Section(key.Text)
	default:
		return "", false
	}
	return text, err == nil
}

// addNamed adds to a set of layouts some templates that are shared, and those that templates of the set name, unless the set has its own. To add all
// of them would take most of the time in which a layout is read.
func addNamed(set, shared *template.Template, names ...string) {
	var add func(name string)
	look := func(t *template.Template) {
		if t.Tree == nil {
			return
		}
		eachList(t.Tree.Root, func(list *parse.ListNode) {
			for _, child := range list.Nodes {
				if named, ok := child.(*parse.TemplateNode); ok {
					add(named.Name)
				}
			}
		})
	}
	add = func(name string) {
		if t := shared.Lookup(name); set.Lookup(name) == nil && t != nil && t.Tree != nil { // one that is not there is reported when a page needs it
			look(template.Must(set.AddParseTree(name, t.Tree.Copy()))) // nothing has been executed yet
		}
	}
	for _, t := range set.Templates() {
		look(t)
	}
	for _, name := range names {
		add(name)
	}
}
