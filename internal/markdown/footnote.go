package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"handrail/internal/source"
)

// footnotes adds goldmark's footnotes, [^name] and [^name]: text, to what is read. The page writes them, as their identifiers
// and words depend on where they are shown.
type footnotes struct{}

func (footnotes) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithBlockParsers(util.Prioritized(noteParser{extension.NewFootnoteBlockParser()}, 999)),
		parser.WithInlineParsers(util.Prioritized(extension.NewFootnoteParser(), 101)),
		parser.WithASTTransformers(util.Prioritized(lostNotes{}, 998), util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
	)
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(noteRenderer{}, 500)))
}

// maxNotes is how many footnotes a page can have. goldmark looks at each of them for each place that refers to one, and nobody
// writes as many; what is above it is left in the text, and reported there.
const maxNotes = 1000

var notesKey = parser.NewContextKey()

// noteParser finds the footnotes themselves.
type noteParser struct{ parser.BlockParser }

func (p noteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	count, _ := pc.Get(notesKey).(int)
	if count == maxNotes {
		return nil, parser.NoChildren
	}
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n != nil {
		pc.Set(notesKey, count+1)
	}
	return n, state
}

// NoteRef is a place in the text that refers to a footnote.
type NoteRef struct {
	Note int    // the footnote's number, from 1
	Nth  int    // which of the places that refer to it this is, from 0
	Of   int    // how many there are
	Name string // of the footnote, as it is written between [^ and ]
	Pos  source.Pos
}

// lostNote is a footnote that is not shown: nothing refers to it, or another has its name.
type lostNote struct {
	name  []byte
	span  // in the text
	twice bool
}

var lostKey = parser.NewContextKey()

// lostNotes notes the footnotes that goldmark is about to leave out silently.
type lostNotes struct{}

func (lostNotes) Transform(root *ast.Document, reader text.Reader, pc parser.Context) {
	notes := footnotesOf(root, reader.Source())
	if notes == nil {
		return
	}
	var lost []lostNote
	seen := map[string]bool{}
	for _, note := range notes {
		if name := string(note.Ref); note.Index < 0 {
			lost = append(lost, lostNote{note.Ref, span{startOf(note, reader.Source()), endOf(note)}, seen[name]})
		} else {
			seen[name] = true
		}
	}
	pc.Set(lostKey, lost)
}

// footnotesOf lists the footnotes of a text, with those that goldmark is about to leave out: their Index is below 0.
func footnotesOf(root *ast.Document, src []byte) []*extast.Footnote {
	if !bytes.Contains(src, []byte("[^")) { // as in most texts
		return nil
	}
	var notes []*extast.Footnote
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		list, ok := n.(*extast.FootnoteList)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		for c := list.FirstChild(); c != nil; c = c.NextSibling() {
			notes = append(notes, c.(*extast.Footnote))
		}
		return ast.WalkStop, nil
	})
	return notes
}

// startOf is where the definition of a footnote starts in the text.
func startOf(note *extast.Footnote, src []byte) int {
	if at := note.Pos(); at >= 0 {
		return at
	}
	for c := note.FirstChild(); c != nil; c = c.FirstChild() {
		if at := c.Pos(); at >= 0 {
			return max(0, bytes.LastIndex(src[:at], []byte("[^")))
		}
	}
	return max(0, bytes.Index(src, append(append([]byte("[^"), note.Ref...), "]:"...)))
}

// lostNotes reports footnotes that are not shown.
func (r *reader) lostNotes(pc parser.Context) {
	lost, _ := pc.Get(lostKey).([]lostNote)
	r.doc.lost = lost
	for _, note := range lost {
		if note.twice {
			r.leftover(note.start, secondNote, string(note.name))
		} else {
			r.leftover(note.start, unusedNote, string(note.name), string(note.name))
		}
		r.account(note.start, note.end)
	}
}

// endOf is where the lines of a block end in the text.
func endOf(n ast.Node) int {
	end := 0
	if lines := n.Lines(); lines != nil && lines.Len() > 0 {
		end = lines.At(lines.Len() - 1).Stop
	}
	for c := n.LastChild(); c != nil && c.Type() == ast.TypeBlock; c = c.PreviousSibling() {
		end = max(end, endOf(c))
	}
	return end
}

// noteRef numbers a place that refers to a footnote.
func (r *reader) noteRef(n *extast.FootnoteLink) {
	if r.refs == nil {
		r.refs = map[[2]int]int{}
	}
	setIndex(n, len(r.doc.Refs))
	r.refs[[2]int{n.Index, n.RefIndex}] = len(r.doc.Refs)
	r.doc.Refs = append(r.doc.Refs, NoteRef{n.Index, n.RefIndex, n.RefCount, "", r.pos(n)})
}

// noteNames gives places that refer to footnotes the names of these.
func (r *reader) noteNames(root ast.Node) {
	if len(r.doc.Refs) == 0 {
		return
	}
	names := map[int]string{}
	for _, note := range notesOf(root) {
		names[note.Index] = string(note.Ref)
	}
	for i := range r.doc.Refs {
		r.doc.Refs[i].Name = names[r.doc.Refs[i].Note]
	}
}

// notesOf lists the footnotes that are shown.
func notesOf(root ast.Node) []*extast.Footnote {
	var notes []*extast.Footnote
	for n := root.LastChild(); n != nil; n = n.PreviousSibling() {
		if list, ok := n.(*extast.FootnoteList); ok {
			for _, note := range Children(list) {
				notes = append(notes, note.(*extast.Footnote))
			}
		}
	}
	return notes
}

// backLink finds the place that a footnote leads back to, once all of them have their numbers. A place within a footnote that is
// not shown is not there.
func (r *reader) backLink(n *extast.FootnoteBacklink) {
	r.later = append(r.later, func() {
		if i, ok := r.refs[[2]int{n.Index, n.RefIndex}]; ok {
			setIndex(n, i)
		} else {
			n.Parent().RemoveChild(n.Parent(), n)
		}
	})
}

// noteRenderer writes the holes of footnotes.
type noteRenderer struct{}

func (noteRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(extast.KindFootnoteLink, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			putHole(w, holeNoteRef, index(n))
		}
		return ast.WalkContinue, nil
	})
	reg.Register(extast.KindFootnoteBacklink, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_ = w.WriteByte(' ')
			putHole(w, holeNoteBack, index(n))
		}
		return ast.WalkContinue, nil
	})
	reg.Register(extast.KindFootnote, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString(`<li id="`)
			putHole(w, holeNote, n.(*extast.Footnote).Index)
			_, _ = w.WriteString("\">\n")
		} else {
			_, _ = w.WriteString("</li>\n")
		}
		return ast.WalkContinue, nil
	})
	reg.Register(extast.KindFootnoteList, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			putHole(w, holeNotes, n.ChildCount())
			_, _ = w.WriteString("<ol>\n")
		} else {
			_, _ = w.WriteString("</ol>\n</section>\n")
		}
		return ast.WalkContinue, nil
	})
}

// noteIn is the first reference to a footnote within a node; nil when there is none.
func noteIn(n ast.Node) ast.Node {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == extast.KindFootnoteLink {
			return c
		}
		if found := noteIn(c); found != nil {
			return found
		}
	}
	return nil
}
