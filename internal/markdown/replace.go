package markdown

import (
	"fmt"
	"slices"
	"strings"

	"handrail/internal/source"
	"handrail/internal/text"
)

// Replace puts blocks in the place of one that FileBlocks has read from a file, and leaves every other byte of the file as it is. No
// blocks take it away. The result is read again: an error says that it would not be the file's other blocks with the new ones among
// them.
func (p *Parser) Replace(f *source.File, old text.Block, with []text.Block) ([]byte, error) {
	d, _ := p.Parse(f)
	blocks, err := d.FileBlocks()
	if err != nil {
		return nil, fmt.Errorf("reading the text of %s: %w", f.Path, err)
	}
	want, before, found := replaced(blocks, old, with)
	if !found {
		return nil, fmt.Errorf("%s has no block from byte %d to byte %d", f.Path, old.Start, old.End)
	}
	var data []byte
	for _, written := range spellings(before, with) {
		data = slices.Concat(f.Data[:old.Start], []byte(inLines(f, written)), f.Data[old.End:])
		again, diags := source.Parse(f.Path, data)
		if again == nil || len(diags) > 0 || again.Body != f.Body {
			continue
		}
		d, _ := p.Parse(again)
		if got, err := d.FileBlocks(); err == nil && text.Equal(got, want) {
			return data, nil
		}
	}
	return nil, &ChangeError{f.Path, "text around the new block", data}
}

// spellings are the ways in which blocks can be written after another: by themselves, as a list after a list with other markers, and
// either with an empty line on each side.
func spellings(before *text.Block, with []text.Block) []string {
	list := []string{strings.TrimSuffix(text.Markdown(with), "\n")}
	if before != nil {
		both := text.Markdown(append([]text.Block{*before}, with...))
		list = append(list, strings.Trim(strings.TrimPrefix(both, text.Markdown([]text.Block{*before})), "\n"))
	}
	for _, written := range slices.Clone(list) {
		list = append(list, "\n"+written+"\n")
	}
	return list
}

// replaced is a text with blocks in the place of one of its own, and what is before that.
func replaced(blocks []text.Block, old text.Block, with []text.Block) (changed []text.Block, before *text.Block, found bool) {
	for i, b := range blocks {
		if b.Start == old.Start && b.End == old.End && b.Kind == old.Kind {
			if i > 0 {
				before = &blocks[i-1]
			}
			return slices.Concat(blocks[:i], with, blocks[i+1:]), before, true
		}
		if inner, before, ok := replaced(b.Blocks, old, with); ok {
			changed = slices.Clone(blocks)
			changed[i].Blocks = inner
			return changed, before, true
		}
	}
	return nil, nil, false
}
