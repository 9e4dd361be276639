package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
	"handrail/internal/text"
)

// importing is one import: the quiz that is being made, and what is wrong with the file that it is made of.
type importing struct {
	*source.Reporter
	set    *Set
	parser *markdown.Parser
}

func newImport(r *source.Reporter) *importing {
	english, _ := language.Of("en-GB") // nothing that a text becomes depends on it
	return &importing{r, &Set{File: r.File, Images: map[string]*Image{}}, markdown.NewParser(english)}
}

// line is a place of the file that is read, by its line.
func (i *importing) line(n int) source.Pos { return source.Pos{File: i.File.Path, Line: n, Col: 1} }

// html reads a text in HTML. file gives the bytes of a picture by its address within the file that is read; nil for one that is elsewhere.
func (i *importing) html(pos source.Pos, markup string, file func(src string) []byte) Text {
	blocks, err := text.Read(markup)
	if err != nil { // the HTML parser takes any text
		i.Add(pos, "", "this text cannot be read: %s", err)
	}
	return i.allow(pos, blocks, file)
}

// plain reads a text without markup. Its empty lines part paragraphs, and its other line breaks stay.
func (i *importing) plain(words string) Text {
	var t Text
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(words, "\r\n", "\n"), "\n\n") {
		var line []text.Inline
		for n, part := range strings.Split(strings.Trim(paragraph, "\n"), "\n") {
			if n > 0 {
				line = append(line, text.Inline{Kind: text.Break})
			}
			if part != "" {
				line = append(line, text.Inline{Kind: text.Words, Text: part})
			}
		}
		if len(line) > 0 {
			t = append(t, text.Block{Inlines: line})
		}
	}
	return t
}

// markdown reads a text in markdown, which may have HTML for what markdown has no form for, such as sub and sup.
func (i *importing) markdown(pos source.Pos, words string) Text {
	f := &source.File{Path: pos.File, Data: []byte(words)}
	doc, diags := i.parser.ParseHTML(f)
	for _, d := range diags {
		i.Warn(pos, d.Hint, "%s", d.Message)
	}
	blocks, err := doc.ReadBlocks(doc.Text, doc.Text.Body)
	if err != nil {
		i.Add(pos, "", "this text cannot be read: %s", err)
	}
	if doc.Title != "" { // a page would have it for its title
		blocks = append([]text.Block{{Kind: text.Heading, Inlines: Words(doc.Title)[0].Inlines}}, blocks...)
	}
	return i.allow(pos, blocks, nil)
}

func (i *importing) allow(pos source.Pos, blocks []text.Block, file func(src string) []byte) Text {
	a := allower{r: i.Reporter, pos: pos}
	a.link = func(string) string {
		a.lose("a link is kept as its words", "Give the address a name in links.yaml, and link to it as link:name.")
		return ""
	}
	a.image = func(src string) string {
		if file != nil {
			if data := file(src); data != nil {
				i.set.Images[src] = &Image{Name: src, Data: data}
				return src
			}
		}
		a.lose("a picture that is not in the file is left out", "Put the picture beside the quiz, and name it in the text.")
		return ""
	}
	return a.text(blocks)
}

// decode gives a text in UTF-8, whatever of the usual encodings it is in.
func (i *importing) decode(data []byte) []byte {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		units := make([]uint16, len(data)/2-1)
		for n := range units {
			units[n] = uint16(data[2*n+2]) | uint16(data[2*n+3])<<8
		}
		return []byte(string(utf16.Decode(units)))
	}
	if utf8.Valid(data) {
		return data
	}
	i.Warn(i.line(1), "Look at the accents and quotes in the quiz. Save the file as UTF-8 if they are wrong.", "this file is not UTF-8, and is read as Windows-1252")
	decoded, _ := charmap.Windows1252.NewDecoder().Bytes(data)
	return decoded
}

// xmlNode is an element of an XML file.
type xmlNode struct {
	Name     string // without its namespace
	Attrs    []xml.Attr
	Children []xmlNode // elements; and pieces of text, which have no name
	Text     string    // of a piece of text
	Pos      source.Pos
}

// xml reads an XML file. ok is false after an error, which is reported.
func (i *importing) xml(data []byte) (root xmlNode, ok bool) {
	d := xml.NewDecoder(bytes.NewReader(data))
	stack := []xmlNode{{}}
	for {
		token, err := d.Token()
		line, col := d.InputPos()
		pos := source.Pos{File: i.File.Path, Line: line, Col: col}
		if err == io.EOF {
			break
		}
		if err != nil {
			i.Add(pos, "Export the questions again, and look at the file in a browser: it shows where the XML is broken.", "this is not XML: %s", err)
			return xmlNode{}, false
		}
		switch t := token.(type) {
		case xml.StartElement:
			stack = append(stack, xmlNode{Name: t.Name.Local, Attrs: t.Attr, Pos: pos})
		case xml.EndElement:
			last := len(stack) - 1
			stack[last-1].Children = append(stack[last-1].Children, stack[last])
			stack = stack[:last]
		case xml.CharData:
			top := &stack[len(stack)-1]
			top.Children = append(top.Children, xmlNode{Text: string(t), Pos: pos})
		case xml.Directive:
			i.Add(pos, "Remove the line that begins with <!DOCTYPE or <!ENTITY.", "this file has a document type, which is not read")
			return xmlNode{}, false
		}
	}
	for _, child := range stack[0].Children {
		if child.Name != "" {
			return child, true
		}
	}
	i.Add(i.line(1), "Export the questions again.", "this file holds no XML")
	return xmlNode{}, false
}

// attr is the value of an attribute; "" when there is none.
func (n *xmlNode) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// child is the first element of a name in an element; nil when there is none.
func (n *xmlNode) child(name string) *xmlNode {
	if n == nil {
		return nil
	}
	for i := range n.Children {
		if n.Children[i].Name == name {
			return &n.Children[i]
		}
	}
	return nil
}

// text is all the text in an element; "" for no element.
func (n *xmlNode) text() string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	b.WriteString(n.Text)
	for i := range n.Children {
		b.WriteString(n.Children[i].text())
	}
	return b.String()
}

// zip reads the files of a package, by their names. ok is false after an error, which is reported.
func (i *importing) zip(data []byte) (files map[string][]byte, ok bool) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		i.Add(source.Pos{File: i.File.Path}, "Export the questions again: the file may have been cut.", "this is not a zip file: %s", err)
		return nil, false
	}
	files = map[string][]byte{}
	for _, f := range r.File {
		part, err := f.Open()
		if err == nil {
			files[f.Name], err = io.ReadAll(part)
		}
		if err != nil {
			i.Add(source.Pos{File: fmt.Sprintf("%s/%s", i.File.Path, f.Name)}, "Export the questions again.", "this file of the package cannot be read: %s", err)
			return nil, false
		}
	}
	return files, true
}

// mostTitle is how many characters a title can have.
const mostTitle = 200

// titled gives a question its title and its stem from the text of an imported one. The first paragraph is the title, without its emphasis,
// and the rest is the stem. A first paragraph that is longer than mostTitle characters or has line breaks, links or pictures, and a text that begins with
// anything else, stays in the stem whole, and its first sentence is the title as well: words are there twice then, and none is lost.
func (i *importing) titled(q *Question, t Text) {
	if len(t) == 0 {
		return
	}
	words := Text(t[:1]).Plain()
	if t[0].Kind == text.Paragraph && onlyWords(t[0].Inlines) && utf8.RuneCountInString(words) <= mostTitle {
		q.Title, q.Stem = words, t[1:]
		return
	}
	q.Title, q.Stem = firstSentence(strings.TrimLeft(t.Plain(), "- ")), t
}

// onlyWords says whether a line is the same to its readers without its markup.
func onlyWords(line []text.Inline) bool {
	return !slices.ContainsFunc(line, func(in text.Inline) bool {
		return !slices.Contains([]text.InlineKind{text.Words, text.Emphasis, text.Strong, text.CodeSpan}, in.Kind) || !onlyWords(in.Inlines)
	})
}

// firstSentence is the first sentence of a text in one line, or as many of its words as a title can have.
func firstSentence(words string) string {
	for at, r := range words {
		if strings.ContainsRune(".?!。？！", r) && (at+utf8.RuneLen(r) == len(words) || words[at+utf8.RuneLen(r)] == ' ') {
			words = words[:at+utf8.RuneLen(r)]
			break
		}
	}
	if utf8.RuneCountInString(words) <= mostTitle {
		return words
	}
	cut := string([]rune(words)[:mostTitle-1])
	if space := strings.LastIndexByte(cut, ' '); space > 0 {
		cut = cut[:space]
	}
	return cut + "…"
}
