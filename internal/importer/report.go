package importer

import (
	"slices"
)

// Group is which part of the report an entry is in.
type Group int

// The parts of the report, in its order.
const (
	Person  Group = iota // what somebody has to look at
	LeftOut              // what is on no page
	Changed              // what is on a page in another form
)

// Entry is something to know of an import.
type Entry struct {
	What    string `json:"what"` // its name in the table whats
	File    string `json:"file"` // the document
	Line    int    `json:"line,omitempty"`
	Heading int    `json:"-"`               // how many headings of the document are before it: the last of them is the part that it is in
	Under   string `json:"under,omitempty"` // the words of that heading; [Plan] fills it in, as it does Page
	Page    string `json:"page,omitempty"`  // the page that it is on, or would be on: within content/
	Words   string `json:"words,omitempty"` // those of the document that it is about: all of them when they are on no page
}

// what is a kind of entry.
type what struct {
	name  string
	group Group
	says  string // what happened to all such things, as a sentence in the plural
	do    string // what somebody should do; "" when nothing needs to be done
}

// whats is the table of the kinds of entries, those that matter most first within their group.
func whats() []what {
	return slices.Concat(updateWhats(), []what{
		{"no-alt", Person, "Pictures have no words that say what they show.", "Write them between the square brackets of the picture, for people who do not see it."},
		{"bold-heading", Person, "Lines in bold that are alone in their paragraph are headings now.", "Look at each: if it is none, remove the # characters before it and put ** around it."},
		{"picture-format", LeftOut, "Pictures of a kind that browsers cannot show are left out.", "Export each as PNG or SVG from the program that it was drawn in, and put it on the page."},
		{"picture-lost", LeftOut, "Pictures that the document names and does not hold are left out.", "Find the picture, put it beside the page, and name it there."},
		{"drawing", LeftOut, "Drawings made of shapes are left out. Their words are here.", "Draw it again as a picture, and say in words what it shows."},
		{"object", LeftOut, "Parts made by other programs, such as charts and spreadsheets, are left out.", "Save each as a picture, or write a table."},
		{"comment", LeftOut, "Comments are left out.", "Settle what they ask before the page is published."},
		{"deleted", LeftOut, "Words that were deleted while changes were tracked are left out.", ""},
		{"inserted", Changed, "Words that were inserted while changes were tracked are kept.", "Look whether everybody has agreed to them."},
		{"hidden", LeftOut, "Hidden words are left out.", ""},
		{"header", LeftOut, "Headers and footers of pages are left out.", ""},
		{"contents", LeftOut, "Tables of contents and indexes are left out, as each page makes its own.", ""},
		{"active", LeftOut, "Scripts, forms and other parts that do something are left out.", ""},
		{"embedded", LeftOut, "Films, sounds and pages of others that were shown within the page are left out.", "Link to each by a name in links.yaml."},
		{"text-box", Changed, "The words of text boxes are paragraphs now, after the one that the box was at.", "Look whether they are in the right place."},
		{"merged-cells", Changed, "Cells of tables that were merged are apart: the first has the words, and the others are empty.", "Look at the table: a row may be clearer as two."},
		{"cell-lines", Changed, "Paragraphs and lists within the cell of a table are one line.", "Look at the table: a list may be clearer."},
		{"list-numbers", Changed, "Lists with letters or Roman numerals have numbers now.", "Look for words that name an item by its letter."},
		{"symbol", Changed, "Characters of symbol fonts are written as the nearest character.", "Look at each."},
		{"unseen", Changed, "Characters that nobody can see are left out, and special spaces are ordinary ones.", ""},
		{"underline", Changed, "Words that were underlined, coloured or highlighted are ordinary words.", "Make them bold if they matter: readers take underlined words for a link."},
	}, docxWhats(), odtWhats(), htmlWhats(), folderWhats(), linkWhats(), markdownWhats(), tidyWhats(), pageWhats(), ruleWhats(), leftWhats())
}
