package text

import (
	"reflect"
	"slices"
)

// Equal says whether two texts are the same, wherever they are in their sources and however their words are cut into pieces.
func Equal(a, b []Block) bool {
	return slices.EqualFunc(a, b, func(x, y Block) bool {
		if !equalLines(x.Inlines, y.Inlines) || !Equal(x.Blocks, y.Blocks) || !slices.Equal(x.Attrs, y.Attrs) {
			return false
		}
		for _, side := range []*Block{&x, &y} {
			side.Start, side.End, side.Inlines, side.Blocks, side.Attrs = 0, 0, nil, nil, nil
		}
		return reflect.DeepEqual(x, y)
	})
}

func equalLines(a, b []Inline) bool {
	return slices.EqualFunc(joinWords(a), joinWords(b), func(x, y Inline) bool {
		if !equalLines(x.Inlines, y.Inlines) || !slices.Equal(x.Attrs, y.Attrs) {
			return false
		}
		x.Inlines, y.Inlines, x.Attrs, y.Attrs = nil, nil, nil, nil
		return reflect.DeepEqual(x, y)
	})
}

// joinWords makes one piece of words that follow one another, and leaves out empty ones.
func joinWords(line []Inline) []Inline {
	var joined []Inline
	for _, in := range line {
		if last := len(joined) - 1; in.Kind == Words && last >= 0 && joined[last].Kind == Words {
			joined[last].Text += in.Text
		} else if in.Kind != Words || in.Text != "" {
			joined = append(joined, in)
		}
	}
	return joined
}
