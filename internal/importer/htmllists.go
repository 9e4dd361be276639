package importer

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"handrail/internal/pattern"
)

// lists puts the items of lists into one another where a program has written their levels in another way.
func (h *htmlReader) lists(main *html.Node) {
	for _, n := range append(slices.Collect(main.Descendants()), main) {
		if n.Type == html.ElementNode {
			h.typedItems(n)
			nestGoogle(n)
		}
	}
}

// googleList finds the level of a list of Google Docs.
var googleList = pattern.New(`\blst-[a-z]+_[\w-]*-([0-8])\b`)

func googleLevel(n *html.Node) int {
	if n == nil || n.DataAtom != atom.Ul && n.DataAtom != atom.Ol {
		return -1
	}
	class, _ := attributeOf(n, "class")
	found := googleList().FindStringSubmatch(class)
	if found == nil {
		return -1
	}
	level, _ := strconv.Atoi(found[1])
	return level
}

// nestGoogle puts lists of a deeper level, which Google Docs writes beside those that they are in, into the last item of these.
func nestGoogle(parent *html.Node) {
	var open []*html.Node // the lists that can go on, by level
	for c := parent.FirstChild; c != nil; {
		next := c.NextSibling
		level := googleLevel(c)
		switch {
		case level < 0 && (c.Type == html.ElementNode || strings.TrimSpace(c.Data) != ""):
			open = nil
		case level >= 0:
			if len(open) > level {
				open = open[:level+1]
				class, _ := attributeOf(c, "class")
				if into := open[level]; into.DataAtom == c.DataAtom && !slices.Contains(strings.Fields(class), "start") {
					for item := c.FirstChild; item != nil; item = c.FirstChild {
						c.RemoveChild(item)
						into.AppendChild(item)
					}
					remove(c)
					break
				}
				open = open[:level]
			}
			if len(open) > 0 && level > 0 {
				if item := lastItem(open[len(open)-1]); item != nil {
					remove(c)
					item.AppendChild(c)
				}
			}
			for len(open) < level && len(open) > 0 {
				open = append(open, open[len(open)-1])
			}
			open = append(open, c)
		}
		c = next
	}
}

func lastItem(list *html.Node) *html.Node {
	for n := list.LastChild; n != nil; n = n.PrevSibling {
		if n.DataAtom == atom.Li {
			return n
		}
	}
	return nil
}

var (
	wordLevel  = pattern.New(`mso-list:[^;]*\blevel([1-9])`)
	typedPoint = pattern.New(`^\s*(?:([·•▪▫‣◦●○■–—o§-])|\(?([0-9]{1,3}|[a-zA-Z]{1,4})[.)])[\s\x{00a0}]+`)
)

// typedItems makes lists of the paragraphs of Word whose numbers and bullets are typed into them.
func (h *htmlReader) typedItems(parent *html.Node) {
	var lists []*html.Node // that are open, by level
	for c := parent.FirstChild; c != nil; {
		next := c.NextSibling
		level, ordered, first, isItem := wordItem(c)
		switch {
		case isItem:
			name := "ul"
			if ordered {
				name = "ol"
			}
			for len(lists) > level {
				lists = lists[:len(lists)-1]
			}
			if len(lists) > 0 && len(lists) == level && lists[level-1].Data != name {
				lists = lists[:level-1]
			}
			for len(lists) < level {
				list := newNode(name)
				if ordered && first != 1 {
					list.Attr = []html.Attribute{{Key: "start", Val: strconv.Itoa(first)}}
				}
				if len(lists) == 0 {
					parent.InsertBefore(list, c)
				} else {
					into := lists[len(lists)-1]
					item := lastItem(into)
					if item == nil {
						item = newNode("li")
						into.AppendChild(item)
					}
					item.AppendChild(list)
				}
				lists = append(lists, list)
			}
			parent.RemoveChild(c)
			c.Data, c.DataAtom = "li", atom.Li
			lists[level-1].AppendChild(c)
		case c.Type == html.ElementNode || strings.TrimSpace(c.Data) != "":
			lists = nil
		}
		c = next
	}
}

// wordItem says whether a paragraph is an item of a list of Word, and takes its number or bullet away.
func wordItem(n *html.Node) (level int, ordered bool, number int, is bool) {
	class, _ := attributeOf(n, "class")
	style, _ := attributeOf(n, "style")
	found := wordLevel().FindStringSubmatch(style)
	if n.DataAtom != atom.P || found == nil && !strings.HasPrefix(class, "MsoListParagraph") {
		return 0, false, 0, false
	}
	level = 1
	if found != nil {
		level, _ = strconv.Atoi(found[1])
	}
	words := textIn(n)
	point := typedPoint().FindStringSubmatch(words)
	if point == nil {
		return 0, false, 0, false
	}
	cut := len(point[0])
	for _, d := range slices.Collect(n.Descendants()) {
		if d.Type == html.TextNode && cut > 0 {
			taken := min(cut, len(d.Data))
			d.Data, cut = d.Data[taken:], cut-taken
		}
	}
	ordered = point[2] != ""
	if number, _ = strconv.Atoi(point[2]); number == 0 {
		number = 1
	}
	return level, ordered, number, true
}
