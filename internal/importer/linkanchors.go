package importer

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"handrail/internal/markdown"
	"handrail/internal/source"
	"handrail/internal/text"
)

// naming is how a program makes the names of headings, by which links reach them.
type naming struct {
	name  func(words string) string
	again string // how the second heading of a name is called, with its number
}

// namings lists how programs name headings, that of a generator first.
func namings(generator string) []naming {
	list := []naming{{markdown.GitHubSlug, "%s-%d"}, {kramdownName, "%s-%d"}, {pythonName, "%s_%d"}, {pandocName, "%s-%d"}}
	at := map[string]int{"jekyll": 1, "mkdocs": 2}[generator] // Hugo, mdBook, Docusaurus, Starlight and wikis name headings as GitHub does
	return append([]naming{list[at]}, list...)
}

// kramdownName is the name that kramdown gives a heading (https://kramdown.gettalong.org/converter/html.html#auto-ids).
func kramdownName(words string) string {
	words = strings.TrimLeftFunc(words, func(c rune) bool { return c > 'z' || !isASCIILetter(c) })
	name := strings.Map(func(c rune) rune {
		switch {
		case c == ' ':
			return '-'
		case isASCIILetter(c), c >= '0' && c <= '9', c == '-':
			return c
		}
		return -1
	}, words)
	if name == "" {
		return "section"
	}
	return strings.ToLower(name)
}

func isASCIILetter(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// pythonName is the name that Python-Markdown gives a heading, for MkDocs (https://python-markdown.github.io/extensions/toc/).
func pythonName(words string) string {
	ascii := strings.Map(func(c rune) rune {
		switch {
		case isASCIILetter(c), c >= '0' && c <= '9', strings.ContainsRune("-_ ", c):
			return c
		}
		return -1
	}, norm.NFKD.String(words))
	return strings.Join(strings.FieldsFunc(strings.ToLower(ascii), func(c rune) bool { return c == ' ' || c == '-' }), "-")
}

// pandocName is the name that pandoc gives a heading (https://pandoc.org/MANUAL.html#extension-auto_identifiers).
func pandocName(words string) string {
	name := strings.Map(func(c rune) rune {
		if c == '.' {
			return 'x' // it keeps these, and GitHub does not
		}
		return c
	}, words)
	name = strings.TrimLeft(markdown.GitHubSlug(strings.Join(strings.Fields(name), " ")), "0123456789-_")
	if name == "" {
		return "section"
	}
	return name
}

// nameHeadings gives each heading of a document the names by which programs know it, as attributes after those that it has. No two headings share one.
func nameHeadings(d *Document) {
	var headings []*text.Block
	taken := map[string]bool{}
	d.Blocks = mapBlocks(d.Blocks, nil, nil)
	var gather func(blocks []text.Block)
	gather = func(blocks []text.Block) {
		for i := range blocks {
			if blocks[i].Kind == text.Heading {
				headings = append(headings, &blocks[i])
				for _, id := range idsOf(blocks[i]) {
					taken[id] = true
				}
			}
			gather(blocks[i].Blocks)
		}
	}
	gather(d.Blocks)
	generator := ""
	if f := folderOf(d); f != nil {
		generator = f.Generator.Name
	}
	for _, n := range namings(generator) {
		used := map[string]int{}
		for _, h := range headings {
			first := n.name(wordsOf(h.Inlines))
			name := first
			for again, there := used[name]; there; again, there = used[name] {
				used[first] = again + 1
				name = fmt.Sprintf(n.again, first, again+1)
			}
			used[name] = 0
			if name != "" && !taken[name] {
				taken[name] = true
				h.Attrs = append(slices.Clone(h.Attrs), text.Attr{Name: "id", Value: name})
			}
		}
	}
}

// ownID is the name that the author of a document gave a heading, and that can be kept; "" when it has none.
func ownID(heading text.Block) string {
	ids := idsOf(heading)
	if len(ids) == 0 || markdown.Slug(ids[0]) != ids[0] || ids[0][0] < 'a' || ids[0][0] > 'z' || strings.ContainsFunc(ids[0], func(c rune) bool { return c > 'z' }) {
		return ""
	}
	for _, n := range namings("") {
		if base := n.name(wordsOf(heading.Inlines)); ids[0] == base || strings.HasPrefix(ids[0], base+"-") {
			return ""
		}
	}
	return ids[0]
}

// spot is where a link can lead: a page, or a heading of it.
type spot struct {
	page *page
	id   string // of the heading; "" for the page
}

// spots are those of a document, by the names that links have for them.
type spots struct {
	exact   map[string]spot
	letters map[string]spot // by letters and digits alone; a page of nil where several have them
}

func (s *spots) add(name string, to spot) {
	if _, taken := s.exact[name]; !taken {
		s.exact[name] = to
	}
	letters := markdown.OnlyLetters(name)
	if other, taken := s.letters[letters]; taken && other != to {
		to = spot{}
	}
	s.letters[letters] = to
}

// find is the spot that a link means by a name: as it is, or the one with the same letters.
func (s *spots) find(name string) (spot, bool) {
	name = strings.TrimPrefix(name, "user-content-") // as it is in the HTML of GitHub
	if to, ok := s.exact[name]; ok {
		return to, true
	}
	to := s.letters[markdown.OnlyLetters(name)]
	return to, to.page != nil && markdown.OnlyLetters(name) != ""
}

// addPage adds the spots of a page, and takes their names out of its text. A place that is no heading is the heading above it.
func (s *spots) addPage(p *page, parser *markdown.Parser) {
	for _, id := range p.ids {
		s.add(id, spot{p, ""})
	}
	ids, n, here := headingIDs(p.blocks, parser), 0, spot{p, ""}
	p.blocks = mapBlocks(p.blocks, func(b text.Block) text.Block {
		if b.Kind != text.Heading {
			return b
		}
		here = spot{p, ids[n]}
		n++
		for _, id := range append(idsOf(b), here.id) {
			s.add(id, here)
		}
		return withOwnID(b)
	}, func(in text.Inline) []text.Inline {
		if in.Kind != text.Inside || in.Name != "a" {
			return []text.Inline{in}
		}
		for _, a := range in.Attrs {
			if a.Name == "id" {
				s.add(a.Value, here)
			}
		}
		return in.Inlines
	})
}

// withOwnID is a heading with no name but that of its author.
func withOwnID(b text.Block) text.Block {
	id := ownID(b)
	b.Attrs = slices.DeleteFunc(slices.Clone(b.Attrs), func(a text.Attr) bool { return a.Name == "id" })
	if id != "" {
		b.Attrs = append([]text.Attr{{Name: "id", Value: id}}, b.Attrs...)
	}
	return b
}

// headingIDs are the identifiers that the headings of a page have on the site.
func headingIDs(blocks []text.Block, parser *markdown.Parser) []string {
	var headings []text.Block
	mapBlocks(blocks, func(b text.Block) text.Block {
		if b.Kind == text.Heading {
			b = withOwnID(b)
			b.Inlines = []text.Inline{{Kind: text.Words, Text: wordsOf(b.Inlines)}}
			b.Level = 2 // so that none is the title
			headings = append(headings, b)
		}
		return b
	}, nil)
	doc, _ := parser.Parse(&source.File{Path: "headings.md", Data: []byte(text.Markdown(headings))})
	ids := make([]string, len(headings))
	for i := range ids {
		if len(doc.Headings) == len(headings) {
			ids[i] = doc.Headings[i].ID
		}
	}
	return ids
}

// folderOf is the folder that a document was read from; nil for one that was imported by itself.
func folderOf(d *Document) *Folder {
	if d.folder == nil {
		d.folder = newFolder(nil)
	}
	if len(d.folder.Documents) == 0 {
		return nil
	}
	return d.folder
}

// firstPages are the first page of each document, and the pages that no document is of, by their paths without an ending.
func (p *Plan) firstPages() (first map[*Document]*page, made map[string]*page) {
	first, made = map[*Document]*page{}, map[string]*page{}
	for _, page := range p.pages {
		switch {
		case page.doc == nil:
			made[addressKey(page.path)] = page
		case first[page.doc] == nil || path.Base(page.path) == "index.md" && !page.inner:
			first[page.doc] = page
		}
	}
	return first, made
}
