package markdown

import (
	"bytes"
	"flag"
	"slices"
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/source"
	"handrail/internal/text"
)

var every = flag.Bool("every", false, "write each block of a long text again, not the first of each kind")

// TestFileBlocks: everything in a file's text is in one block, and each block can be written again in its place with every other byte
// as it was.
func TestFileBlocks(t *testing.T) {
	p := NewParser(language.English())
	count, bound := 0, boundTexts()
	for name, words := range formatTexts(t) {
		f, diags := source.Parse(name, []byte(words))
		if f == nil || len(diags) > 0 || len(f.Data) > 30_000 {
			continue
		}
		d, diags := p.Parse(f)
		if len(diags) > 0 || len(d.unseen) > 0 {
			continue
		}
		blocks, err := d.FileBlocks()
		if err != nil {
			t.Fatal(err)
		}
		inOrder(t, name, f.Data, blocks, f.Body, len(f.Data))
		if strings.HasPrefix(name, "../../test") || strings.HasPrefix(name, "../../cmd") { // many of these are alike
			blocks = blocks[:min(len(blocks), 3)]
		}
		if !*every && len(blocks) > 6 {
			blocks = firstOfKinds(blocks)
		}
		for _, b := range blocks {
			count++
			data, err := p.Replace(f, b, []text.Block{b})
			_, listed := bound[name]
			switch {
			case err != nil && !listed:
				t.Errorf("%s: %v: %q", name, err, f.Data[b.Start:b.End])
			case err != nil:
				delete(bound, name)
			case !bytes.HasPrefix(data, f.Data[:b.Start]) || !bytes.HasSuffix(data, f.Data[b.End:]):
				t.Errorf("%s: other bytes have changed", name)
			}
			if err == nil && strings.HasPrefix(name, "../../content") {
				again, _ := source.Parse(name, data)
				back, _ := p.Parse(again)
				if part := changedPart(d, back); part != "" {
					t.Errorf("%s: the %s changed with %q", name, part, f.Data[b.Start:b.End])
				}
			}
		}
	}
	if count < 1500 || *every && count < 2500 {
		t.Errorf("only %d blocks", count)
	}
	for name, why := range bound {
		t.Errorf("every block of %s can be written in its place: %s", name, why)
	}
}

// firstOfKinds are the first block of each kind: writing one reads the whole text again.
func firstOfKinds(blocks []text.Block) []text.Block {
	seen := map[text.Kind]bool{}
	return slices.DeleteFunc(blocks, func(b text.Block) bool {
		was := seen[b.Kind]
		seen[b.Kind] = true
		return was
	})
}

// boundTexts are those with a block that cannot be written in its place, and why.
func boundTexts() map[string]string {
	indented := "the spaces before the next block would make it a part of the list, whose marker was wider"
	return map[string]string{"commonmark 257": indented, "commonmark 276": indented, "commonmark 313": indented}
}

// TestLineBreaks: a file with the line breaks of Windows keeps them.
func TestLineBreaks(t *testing.T) {
	f, _ := source.Parse("p.md", []byte(strings.ReplaceAll(front+"<!-- a\nb -->\n\n*  c\nd\n\n       code\n\n:::note\ne\n\nf\n:::\n", "\n", "\r\n")))
	p := NewParser(language.English())
	written, err := p.Format(f)
	want := strings.ReplaceAll(front+"<!-- a\nb -->\n\n- c\n  d\n\n  ```\n  code\n  ```\n\n:::note\ne\n\nf\n:::\n", "\n", "\r\n")
	if string(written) != want || err != nil {
		t.Errorf("formatted: %q %v", written, err)
	}
	d, _ := p.Parse(f)
	blocks, err := d.FileBlocks()
	if err != nil {
		t.Fatal(err)
	}
	inOrder(t, "p.md", f.Data, blocks, f.Body, len(f.Data))
	for _, b := range blocks {
		if data, err := p.Replace(f, b, []text.Block{b}); err != nil || bytes.Count(data, []byte("\n")) != bytes.Count(data, []byte("\r\n")) {
			t.Errorf("%q becomes %q: %v", f.Data[b.Start:b.End], data, err)
		}
	}
}

// inOrder holds blocks to be one after the other between two places, with nothing but spaces and line breaks between.
func inOrder(t *testing.T, name string, data []byte, blocks []text.Block, from, to int) {
	at := from
	for _, b := range blocks {
		if b.Start < at || b.End < b.Start || b.End > to || len(bytes.TrimSpace(data[at:b.Start])) > 0 {
			t.Errorf("%s: a block from %d to %d, after %d: %q", name, b.Start, b.End, at, data[at:max(at, b.Start)])
			return
		}
		if at = b.End; b.Kind == text.Container || b.Kind == text.Part {
			first, last := bytes.IndexByte(data[b.Start:b.End], '\n')+1, bytes.LastIndexByte(data[b.Start:b.End], '\n')+1
			inOrder(t, name, data, b.Blocks, b.Start+first, b.Start+last)
		}
	}
	if len(bytes.TrimSpace(data[at:to])) > 0 {
		t.Errorf("%s: nothing has %q", name, data[at:to])
	}
}

// TestReplace puts new blocks in the place of one, and changes nothing else, not even where something odd is beside it.
func TestReplace(t *testing.T) {
	p := NewParser(language.English())
	words := func(s string) []text.Block { return []text.Block{{Inlines: []text.Inline{{Text: s}}}} }
	list := []text.Block{{Kind: text.List, First: 1, Blocks: []text.Block{{Kind: text.Item, Blocks: words("new")}}}}
	for _, test := range []struct {
		text, block string // what is replaced: the block that starts so
		with        []text.Block
		want        string // "" for an error
	}{
		{"#  One\nold   text\n* two\n", "old", words("new * _text_"), "#  One\nnew * \\_text\\_\n* two\n"},
		{"#  One\nold   text\n* two\n", "old", words("1. new"), "#  One\n1\\. new\n* two\n"},
		{"- a\n\nold\n", "old", list, "- a\n\n* new\n"},
		{"old\n- a\n", "old", list, ""},
		{"old\nmore\n\n- a\n", "old", nil, "\n\n- a\n"},
		{":::must {#x}\nold   text\n\nWhy.\n:::\n\n   odd\n", "old", words("new"), ":::must {#x}\nnew\n\nWhy.\n:::\n\n   odd\n"},
		{"a[^1]\n\n[^1]: old   text\n[^2]: unused\n", "[^1]", []text.Block{{Kind: text.Note, Name: "1", Blocks: words("new")}}, "a[^1]\n\n[^1]: new\n[^2]: unused\n"},
		{"a[^1]\n\n[^1]: old\n", "[^1]", nil, ""},
		{"[a][b]\n\n[b]: c.md\n", "[b]", nil, ""},
	} {
		f, _ := source.Parse("p.md", []byte(front+test.text))
		d, _ := p.Parse(f)
		blocks, err := d.FileBlocks()
		if err != nil {
			t.Fatal(err)
		}
		var old *text.Block
		for _, b := range append(blocks, blocks[0].Blocks...) {
			if bytes.HasPrefix(f.Data[b.Start:b.End], []byte(test.block)) {
				old = &b
			}
		}
		data, err := p.Replace(f, *old, test.with)
		if got := strings.TrimPrefix(string(data), front); got != test.want || (err != nil) != (test.want == "") {
			t.Errorf("%q becomes %q, want %q: %v", test.text, got, test.want, err)
		}
		if _, err := p.Replace(f, text.Block{Start: 1, End: 2}, nil); err == nil {
			t.Error("a block that is not there was replaced")
		}
	}
}
