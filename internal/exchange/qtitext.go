package exchange

import (
	"path"
	"slices"
	"strings"

	"handrail/internal/source"
)

// qtiHTML lists the elements of HTML that QTI 2 has (QTI 2.1, 6.3), and that stay as they are for the reader of HTML.
func qtiHTML() map[string]bool {
	known := map[string]bool{}
	for name := range strings.FieldsSeq(`a abbr acronym address b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img
		kbd li ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var figure figcaption section article aside header footer nav`) {
		known[name] = true
	}
	return known
}

// qtiFeedback is a text that shows when an outcome has a value, or unless it has.
type qtiFeedback struct {
	identifier string
	unless     bool
	text       Text
	pos        source.Pos
}

// qtiText makes HTML of what is in an item or a test, and collects what is no part of the text.
type qtiText struct {
	*qtiReading
	file string
	b    strings.Builder
	lost []string // names of elements that have been reported

	hint, trainer Text
	feedback      []qtiFeedback
}

// allowed reads the text in an element.
func (p *qtiReading) allowed(file string, n *xmlNode) Text {
	t := &qtiText{qtiReading: p, file: file}
	return t.of(n)
}

// of reads the text in an element.
func (t *qtiText) of(n *xmlNode) Text {
	t.b.Reset()
	t.nodes(n.Children)
	return t.html(n.Pos, t.b.String(), func(src string) []byte { return t.files[src] })
}

func (t *qtiText) nodes(nodes []xmlNode) {
	for i := range nodes {
		n := &nodes[i]
		switch {
		case n.Name == "":
			t.b.WriteString(escapeXML(n.Text))
		case strings.HasSuffix(n.Name, "Interaction"):
			if slices.ContainsFunc(nodes[i+1:], func(after xmlNode) bool { return strings.TrimSpace(after.text()) != "" }) && !isBlockInteraction(n.Name) {
				t.b.WriteString("____")
			}
		case t.elements[n.Name]:
			t.element(n)
		default:
			t.other(n)
		}
	}
}

func isBlockInteraction(name string) bool {
	return name != "textEntryInteraction" && name != "inlineChoiceInteraction"
}

func (t *qtiText) element(n *xmlNode) {
	t.b.WriteString("<" + n.Name)
	for _, a := range n.Attrs {
		value := a.Value
		switch a.Name.Local {
		case "src":
			value = within(t.file, value)
		case "alt", "href", "lang", "width":
		default:
			continue
		}
		t.b.WriteString(" " + a.Name.Local + `="` + escapeXML(value) + `"`)
	}
	t.b.WriteString(">")
	if slices.Contains([]string{"br", "hr", "img", "col"}, n.Name) {
		return
	}
	t.nodes(n.Children)
	t.b.WriteString("</" + n.Name + ">")
}

// other writes what of an element of QTI is a part of the text, and keeps what is not.
func (t *qtiText) other(n *xmlNode) {
	switch n.Name {
	case "prompt", "stylesheet":
	case "rubricBlock":
		t.rubric(n)
	case "feedbackBlock", "feedbackInline", "modalFeedback":
		t.feedback = append(t.feedback, qtiFeedback{n.attr("identifier"), n.attr("showHide") == "hide", t.allowed(t.file, n), n.Pos})
	case "templateBlock", "templateInline", "contentBody", "simpleChoice", "simpleAssociableChoice":
		t.nodes(n.Children)
	case "object":
		if strings.HasPrefix(n.attr("type"), "image/") {
			t.b.WriteString(`<img src="` + escapeXML(within(t.file, n.attr("data"))) + `" alt="` + escapeXML(strings.TrimSpace(n.text())) + `">`)
			return
		}
		t.lose(n)
	default:
		t.lose(n)
	}
}

// lose reports an element that the text cannot hold, and keeps its words.
func (t *qtiText) lose(n *xmlNode) {
	t.b.WriteString(escapeXML(n.text()))
	if !slices.Contains(t.lost, n.Name) {
		t.lost = append(t.lost, n.Name)
		what := n.Name
		if file := n.attr("data"); file != "" {
			what += " " + path.Base(file)
		}
		t.Warn(n.Pos, "Read the question, and write in words what it needs.", "the element <%s> is left out, and its words are kept", what)
	}
}

// rubric keeps instructions: those for learners are a part of the text, or the hint, and others are for the trainer.
func (t *qtiText) rubric(n *xmlNode) {
	view := strings.Fields(n.attr("view"))
	switch {
	case n.attr("class") == qtiHint:
		t.hint = append(t.hint, t.allowed(t.file, n)...)
	case len(view) == 0 || slices.Contains(view, "candidate"):
		t.nodes(n.Children)
	default:
		t.trainer = append(t.trainer, t.allowed(t.file, n)...)
	}
}
