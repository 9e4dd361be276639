package importer

import "handrail/internal/text"

// mapBlocks copies blocks with all that is in them, each as change gives it, and each part of their lines as changeLine does. Either can be nil.
func mapBlocks(blocks []text.Block, change func(text.Block) text.Block, changeLine func(text.Inline) []text.Inline) []text.Block {
	var list []text.Block
	for _, b := range blocks {
		if change != nil {
			b = change(b)
		}
		if changeLine != nil {
			b.Inlines = mapInlines(b.Inlines, changeLine)
		}
		b.Blocks = mapBlocks(b.Blocks, change, changeLine)
		list = append(list, b)
	}
	return list
}

// mapInlines copies parts of a line, with what is in each of them, as change gives them: any number in place of each.
func mapInlines(line []text.Inline, change func(text.Inline) []text.Inline) []text.Inline {
	var list []text.Inline
	for _, in := range line {
		in.Inlines = mapInlines(in.Inlines, change)
		list = append(list, change(in)...)
	}
	return list
}
