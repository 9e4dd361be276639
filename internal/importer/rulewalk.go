package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/text"
)

// maxRule is the length of the longest sentence, in characters, that is offered as a rule: it has to fit into what a rule said before (markdown.Rule.Was).
const maxRule = 500

// ruleWalk goes through the blocks of a page, and finds the sentences that oblige somebody.
type ruleWalk struct {
	page     *page
	language *language.Language
	section  string
	lead     string // the line before a list, when it ends with a colon

	// found says whether a sentence is to be a block, of the kind that it then has.
	found func(*Candidate) bool
	// block gives the attributes of that block.
	block func(*Candidate) []text.Attr
	// unfit hears of sentences that oblige and cannot be rules, by the name of their kind of entry.
	unfit func(what, words string)
}

// blocks gives the blocks with those of rules among them.
func (w *ruleWalk) blocks(blocks []text.Block) []text.Block {
	if w.language.Obligation == nil {
		return blocks
	}
	var list []text.Block
	for _, b := range blocks {
		lead := w.lead
		w.lead = ""
		switch b.Kind {
		case text.Heading:
			w.section = wordsOf(b.Inlines)
			list = append(list, b)
		case text.Paragraph:
			list = append(list, w.paragraph(b, nil, "", false)...)
			if words := strings.TrimSpace(wordsOf(b.Inlines)); strings.HasSuffix(words, ":") {
				sentences := sentencesOf(b.Inlines, w.language)
				w.lead = wordsOf(sentences[len(sentences)-1])
			}
		case text.List:
			list = append(list, w.list(b, lead)...)
		case text.Container:
			list = append(list, b) // what is there has been decided
		default:
			w.listOnly(b)
			list = append(list, b)
		}
	}
	return list
}

// list gives a list, cut where an item is a rule. Numbers go on after it. The items of a list with numbers are taken for steps, which are no orders to keep.
func (w *ruleWalk) list(list text.Block, lead string) []text.Block {
	var parts []text.Block
	rest := list
	rest.Blocks = nil
	flush := func(next int) {
		if len(rest.Blocks) > 0 {
			parts = append(parts, rest)
		}
		rest.Blocks, rest.First = nil, list.First+next
	}
	for i, item := range list.Blocks {
		var made []text.Block
		if len(item.Blocks) > 0 && item.Blocks[0].Kind == text.Paragraph {
			made = w.paragraph(item.Blocks[0], item.Blocks[1:], lead, !list.Ordered)
		}
		for _, inner := range item.Blocks[min(1, len(item.Blocks)):] {
			w.listOnly(inner)
		}
		if !slices.ContainsFunc(made, func(b text.Block) bool { return b.Kind == text.Container }) {
			rest.Blocks = append(rest.Blocks, item)
			continue
		}
		flush(i + 1)
		parts = append(parts, made...)
	}
	flush(len(list.Blocks))
	return parts
}

// paragraph gives a paragraph and the blocks that belong to it, cut where a sentence is a rule: what is before it is a paragraph, and what follows it is its reason.
func (w *ruleWalk) paragraph(b text.Block, below []text.Block, lead string, item bool) []text.Block {
	if len(b.Inlines) == 0 {
		return append([]text.Block{b}, below...)
	}
	var list []text.Block
	var line []text.Inline
	into := &list // where the next blocks go
	end := func() {
		if line = trimmed(line); len(line) > 0 {
			*into = append(*into, text.Block{Kind: text.Paragraph, Inlines: line, When: b.When})
		}
		line = nil
	}
	for i, sentence := range sentencesOf(b.Inlines, w.language) {
		c := w.candidate(sentence, b, lead, item && i == 0)
		if c == nil || !w.found(c) {
			line = append(line, sentence...)
			continue
		}
		end()
		list = append(list, text.Block{Kind: text.Container, Name: string(c.Kind), Attrs: w.block(c)})
		into = &list[len(list)-1].Blocks
		line = sentence
		end()
		into = &list[len(list)-1].Blocks
	}
	end()
	if !slices.ContainsFunc(list, func(b text.Block) bool { return b.Kind == text.Container }) { // none of its sentences is a rule
		return append([]text.Block{b}, below...)
	}
	last := &list[len(list)-1]
	last.Blocks = append(last.Blocks, below...)
	return list
}

// candidate is what a sentence is as a rule; nil when it obliges nobody, or cannot be shown without what is around it.
func (w *ruleWalk) candidate(sentence []text.Inline, paragraph text.Block, lead string, item bool) *Candidate {
	says := strings.Join(strings.Fields(wordsOf(sentence)), " ")
	kind := markdown.RuleKind(w.language.Obligation(says, lead, item))
	switch {
	case kind == "" || strings.HasSuffix(says, ":"):
		return nil
	case paragraph.When != "" || slices.ContainsFunc(sentence, needsPage):
		w.unfit("rule-place", says)
		return nil
	case utf8.RuneCountInString(says) > maxRule, w.language.Prohibition != nil && w.language.Prohibition().MatchString(says) != kind.Prohibits():
		w.unfit("rule-alone", says)
		return nil
	}
	return &Candidate{Says: says, Kind: kind, Page: w.page.path, Section: w.section, Document: w.page.doc.File, Paragraph: strings.Join(strings.Fields(wordsOf(paragraph.Inlines)), " "), page: w.page}
}

// listOnly hands over the sentences of a block that oblige where no rule can be.
func (w *ruleWalk) listOnly(b text.Block) {
	if b.Kind == text.Container || b.Kind == text.Code || b.Kind == text.Verbatim {
		return
	}
	if len(b.Inlines) > 0 && b.Kind != text.Heading {
		for _, sentence := range sentencesOf(b.Inlines, w.language) {
			if says := strings.Join(strings.Fields(wordsOf(sentence)), " "); w.language.Obligation(says, "", false) != "" {
				w.unfit("rule-place", says)
			}
		}
	}
	for _, inner := range b.Blocks {
		w.listOnly(inner)
	}
}
