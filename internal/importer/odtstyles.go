package importer

import (
	"slices"
	"strconv"
	"strings"
)

// odtLook is how words look, as far as it matters. What a style does not say is unset, and is that of what it is in.
type odtLook struct {
	bold, italic, struck, hidden, marked odtSays
	rise                                 odtRise
}

type odtSays int8

const (
	odtUnset odtSays = iota
	odtYes
	odtNo
)

type odtRise int8

const (
	odtRiseUnset odtRise = iota
	odtOnLine
	odtAbove
	odtBelow
)

// with is the look of words in an element that says more of it.
func (l odtLook) with(inner odtLook) odtLook {
	says := func(outer, inner odtSays) odtSays {
		if inner == odtUnset {
			return outer
		}
		return inner
	}
	l.bold, l.italic, l.struck = says(l.bold, inner.bold), says(l.italic, inner.italic), says(l.struck, inner.struck)
	l.hidden, l.marked = says(l.hidden, inner.hidden), says(l.marked, inner.marked)
	if inner.rise != odtRiseUnset {
		l.rise = inner.rise
	}
	return l
}

// odtStyle is a style of paragraphs or of words (part 3, section 16.2).
type odtStyle struct {
	parent string
	look   odtLook
}

// odtListLevel is a level of a list style (part 3, sections 16.31 to 16.35).
type odtListLevel struct {
	ordered, letters bool
	first            int
}

// odtStyles are the styles of a document: those with a name, and those that were made of what somebody formatted by hand.
type odtStyles struct {
	paragraphs, words map[string]odtStyle
	lists             map[string]map[int]odtListLevel
}

func newODTStyles() odtStyles {
	return odtStyles{map[string]odtStyle{}, map[string]odtStyle{}, map[string]map[int]odtListLevel{}}
}

const odtMostParents = 30 // a style has fewer, unless they go in a circle

// names lists the names of a style and of those that it is made of.
func names(styles map[string]odtStyle, name string) []string {
	var names []string
	for name != "" && len(names) < odtMostParents {
		names = append(names, name)
		name = styles[name].parent
	}
	return names
}

// look is how words of a style look.
func (s odtStyles) look(styles map[string]odtStyle, name string) odtLook {
	var look odtLook
	for _, name := range names(styles, name) {
		look = styles[name].look.with(look)
	}
	return look
}

// readStyles reads styles.xml: the styles with names, and the headers and footers of pages.
func (o *odt) readStyles() {
	var headers []string
	o.within(func(e odtElement) bool {
		switch e.name {
		case "office:styles", "office:automatic-styles":
			o.automaticStyles()
			return true
		case "style:header", "style:footer", "style:header-left", "style:footer-left", "style:header-first", "style:footer-first":
			if words := o.words(); words != "" && !slices.Contains(headers, words) {
				headers = append(headers, words)
				o.note("header", words)
			}
			return true
		}
		return false
	})
}

// automaticStyles reads the styles in an element.
func (o *odt) automaticStyles() {
	o.each(func(e odtElement) {
		switch e.name {
		case "style:style":
			o.style(e)
		case "text:list-style":
			o.listStyle(e.get("style:name"))
		default:
			o.skip()
		}
	}, func(string) {})
}

func (o *odt) style(e odtElement) {
	style := odtStyle{parent: e.get("style:parent-style-name")}
	family := e.get("style:family")
	o.each(func(e odtElement) {
		if e.name == "style:text-properties" {
			style.look = odtLookOf(e)
		}
		o.skip()
	}, func(string) {})
	switch family {
	case "paragraph":
		style.look.marked = odtUnset // a paragraph in a colour of its own has nothing that stands out
		o.styles.paragraphs[e.get("style:name")] = style
	case "text":
		o.styles.words[e.get("style:name")] = style
	}
}

// odtLookOf reads what matters of how words look (part 3, section 16.29.28).
func odtLookOf(e odtElement) odtLook {
	says := func(value string, yes bool) odtSays {
		switch {
		case value == "":
			return odtUnset
		case yes:
			return odtYes
		}
		return odtNo
	}
	var l odtLook
	weight := e.get("fo:font-weight")
	n, _ := strconv.Atoi(weight)
	l.bold = says(weight, weight == "bold" || n >= 600)
	slant := e.get("fo:font-style")
	l.italic = says(slant, slant == "italic" || slant == "oblique")
	line := e.get("style:text-line-through-style") + e.get("style:text-line-through-type")
	l.struck = says(line, !strings.HasPrefix(line, "none"))
	display := e.get("text:display")
	l.hidden = says(display, display == "none")
	under, paper, colour := e.get("style:text-underline-style"), e.get("fo:background-color"), strings.Trim(e.get("fo:color"), "#0")
	l.marked = says(under+paper+e.get("fo:color"), under != "" && under != "none" || paper != "" && paper != "transparent" || colour != "")
	position := e.get("style:text-position")
	percent, _ := strconv.ParseFloat(strings.TrimSuffix(strings.Split(position+" ", " ")[0], "%"), 64)
	switch {
	case strings.HasPrefix(position, "super") || percent > 0:
		l.rise = odtAbove
	case strings.HasPrefix(position, "sub") || percent < 0:
		l.rise = odtBelow
	case position != "":
		l.rise = odtOnLine
	}
	return l
}

// listStyle reads the levels of a list.
func (o *odt) listStyle(name string) {
	levels := map[int]odtListLevel{}
	o.each(func(e odtElement) {
		if e.name == "text:list-level-style-number" {
			format := e.get("style:num-format")
			levels[e.number("text:level", 1, 10, 1)] = odtListLevel{ordered: format != "", letters: format != "" && format != "1", first: e.number("text:start-value", 0, 1_000_000, 1)}
		}
		o.skip()
	}, func(string) {})
	o.styles.lists[name] = levels
}
