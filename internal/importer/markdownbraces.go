package importer

import (
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"handrail/internal/pattern"
)

var (
	hugoTag     = pattern.New(`^\{\{([<%])\s*(/?)\s*([\w./-]+)((?s:.*?))(/?)\s*[>%]\}\}`)
	hugoWords   = pattern.New(`^\{\{[<%]/\*((?s:.*?))\*/[>%]\}\}`)
	liquidTag   = pattern.New(`^\{%-?\s*([\w-]+)((?s:.*?))-?%\}`)
	mustacheTag = pattern.New(`^\{\{-?((?s:.*?))-?\}\}`)
	titleTag    = pattern.New(`^\{\{\s*#title\s+([^}]*)\}\}`)
	critic      = pattern.New(`^\{(\+\+|--|==|>>)((?s:.*?))(?:\+\+|--|==|<<)\}`)
	jinjaNote   = pattern.New(`^\{#\s(?s:.*?)#\}`)
	codeNote    = pattern.New(`^\{/\*((?s:.*?))\*/\}`)
	spanBraces  = pattern.New(`^\{:?[ \t]*((?:(?:[.#][\w:.-]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s}"']+))[ \t]*)+)\}`)
	literalText = pattern.New(`^\{\s*(?:"([^"\n]*)"|'([^'\n]*)')\s*\}`)
	expression  = pattern.New(`^\{[^{}]*\}`)
	idNote      = pattern.New(`^\s*#([\w-]+)\s*$`)
	literalHead = pattern.New(`^(?:"([^"]*)"|'([^']*)')\s*(\|.*)?$`)
)

// brace reads what is between braces: shortcodes of Hugo, tags and values of Liquid, Jinja, Vue and Handlebars, expressions of MDX, CriticMarkup, and attributes.
func (s *scanner) brace() bool {
	ahead := s.ahead()
	if found := liquidTag().FindStringSubmatch(upTo(ahead, "{%", "%}")); found != nil && (!s.raw || found[1] == "endraw" || found[1] == "endverbatim") {
		t := parseTag(found[2])
		t.raw, t.name = found[0], found[1]
		if name, ok := strings.CutPrefix(t.name, "end"); ok {
			t.name, t.closing = strings.TrimPrefix(name, "_"), true
		}
		s.tag(t)
		return true
	}
	if s.raw {
		return false
	}
	if found := hugoWords().FindStringSubmatch(upTo(ahead, "{{", "}}")); found != nil {
		s.replace(len(found[0]), `{{\<`+strings.ReplaceAll(found[1], "<", `\<`)+`>}}`)
		return true
	}
	if found := hugoTag().FindStringSubmatch(upTo(ahead, "{{", "}}")); found != nil {
		t := parseTag(found[4])
		t.raw, t.name, t.closing, t.alone = found[0], found[3], found[2] != "", found[5] != ""
		s.tag(t)
		return true
	}
	if found := titleTag().FindStringSubmatch(upTo(ahead, "{{", "}}")); found != nil {
		if s.doc.Front.Title == "" {
			s.doc.Front.Title = strings.TrimSpace(found[1])
			s.replace(len(found[0]), "")
		} else {
			s.leave(len(found[0]), "template")
		}
		return true
	}
	if found := mustacheTag().FindStringSubmatch(upTo(ahead, "{{", "}}")); found != nil {
		s.value(found[0], strings.TrimSpace(found[1]))
		return true
	}
	if found := critic().FindStringSubmatch(upTo(ahead, "{", "}")); found != nil {
		if what := map[string]string{"++": "inserted", "==": "underline"}[found[1]]; what != "" {
			s.noteAt(s.num(), what, found[2])
			s.replace(len(found[0]), found[2])
		} else {
			s.leave(len(found[0]), map[string]string{"--": "deleted", ">>": "comment"}[found[1]])
		}
		return true
	}
	if found := codeNote().FindStringSubmatch(upTo(ahead, "{/*", "*/}")); found != nil {
		if id := idNote().FindStringSubmatch(found[1]); id != nil {
			s.replace(len(found[0]), anchor(id[1]))
		} else {
			s.leave(len(found[0]), "comment")
		}
		return true
	}
	if found := jinjaNote().FindString(upTo(ahead, "{#", "#}")); found != "" {
		s.leave(len(found), "comment")
		return true
	}
	if found := spanBraces().FindStringSubmatch(ahead); found != nil {
		s.attributes(len(found[0]), found[1])
		return true
	}
	if s.mdx {
		if found := literalText().FindStringSubmatch(ahead); found != nil {
			s.replace(len(found[0]), found[1]+found[2])
			return true
		}
		if found := expression().FindString(ahead); found != "" {
			s.leave(len(found), "template")
			return true
		}
	}
	return false
}

// attributes keeps the name of a place, and notes the rest.
func (s *scanner) attributes(n int, words string) {
	num, kept := s.num(), ""
	for word := range strings.FieldsSeq(words) {
		if id, ok := strings.CutPrefix(word, "#"); ok && !strings.HasPrefix(id, "_Toc") {
			kept += anchor(id)
		} else if width, ok := strings.CutPrefix(word, "width="); ok && s.before() == ')' {
			kept += `<span data-width="` + escaped(strings.TrimSuffix(strings.Trim(width, `"'`), "px")) + `"></span>`
		} else {
			s.noteAt(num, "attributes", word)
		}
	}
	s.replace(n, kept)
}

// value writes a value that the other program fills in, where it is known: nothing for the address of the site, and a text between quotes.
func (s *scanner) value(raw, words string) {
	if found := literalHead().FindStringSubmatch(words); found != nil {
		s.replace(len(raw), found[1]+found[2])
		return
	}
	switch name, _, _ := strings.Cut(words, "|"); strings.TrimSpace(name) {
	case "site.baseurl", "site.url", "baseurl", "base_path", "site.github.url", "BASE_PATH", ".Site.BaseURL", "$.Site.BaseURL", "config.site_url":
		s.replace(len(raw), "")
	case "page.title", "title", "$frontmatter.title", "frontmatter.title", ".Title", "$.Title", ".Page.Title":
		s.replace(len(raw), s.doc.Front.Title)
	default:
		s.leave(len(raw), "template")
	}
}

var (
	wikiForm = pattern.New(`^(!?)\[\[([^\[\]\n]+)\]\]`)
	spanText = pattern.New(`^\[([^\[\]\n]*)\]\{([^{}\n]*)\}`)
	styles   = pattern.New(`^[ \t]*(?:[.#][\w:.-]+|[\w:-]+=(?:"[^"]*"|'[^']*'|[^\s}"']+)|[ \t]+)+$`)
)

// bracket reads wiki links (GitHub: [[text|page]]; Obsidian: [[page|text]], ![[page or picture]]) and the spans of pandoc.
func (s *scanner) bracket() bool {
	ahead := s.ahead()
	if found := wikiForm().FindStringSubmatch(ahead); found != nil {
		s.wiki(found)
		return true
	}
	found := spanText().FindStringSubmatch(ahead)
	if found == nil || !styles().MatchString(found[2]) {
		return false
	}
	num := s.num()
	if strings.Contains(found[2], "underline") || strings.Contains(found[2], "mark") {
		s.noteAt(num, "underline", found[1])
	}
	s.replace(1, "")
	s.copy(len(found[1]))
	s.replace(2, "")
	s.attributes(len(found[2])+1, found[2])
	return true
}

// wiki writes a wiki link: whichever of its two parts names a page is that, and the other its words.
func (s *scanner) wiki(found []string) {
	num, raw := s.num(), found[0]
	first, second, both := strings.Cut(found[2], "|")
	first, second = strings.TrimSpace(strings.TrimSuffix(first, `\`)), strings.TrimSpace(second) // in a table it is escaped
	words, page := second, first
	dest, ok := s.page(first)
	if other, isPage := s.page(second); both && isPage {
		words, page, dest, ok = first, second, other, true
	}
	if !both || found[1] != "" && strings.Trim(second, "0123456789x") == "" {
		words = strings.TrimPrefix(page, "#")
	}
	picture := slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"}, strings.ToLower(path.Ext(page)))
	switch {
	case found[1] != "" && picture:
		if !ok {
			dest = page
		}
		s.replace(len(raw), "![](<"+dest+">)")
	case !ok:
		s.noteAt(num, "wiki-link", raw)
		s.replace(1+len(found[1])+1, "")
		s.replace(len(found[2])+2, words)
	default:
		if found[1] != "" {
			s.noteAt(num, "transcluded", raw)
		}
		s.replace(len(raw), "["+words+"](<"+dest+">)")
	}
}

// page finds the file of a page by its name in a wiki: the path from the folder of the document, with the name of a place in it.
func (s *scanner) page(name string) (dest string, ok bool) {
	name, fragment, has := strings.Cut(name, "#")
	if has {
		fragment = "#" + fragment
	}
	if name == "" {
		return fragment, has
	}
	if s.index == nil {
		s.index = s.wikiIndex()
	}
	file, ok := s.index[wikiName(strings.TrimSuffix(name, ".md"))]
	if !ok {
		return "", false
	}
	relative, err := filepath.Rel(filepath.FromSlash(path.Dir(s.doc.File)), filepath.FromSlash(file))
	return filepath.ToSlash(relative) + fragment, err == nil
}

// wikiIndex lists the files beside the document by the names that a wiki has for them: their paths, and their names alone.
func (s *scanner) wikiIndex() map[string]string {
	names := s.doc.folder.names
	if names == nil && s.files != nil {
		_ = fs.WalkDir(s.files, ".", func(file string, entry fs.DirEntry, err error) error { // a folder that cannot be read has no pages
			if err == nil && !entry.IsDir() {
				names = append(names, file)
			}
			return nil
		})
	}
	index := map[string]string{}
	for _, file := range names {
		name := wikiName(file)
		for _, ending := range markdownFormat().Endings {
			name = strings.TrimSuffix(name, ending)
		}
		index[name] = file
		if _, taken := index[path.Base(name)]; !taken {
			index[path.Base(name)] = file
		}
	}
	return index
}
