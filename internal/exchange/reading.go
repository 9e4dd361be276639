package exchange

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"handrail/internal/foreign"
	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
	"handrail/internal/text"
)

// importing is one import: the quiz that is being made, and what is wrong with the file that it is made of.
type importing struct {
	*source.Reporter
	set      *Set
	parser   *markdown.Parser
	pictures int  // how many bytes they have
	lines    int  // of texts, each counting one more for each tag in it
	isFull   bool // that there is more than is read has been reported
	unseen   bool // that characters were left out of texts without markup has been reported
}

func newImport(r *source.Reporter) *importing {
	english, _ := language.Of("en-GB") // nothing that a text becomes depends on it
	return &importing{Reporter: r, set: &Set{File: r.File, Images: map[string]*Image{}}, parser: markdown.NewParser(english)}
}

// The limits for what is read of a file: no page can show more questions, and nobody reads more reports. The time that a text takes grows with its
// lines and tags, and the memory too.
const (
	mostQuestions = 5000
	mostReports   = 10_000
	mostLines     = 200_000
	mostOffered   = 1000 // answers to a question: more is made to do harm, as each is compared with the others
)

// full says whether there is more in the file than is imported, which is reported: the rest of it need not be read.
func (i *importing) full() bool {
	switch {
	case i.isFull || len(i.set.Questions) > mostQuestions: // Format.Read reports it
		return true
	case i.lines > mostLines:
		i.Add(i.line(1), "Export the questions in several files.", "the texts of this file have more than %d lines", mostLines)
	case len(i.Diags) >= mostReports:
		i.Add(i.line(1), "Export the questions again, or choose another format with --format.", "this file has more than %d mistakes", mostReports)
	default:
		return false
	}
	i.isFull = true
	return true
}

// leaveOut reports why a question of the file is not in the quiz, and counts it.
func (i *importing) leaveOut(pos source.Pos, hint, format string, args ...any) {
	i.set.LeftOut++
	i.Warn(pos, hint, format, args...)
}

// isHuge says whether a question has more than is read of one: Format.Read reports it.
func (q *Question) isHuge() bool {
	return len(q.Choices)+len(q.Items)+len(q.Pairs)+len(q.Accepted) > mostOffered || len(q.Hint) > mostOffered
}

// reads counts the lines of a text, and says whether it is read.
func (i *importing) reads(words string) bool {
	i.lines += 1 + strings.Count(words, "\n") + strings.Count(words, "<")
	return !i.full()
}

// line is a place of the file that is read, by its line.
func (i *importing) line(n int) source.Pos { return source.Pos{File: i.File.Path, Line: n, Col: 1} }

// html reads a text in HTML. file gives the bytes of a picture by its address within the file that is read; nil for one that is elsewhere.
func (i *importing) html(pos source.Pos, markup string, file func(src string) []byte) Text {
	if !i.reads(markup) {
		return nil
	}
	a := i.allower(pos, file)
	blocks, fault := readHTML(markup, a.lose)
	if fault != nil {
		i.Add(pos, "Open the question in the program that it comes from, copy its text, and paste it as text alone.", "%s", fault.Message)
	}
	return i.allow(a, blocks)
}

// plain reads a text without markup. Its empty lines part paragraphs, and its other line breaks stay.
func (i *importing) plain(words string) Text {
	if !i.reads(words) {
		return nil
	}
	var line []text.Inline
	for part := range strings.SplitSeq(strings.ReplaceAll(words, "\r\n", "\n"), "\n") {
		line = append(line, text.Inline{Kind: text.Words, Text: part}, text.Inline{Kind: text.Break})
	}
	lose := loser(func(what, hint string) {
		if !i.unseen {
			i.unseen = true
			i.Warn(i.line(1), hint, "%s", what)
		}
	})
	return lose.tidier().Blocks([]text.Block{{Inlines: line}})
}

// markdown reads a text in markdown, which may have HTML for what markdown has no form for, such as sub and sup.
func (i *importing) markdown(pos source.Pos, words string) Text {
	return i.allow(i.allower(pos, nil), i.blocks(pos, words))
}

// blocks reads a text in markdown with all that it holds.
func (i *importing) blocks(pos source.Pos, words string) []text.Block {
	if !i.reads(words) {
		return nil
	}
	f := &source.File{Path: pos.File, Data: []byte(words)}
	doc, diags := i.parser.ParseHTML(f)
	blocks, err := doc.ReadBlocks(doc.Text, doc.Text.Body)
	for _, d := range diags {
		if d.Severity == source.Error && len(blocks) == 0 { // it is above what markdown can have
			d.Message += ", so the text is read without its markup"
			blocks = i.plain(words)
		}
		i.Warn(pos, d.Hint, "%s", d.Message)
	}
	if err != nil { // the HTML parser takes any text
		i.Add(pos, "", "this text cannot be read: %s", err)
	}
	if doc.Title != "" { // a page would have it for its title
		blocks = append([]text.Block{{Kind: text.Heading, Inlines: Words(doc.Title)[0].Inlines}}, blocks...)
	}
	return blocks
}

// allower makes of imported texts what every format can hold.
func (i *importing) allower(pos source.Pos, file func(src string) []byte) *allower {
	a := &allower{r: i.Reporter, pos: pos}
	a.link = func(href string) string {
		scheme, _, _ := strings.Cut(strings.ToLower(href), ":")
		if slices.Contains([]string{"http", "https", "mailto"}, scheme) {
			return href // Adopt puts it behind the words
		}
		a.lose("a link that leads to no address on the web is kept as its words alone", "Give the address a name in links.yaml, and link to it as link:name.")
		return ""
	}
	a.image = func(src string) string {
		data := dataAddress(src)
		if data == nil && file != nil {
			data = file(src)
		}
		if data == nil {
			a.lose("a picture that is not in the file is left out", "Put the picture beside the quiz, and name it in the text.")
			return ""
		}
		return i.picture(a, src, data)
	}
	return a
}

func (i *importing) allow(a *allower, blocks []text.Block) Text {
	return loser(a.lose).tidier().Blocks(a.text(blocks))
}

// decode gives a text in UTF-8, whatever of the usual encodings it is in. From then on places are those of that text.
func (i *importing) decode(data []byte) []byte {
	data, guessed := foreign.Decode(data)
	if guessed {
		i.Warn(i.line(1), "Look at the accents and quotes in the quiz. Save the file as UTF-8 if they are wrong.", "this file is not UTF-8, and is read as Windows-1252")
	}
	if bytes.IndexByte(data, 0) >= 0 {
		i.Add(source.Pos{File: i.File.Path}, "Export the questions again.", "this file contains a zero byte, so it is not text")
	}
	i.File = &source.File{Path: i.File.Path, Data: data}
	i.set.File = i.File
	return data
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
