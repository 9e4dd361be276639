package importer

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parseQuery is a value of the query of an address that begins with another; "" for any other address.
func parseQuery(href, begins, key string) string {
	if !strings.HasPrefix(href, begins+"?") {
		return ""
	}
	u, err := url.Parse(href)
	if err != nil {
		return ""
	}
	return u.Query().Get(key)
}

// notesOf finds footnotes and comments: a link to a place that has a link back. Those of Google Docs and of Word have names for them, and so has
// whatever has a role (https://www.w3.org/TR/dpub-aria-1.1/#doc-noteref).
func (h *htmlReader) notesOf(main *html.Node) {
	done := map[*html.Node]string{}
	for _, link := range slices.Collect(main.Descendants()) {
		name, ok := strings.CutPrefix(hrefOf(link), "#")
		if link.DataAtom != atom.A || !ok || name == "" || link.Parent == nil {
			continue
		}
		target := h.byID[name]
		if target == nil || target == link || !isReference(link, name) {
			continue
		}
		note := noteOf(target)
		back := h.backTo(link, note)
		if note == nil || back == nil || contains(note, link) {
			continue
		}
		ref := link
		if ref.Parent.DataAtom == atom.Sup {
			ref = ref.Parent
		}
		if isComment(name) {
			remove(back)
			h.leave("comment", note)
			remove(note)
			remove(ref)
			continue
		}
		id := done[note]
		if id == "" {
			id = "n" + strconv.Itoa(len(done)+1)
			done[note] = id
			h.takeNote(note, back, id)
		}
		ref.Parent.InsertBefore(newNode("sup", html.Attribute{Key: "data-note", Val: id}), ref)
		remove(ref)
	}
}

// isReference says whether a link can be the number of a footnote: a short one that is above the line or between brackets, or that says so.
func isReference(link *html.Node, name string) bool {
	words := strings.Trim(oneLine(textIn(link)), "[]()")
	role, _ := attributeOf(link, "role")
	_, word := attributeOf(link, "epub:type")
	number := len(words) <= 4 && words != ""
	return role == "doc-noteref" || word || number && (link.Parent.DataAtom == atom.Sup || first(link, atom.Sup) != nil || isComment(name) ||
		slices.ContainsFunc([]string{"ftnt", "_ftn", "_edn", "sdfootnote", "sdendnote", "fn", "footnote", "note"}, func(start string) bool { return strings.HasPrefix(name, start) }))
}

func isComment(name string) bool {
	return strings.HasPrefix(name, "cmnt") || strings.HasPrefix(name, "_msocom")
}

// noteOf is the element that holds all of a footnote.
func noteOf(target *html.Node) *html.Node {
	for n := target; n != nil; n = n.Parent {
		switch n.DataAtom {
		case atom.Li, atom.Aside, atom.Dd:
			return n
		case atom.P:
			if div := n.Parent; div != nil && div.DataAtom == atom.Div && strings.HasPrefix(oneLine(textIn(div)), oneLine(textIn(n))) && len(slices.Collect(div.Descendants())) < 200 {
				return div // Google Docs, Word and LibreOffice have one for each
			}
			return n
		case atom.Div:
			return n
		case atom.Body, atom.Main:
			return nil
		}
	}
	return nil
}

// backTo is the link in a footnote that leads back to what refers to it.
func (h *htmlReader) backTo(link, note *html.Node) *html.Node {
	if note == nil {
		return nil
	}
	for n := range note.Descendants() {
		if name, ok := strings.CutPrefix(hrefOf(n), "#"); ok && n.DataAtom == atom.A {
			if to := h.byID[name]; to != nil && (to == link || contains(to, link) || contains(link, to)) {
				return n
			}
		}
	}
	return nil
}

func contains(n, within *html.Node) bool {
	for up := within; up != nil; up = up.Parent {
		if up == n {
			return true
		}
	}
	return false
}

// takeNote takes a footnote out of the page, without its number.
func (h *htmlReader) takeNote(note, back *html.Node, id string) {
	if words := oneLine(textIn(back)); back.Parent.DataAtom == atom.Sup && oneLine(textIn(back.Parent)) == words {
		back = back.Parent
	}
	remove(back)
	remove(note)
	item := newNode("li", html.Attribute{Key: "id", Val: id})
	if note.DataAtom == atom.P {
		item.AppendChild(note)
	} else {
		for c := note.FirstChild; c != nil; c = note.FirstChild {
			note.RemoveChild(c)
			item.AppendChild(c)
		}
	}
	h.notes = append(h.notes, item)
}
