package docx

import (
	"fmt"
	"strings"
)

// Indent is how far a paragraph is set in for each list around it, in twentieths of a point.
const Indent = 567

// MaxLevels is how deep lists can be in one another (ECMA-376, 17.9.6).
const MaxLevels = 9

// Numbers are those of a list: how deep it is in others, and its first number.
type Numbers struct{ Level, Start int }

// Numbering is the part word/numbering.xml: the lists with dots, whose number is 1, and each numbered list, from number 2 on, which
// starts at its own first number. It describes as many levels as are asked for.
func Numbering(lists []Numbers, depth int) string {
	levels := func(id int, format string, text func(level int) string) string {
		s := fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d">`, id)
		for level := range depth {
			s += fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:pPr><w:ind w:left="%d" w:hanging="%d"/></w:pPr></w:lvl>`,
				level, format, text(level), Indent*(level+1), Indent)
		}
		return s + `</w:abstractNum>`
	}
	var b strings.Builder
	b.WriteString(Head + `<w:numbering ` + Space + `>` + levels(0, "bullet", func(level int) string { return []string{"•", "◦", "▪"}[level%3] }) +
		levels(1, "decimal", func(level int) string { return fmt.Sprintf("%%%d.", level+1) }) + `<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	for i, n := range lists {
		fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride></w:num>`, i+2, n.Level, n.Start)
	}
	return b.String() + `</w:numbering>`
}
