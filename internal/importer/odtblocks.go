package importer

import (
	"slices"
	"strings"

	"handrail/internal/text"
)

// blocks reads the blocks in an element (part 3, section 5). Words and elements that belong in no such place are read as well as they can be: a file that
// is not quite right loses nothing.
func (o *odt) blocks(add func(text.Block)) {
	o.each(func(e odtElement) { o.block(e, add) }, func(words string) {
		if words = strings.TrimSpace(words); words != "" {
			add(text.Block{Inlines: []text.Inline{{Kind: text.Words, Text: words}}})
		}
	})
}

// block reads an element as blocks.
func (o *odt) block(e odtElement, add func(text.Block)) {
	note := func(what, words string) {
		if words != "" {
			o.note(what, words)
		}
	}
	addAll := func(blocks []text.Block) {
		for _, b := range blocks {
			add(b)
		}
	}
	switch e.name {
	case "text:p", "text:h":
		addAll(o.paragraph(e))
	case "text:list":
		addAll(o.list(e, odtListKey{level: 1}))
	case "table:table":
		addAll(o.table())
	case "text:section":
		o.section(e, add)
	case "text:tracked-changes":
		o.changes()
	case "text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index", "text:user-index", "text:alphabetical-index":
		note("contents", o.words("-source"))
	case "office:forms":
		note("active", o.form(e))
	case "text:variable-decls", "text:sequence-decls", "text:user-field-decls", "text:dde-connection-decls", "text:bibliography-source", "text:section-source", "text:number":
		o.skip()
	default:
		if odtIsInline(e.name) {
			addAll(o.line(odtLook{}, func(l *odtLine) { o.inline(l, e) }))
		} else {
			o.blocks(add)
		}
	}
}

// odtIsInline says whether an element can be read as a part of a line: a shape, too, which may be anchored to a page.
func odtIsInline(name string) bool {
	return strings.HasPrefix(name, "draw:") || strings.HasPrefix(name, "dr3d:") ||
		slices.Contains([]string{"text:span", "text:a", "text:bookmark", "text:bookmark-start", "text:change", "text:change-start", "text:change-end", "office:annotation", "text:note"}, name)
}

// odtMerge makes a block one with the last before it, where a document has several paragraphs or lists for what markdown has one of.
func odtMerge(blocks []text.Block, b text.Block) bool {
	if len(blocks) == 0 {
		return false
	}
	last := &blocks[len(blocks)-1]
	switch {
	case last.Kind != b.Kind:
		return false
	case b.Kind == text.Code:
		last.Text += b.Text
		return true
	case b.Kind == text.Quote, b.Kind == text.List && b.Ordered && last.Ordered && b.First == last.First+len(last.Blocks):
		last.Blocks = append(last.Blocks, b.Blocks...)
		return true
	}
	return false
}

// gather are the blocks that read adds.
func gather(read func(add func(text.Block))) []text.Block {
	var blocks []text.Block
	read(func(b text.Block) {
		if !odtMerge(blocks, b) {
			blocks = append(blocks, b)
		}
	})
	return blocks
}

// section reads a section (part 3, section 5.4), unless it is hidden.
func (o *odt) section(e odtElement, add func(text.Block)) {
	if display := e.get("text:display"); display == "none" || display == "condition" && e.get("text:is-hidden") == "true" {
		if words := o.words(); words != "" {
			o.note("hidden", words)
		}
		return
	}
	if name := e.get("text:name"); name != "" {
		add(text.Block{Inlines: []text.Inline{odtAnchor(name + "|region")}})
	}
	o.blocks(add)
}

// form are the words of a form (part 3, section 13): most are attributes.
func (o *odt) form(e odtElement) string {
	var words []string
	for _, name := range []string{"form:label", "form:title", "form:current-value", "form:value", "text:value"} {
		if value := e.get(name); value != "" && !slices.Contains(words, value) {
			words = append(words, value)
		}
	}
	o.each(func(e odtElement) { words = append(words, o.form(e)) }, func(text string) { words = append(words, text) })
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// changes reads what tracked changes deleted, and which of them inserted something (part 3, section 5.5). Where that is in the text comes later.
func (o *odt) changes() {
	o.each(func(e odtElement) {
		name := e.get("text:id")
		if name == "" {
			name = e.get("xml:id")
		}
		o.each(func(e odtElement) {
			switch e.name {
			case "text:deletion":
				o.deleted[name] = o.words("office:change-info")
			case "text:insertion":
				o.inserted[name] = &strings.Builder{}
				o.skip()
			default:
				o.skip()
			}
		}, func(string) {})
	}, func(string) {})
}

// list reads a list (part 3, section 5.3). Its style is that of the list that it is in, unless it has its own. An item that holds no more than a list is a
// part of the item before it, and a heading is not an item: programs put headings into lists for their numbers.
func (o *odt) list(e odtElement, key odtListKey) []text.Block {
	if style := e.get("text:style-name"); style != "" {
		key.style = style
	}
	level := o.styles.lists[key.style][key.level]
	list := text.Block{Kind: text.List, Ordered: level.ordered, First: 1}
	if level.ordered {
		list.First = level.first
		if goesOn := e.get("text:continue-numbering") == "true" || e.get("text:continue-list") != ""; goesOn && o.next[key] > 0 {
			list.First = o.next[key]
		}
	}
	var blocks []text.Block
	end := func() {
		if len(list.Blocks) > 0 {
			blocks = append(blocks, list)
			list.First += len(list.Blocks)
			list.Blocks = nil
		}
	}
	o.each(func(e odtElement) {
		if first := e.number("text:start-value", 0, 1_000_000, -1); first >= 0 && level.ordered && first != list.First+len(list.Blocks) {
			end()
			list.First = first
		}
		item := o.item(key)
		last := len(list.Blocks) - 1
		isList := func(b text.Block) bool { return b.Kind == text.List }
		switch {
		case len(item) == 0:
		case slices.ContainsFunc(item, func(b text.Block) bool { return b.Kind == text.Heading }):
			end()
			blocks = append(blocks, item...)
		case e.name == "text:list-item" && slices.ContainsFunc(item, func(b text.Block) bool { return !isList(b) }):
			list.Blocks = append(list.Blocks, text.Block{Kind: text.Item, Blocks: item})
		case last >= 0:
			list.Blocks[last].Blocks = odtContinue(list.Blocks[last].Blocks, item)
		default:
			blocks = append(blocks, item...)
		}
	}, func(words string) {
		if words = strings.TrimSpace(words); words != "" {
			list.Blocks = append(list.Blocks, text.Block{Kind: text.Item, Blocks: []text.Block{{Inlines: []text.Inline{{Kind: text.Words, Text: words}}}}})
		}
	})
	if level.letters && len(list.Blocks) > 0 {
		o.note("list-numbers", plainLine(list.Blocks[0].Blocks))
	}
	end()
	o.next[key] = list.First
	return blocks
}

// odtContinue adds blocks to those of an item. A list in it goes on.
func odtContinue(blocks, more []text.Block) []text.Block {
	for _, b := range more {
		if last := len(blocks) - 1; last >= 0 && b.Kind == text.List && blocks[last].Kind == text.List && blocks[last].Ordered == b.Ordered {
			blocks[last].Blocks = append(blocks[last].Blocks, b.Blocks...)
		} else {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

// item reads an item, or the header, of a list.
func (o *odt) item(key odtListKey) []text.Block {
	key.level++
	return gather(func(add func(text.Block)) {
		o.each(func(e odtElement) {
			if e.name != "text:list" {
				o.block(e, add)
				return
			}
			for _, b := range o.list(e, key) {
				add(b)
			}
		}, func(words string) {
			if words = strings.TrimSpace(words); words != "" {
				add(text.Block{Inlines: []text.Inline{{Kind: text.Words, Text: words}}})
			}
		})
	})
}
