package importer

import (
	"slices"
	"strconv"
	"strings"

	"handrail/internal/foreign"
)

// docxStyle is a style of a document (ECMA-376 part 1, section 17.7).
type docxStyle struct {
	name  string // in English for the styles that Word has by itself, in lowercase; its identifier is in the language of the program
	base  string
	par   parLook
	run   runLook
	look  *runLook // run, with what it is based on
	heads bool     // it is one of tables, and their first row looks different
}

// parLook are the properties of a paragraph that matter: its own, or those of a style.
type parLook struct {
	style           string
	outline         int // 1 to 9 for the level of a heading, 10 for none; 0 when it does not say
	list            string
	level           int
	hasList         bool
	left, hanging   int // its indent, in twentieths of a point
	hasLeft, bottom bool
	markGone        bool // the end of the paragraph was deleted while changes were tracked
}

// looks are the properties of words that matter, each a bit.
type looks uint16

const (
	lookBold looks = 1 << iota
	lookItalic
	lookStruck
	lookHidden
	lookRaised
	lookLowered
	lookCode   // by its style
	lookMono   // by its font
	lookMarked // underlined, coloured or highlighted
	lookSymbol // in a font of symbols

	// lookToggles are the properties that a style turns round, where the style of the paragraph has them too (section 17.7.3).
	lookToggles = lookBold | lookItalic | lookStruck | lookHidden
)

// runLook says which properties are set, and which of these are on.
type runLook struct {
	set, on looks
	style   string
	font    string // of symbols
}

func (l *runLook) put(bit looks, on bool) {
	l.set |= bit
	if l.on &^= bit; on {
		l.on |= bit
	}
}

// over gives the look of something with l that is in something else.
func (l runLook) over(below runLook) runLook {
	below.on = below.on&^l.set | l.on
	below.set |= l.set
	if l.font != "" {
		below.font = l.font
	}
	return below
}

func (d *docx) readStyles(file string) *foreign.Fault {
	p, fault := d.open(file)
	if fault != nil {
		return fault
	}
	p.children(func(element) {
		p.children(func(e element) {
			switch e.name {
			case "w:docDefaults":
				p.children(func(e element) {
					if e.name == "w:rPrDefault" {
						p.children(func(element) { d.defaults = p.runProperties() })
					}
				})
			case "w:style":
				d.styles[e.attr("styleId")] = p.readStyle()
			}
		})
	})
	return p.end()
}

func (p *docxPart) readStyle() *docxStyle {
	s := &docxStyle{}
	p.children(func(e element) {
		switch e.name {
		case "w:name":
			s.name = strings.ToLower(e.attr("val"))
		case "w:basedOn":
			s.base = e.attr("val")
		case "w:pPr":
			s.par = p.paragraphProperties()
		case "w:rPr":
			s.run = p.runProperties()
		case "w:tblStylePr":
			s.heads = s.heads || e.attr("type") == "firstRow"
		}
	})
	if isCodeName(s.name) {
		s.run.put(lookCode, true)
	}
	return s
}

// isCodeName knows the styles for program text by their names: those of Word ("HTML Code"), of LibreOffice ("Source Text") and of pandoc ("Verbatim Char").
func isCodeName(name string) bool {
	return slices.Contains([]string{"html code", "html keyboard", "html sample", "html typewriter", "html preformatted", "preformatted text", "source text", "source code",
		"verbatim char", "code", "code char", "inline code", "code block", "teletype", "user entry"}, name)
}

// chain lists a style and those that it is based on, itself first.
func (d *docx) chain(id string) []*docxStyle {
	var list []*docxStyle
	for s := d.styles[id]; s != nil && !slices.Contains(list, s); s = d.styles[s.base] {
		list = append(list, s)
	}
	return list
}

// styleLook is how words look by a style alone.
func (d *docx) styleLook(id string) runLook {
	s := d.styles[id]
	if s == nil {
		return runLook{}
	}
	if s.look == nil {
		s.look = &runLook{}
		for _, s2 := range slices.Backward(d.chain(id)) {
			*s.look = s2.run.over(*s.look)
		}
	}
	return *s.look
}

// look is how words look in a paragraph of a style (section 17.7.2).
func (d *docx) look(paragraph string, own runLook) (looks, string) {
	par, char := d.styleLook(paragraph), d.styleLook(own.style)
	par.on &^= lookMarked | lookCode | lookMono // these say something of words only where the words around them do not have them
	both := char.over(par)
	both.on = both.on&^lookToggles | (par.on^char.on)&lookToggles
	both.on |= d.defaults.on &^ both.set
	all := own.over(both)
	return all.on, all.font
}

// paragraphProperties reads w:pPr.
func (p *docxPart) paragraphProperties() parLook {
	var l parLook
	p.children(func(e element) {
		switch e.name {
		case "w:pStyle":
			l.style = e.attr("val")
		case "w:outlineLvl":
			if n, err := strconv.Atoi(e.attr("val")); err == nil && n >= 0 {
				l.outline = min(n, 9) + 1
			}
		case "w:numPr":
			p.children(func(e element) {
				switch e.name {
				case "w:ilvl":
					l.level, _ = strconv.Atoi(e.attr("val"))
					l.level = min(max(l.level, 0), 8)
				case "w:numId":
					l.list, l.hasList = e.attr("val"), true
				}
			})
		case "w:ind":
			l.indent(e)
		case "w:pBdr":
			p.children(func(e element) {
				l.bottom = l.bottom || (e.name == "w:bottom" || e.name == "w:top") && e.attr("val") != "none" && e.attr("val") != "nil"
			})
		case "w:rPr":
			p.children(func(e element) {
				l.markGone = l.markGone || e.name == "w:del" || e.name == "w:moveFrom"
			})
		}
	})
	return l
}

func (l *parLook) indent(e element) {
	for _, name := range []string{"left", "start"} { // "start" is the strict name
		if n, err := strconv.ParseFloat(strings.TrimSuffix(e.attr(name), "pt"), 64); err == nil && n > -1e6 && n < 1e6 {
			l.left, l.hasLeft = int(n), true
		}
	}
	if n, err := strconv.Atoi(e.attr("hanging")); err == nil {
		l.hanging = n
	}
}

// runProperties reads w:rPr.
func (p *docxPart) runProperties() runLook {
	var l runLook
	p.children(func(e element) {
		switch val := e.attr("val"); e.name {
		case "w:rStyle":
			l.style = val
		case "w:b":
			l.put(lookBold, e.isOn())
		case "w:i":
			l.put(lookItalic, e.isOn())
		case "w:strike", "w:dstrike":
			l.put(lookStruck, e.isOn())
		case "w:vanish":
			l.put(lookHidden, e.isOn())
		case "w:vertAlign":
			l.put(lookRaised, val == "superscript")
			l.put(lookLowered, val == "subscript")
		case "w:position": // LibreOffice writes it in place of w:vertAlign where the size of what is raised is not the usual one
			l.put(lookRaised, val != "0" && !strings.HasPrefix(val, "-"))
			l.put(lookLowered, strings.HasPrefix(val, "-"))
		case "w:u", "w:highlight":
			if val != "none" {
				l.put(lookMarked, true)
			}
		case "w:color":
			if isColourful(val) {
				l.put(lookMarked, true)
			}
		case "w:rFonts":
			l.fonts(e)
		}
	})
	return l
}

func (l *runLook) fonts(e element) {
	font := e.attr("ascii")
	if font == "" {
		font = e.attr("hAnsi")
	}
	switch {
	case font == "":
	case isSymbolFont(font):
		l.put(lookSymbol, true)
		l.font = font
	default:
		l.put(lookSymbol, false)
		l.put(lookMono, slices.Contains([]string{"courier new", "courier", "consolas", "menlo", "monaco", "lucida console", "liberation mono", "dejavu sans mono", "source code pro", "roboto mono", "cascadia code", "cascadia mono"}, strings.ToLower(font)))
	}
}

// isColourful says whether a colour is one that words are given to be seen: not a shade of grey, and not what the program chooses.
func isColourful(hex string) bool {
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		return false
	}
	r, g, b := int(n>>16), int(n>>8&0xff), int(n&0xff)
	return max(r, g, b)-min(r, g, b) >= 0x60
}

// role is what a paragraph is for, as its style says.
type role int

const (
	plainRole role = iota
	headingRole
	titleRole
	subtitleRole
	captionRole
	quoteRole
	codeRole
	contentsRole
)

// role gives what a paragraph is for, and for a heading its level: by the names of its styles, which are the same in every language of Word, and by
// its level in the outline (section 17.3.1.20).
func (d *docx) role(l parLook) (role, int) {
	if l.outline > 0 && l.outline <= 9 {
		return headingRole, min(l.outline, 6)
	}
	for i, s := range d.chain(l.style) {
		name := s.name
		number, numbered := strings.CutPrefix(name, "heading ")
		level, err := strconv.Atoi(number)
		switch {
		case name == "title":
			return titleRole, 0
		case name == "subtitle":
			return subtitleRole, 0
		case name == "caption":
			return captionRole, 0
		case slices.Contains([]string{"quote", "intense quote", "block text", "quotations"}, name):
			return quoteRole, 0
		case slices.Contains([]string{"html preformatted", "preformatted text", "source code", "code block"}, name):
			return codeRole, 0
		case name == "toc heading" || name == "table of figures" || strings.HasPrefix(name, "toc ") && i == 0 || strings.HasPrefix(name, "contents "):
			return contentsRole, 0
		case l.outline == 10:
		case numbered && err == nil && level >= 1 && level <= 9:
			return headingRole, min(level, 6)
		case s.par.outline > 0 && s.par.outline <= 9:
			return headingRole, min(s.par.outline, 6)
		case s.par.outline == 10:
			l.outline = 10
		case name == "heading" && i == 0:
			return headingRole, 1
		}
	}
	return plainRole, 0
}
