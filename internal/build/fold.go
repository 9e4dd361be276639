package build

import (
	"html"
	"text/template/parse"
)

// fold writes the words that a layout names by a key alone, {{t "nav.home"}}, into the layout itself: they are the same on
// every page, and a page names some twenty. It is for text and for attributes in quotes, where the layouts have words. A
// key that there is no text for stays, to be told with its line.
func (w *Words) fold(n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for i, child := range n.Nodes {
			if text, ok := w.constant(child); ok {
				n.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: child.Position(), Text: []byte(html.EscapeString(text))}
			} else {
				w.fold(child)
			}
		}
	case *parse.IfNode:
		w.fold(n.List)
		w.fold(n.ElseList)
	case *parse.WithNode:
		w.fold(n.List)
		w.fold(n.ElseList)
	case *parse.RangeNode:
		w.fold(n.List)
		w.fold(n.ElseList)
	}
}

// constant is the text of an action that is nothing but {{t "key"}}.
func (w *Words) constant(n parse.Node) (string, bool) {
	action, ok := n.(*parse.ActionNode)
	if !ok || len(action.Pipe.Decl) > 0 || len(action.Pipe.Cmds) != 1 {
		return "", false
	}
	args := action.Pipe.Cmds[0].Args
	if len(args) != 2 {
		return "", false
	}
	name, isName := args[0].(*parse.IdentifierNode)
	key, isText := args[1].(*parse.StringNode)
	if !isName || !isText || name.Ident != "t" {
		return "", false
	}
	text, err := w.Text(key.Text)
	return text, err == nil
}
