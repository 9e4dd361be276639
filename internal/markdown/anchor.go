package markdown

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Alias is a name under which links written for another program know a heading: that of GitHub, where it is not the heading's own.
type Alias struct {
	Name string
	ID   string // of the heading; "" for the page's title
}

// aliases are the names of a page's headings on GitHub, title first, where they are not the headings' own.
func aliases(title string, headings []Heading) []Alias {
	same := title == ""
	for i := range headings {
		same = same && sameSlug(&headings[i])
	}
	if same { // as on most pages: all of them differ, so none has a number
		return nil
	}
	var list []Alias
	used := map[string]int{}
	add := func(title, id string) {
		first := GitHubSlug(title)
		name := first
		for _, taken := used[name]; taken; _, taken = used[name] {
			used[first]++
			name = fmt.Sprintf("%s-%d", first, used[first])
		}
		used[name] = 0
		if name != id && name != "" {
			list = append(list, Alias{name, id})
		}
	}
	if title != "" {
		add(title, "")
	}
	for _, h := range headings {
		add(h.Title, h.ID)
	}
	return list
}

// sameSlug says whether GitHub gives a heading the identifier that it has; false where that takes longer to see.
func sameSlug(h *Heading) bool {
	if len(h.Title) != len(h.ID) {
		return false
	}
	for i := range len(h.Title) {
		c := h.Title[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		case c == ' ':
			c = '-'
		}
		if c != h.ID[i] || c >= 0x80 {
			return false
		}
	}
	return true
}

// GitHubSlug makes an identifier of words as GitHub does (https://github.com/Flet/github-slugger): lowercase letters,
// no punctuation but dashes and underscores, and a dash for each space.
func GitHubSlug(words string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == ' ':
			return '-'
		case c == '-' || c == '_' || unicode.In(c, unicode.Letter, unicode.Mark, unicode.Number, unicode.Pc):
			return unicode.ToLower(c)
		}
		return -1
	}, words)
}

// Anchor is the identifier of the heading that a link means by a name that is none of the page's identifiers: the heading of that
// name on GitHub, or else the one heading whose identifier has the same letters and digits, as other programs differ in the
// dashes between them. "" is the page itself.
func (d *Doc) Anchor(name string) (id string, ok bool) {
	for _, a := range d.Aliases {
		if a.Name == name {
			return a.ID, true
		}
	}
	letters := OnlyLetters(name)
	if letters == "" {
		return "", false
	}
	found := 0
	for _, anchor := range d.Anchors {
		if OnlyLetters(anchor) == letters {
			id = anchor
			found++
		}
	}
	return id, found == 1
}

// OnlyLetters leaves of a name what programs do not differ in: lowercase letters and digits.
func OnlyLetters(name string) string {
	return strings.Map(func(c rune) rune {
		if unicode.In(c, unicode.Letter, unicode.Mark, unicode.Number) {
			return unicode.ToLower(c)
		}
		return -1
	}, norm.NFC.String(name))
}
