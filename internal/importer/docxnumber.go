package importer

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"handrail/internal/foreign"
)

// docxNumbering is how the lists of a document are numbered (ECMA-376 part 1, section 17.9).
type docxNumbering struct {
	abstract map[string]*docxAbstract
	lists    map[string]*docxList
}

// docxAbstract is a definition that several lists share.
type docxAbstract struct {
	levels [9]docxLevel
	style  string // the style that has the definition in its place
}

type docxLevel struct {
	known         bool
	format, text  string
	start         int
	style         string // the style of paragraphs at this level
	left, hanging int
	font          string
}

// docxList is a list: a definition, and where it differs from that.
type docxList struct {
	abstract string
	starts   map[int]int // by level
	levels   map[int]docxLevel
	begun    bool
}

func (d *docx) readNumbering(file string) *foreign.Fault {
	d.numbering = docxNumbering{map[string]*docxAbstract{}, map[string]*docxList{}}
	p, fault := d.open(file)
	if fault != nil {
		return fault
	}
	p.children(func(element) {
		p.children(func(e element) {
			switch e.name {
			case "w:abstractNum":
				a := &docxAbstract{}
				d.numbering.abstract[e.attr("abstractNumId")] = a
				p.children(func(e element) {
					switch e.name {
					case "w:numStyleLink":
						a.style = e.attr("val")
					case "w:lvl":
						if n, ok := levelOf(e); ok {
							a.levels[n] = p.readLevel()
						}
					}
				})
			case "w:num":
				d.numbering.lists[e.attr("numId")] = p.readList()
			}
		})
	})
	return p.end()
}

func levelOf(e element) (int, bool) {
	n, err := strconv.Atoi(e.attr("ilvl"))
	return n, err == nil && n >= 0 && n < 9
}

func (p *docxPart) readLevel() docxLevel {
	l := docxLevel{known: true, start: 1, format: "decimal"}
	p.children(func(e element) {
		switch val := e.attr("val"); e.name {
		case "w:start":
			l.start = startOf(val)
		case "w:numFmt":
			l.format = val
		case "w:lvlText":
			l.text = val
		case "w:pStyle":
			l.style = val
		case "w:pPr":
			look := p.paragraphProperties()
			l.left, l.hanging = look.left, look.hanging
		case "w:rPr":
			l.font = p.runProperties().font
		}
	})
	return l
}

func startOf(val string) int {
	n, err := strconv.Atoi(val)
	if err != nil || n < 0 || n > 1_000_000 {
		return 1
	}
	return n
}

func (p *docxPart) readList() *docxList {
	list := &docxList{starts: map[int]int{}, levels: map[int]docxLevel{}}
	p.children(func(e element) {
		switch e.name {
		case "w:abstractNumId":
			list.abstract = e.attr("val")
		case "w:lvlOverride":
			n, ok := levelOf(e)
			if !ok {
				return
			}
			p.children(func(e element) {
				switch e.name {
				case "w:startOverride":
					list.starts[n] = startOf(e.attr("val"))
				case "w:lvl":
					list.levels[n] = p.readLevel()
				}
			})
		}
	})
	return list
}

// docxListItem is the place of a paragraph in a list.
type docxListItem struct {
	key     string // of the list
	level   int
	left    int // its indent
	ordered bool
	number  int
	kind    string // "bullet", "box" for a box to tick, or the format of its number
	words   string // that Word writes beside the number
}

// definition finds the definition of a list: its own, or that of a style that it names (section 17.9.21).
func (d *docx) definition(list *docxList) *docxAbstract {
	for range 10 {
		a := d.numbering.abstract[list.abstract]
		if a == nil || a.style == "" {
			return a
		}
		next := d.numbering.lists[d.styleList(a.style).list]
		if next == nil {
			return a
		}
		list = next
	}
	return nil
}

// styleList is the list that a style says paragraphs are in.
func (d *docx) styleList(style string) parLook {
	for _, s := range d.chain(style) {
		if s.par.hasList {
			return s.par
		}
	}
	return parLook{}
}

// listItem says where in a list a paragraph is, and counts it; nil when it is in none.
func (d *docx) listItem(l parLook) *docxListItem {
	own := l
	if !l.hasList {
		l.list, l.level = d.styleList(l.style).list, d.styleList(l.style).level
	}
	list := d.numbering.lists[l.list]
	if list == nil || l.list == "0" {
		return nil
	}
	a := d.definition(list)
	if a == nil {
		return nil
	}
	if !own.hasList { // the level is the one that names the style
		if n := slices.IndexFunc(a.levels[:], func(level docxLevel) bool { return level.style != "" && level.style == l.style }); n >= 0 {
			l.level = n
		}
	}
	level := a.levels[l.level]
	if other, ok := list.levels[l.level]; ok {
		level = other
	}
	item := &docxListItem{key: list.abstract, level: l.level, left: level.left, kind: level.format}
	if own.hasLeft {
		item.left = own.left
	} else if item.left == 0 {
		item.left = 360 * (l.level + 1)
	}
	item.number = d.count(l.list, list, a, l.level)
	if level.format == "none" && strings.TrimSpace(level.text) == "" || !level.known {
		return nil
	}
	item.words = numberWords(level.text)
	if item.ordered = level.format != "bullet" && level.format != "none"; !item.ordered {
		item.kind = "bullet"
		for _, r := range level.text {
			if c, _ := symbolOf(level.font, r); strings.Contains("☐□❑❏", c) {
				item.kind = "box"
			}
		}
	}
	return item
}

// count gives the number of the next paragraph at a level of a list. Lists of one definition go on from one another, unless they say where they start.
func (d *docx) count(key string, list *docxList, a *docxAbstract, level int) int {
	at := d.counters[list.abstract]
	if at == nil {
		at = slices.Repeat([]int{-1}, 9)
		d.counters[list.abstract] = at
	}
	if !list.begun {
		list.begun = true
		for n, start := range list.starts {
			at[n] = start - 1
		}
	}
	for n := 0; n <= level; n++ {
		if at[n] >= 0 {
			continue
		}
		at[n] = a.levels[n].start
		if start, ok := list.starts[n]; ok {
			at[n] = start
		}
		if n == level {
			at[n]--
		}
	}
	at[level]++
	for n := level + 1; n < len(at); n++ {
		at[n] = -1
	}
	return at[level]
}

// numberWords are the words that a list has beside its numbers, as in "Step 1:".
func numberWords(text string) string {
	for n := range 9 {
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(n+1), " ")
	}
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }), " ")
}
