// Package text holds a text in a form that can leave the site: as [Block]s, which [Read] reads from HTML, and which can be written as
// markdown and as plain text. What markdown has and HTML does not, such as fields and ::: blocks, is in attributes whose
// names begin with data- (see [Read]), so one reader serves the site's own texts and HTML from elsewhere.
package text

// Kind is what a block is.
type Kind int

// The kinds of blocks, with what each of them has beside its Kind.
const (
	Paragraph   Kind = iota // Inlines
	Heading                 // Level, Inlines, Attrs
	List                    // Ordered, First, Loose, and an Item for each Block
	Item                    // Blocks
	Quote                   // Blocks
	Code                    // Text, Name: the language
	Table                   // a Row for each Block; Head
	Row                     // a Cell for each Block
	Cell                    // Inlines, Align
	Rule                    // a thematic break
	Definitions             // Terms, and Meanings of those before them
	Term                    // Inlines
	Meaning                 // Blocks
	Container               // a ::: block: Name, Attrs, Blocks
	Part                    // what is shown only when one of the fields in Name has a value: Blocks
	Notes                   // a Note for each Block
	Note                    // a footnote: Name, Blocks
	Element                 // any other HTML element: Name, Attrs, Blocks
	Verbatim                // Text, as it is in the source: a comment, the definition of a link, or HTML
)

// Block is a block of a text, or a part of one. What its kind does not have is zero.
type Block struct {
	Kind    Kind
	Start   int // where its first line starts in the source, in bytes; 0 with End, when that is not known
	End     int // where its last line ends, without the line break
	Name    string
	Attrs   []Attr
	Level   int    // 1 to 6
	Ordered bool   // the list has numbers
	First   int    // the first of them
	Loose   bool   // the items of the list hold paragraphs, or the meaning starts with one; otherwise they hold words alone
	Head    bool   // the first row of the table names its columns
	Align   string // "", "center" or "right"
	When    string // the fields on which it depends, with spaces between them; "" when it is always shown
	Text    string // of code, whose lines end with "\n"; or verbatim
	Inlines []Inline
	Blocks  []Block
}

// InlineKind is what a part of a line is.
type InlineKind int

// The kinds of what is in a line, with what each has beside its Kind.
const (
	Words    InlineKind = iota // Text, in which "\n" is a space to readers
	Emphasis                   // Inlines
	Strong                     // Inlines
	Struck                     // Inlines
	CodeSpan                   // Text
	Break                      // a line break
	Link                       // Href, Inlines; Address
	Image                      // Href, Text: what it shows, in words; Title, Width
	Field                      // Name
	NoteRef                    // Name: the footnote
	InPart                     // what is shown only when one of the fields in Name has a value: Inlines
	Task                       // the box of a task; Ticked
	Inside                     // any other HTML element: Name, Attrs, Inlines
)

// Inline is a part of a line.
type Inline struct {
	Kind    InlineKind
	Name    string
	Attrs   []Attr
	Text    string
	Href    string
	Title   string
	Width   string // "50%" of the column, or pixels; "" when it has none
	Address bool   // the link was written as its address alone
	Ticked  bool
	Inlines []Inline
}

// Attr is an attribute.
type Attr struct{ Name, Value string }
