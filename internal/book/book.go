// Package book writes a [Book] as one file: as an e-book ([WriteEPUB]) and as a Word document in large print ([WriteWord]). A book is
// HTML, chapter by chapter, as the builder makes it of a site's pages. One chapter at a time is in memory, and the same book is the
// same bytes each time: no file says when it was made.
package book

import (
	"fmt"
	"strings"
	"time"
)

// Book is what both files are made of. Its texts are plain, apart from the HTML of its chapters.
type Book struct {
	ID        string    // identifies the book in all its versions: a URN
	Title     string    // the whole title, as a library shows it
	Name      string    // what the book is called within its site, for example "Handbook"
	Site      string    // title of the site
	Summary   string    // of the book; "" for none
	About     string    // from what it is made; "" for none
	Publisher string    // "" when nobody is named
	Language  string    // for example en-GB
	Modified  time.Time // when its text last changed; the zero Time when nobody says
	Edition   string    // the same in words, for example "Version of 28 November 2026"; "" when nobody says
	Accent    string    // colour of the cover, as #rrggbb: white on it has a contrast of at least 7:1
	Words     Words
	Chapters  []Chapter

	// Picture gives the bytes of a picture that a chapter shows: what the src of its <img> says. Where there are none, or none that the
	// file can have, its description is in its place.
	Picture func(src string) ([]byte, error)
}

// Words are what a book says itself, in its language.
type Words struct {
	Cover    string // what the picture of the cover is, with the whole title: "Cover: …"
	Contents string
	Start    string // the start of the text, among the landmarks
	Pages    string // the list of the pages
	Summary  string // of what makes the e-book accessible
	Evaluate string // who says so
	Picture  func(description string) string
	Page     func(number string) string // "Page 3"
}

// Chapter is one page of the site.
type Chapter struct {
	ID       string // identifier of the chapter
	Title    string
	Level    int    // 1, or 2 for a part of the chapter of level 1 before it
	Reviewed string // "Reviewed 28 November 2026"; "" when nobody says

	// HTML gives the text. Its headings begin at level 2. An identifier is the same in the whole book. A link to another chapter leads to
	// ChapterFile of it with the identifier of what is meant, or that of the chapter itself.
	HTML func() (string, error)
}

// ChapterFile is the name of the file of the i-th chapter in the e-book.
func ChapterFile(i int) string { return fmt.Sprintf("chapter-%03d.xhtml", i+1) }

// fragment is the identifier that a link within the book leads to, and whether it is one.
func fragment(href string) (id string, within bool) {
	file, id, found := strings.Cut(href, "#")
	return id, found && (file == "" || strings.HasPrefix(file, "chapter-") && strings.HasSuffix(file, ".xhtml") && !strings.Contains(file, "/"))
}
