// Package markdown turns the text of a page into a [Doc]: its HTML, and everything in it that other parts of Handrail
// ask about (headings, links, images, rules).
//
// A page's HTML depends on where it is shown: a link is written differently on the page and in the handbook. So the
// HTML of a Doc has holes, which [Doc.WriteHTML] fills for the [Place] where it is used, and the tree that goldmark made can
// be let go as soon as the page has been read.
package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"handrail/internal/language"
	"handrail/internal/source"
)

// Doc is one file's text, parsed: what others ask of it, and in its Text what is shown.
type Doc struct {
	Anchors []string // identifiers of the headings
	Aliases []Alias  // other names of the headings
	Dests   []string // where the links lead, as they are written
	Images  []Image
	Rules   []*Rule // those of Text.Blocks, in the order of the page
	Updates []*Update
	Terms   Terms
	Words   int     // of running text
	Age     float64 // in years, at which a reader can be expected to follow it; 0 where the language has no measure of it

	Language *language.Language `cache:"-"` // in which the text is read

	// The rest is large. The site lets it go when the page has been read: the Text it reads again when it is shown.
	*Text   `cache:"-"`
	*Parsed `cache:"-"`
}

// Parsed is what is needed of a Doc only while its page is read.
type Parsed struct {
	File      *source.File
	Sentences []Sentence
	Dropped   []source.Pos // raw HTML, which is not shown
	Leftovers []Leftover   // where what readers get is not what was typed
	Whens     []When       // parts that can be left out, which only a statement has
	Title     string       // the heading of level 1 that is the page's title, and is no longer in the text; "" when there is none
	Marks     [][2]int     // where {{#when NAME}} and {{/when}} begin and end in the file, in bytes
	Root      ast.Node     // the tree, for the packages that give headings and lists a meaning of their own

	render func(*output, ast.Node)
	title  *ast.Heading // that Title was taken from
	lost   []lostNote
	unseen []int // where in the text what nobody sees starts within a block: comments, definitions, links in the words of an image
}

// Text is the HTML of a Doc, and what fills its holes.
type Text struct {
	Body     HTML
	Contents []byte // the headings of levels 2 and 3 as items of a list, HTML without holes; nil when they are few
	Blocks   []Block
	Headings []Heading
	Links    []Link
	Fields   []Field
	Refs     []NoteRef // what refers to footnotes
}

// Urgent says whether the page has an :::urgent block before any update.
func (d *Doc) Urgent() bool { return len(d.Updates) > 0 && d.Updates[0].Urgent }

// SetPath gives every place in the Doc the path of its file, which what is kept of a Doc leaves out.
func (d *Doc) SetPath(path string) {
	for i := range d.Images {
		d.Images[i].Pos.File = path
	}
	for _, r := range d.Rules {
		r.Pos.File = path
	}
	for _, u := range d.Updates {
		u.Pos.File = path
	}
}

// SetPath gives every place in the Text the path of its file.
func (t *Text) SetPath(path string) {
	for i := range t.Headings {
		t.Headings[i].Pos.File = path
	}
	for i := range t.Links {
		t.Links[i].Pos.File = path
	}
	for i := range t.Refs {
		t.Refs[i].Pos.File = path
	}
}

// Heading is a heading of levels 1 to 6.
type Heading struct {
	Level int
	ID    string
	Own   bool   // the identifier was written by the editor, not made of the words
	Title string // plain text
	Pos   source.Pos
	Attrs Attrs
}

// Link is a link as it is written: a relative file path, "link:NAME", or an address.
type Link struct {
	Dest    string
	Text    string // plain text
	Alone   bool   // nothing else is in its paragraph or list item, so it is a target of its own
	Address bool   // its words are the address itself
	Pos     source.Pos
}

// Block is a ::: block. A do block with the dont block that follows it is one Block of kind "pair".
type Block struct {
	Kind   string
	Rule   int  // its number in Doc.Rules, from 1; 0 when the block is no rule
	Update int  // its number in Doc.Updates, from 1; 0 when the block is no update
	Body   HTML // what it holds; of a pair, what to do
	Other  HTML // of a pair, what not to do
	Pos    source.Pos
}

// Field is a field in double braces, such as {{group}}.
type Field struct {
	Name       string
	When       string // the field that the part around it depends on; "" for none
	Start, End int    // of its braces in the file, in bytes
	Pos        source.Pos
}

// Rule is one thing that the guidance asks for.
type Rule struct {
	ID      string
	Kind    RuleKind
	Text    HTML   // the rule itself, inline
	Plain   string // the same, without markup
	Why     HTML   // the reason, as blocks
	Applies Condition
	Repeat  string // one of Repeats
	Changed source.Date
	Was     string   // its words before Changed, without markup; "" when nobody says
	Do      string   // how a checklist says it; "" for the rule's own words
	SkipIf  string   // when a checklist's item may be left out, in words that go on after "if"
	Minutes int      // how long it takes to do; 0 when nobody says
	Sources []string // names in sources.yaml, the main one first
	Words   string   // one of Strengths: how the organisation's own words put it; "" when nobody says
	Pos     source.Pos
}

// Strengths lists how an organisation's own words can put a rule: as a must, as a should, or as a plain instruction.
func Strengths() []string { return []string{"must", "should", "instruction"} }

// Update is a block that says what has changed or been added since the guidance was written, or what to do in danger.
type Update struct {
	Urgent  bool         // it says what to do in danger
	ID      string       // by which a question can name it; "" when none can
	Plain   string       // its first paragraph, without markup
	Sources []string     // names in sources.yaml, the main one first
	Checked source.Month // when the source was last read
	Pos     source.Pos
}

// What is what messages call the block.
func (u *Update) What() string {
	if u.Urgent {
		return "urgent block"
	}
	return "update"
}

// RuleKind says how strictly a rule binds.
type RuleKind string

// The kinds of rules, as they are written after the three colons.
const (
	Must      RuleKind = "must"
	MustNot   RuleKind = "must-not"
	Should    RuleKind = "should"
	ShouldNot RuleKind = "should-not"
)

// RuleKinds lists the kinds of rules.
func RuleKinds() []RuleKind { return []RuleKind{Must, MustNot, Should, ShouldNot} }

// Always is how often a rule asks to be acted on that is never done: it is kept to. Every rule that forbids something is of this sort.
const Always = "always"

// Repeats lists how often a rule can ask to be acted on.
func Repeats() []string {
	return []string{"once", "each-person", "weekly", "monthly", "yearly", Always}
}

// Prohibits says whether rules of a kind forbid something.
func (k RuleKind) Prohibits() bool { return k == MustNot || k == ShouldNot }

// Repeat is how often a rule of a kind asks to be acted on, where it does not say.
func (k RuleKind) Repeat() string {
	if k.Prohibits() {
		return Always
	}
	return "once"
}

// Condition says when a rule applies: when any of its parts holds, and a part holds when all of its topics do. An
// empty Condition always holds.
type Condition [][]string

// Holds says whether the condition holds for the given topics, and why: the topics of the first part that does.
func (c Condition) Holds(has func(topic string) bool) (holds bool, why []string) {
	for _, all := range c {
		if !slices.ContainsFunc(all, func(topic string) bool { return !has(topic) }) {
			return true, all
		}
	}
	return len(c) == 0, nil
}

// String gives the condition as it is written in a source: "broadcast+computer team-chat".
func (c Condition) String() string {
	parts := make([]string, len(c))
	for i, all := range c {
		parts[i] = strings.Join(all, "+")
	}
	return strings.Join(parts, " ")
}

// MarshalText gives the condition as it is written in a source.
func (c Condition) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// ParseCondition reads a condition as a source has it: "a+b c" holds with a and b together, or with c.
func ParseCondition(text string) Condition {
	var c Condition
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == ',' }) {
		c = append(c, strings.Split(part, "+"))
	}
	return c
}

// output is where goldmark writes to: memory, which needs no second buffer in front of it.
type output struct{ bytes.Buffer }

func (*output) Buffered() int { return 0 }
func (*output) Flush() error  { return nil }

// Render writes some of the tree's nodes, one after the other.
func (d *Doc) Render(nodes ...ast.Node) HTML {
	var b output
	for _, n := range nodes {
		if n.Kind() == ast.KindDocument {
			b.Grow(len(d.File.Data) * 5 / 4) // as HTML most texts are a fifth longer
		}
		d.render(&b, n)
	}
	return bytes.TrimSpace(b.Bytes())
}

// RenderInline writes what a paragraph or heading holds, without the element around it.
func (d *Doc) RenderInline(n ast.Node) HTML {
	var b output
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		d.render(&b, c)
	}
	return bytes.TrimSpace(b.Bytes())
}
