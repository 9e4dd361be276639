package builder

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"text/template/parse"

	"golang.org/x/net/html"

	"handrail/internal/pattern"
	"handrail/internal/source"
)

// quizContract is that of the scripts that read a quiz from its page.
const quizContract = "questions/contract.ts"

// broken reports the site's own layouts that leave out what a script needs, and the built-in ones have. A script would stop there, or read
// too little of the page, and nobody would see why.
func (t Theme) broken() []source.Diagnostic {
	own := ownLayouts(t)
	if len(own) == 0 {
		return nil
	}
	site, builtIn := readerOf(t), readerOf(Theme{Default: t.Default})
	agreed := contracts()
	all := slices.ContainsFunc(t.sharedLayouts(), t.owns)    // otherwise only those layouts that are the site's own
	gone, from := map[string][]string{}, map[string]string{} // by the file that leaves it out: what, and which built-in file has it
	for _, file := range layoutFiles() {
		at := t.layoutFile(file)
		if !all && !t.owns(at) {
			continue
		}
		var lost []string
		for _, name := range agreed[file] {
			lost = append(lost, missing(t.needed(name), builtIn.drawn(file, name), site.drawn(file, name))...)
		}
		if len(lost) == 0 {
			continue
		}
		from[at] = file
		if !slices.Contains(own, at) { // it is in one that several layouts share
			i := slices.IndexFunc(own, func(shared string) bool {
				return hooked(builtIn.tags(shared), lost[0]) && !hooked(site.tags(shared), lost[0])
			})
			at = own[max(i, 0)]
			from[at] = at
		}
		gone[at] = append(gone[at], lost...)
	}
	var found []source.Diagnostic
	for _, at := range slices.Sorted(maps.Keys(gone)) {
		var named []string // each once, and not what is a part of another
		for _, one := range gone[at] {
			if !slices.Contains(named, one) && !slices.ContainsFunc(gone[at], func(other string) bool { return other != one && strings.Contains(other, one) }) {
				named = append(named, one)
			}
		}
		found = append(found, source.Diagnostic{Pos: source.Pos{File: "templates/" + at}, Severity: source.Error, Check: "layout",
			Message: fmt.Sprintf("the script of this page needs %s, which the layout leaves out", strings.Join(named, ", ")),
			Hint:    fmt.Sprintf("Add it where the built-in templates/%s has it, or remove this file: Handrail then uses its own.", from[at])})
	}
	return found
}

// missing lists the selectors for which each part of a page that has an element for them has none any more.
func missing(needed []string, had, has [][]html.Token) []string {
	var gone []string
	for _, selector := range needed {
		for i := range min(len(had), len(has)) {
			if hooked(had[i], selector) && !hooked(has[i], selector) {
				gone = append(gone, selector)
				break
			}
		}
	}
	return gone
}

// sharedLayouts lists what several layouts have in common.
func (t Theme) sharedLayouts() []string {
	return append([]string{"layouts/base.html", "layouts/blocks.html"}, t.kindFiles()...)
}

// ownLayouts lists the layouts that are the site's own, by their files.
func ownLayouts(t Theme) []string {
	var own []string
	files := t.sharedLayouts()
	for _, file := range layoutFiles() {
		files = append(files, t.layoutFile(file))
	}
	for _, file := range files {
		if t.owns(file) {
			own = append(own, file)
		}
	}
	return own
}

var (
	neededType = pattern.New(`(?s)export type Needed =(.*?);`)
	literal    = pattern.New(`'([^']*)'|"([^"]*)"`)
)

// needed lists the selectors that a contract names in its type Needed.
func (t Theme) needed(contract string) []string {
	text, _ := fs.ReadFile(t, contract)
	var all []string
	if m := neededType().FindSubmatch(text); m != nil {
		for _, s := range literal().FindAllSubmatch(m[1], -1) {
			all = append(all, string(s[1])+string(s[2]))
		}
	}
	return all
}

var (
	aside    = pattern.New(`:[a-z]+(\([^)]*\))?|>`)                // in a selector: where an element is
	compound = pattern.New(`\[[^\]]*\]|[.#][-\w]+|[a-z][a-z0-9]*`) // its parts
)

// hooked says whether a layout writes elements for a selector of a contract: for each of its compounds, and for one of those between commas.
// Whether one is within another depends on the page.
func hooked(tags []html.Token, selector string) bool {
	return slices.ContainsFunc(strings.Split(aside().ReplaceAllString(selector, ""), ","), func(one string) bool {
		for _, element := range strings.Fields(one) {
			parts := compound().FindAllString(element, -1)
			if !slices.ContainsFunc(tags, func(tag html.Token) bool {
				return !slices.ContainsFunc(parts, func(part string) bool { return !fits(tag, part) })
			}) {
				return false
			}
		}
		return true
	})
}

// fits says whether a tag has a part of a selector: a class, an identifier, an attribute with or without a value, or a name.
func fits(tag html.Token, part string) bool {
	if part[0] != '.' && part[0] != '#' && part[0] != '[' {
		return tag.Data == part
	}
	name, value, valued := strings.Cut(strings.Trim(part, "[]"), "=")
	return slices.ContainsFunc(tag.Attr, func(a html.Attribute) bool {
		switch part[0] {
		case '.':
			return a.Key == "class" && slices.Contains(strings.Fields(a.Val), part[1:])
		case '#':
			return a.Key == "id" && a.Val == part[1:]
		}
		return a.Key == name && (!valued || a.Val == strings.Trim(value, `"`))
	})
}

// drawn is all the tags that a layout may write by itself on a page that a contract is about, whatever the page says: each branch, and each template
// that it names. The questions of a quiz are rendered by themselves, and are a part of their own. It is nil where the layout cannot be read,
// which is reported elsewhere.
func (r *layoutReader) drawn(layout, contract string) [][]html.Token {
	trees := map[string]*parse.Tree{}
	for _, file := range append(r.theme.sharedLayouts(), r.theme.layoutFile(layout)) {
		read := r.trees(file)
		if read == nil {
			return nil
		}
		for name, tree := range read {
			if _, there := trees[name]; !there || !parse.IsEmptyTree(tree.Root) {
				trees[name] = tree
			}
		}
	}
	page, questions := newDrawing(trees), newDrawing(trees)
	page.template("base")
	if contract == quizContract {
		for name := range trees {
			if strings.HasPrefix(name, "choose-") || strings.HasPrefix(name, "answer-") {
				questions.template(name)
			}
		}
	}
	if page.undefined || questions.undefined {
		return nil
	}
	return [][]html.Token{page.tags(), questions.tags()}
}

// layoutReader reads the templates of a theme's layouts, and each file once.
type layoutReader struct {
	theme Theme
	files map[string]map[string]*parse.Tree
}

func readerOf(t Theme) *layoutReader { return &layoutReader{t, map[string]map[string]*parse.Tree{}} }

// trees gives the templates of a file; nil where it cannot be read.
func (r *layoutReader) trees(file string) map[string]*parse.Tree {
	if trees, read := r.files[file]; read {
		return trees
	}
	r.files[file] = nil
	text, err := fs.ReadFile(r.theme, file)
	if err != nil {
		return nil
	}
	tree := parse.New(file)
	tree.Mode = parse.SkipFuncCheck
	trees := map[string]*parse.Tree{}
	if _, err := tree.Parse(string(text), "", "", trees); err == nil {
		r.files[file] = trees
	}
	return r.files[file]
}

// tags lists the elements of all the templates of a file.
func (r *layoutReader) tags(file string) []html.Token {
	d := newDrawing(r.trees(file))
	for name := range d.trees {
		d.template(name)
	}
	return d.tags()
}

// drawing is what templates write, as far as it is in them.
type drawing struct {
	strings.Builder
	trees     map[string]*parse.Tree
	seen      map[string]bool
	undefined bool // it names a template that there is none of
}

func newDrawing(trees map[string]*parse.Tree) *drawing {
	return &drawing{trees: trees, seen: map[string]bool{}}
}

func (d *drawing) template(name string) {
	tree := d.trees[name]
	d.undefined = d.undefined || tree == nil
	if tree != nil && !d.seen[name] {
		d.seen[name] = true
		d.node(tree.Root)
	}
}

// tags lists the elements that begin in what is written.
func (d *drawing) tags() []html.Token {
	var all []html.Token
	for z := html.NewTokenizer(strings.NewReader(d.String())); z.Next() != html.ErrorToken; {
		if token := z.Token(); token.Type == html.StartTagToken || token.Type == html.SelfClosingTagToken {
			all = append(all, token)
		}
	}
	return all
}

// branches writes both parts of a decision. A class of one is none of the other's.
func (d *drawing) branches(one, other *parse.ListNode) {
	d.node(one)
	d.WriteString(" ")
	d.node(other)
}

func (d *drawing) node(n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, child := range n.Nodes {
				d.node(child)
			}
		}
	case *parse.TextNode:
		d.Write(n.Text)
	case *parse.TemplateNode:
		d.template(n.Name)
	case *parse.IfNode:
		d.branches(n.List, n.ElseList)
	case *parse.WithNode:
		d.branches(n.List, n.ElseList)
	case *parse.RangeNode:
		d.branches(n.List, n.ElseList)
	}
}

// kindFiles lists the layouts of kinds of questions.
func (t Theme) kindFiles() []string {
	files, _ := fs.Glob(t.Default, "questions/*.html") // it fails for a bad pattern alone
	return files
}
