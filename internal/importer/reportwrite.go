package importer

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"handrail/internal/source"
	"handrail/internal/text"
)

// Report says what an import did.
type Report struct {
	Date      source.Date    `json:"date"`
	Documents []DocumentRead `json:"documents"`
	Pages     []PageMade     `json:"pages"`
	Pictures  int            `json:"pictures"`
	Sums      []Sum          `json:"sums"` // in the order of their weight, those that need a person first
	Entries   []Entry        `json:"entries"`
}

// DocumentRead is a document that was read.
type DocumentRead struct {
	File   string `json:"file"`
	Format string `json:"format"`
}

// PageMade is a page that was made.
type PageMade struct {
	Path  string `json:"path"` // within content/
	Title string `json:"title"`
	File  string `json:"file,omitempty"`  // the document; "" for a page that introduces others, and that no document is of
	Under string `json:"under,omitempty"` // the heading that it begins with; "" for the whole document
	Rules int    `json:"rules"`
}

// Sum is how many entries there are of a kind.
type Sum struct {
	What  string `json:"what"`
	Of    Group  `json:"-"`
	Group string `json:"group"` // the name of Of: "person", "left-out" or "changed"
	Says  string `json:"says"`
	Do    string `json:"do,omitempty"`
	Count int    `json:"count"`
}

// Report is what there is to say of the import on a day.
func (p *Plan) Report(today source.Date) *Report {
	r := &Report{Date: today, Pictures: len(p.pictures), Entries: slices.Clone(p.entries)}
	for _, d := range p.documents {
		r.Documents = append(r.Documents, DocumentRead{d.File, d.Format})
	}
	for _, page := range p.pages {
		made := PageMade{Path: page.path, Title: page.front.Title, Rules: countRules(page.blocks)}
		if page.doc != nil {
			made.File = page.doc.File
		}
		if page.inner {
			made.Under = page.front.Title
		}
		r.Pages = append(r.Pages, made)
	}
	weight := map[string]int{}
	for i, w := range byGroup(whats()) {
		weight[w.name] = i
		if n := r.count(w.name); n > 0 {
			r.Sums = append(r.Sums, Sum{w.name, w.group, groupNames()[w.group], w.says, w.do, n})
		}
	}
	slices.SortStableFunc(r.Entries, func(a, b Entry) int { return cmp.Compare(weight[a.What], weight[b.What]) })
	return r
}

// byGroup puts the table of kinds in the order of the groups.
func byGroup(list []what) []what {
	slices.SortStableFunc(list, func(a, b what) int { return cmp.Compare(a.group, b.group) })
	return list
}

// groupNames are the names of the groups in JSON.
func groupNames() []string { return []string{"person", "left-out", "changed"} }

func (r *Report) count(what string) int {
	n := 0
	for _, e := range r.Entries {
		if e.What == what {
			n++
		}
	}
	return n
}

// Count is how many entries there are of a group.
func (r *Report) Count(group Group) int {
	n := 0
	for _, s := range r.Sums {
		if s.Of == group {
			n += s.Count
		}
	}
	return n
}

// Rules is how many rules the pages have.
func (r *Report) Rules() int {
	n := 0
	for _, page := range r.Pages {
		n += page.Rules
	}
	return n
}

func countRules(blocks []text.Block) int {
	n := 0
	mapBlocks(blocks, func(b text.Block) text.Block {
		if b.Kind == text.Container && slices.Contains([]string{"must", "must-not", "should", "should-not"}, b.Name) {
			n++
		}
		return b
	}, nil)
	return n
}

// JSON writes the report for programs.
func (r *Report) JSON() []byte {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil { // it holds texts and numbers alone
		panic(err)
	}
	return append(data, '\n')
}

// Markdown writes the report for people: what needs somebody first, and each thing below its kind.
func (r *Report) Markdown() []byte {
	w := &reportWriter{Report: r}
	w.heading(1, "What was imported on "+r.Date.Format("2 January 2006"))
	w.say("%s became %s, with %s and %s.", count(len(r.Documents), "document"), count(len(r.Pages), "page"), count(r.Pictures, "picture"), count(r.Rules(), "rule"))
	w.sums()
	titles := []string{"What needs a person", "What is on no page", "What is on a page in another form"}
	for group, title := range titles {
		if r.Count(Group(group)) == 0 {
			continue
		}
		w.heading(2, title)
		for _, s := range r.Sums {
			if s.Of == Group(group) {
				w.kind(s)
			}
		}
	}
	w.became()
	w.inFull()
	return []byte(text.Markdown(w.blocks))
}

// reportWriter writes a report as blocks, so that no word of a document is taken for markup.
type reportWriter struct {
	*Report
	blocks []text.Block
	long   []string // words that are too long for a line, which are at the end
}

// longLine is how many characters of words a line has at most.
const longLine = 160

func words(format string, args ...any) []text.Inline {
	return []text.Inline{{Kind: text.Words, Text: fmt.Sprintf(format, args...)}}
}

func (w *reportWriter) heading(level int, title string) {
	w.blocks = append(w.blocks, text.Block{Kind: text.Heading, Level: level, Inlines: words("%s", title)})
}

func (w *reportWriter) say(format string, args ...any) {
	w.blocks = append(w.blocks, text.Block{Inlines: words(format, args...)})
}

func (w *reportWriter) table(rows [][]string) {
	table := text.Block{Kind: text.Table, Head: true}
	for _, row := range rows {
		cells := text.Block{Kind: text.Row}
		for _, cell := range row {
			cells.Blocks = append(cells.Blocks, text.Block{Kind: text.Cell, Inlines: words("%s", cell)})
		}
		table.Blocks = append(table.Blocks, cells)
	}
	w.blocks = append(w.blocks, table)
}

// sums lists how much there is of each kind.
func (w *reportWriter) sums() {
	if len(w.Sums) == 0 {
		w.say("There is nothing else to say: each word is on a page as it was.")
		return
	}
	rows := [][]string{{"How many", "What", ""}}
	for _, s := range w.Sums {
		rows = append(rows, []string{fmt.Sprint(s.Count), s.Says, map[string]string{"person": "needs a person", "left-out": "on no page", "changed": "in another form"}[s.Group]})
	}
	w.table(rows)
}

// kind lists all entries of a kind, by their pages.
func (w *reportWriter) kind(s Sum) {
	w.heading(3, fmt.Sprintf("%s (%d)", strings.TrimSuffix(s.Says, "."), s.Count))
	if s.Do != "" {
		w.say("%s", s.Do)
	}
	list := text.Block{Kind: text.List}
	var last Entry
	for _, e := range w.merged(s.What) {
		if place := placeOf(e.Entry); len(list.Blocks) == 0 || place != placeOf(last) {
			list.Blocks = append(list.Blocks, text.Block{Kind: text.Item, Blocks: []text.Block{{Inlines: words("%s", place)}}})
		}
		last = e.Entry
		item := &list.Blocks[len(list.Blocks)-1]
		if line := w.line(e); line != "" {
			if len(item.Blocks) == 1 {
				item.Blocks = append(item.Blocks, text.Block{Kind: text.List})
			}
			inner := &item.Blocks[1]
			inner.Blocks = append(inner.Blocks, text.Block{Kind: text.Item, Blocks: []text.Block{{Inlines: words("%s", line)}}})
		}
	}
	w.blocks = append(w.blocks, list)
}

// several is an entry, and how often there is the same.
type several struct {
	Entry
	times int
}

// merged lists the entries of a kind, each once, and those of one place together.
func (w *reportWriter) merged(what string) []several {
	var list []several
	at := map[Entry]int{}
	places := map[string]int{}
	for _, e := range w.Entries {
		if e.What != what {
			continue
		}
		e.Heading = 0
		if i, ok := at[e]; ok {
			list[i].times++
			continue
		}
		if _, ok := places[placeOf(e)]; !ok {
			places[placeOf(e)] = len(places)
		}
		at[e] = len(list)
		list = append(list, several{e, 1})
	}
	slices.SortStableFunc(list, func(a, b several) int { return places[placeOf(a.Entry)] - places[placeOf(b.Entry)] })
	return list
}

// placeOf says where an entry is: its page and the heading there, or else its document.
func placeOf(e Entry) string {
	place := cmp.Or(e.Page, e.File)
	if e.Under != "" {
		place += ", below “" + e.Under + "”"
	}
	return place
}

// line says what an entry is about: on which line, in which words, and how often.
func (w *reportWriter) line(e several) string {
	var parts []string
	if e.Line > 0 {
		parts = append(parts, fmt.Sprintf("%s, line %d", e.File, e.Line))
	}
	if runes := []rune(e.Words); len(runes) > longLine || strings.Contains(strings.TrimSpace(e.Words), "\n") {
		w.long = append(w.long, e.Words)
		begin := strings.Join(strings.Fields(string(runes[:min(len(runes), longLine/2)])), " ")
		parts = append(parts, fmt.Sprintf("%s … (all of it below, number %d)", begin, len(w.long)))
	} else if e.Words != "" {
		parts = append(parts, strings.TrimSpace(e.Words))
	}
	line := strings.Join(parts, ": ")
	if e.times > 1 {
		line = strings.TrimSpace(fmt.Sprintf("%s (%d times)", line, e.times))
	}
	return line
}

// became lists which pages there are, and what each was.
func (w *reportWriter) became() {
	w.heading(2, "What became what")
	rows := [][]string{{"Page", "Title", "Document", "Rules"}}
	for _, page := range w.Pages {
		from := page.File
		if page.Under != "" {
			from += ", “" + page.Under + "”"
		}
		rows = append(rows, []string{"content/" + page.Path, page.Title, from, fmt.Sprint(page.Rules)})
	}
	w.table(rows)
}

// inFull has the words that were too long for a line.
func (w *reportWriter) inFull() {
	if len(w.long) == 0 {
		return
	}
	w.heading(2, "Words in full")
	for i, words := range w.long {
		w.say("Number %d:", i+1)
		w.blocks = append(w.blocks, text.Block{Kind: text.Code, Text: strings.TrimSuffix(words, "\n") + "\n"})
	}
}

// count writes a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
